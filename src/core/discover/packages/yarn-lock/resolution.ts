/** "resolution" of an entry of Yarn 2 and later: the name and the address of what is installed, "name@protocol:selector::parameters". */
import { gitLocation } from '../../../ecosystems/git.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import type { PackageSource } from '../../../model/index.ts';
import { isFolder } from '../npm/spec.ts';
import { readDescriptor } from './descriptors.ts';

export interface Resolution {
  readonly name: string;
  /** Null: the entry says it elsewhere. */
  readonly version: string | null;
  /** Own: a member of the workspace, or a folder. Patched: an entry of its own says what the patch is applied to. */
  readonly source: PackageSource | 'own' | 'patched' | 'unknown';
  /** Protocol and selector, as they stand there. */
  readonly place: string;
  /** Where the archive is taken from, where the entry says so. */
  readonly address: string | null;
}

/** Null: no resolution. */
export function readResolution(text: string): Resolution | null {
  const said = readDescriptor(text);
  if (said === null || said.range === '') return null;
  const { name, range } = said;
  const cut = range.indexOf('::');
  const [place, parameters] = cut < 0 ? [range, ''] : [range.slice(0, cut), range.slice(cut + 2)];
  const other = (source: Resolution['source'], address: string | null = null): Resolution => ({
    name,
    version: null,
    source,
    place,
    address,
  });
  if (/^(?:workspace|link|portal):/.test(place)) return other('own');
  if (place.startsWith('patch:')) return other('patched');
  // What a script of the tree writes is as much part of the tree as an archive in it.
  if (place.startsWith('exec:')) return other({ source: 'path', location: null });
  if (place.startsWith('file:')) return other(isFolder(place.replace(/#.*$/s, '')) ? 'own' : { source: 'path', location: null });
  if (place.startsWith('npm:')) return { ...fromRegistry(name, place.slice('npm:'.length), parameters), place };
  const commit = /#(?:.{0,500}&)?commit=([0-9a-f]{7,64})(?:&|$)/s.exec(place)?.[1];
  if (commit !== undefined) return other({ source: 'git', location: gitLocation(place.replace(/#.*$/s, ''), commit) });
  if (/^https?:\/\//.test(place)) return other(npm.sourceOf(name, place), place);
  return other('unknown');
}

function fromRegistry(name: string, version: string, parameters: string): Omit<Resolution, 'place'> {
  const [, encoded] = /(?:^|&)__archiveUrl=([^&]{1,4000})/.exec(parameters) ?? [];
  const address = encoded === undefined ? null : decoded(encoded);
  return { name, version, source: address === null ? { source: 'registry', location: null } : npm.sourceOf(name, address), address };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
