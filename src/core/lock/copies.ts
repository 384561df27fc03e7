/** Loads from a folder that the lock speaks of: the folder that `weighbridge pull` fills, or one whose weights the lock lists. Pure. */
import type { CopySighting, LoadSighting, LocalCopy } from '../model/index.ts';
import { compareText } from '../base/order.ts';
import { pathsBelow } from '../base/paths-below.ts';
import { displayName } from '../ref/format.ts';
import { parseRef } from '../ref/parse.ts';
import type { Lock } from './lock.ts';
import { pulledFolder } from './pulled-folder.ts';

/** A load of a path of the machine, before anybody knows what lies there. */
export interface LocalLoad {
  readonly sighting: LoadSighting;
  /** As the code writes it. */
  readonly text: string;
}

/** A local load and the entry that says what should lie there. */
export interface CopyClaim {
  readonly load: LocalLoad;
  readonly reference: string;
  readonly commit: string;
  /** Paths that the entry lists. */
  readonly listed: readonly string[];
  /** Where to look, nearest first; empty: not below the top of the tree. */
  readonly folders: readonly string[];
}

/** `weights`: by path, the SHA-256 of weights in the tree. */
export function copyClaims(loads: readonly LocalLoad[], lock: Lock | null, weights: ReadonlyMap<string, string>): CopyClaim[] {
  if (lock === null || loads.length === 0) return [];
  const byFolder = new Map([...lock.entries.keys()].map((reference) => [folderOf(reference), reference] as const));
  const byDigest = new Map(
    [...lock.entries].flatMap(([reference, { files }]) => [...files.values()].map(({ sha256 }) => [sha256, reference] as const)),
  );
  const paths = [...weights.keys()].sort(compareText);
  return loads.flatMap((load): CopyClaim[] => {
    const folders = foldersOf(load);
    const named = namedBy(load.text, byFolder);
    const held = named !== undefined ? [] : folders.flatMap((folder) => pathsBelow(folder, paths).slice(0, 1));
    const reference = named ?? held.flatMap((path) => byDigest.get(weights.get(path) ?? '') ?? [])[0];
    const entry = reference === undefined ? undefined : lock.entries.get(reference);
    if (reference === undefined || entry === undefined) return [];
    return [{ load, reference, commit: entry.commit, listed: [...entry.files.keys()], folders }];
  });
}

/** The sighting of the model itself, at the commit of the entry, with what lies in the folder. */
export function copySighting({ load, reference, commit }: CopyClaim, copy: LocalCopy): CopySighting {
  const ref = { ...parseRef(reference), version: null };
  return {
    ...load.sighting,
    type: 'copy',
    ref,
    requested: commit,
    kind: ref.repo === 'datasets' ? 'dataset' : 'model',
    revisionHow: 'literal',
    pin: null,
    copy,
  };
}

/** As `pull` lays a whole lock out. */
function folderOf(reference: string): string {
  const ref = parseRef(reference);
  return pulledFolder(ref.repo ?? 'models', displayName({ ...ref, version: null }));
}

function namedBy(text: string, byFolder: ReadonlyMap<string, string>): string | undefined {
  const parts = partsOf(text);
  // The longest name wins: "datasets/acme/x" is not the model "acme/x".
  for (const length of [3, 2, 1]) {
    const found = parts.length < length ? undefined : byFolder.get(parts.slice(-length).join('/'));
    if (found !== undefined) return found;
  }
  return undefined;
}

function partsOf(text: string): string[] {
  return text
    .replace(/^file:(?:\/\/)?/i, '')
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
}

/** Relative paths mean the folder that the program is started in: the top of the tree, or where the file lies. */
function foldersOf({ text, sighting }: LocalLoad): string[] {
  if (/^(?:file:)?(?:[/\\~]|[A-Za-z]:)/i.test(text)) return [];
  const here = sighting.place.path.split('/').slice(0, -1);
  const all = [resolved([], partsOf(text)), resolved(here, partsOf(text))];
  return [...new Set(all.flatMap((folder) => folder ?? []))];
}

/** Null: it leaves the tree. The tree itself is no copy of anything. */
function resolved(start: readonly string[], parts: readonly string[]): string | null {
  const at = [...start];
  for (const part of parts) {
    if (part !== '..') at.push(part);
    else if (at.pop() === undefined) return null;
  }
  return at.length === 0 ? null : at.join('/');
}
