/** Packages that come from no registry, most of them from git: the address in one spelling, and the commit that fixes what is taken. */
import { cleanLocation } from '../base/address.ts';
import type { PackageFact, PackageSource, Sighting } from '../model/index.ts';
import { packageOf } from '../model/sighting.ts';
import { isFullCommit } from '../ref/parse.ts';

/**
 * A git address as it is kept: cleaned, without the "git+" of pip and npm, with "@commit" behind it when the reference gives the full
 * commit, the only revision that can hold no secret (T21). `git@host:path` counts as ssh.
 */
export function gitLocation(raw: string, commit: string | null): string | null {
  const scp = /^(?:git\+)?(?:ssh:\/\/)?[\w.-]{1,64}@([\w.-]{1,253}):(?!\d{1,5}\/)([^\s?#]{1,400})/.exec(raw);
  const cleaned = scp?.[1] !== undefined && scp[2] !== undefined ? cleanLocation(`ssh://${scp[1]}/${scp[2]}`) : cleanLocation(raw);
  const base = cleaned?.replace(/^git\+/, '') ?? null;
  if (base === null || commit === null || !isFullCommit(commit)) return base;
  const suffix = `@${commit.toLowerCase()}`;
  return base.endsWith(suffix) ? base : `${base}${suffix}`;
}

/** The commit that a location ends in; null: a branch, a tag or nothing, so that what is taken can change. */
export function commitOf({ source, location }: PackageSource): string | null {
  const commit = source === 'git' ? location?.slice(location.lastIndexOf('@') + 1) : undefined;
  return commit !== undefined && isFullCommit(commit) ? commit : null;
}

/** The location without its commit, be it a shortened one: the repository, which stays the same when the commit moves. */
export function repositoryOf({ source, location }: PackageSource): string | null {
  return source === 'git' ? (location?.replace(/@[0-9a-f]{7,64}$/i, '') ?? null) : location;
}

/** "https://github.com/o/r" and "ssh://github.com/o/r.git" are one repository. */
export function isSameRepository(a: PackageSource, b: PackageSource): boolean {
  const [one, other] = [repositoryKey(a), repositoryKey(b)];
  return one !== null && one === other;
}

/** One text for all spellings of a repository's address; null: it comes from none, or nobody says which. */
export function repositoryKey(source: PackageSource): string | null {
  if (source.source !== 'git') return null;
  return (
    repositoryOf(source)
      ?.replace(/^[a-z+]{1,12}:\/\//, '')
      .replace(/\/?$/, '')
      .replace(/\.git$/, '') ?? null
  );
}

/** What says that a component comes from no registry, the lock before the manifest; null: nothing does. */
export function foreignPackage(sightings: readonly Sighting[]): PackageFact | null {
  // Nearly all come from one.
  if (sightings.every((one) => packageOf(one)?.source === 'registry')) return null;
  const foreign = sightings.flatMap((one) => packageOf(one) ?? []).filter(({ source }) => source !== 'registry');
  return foreign.find((one) => commitOf(one) !== null) ?? foreign.find(({ from }) => from === 'lock') ?? foreign[0] ?? null;
}
