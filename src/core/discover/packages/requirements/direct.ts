/** Requirements that name a place instead of an index: URLs, git and local paths. */
import type { PackageFact } from '../../../model/index.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import { isRepository, revisionOf } from '../../../ecosystems/pypi/source.ts';
import { sortedIntegrity } from '../integrity.ts';

export type Direct = Pick<PackageFact, 'name' | 'version' | 'range' | 'integrity' | 'source' | 'location'>;

const ARCHIVE = /\.(?:whl|tar\.gz|tgz|zip|tar\.bz2|tar\.xz)$/i;

/** Whether a requirement text is a place and not "name @ place". */
export function isPlace(text: string): boolean {
  return (
    isRepository(text) ||
    /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text) ||
    /^(?:\.{1,2}(?:[/\\[]|$)|[/~\\]|file:)/.test(text) ||
    ARCHIVE.test(text)
  );
}

/** null: a local place that does not say which package it holds. A folder in the tree is read by its own manifest, so it is no loss. Elsewhere the name is "". */
export function readDirect(place: string, givenName: string | null): Direct | null {
  const [target, fragment] = splitOnce(place.trim().split(/\s/)[0] ?? '', '#');
  const parameters = new URLSearchParams(fragment);
  const file = fileParts(target);
  const egg = /^[A-Za-z0-9][A-Za-z0-9._-]{0,213}/.exec(parameters.get('egg') ?? '')?.[0] ?? null;
  const name = givenName ?? egg ?? file?.name ?? (isLocal(target) ? null : '');
  if (name === null) return null;
  const isGit = isRepository(target);
  return {
    name: pypi.normalize(name),
    version: isGit ? null : (file?.version ?? null),
    range: isGit ? revisionOf(target) : null,
    integrity: fragmentHashes(parameters),
    ...pypi.sourceOf(name, target),
  };
}

/** Whether it names a local folder: nothing is downloaded, so nothing needs a name. */
export function isLocal(place: string): boolean {
  return !isRepository(place) && !/^[a-z][a-z0-9+.-]{1,20}:\/\/(?!\/)/i.test(place);
}

/**
 * The name by which a folder of the tree may stand for a package: nothing else is said of it, and its own manifest says the real one. What the base
 * took from a registry under that name, in the same file, is not installed from there any more.
 */
export function folderName(place: string): string | null {
  const path = (place.trim().split(/\s/)[0] ?? '').replace(/[?#].*$/s, '').replace(/\[[^\]]{0,200}\]$/, '');
  return /([A-Za-z0-9][A-Za-z0-9._-]{0,213})[/\\]{0,3}$/.exec(path.slice(-300))?.[1] ?? null;
}

/** Name and version that a wheel or source archive carries in its file name (PEP 427, PEP 625). */
function fileParts(target: string): { readonly name: string; readonly version: string } | null {
  const file = (target.split(/[?]/)[0] ?? '').split(/[/\\]/).at(-1) ?? '';
  const wheel = /^([A-Za-z0-9._]{1,100})-([A-Za-z0-9._+!%]{1,100})-[^/]{1,200}\.whl$/.exec(file);
  const archive = wheel ?? /^([A-Za-z0-9._-]{1,100})-(\d[A-Za-z0-9._+!]{0,60}?)\.(?:tar\.gz|tgz|zip|tar\.bz2|tar\.xz)$/.exec(file);
  return archive?.[1] === undefined || archive[2] === undefined ? null : { name: archive[1], version: archive[2].replaceAll('%2B', '+') };
}

/** pip takes "#sha256=<hex>" as a hash to check. */
function fragmentHashes(parameters: URLSearchParams): readonly string[] {
  const value = parameters.get('sha256');
  return value === null ? [] : sortedIntegrity([`sha256:${value}`]);
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
