/** One entry of package-lock.json, of any lock version, as a package. */
import semver from 'semver';
import type { At, PackageFact } from '../../../model/index.ts';
import { cleanLocation, sortedIntegrity, withoutSecrets } from '../package-location.ts';
import { asList, asTable, asText, field, type Table } from '../toml/table.ts';
import { gitSpec } from './spec.ts';

/** `version` as the entry states it: lock version 1 writes a URL there for what is not from the registry. */
export function lockFact(name: string, entry: Table, at: At): PackageFact {
  const stated = asText(field(entry, 'version')) ?? '';
  const version = semver.valid(stated) === null ? null : stated;
  const resolved = asText(field(entry, 'resolved')) ?? (version === null ? stated : '');
  return withoutSecrets({
    kind: 'package',
    ecosystem: 'npm',
    name,
    version,
    range: null,
    integrity: integrityOf(field(entry, 'integrity')),
    ...origin(name, resolved, field(entry, 'inBundle') === true || field(entry, 'bundled') === true),
    group: groupOf(entry),
    license: licenseOf(entry),
    from: 'lock',
    ...at,
  });
}

function origin(name: string, resolved: string, isBundled: boolean): Pick<PackageFact, 'source' | 'location'> {
  // A bundled package lies inside the archive of the package that bundles it, whose integrity covers it.
  if (isBundled || resolved.startsWith('file:')) return { source: 'path', location: null };
  const git = /^https?:/i.test(resolved) && !resolved.includes('.git#') ? null : gitSpec(name, resolved);
  if (git !== null) return { source: 'git', location: git.location };
  const location = cleanLocation(resolved);
  return { source: location === null || isRegistryPath(name, location) ? 'registry' : 'url', location };
}

/** Registries serve archives under "<name>/-/<file>.tgz" or "download/<name>/…"; any other address is somebody's own URL. */
function isRegistryPath(name: string, location: string): boolean {
  const path = location.toLowerCase().replaceAll('%2f', '/');
  return path.includes('/-/') || path.includes(`/download/${name.toLowerCase()}/`);
}

const SRI_LENGTH: Readonly<Record<string, number>> = { sha1: 28, sha256: 44, sha384: 64, sha512: 88 };

/** Subresource integrity values of the right length; anything else proves nothing and is dropped. */
export function integrityOf(value: unknown): readonly string[] {
  const text = asText(value) ?? '';
  const values = text
    .slice(0, 4000)
    .split(/\s+/)
    .filter((part) => {
      const found = /^(sha\d{1,3})-([A-Za-z0-9+/]{20,90}={0,2})$/.exec(part);
      return found?.[1] !== undefined && SRI_LENGTH[found[1]] === found[2]?.length;
    });
  return sortedIntegrity(values);
}

function groupOf(entry: Table): PackageFact['group'] {
  // devOptional: reached by development and by optional dependencies, so it may ship.
  if (field(entry, 'dev') === true) return 'development';
  return field(entry, 'optional') === true || field(entry, 'devOptional') === true ? 'optional' : 'runtime';
}

function licenseOf(entry: Table): string | null {
  const value = field(entry, 'license') ?? field(entry, 'licenses');
  const all = asList(value);
  const texts = (all.length > 0 ? all.slice(0, 10) : [value])
    .map((one) => asText(one) ?? asText(field(asTable(one), 'type')))
    .filter((one) => one !== null);
  const text = texts.length > 1 ? `(${texts.join(' OR ')})` : (texts[0] ?? '');
  return text.trim() === '' ? null : text.trim().slice(0, 200);
}
