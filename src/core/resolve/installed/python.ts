/** An installed Python package: its files against its RECORD, where it was taken from, and what it says of itself. */
import { pypi } from '../../ecosystems/pypi/index.ts';
import { pypiMetadata, readCoreMetadata } from '../../ecosystems/pypi/metadata.ts';
import { versionKey } from '../../ecosystems/pypi/version.ts';
import { normalizePackageName } from '../../ref/package-types.ts';
import type { InstalledSeen, PackageMetadata } from '../../model/index.ts';
import type { InstalledFiles } from '../../ports/index.ts';
import { directUrlSeen } from './direct-url.ts';
import { type InstalledDistribution, distributionOf, type Environment } from './environments.ts';
import type { Located, LocatedPackages } from './located.ts';
import type { Allowance } from './npm-archive.ts';
import { type RecordedFile, recordedFiles } from './recorded-files.ts';

/** Names, licenses and a summary stand at the top; a README may follow. */
const METADATA_HEAD = 256 * 1024;
const MAX_RECORD = 32 * 1024 * 1024;
const MAX_DIRECT_URL = 64 * 1024;

/** Files that say of one environment exactly what is in it; lists of requirements are often of another one. */
const LOCKS = /(?:^|\/)(?:(?:uv|poetry|pdm)\.lock|Pipfile\.lock|pylock(?:\.[^/]{1,100})?\.toml)$/;

/** `isHeld`: the checkout has this lock. */
export async function environmentSeen(
  one: Located,
  environments: readonly Environment[],
  located: LocatedPackages,
  { files, allowance, isHeld }: { readonly files: InstalledFiles; readonly allowance: Allowance; readonly isHeld: boolean },
): Promise<readonly InstalledSeen[]> {
  for (const environment of environments) {
    const found = distributionOf(environment, one.fact.name, one.version);
    if (found !== null) return [...direct(found, one, files, isHeld), ...(await filesSeen(found, environment, files, allowance))];
    const other = isHeld && LOCKS.test(one.path) ? otherVersion(environment, one, located) : null;
    if (other !== null) return [other];
  }
  return [];
}

/** What it says of itself; null: it is not installed in this version, or lies in the tree itself, whose author may write anything (T11). */
export async function installedMetadata(
  one: Located,
  environments: readonly Environment[],
  files: InstalledFiles,
): Promise<PackageMetadata | null> {
  for (const environment of environments) {
    const found = distributionOf(environment, one.fact.name, one.version);
    const path = found === null ? '' : `${found.folder}/METADATA`;
    if (found === null || files.isCommitted(path)) continue;
    const text = files.read(path, METADATA_HEAD);
    const stated = text.state === 'ok' ? readCoreMetadata(new TextDecoder().decode(text.bytes)) : null;
    const isSame =
      stated !== null &&
      normalizePackageName('pypi', stated.name) === normalizePackageName('pypi', one.fact.name) &&
      versionKey(stated.version) === versionKey(one.version);
    if (isSame && (await isAsRecorded(found.folder, path, environment, files))) return pypiMetadata(stated);
  }
  return null;
}

/** Who wrote over it has not written what was installed. Tools of operating systems keep no record, and nothing contradicts. */
async function isAsRecorded(folder: string, path: string, environment: Environment, files: InstalledFiles): Promise<boolean> {
  const record = files.read(`${folder}/RECORD`, MAX_RECORD);
  if (record.state === 'absent') return true;
  const recorded = recordedIn(record, environment);
  const stated = recorded?.find((file) => file.path === path)?.sha256;
  const found = stated === undefined ? undefined : (await files.digests([path])).get(path);
  return found?.state === 'ok' && found.sha256 === stated;
}

/** Null: no record that can be followed. */
function recordedIn(record: ReturnType<InstalledFiles['read']>, { site, folder }: Environment): readonly RecordedFile[] | null {
  return record.state === 'ok' && !record.truncated ? recordedFiles(new TextDecoder().decode(record.bytes), site, folder) : null;
}

function direct({ folder }: InstalledDistribution, { fact }: Located, files: InstalledFiles, isHeld: boolean): InstalledSeen[] {
  const path = `${folder}/direct_url.json`;
  const text = isHeld ? files.read(path, MAX_DIRECT_URL) : { state: 'absent' as const };
  if (text.state === 'absent') return [];
  if (text.state === 'unreadable') return [{ what: 'source', state: 'unread', detail: `${path} cannot be read (${text.detail})` }];
  return [directUrlSeen(text.bytes, path, fact.integrity)];
}

async function filesSeen(
  { folder }: InstalledDistribution,
  environment: Environment,
  files: InstalledFiles,
  allowance: Allowance,
): Promise<InstalledSeen[]> {
  const path = `${folder}/RECORD`;
  const said = (state: InstalledSeen['state'], detail: string): InstalledSeen[] => [{ what: 'record', state, detail }];
  const text = files.read(path, MAX_RECORD);
  // Tools of operating systems write none.
  if (text.state === 'absent') return [];
  const recorded = recordedIn(text, environment);
  if (recorded === null) return said('unread', `${path} is no record that can be followed`);
  if (recorded.length > allowance.files) return said('unread', `${path} has more files than one run hashes`);
  allowance.files -= recorded.length;
  const digests = await files.digests(recorded.map((one) => one.path));
  const other = recorded.filter((one) => {
    const found = digests.get(one.path);
    return found?.state !== 'ok' || found.sha256 !== one.sha256;
  });
  const [first] = other;
  if (first === undefined)
    return said('equal', `${recorded.length} files were hashed, and are those of ${path}; a record proves no bytes of an archive`);
  const more = other.length > 1 ? ` and ${other.length - 1} more` : '';
  return said('differs', `${first.path.slice(0, 200)}${more} is not what was installed, as ${path} has it`);
}

/** Null: none, or one that some file of the tree names. */
function otherVersion({ site, distributions }: Environment, one: Located, located: LocatedPackages): InstalledSeen | null {
  const { fact } = one;
  const all = distributions.get(pypi.normalize(fact.name)) ?? [];
  const other = all.find(({ version }) => !located.isNamed(fact.ecosystem, fact.name, version));
  return other === undefined
    ? null
    : { what: 'record', state: 'differs', detail: `${site} has version ${other.version}, which no file of the tree names` };
}
