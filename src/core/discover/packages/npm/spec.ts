/** What stands behind a package name in package.json or an old lock: range, alias, git, URL, folder (npm, "package.json: dependencies"). */
import semver from 'semver';
import type { PackageFact } from '../../../model/index.ts';
import { cleanLocation } from '../../../base/address.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import { readGitAddress } from '../../../ecosystems/npm/source.ts';

export type NpmSpec = Pick<PackageFact, 'name' | 'version' | 'range' | 'source' | 'location'>;

/** A folder has a manifest of its own, and the name that stands there: the key here may be another. */
export function isFolder(spec: string): boolean {
  return !/\.(?:tgz|tar\.gz|tar)$/i.test(spec);
}

/** A folder by its path. "workspace:" names a member by a range, and is none. */
export function isFolderSpec(spec: string): boolean {
  const text = spec.trim();
  return /^(?:link|portal):/.test(text) || (/^(?:file:|\.{0,2}\/|\.{1,2}$|~(?:\/|$))/.test(text) && isFolder(text));
}

/** null: a member of this workspace, a folder, or nothing that can be read as a dependency. */
export function readSpec(name: string, spec: string): NpmSpec | null {
  const text = spec.trim();
  if (text.length > 2000 || /^(?:workspace|link|portal):/.test(text)) return null;
  const alias = /^npm:((?:@[^@/]{1,100}\/)?[^@/]{1,214})(?:@(.{0,200}))?$/.exec(text);
  if (alias?.[1] !== undefined) return npm.isName(alias[1]) ? ranged(alias[1], alias[2] ?? '') : null;
  if (/^(?:file:|\.{1,2}(?:\/|$)|\/|~(?:\/|$))/.test(text))
    return isFolder(text) ? null : { name, version: null, range: null, source: 'path', location: null };
  return gitSpec(name, text) ?? urlSpec(name, text) ?? ranged(name, text);
}

function ranged(name: string, text: string): NpmSpec {
  const any = text === '' || text === '*' || text === 'latest';
  // A tag or protocol of another tool ("next", "catalog:") is kept as written.
  return { name, version: semver.valid(text), range: any ? null : text.slice(0, 200), source: 'registry', location: null };
}

function gitSpec(name: string, text: string): NpmSpec | null {
  const found = readGitAddress(text);
  return found === null ? null : { name, version: null, range: found.reference, source: 'git', location: found.location };
}

function urlSpec(name: string, text: string): NpmSpec | null {
  return /^https?:\/\//i.test(text) ? { name, version: null, range: null, source: 'url', location: cleanLocation(text) } : null;
}
