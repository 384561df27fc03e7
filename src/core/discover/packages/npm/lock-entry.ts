/** One entry of package-lock.json, of any lock version, as a package. */
import semver from 'semver';
import type { At, PackageFact } from '../../../model/index.ts';
import { archiveVersion, otherArchive } from '../../../ecosystems/npm/archive.ts';
import { npm } from '../../../ecosystems/npm/index.ts';
import type { LockedPackage } from '../lockfile.ts';
import { integrityOf, isBundled } from './bundled.ts';
import { sortedIntegrity } from '../integrity.ts';
import { npmMarker } from './marker.ts';
import { asList, asTable, asText, field, type Table } from '../toml/table.ts';

export interface NpmEntry {
  readonly name: string;
  /** The folder that it is installed in. */
  readonly as: string;
  /** `version` as it stands there: lock version 1 writes a URL in its place for what is not from the registry. Null: no table. */
  readonly entry: Table | null;
  readonly at: At;
  /** By the hash of a bundler. */
  readonly isHeld: boolean;
  readonly needs: readonly string[];
}

export function npmEntry({ name, as, entry, at, isHeld, needs }: NpmEntry): LockedPackage {
  const stated = asText(field(entry, 'version')) ?? '';
  const own = versionOf(entry);
  const resolved = asText(field(entry, 'resolved')) ?? (own === null ? stated : '');
  const bundled = isBundled(entry);
  const source = bundled ? ({ source: 'path', location: null } as const) : npm.sourceOf(name, resolved);
  // npm writes the address in the place of the version even of some packages of a registry.
  const version = own ?? (source.source === 'registry' ? archiveVersion(name, source.location) : null);
  const archiveOf = source.source === 'registry' ? otherArchive(name, version, source.location) : undefined;
  const marker = npmMarker({ os: texts(entry, 'os'), cpu: texts(entry, 'cpu'), libc: texts(entry, 'libc') });
  return {
    kind: 'locked',
    ecosystem: npm,
    name: entry === null ? null : name,
    as,
    version,
    integrity: integrityOf(entry),
    ...(bundled && isHeld ? { bundled } : {}),
    ...(archiveOf === undefined ? {} : { archiveOf }),
    ...(source.source === 'registry' || source.source === 'url' ? { servers: [resolved] } : {}),
    needs,
    ...(marker === undefined ? {} : { marker }),
    source,
    group: groupOf(entry),
    license: licenseOf(entry),
    at,
  };
}

/** As others name it among what they need. */
export function npmLabel(name: string, entry: Table | null): string {
  const version = versionOf(entry);
  return version === null ? name : `${name}@${version}`;
}

/** Equal for entries of the two lists of one lock that say the same. What is not from a registry says its version in one of them alone. */
export function saidOf({ name, version, integrity, source: { source, location } }: LockedPackage): string {
  const hashes = source === 'git' ? [] : sortedIntegrity(integrity);
  return JSON.stringify([
    name,
    source,
    location,
    hashes,
    source === 'registry' || (source === 'path' && hashes.length === 0) ? version : null,
  ]);
}

function versionOf(entry: Table | null): string | null {
  const stated = asText(field(entry, 'version')) ?? '';
  return semver.valid(stated) === null ? null : stated;
}

function texts(entry: Table | null, key: string): readonly string[] {
  return asList(field(entry, key)).flatMap((one) => asText(one) ?? []);
}

function groupOf(entry: Table | null): PackageFact['group'] {
  // devOptional: reached by development and by optional dependencies, so it may ship.
  if (field(entry, 'dev') === true) return 'development';
  return field(entry, 'optional') === true || field(entry, 'devOptional') === true ? 'optional' : 'runtime';
}

function licenseOf(entry: Table | null): string | null {
  const value = field(entry, 'license') ?? field(entry, 'licenses');
  const all = asList(value);
  const texts = (all.length > 0 ? all.slice(0, 10) : [value])
    .map((one) => asText(one) ?? asText(field(asTable(one), 'type')))
    .filter((one) => one !== null);
  const text = texts.length > 1 ? `(${texts.join(' OR ')})` : (texts[0] ?? '');
  return text.trim() === '' ? null : text.trim().slice(0, 200);
}
