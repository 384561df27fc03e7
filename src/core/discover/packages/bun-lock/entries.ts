/** "packages" of bun.lock: each key is the way to a folder, and its list says what lies there. */
import { npm } from '../../../ecosystems/npm/index.ts';
import { otherArchive } from '../../../ecosystems/npm/archive.ts';
import type { PackageSource } from '../../../model/index.ts';
import { type Datum, type DatumEntry, inMap } from '../../datum/datum.ts';
import type { LockedPackage } from '../lockfile.ts';

const NAMED = /^((?:@[\w.~-]{1,214}\/)?[\w.~-]{1,214})@(.{1,2000})$/s;

export interface BunEntry {
  readonly key: string;
  readonly entry: DatumEntry;
  readonly name: string;
  /** As others name it among what they need; null: a member of the workspace, or a folder. */
  readonly label: string | null;
  readonly version: string | null;
  /** What stands behind the name. */
  readonly what: string;
  /** What it asks for; undefined where nothing is said. */
  readonly info: Datum | undefined;
  /** The texts behind the first one: address, folder, hash. */
  readonly texts: readonly string[];
}

/** Null: of a form that is not known. */
export function readBunEntry(entry: DatumEntry): BunEntry | null {
  const items = entry.value.kind === 'list' ? entry.value.items : [];
  const [first = '', ...texts] = items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  const [, name, what = ''] = NAMED.exec(first) ?? [];
  if (name === undefined || items[0]?.kind !== 'text') return null;
  const version = /^\d/.test(what) ? what : null;
  const isOwn = /^(?:workspace|link|root):/.test(what) || isFolderOf(what);
  const label = isOwn ? null : version === null ? name : `${name}@${version}`;
  return { key: entry.key, entry, name, label, version, what, info: items.find((item) => item.kind === 'map'), texts };
}

/** "./x" and "file:x" are folders where they are no archives. */
function isFolderOf(what: string): boolean {
  return /^(?:file:|\.{0,2}\/|~\/)/.test(what) && !isArchive(what);
}

function isArchive(what: string): boolean {
  return /\.(?:tgz|tar\.gz|tar)$/i.test(what);
}

/** Where its bytes come from. */
export function bunSource({ name, version, what, texts }: BunEntry): Pick<LockedPackage, 'source' | 'archiveOf' | 'servers'> {
  if (version !== null) {
    // "" is the registry that Bun asks by itself; else the address of the archive stands there.
    const address = texts.find((text) => /^https?:\/\//.test(text)) ?? '';
    if (address === '') return { source: { source: 'registry', location: null } };
    const source = npm.sourceOf(name, address);
    const archiveOf = source.source === 'registry' ? otherArchive(name, version, source.location) : undefined;
    return { source, servers: [address], ...(archiveOf === undefined ? {} : { archiveOf }) };
  }
  if (isArchive(what) && !/^(?:https?|git|ssh)/.test(what)) return { source: { source: 'path', location: null } };
  const source = withShortCommit(npm.sourceOf(name, what), what);
  return source.source === 'git' ? { source } : { source, servers: [what] };
}

/** Bun shortens the commits of GitHub. Such a one fixes nothing for certain, and that it moved must be told all the same. */
function withShortCommit({ source, location }: PackageSource, what: string): PackageSource {
  const short = /#([0-9a-f]{7,39})$/.exec(what)?.[1];
  return source === 'git' && location !== null && short !== undefined ? { source, location: `${location}@${short}` } : { source, location };
}

/** A map of what is asked for, by name. */
export function askedIn(holder: Datum | undefined, list: string): readonly DatumEntry[] {
  const map = inMap(holder, list);
  return map?.kind === 'map' ? map.entries : [];
}
