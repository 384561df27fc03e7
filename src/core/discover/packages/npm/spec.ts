/** What stands behind a package name in package.json or an old lock: range, alias, git, URL, folder (npm, "package.json: dependencies"). */
import semver from 'semver';
import type { PackageFact } from '../../../model/index.ts';
import { cleanLocation, FULL_COMMIT, gitLocation } from '../package-location.ts';

export type NpmSpec = Pick<PackageFact, 'name' | 'version' | 'range' | 'source' | 'location'>;

/** npm's rule for names, without the historical exceptions that cannot be published any more. */
const NAME = /^(?:@[\w.~-]{1,100}\/)?[\w.~-]{1,214}$/;

export function isNpmName(name: string): boolean {
  return NAME.test(name);
}

/** A folder has a manifest of its own, and the name that stands there: the key here may be another. */
export function isFolder(spec: string): boolean {
  return !/\.(?:tgz|tar\.gz|tar)$/i.test(spec);
}

/** null: a member of this workspace, a folder, or nothing that can be read as a dependency. */
export function readSpec(name: string, spec: string): NpmSpec | null {
  const text = spec.trim();
  if (text.length > 2000 || /^(?:workspace|link|portal):/.test(text)) return null;
  const alias = /^npm:((?:@[^@/]{1,100}\/)?[^@/]{1,214})(?:@(.{0,200}))?$/.exec(text);
  if (alias?.[1] !== undefined) return isNpmName(alias[1]) ? ranged(alias[1], alias[2] ?? '') : null;
  if (/^(?:file:|\.{1,2}(?:\/|$)|[/~])/.test(text))
    return isFolder(text) ? null : { name, version: null, range: null, source: 'path', location: null };
  return gitSpec(name, text) ?? urlSpec(name, text) ?? ranged(name, text);
}

function ranged(name: string, text: string): NpmSpec {
  const any = text === '' || text === '*' || text === 'latest';
  // A tag or protocol of another tool ("next", "catalog:") is kept as written.
  return { name, version: semver.valid(text), range: any ? null : text.slice(0, 200), source: 'registry', location: null };
}

const HOSTS: Readonly<Record<string, string>> = { github: 'github.com', gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' };

/** "owner/repo#ref", "github:owner/repo", "git+ssh://…#ref", "git@host:path". */
export function gitSpec(name: string, text: string): NpmSpec | null {
  const [place = '', reference = ''] = text.split('#');
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]{1,100}\/[\w.-]{1,100})$/.exec(place);
  const host = HOSTS[short?.[1] ?? 'github'];
  const url = short?.[2] !== undefined && host !== undefined ? `https://${host}/${short[2]}` : place;
  const isGit = short !== null || /^(?:git(?:\+[a-z]{2,5})?:\/\/|git@)/.test(place) || /^https?:\/\/[^?#]{1,500}\.git$/.test(place);
  if (!isGit) return null;
  const commit = FULL_COMMIT.test(reference) ? reference : null;
  const range = /^[\w./:^~<>=-]{1,200}$/.test(reference) ? reference : null;
  return { name, version: null, range, source: 'git', location: gitLocation(url, commit) };
}

function urlSpec(name: string, text: string): NpmSpec | null {
  return /^https?:\/\//i.test(text) ? { name, version: null, range: null, source: 'url', location: cleanLocation(text) } : null;
}
