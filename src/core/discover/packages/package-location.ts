/** Where a package comes from, reduced to what may be stored (T21). */
import type { PackageFact } from '../../model/index.ts';
import { redact } from '../../base/redact.ts';

/** A full commit id: the only revision that survives in a location, as it can hold no secret. */
export const FULL_COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * A URL without user-info, query and fragment (T21); null when it is none.
 * A host with "$" or "{" would need the environment, which is never read for a repository file (T20): null.
 */
export function cleanLocation(raw: string): string | null {
  const url = parseUrl(raw);
  if (url === null) return null;
  return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 500);
}

/** The origin alone ("https://host:port"), for index options, whose path may hold a token. */
export function cleanOrigin(raw: string): string | null {
  const url = parseUrl(raw);
  return url === null ? null : `${url.protocol}//${url.host}`;
}

/** A git location: cleaned, with "@commit" behind it when the reference gives the full commit. `git@host:path` counts as ssh. */
export function gitLocation(raw: string, commit: string | null): string | null {
  const scp = /^(?:git\+)?(?:ssh:\/\/)?[\w.-]{1,64}@([\w.-]{1,253}):(?!\d{1,5}\/)([^\s?#]{1,400})/.exec(raw);
  const base = scp?.[1] !== undefined && scp[2] !== undefined ? cleanLocation(`ssh://${scp[1]}/${scp[2]}`) : cleanLocation(raw);
  if (base === null) return null;
  return commit !== null && FULL_COMMIT.test(commit) && !base.endsWith(`@${commit}`) ? `${base}@${commit}` : base;
}

function parseUrl(raw: string): URL | null {
  if (raw.length > 4000 || !/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(raw)) return null;
  try {
    const url = new URL(raw);
    return url.host === '' || /[${}%]/.test(url.host) ? null : url;
  } catch {
    return null;
  }
}

/** Integrity values in the order that makes equal sets equal bytes. */
export function sortedIntegrity(values: Iterable<string>): readonly string[] {
  return [...new Set(values)].sort();
}

/** The shortest token that anybody issues is longer. */
const TOKEN_LENGTH = 16;

/** Known token shapes replaced in every text of a package (T21): the last step of each detector that makes one. */
export function withoutSecrets(fact: PackageFact): PackageFact {
  return {
    ...fact,
    name: clean(fact.name),
    version: fact.version === null ? null : clean(fact.version),
    range: fact.range === null ? null : clean(fact.range),
    location: fact.location === null ? null : clean(fact.location),
    license: fact.license === null ? null : clean(fact.license),
  };
}

function clean(text: string): string {
  return text.length < TOKEN_LENGTH ? text : redact(text);
}
