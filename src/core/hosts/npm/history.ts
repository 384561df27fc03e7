/** How versions of one name were published, one after the other. */
import semver from 'semver';
import type { PublishedBy, RegistryFacts } from '../../model/index.ts';
import { jsonTable } from '../../base/json/table.ts';
import { type NpmDocument, publishedBy } from './document.ts';

const RANK: Readonly<Record<PublishedBy, number>> = { none: 0, provenance: 1, trusted: 2 };

/** Null: not told, or no time. */
export function publishedAt({ times }: NpmDocument, version: string): string | null {
  const time = Object.hasOwn(times, version) ? times[version] : null;
  const date = typeof time === 'string' && time.length < 40 ? new Date(time) : null;
  return date === null || !Number.isFinite(date.getTime()) ? null : date.toISOString();
}

/** The first version of all; npm keeps the time when the name was created. */
export function firstPublished(document: NpmDocument): string | null {
  return publishedAt(document, 'created');
}

/**
 * The newest of those that were published before this one, and better. By time and not by number: whoever publishes an old line anew is not newer.
 * Versions before a release say nothing about a release (pnpm, "trustPolicy"). Without times nothing is compared.
 */
export function betterBefore(document: NpmDocument, version: string, by: PublishedBy): RegistryFacts['better'] {
  const time = publishedAt(document, version);
  if (time === null || by === 'trusted') return null;
  const isRelease = semver.prerelease(version) === null;
  let best: { readonly version: string; readonly publishedBy: PublishedBy; readonly time: string } | null = null;
  for (const [other, data] of Object.entries(document.versions)) {
    const otherBy = publishedBy(jsonTable(data));
    if (RANK[otherBy] <= RANK[by] || (isRelease && semver.prerelease(other) !== null)) continue;
    const before = publishedAt(document, other);
    if (before === null || before >= time) continue;
    if (best === null || RANK[otherBy] > RANK[best.publishedBy] || (otherBy === best.publishedBy && before > best.time))
      best = { version: other, publishedBy: otherBy, time: before };
  }
  return best === null ? null : { version: best.version, publishedBy: best.publishedBy };
}
