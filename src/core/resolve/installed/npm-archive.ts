/** The archive of a package in npm's cache, by the hash of the lock: what it is, and whether what is installed are its files. */
import { npm } from '../../ecosystems/npm/index.ts';
import { npmMetadata } from '../../ecosystems/npm/metadata.ts';
import { jsonIn } from '../../hosts/bodies.ts';
import type { InstalledSeen, PackageMetadata } from '../../model/index.ts';
import type { CachedArchive, InstalledFiles } from '../../ports/index.ts';
import { hashOf } from '../hashes.ts';
import { type JsonTable, jsonTable } from '../../base/json/table.ts';
import { pathIn, folderHolding, type Located, type LocatedPackages } from './located.ts';
import { strangerIn } from './npm-strangers.ts';

/** Files that are hashed of the packages of one run. */
export interface Allowance {
  files: number;
  /** Names that are read in folders of packages. */
  names: number;
}

export interface ArchiveSeen {
  readonly seen: readonly InstalledSeen[];
  /** What the archive says of itself, whose bytes are those of the lock; null: nothing. */
  readonly metadata: PackageMetadata | null;
}

const NOTHING: ArchiveSeen = { seen: [], metadata: null };

export async function archiveSeen(
  one: Located,
  located: LocatedPackages,
  { files, allowance, isHeld }: { readonly files: InstalledFiles; readonly allowance: Allowance; readonly isHeld: boolean },
): Promise<ArchiveSeen> {
  const sha512 = one.fact.integrity.flatMap(hashOf).find(({ algorithm }) => algorithm === 'sha512')?.value;
  const found: CachedArchive = sha512 === undefined ? { state: 'absent' } : await files.archive(sha512);
  if (found.state === 'absent') return NOTHING;
  if (found.state === 'unreadable') return { ...NOTHING, seen: [archive('unread', `npm's cache: ${found.detail}`)] };
  const manifest = found.manifest === null ? null : jsonTable(jsonIn(found.manifest));
  // The bytes are those of the lock all the same; what they hold nobody saw.
  if (manifest === null)
    return { ...NOTHING, seen: [archive('unread', `the archive in ${found.where} has the hash of the lock, and cannot be looked into`)] };
  const { name, version } = manifest;
  // T8: the lock says whose archive it is, and the archive itself says it, too.
  if (name !== one.fact.name || typeof version !== 'string' || npm.parse(version) !== npm.parse(one.version))
    return { ...NOTHING, seen: [archive('differs', `the archive with the hash of the lock is ${labelOf(name, version)}`)] };
  const own = archive('equal', `the bytes of its archive in ${found.where} were hashed, and have the hash of the lock`);
  const folder = pathIn(folderHolding(one.path), `node_modules/${one.fact.as ?? one.fact.name}`);
  const there = isHeld && found.files !== null ? folderState(folder, one, located, files) : 'other';
  const installed =
    there === 'same' && found.files !== null
      ? await filesSeen(folder, found.files, manifest, { files, located, allowance })
      : there === 'unknown'
        ? unread(`${folder} is not this package as the lock has it`)
        : null;
  return { seen: installed === null ? [own] : [own, installed], metadata: npmMetadata(manifest) };
}

/** npm gives them other names, or leaves them out. */
const RENAMED = /(?:^|\/)\.(?:git|npm)ignore$/;
const HOOKS = ['preinstall', 'install', 'postinstall'];

/**
 * What lies in the folder of its name. `other`: nothing, or another version that the tree names, beside which npm nests this one. `unknown`: whoever
 * put it there, no file of the tree names it, or it cannot be read; then the archive alone proves nothing of what is loaded.
 */
function folderState(
  folder: string,
  { fact, version }: Located,
  located: LocatedPackages,
  files: InstalledFiles,
): 'same' | 'other' | 'unknown' {
  const text = files.read(`${folder}/package.json`, MAX_MANIFEST);
  // Without a manifest Node still loads index.js: only a folder that is not there is none.
  if (text.state === 'absent') return files.read(folder, 0).state === 'absent' ? 'other' : 'unknown';
  const there = text.state === 'ok' && !text.truncated ? jsonTable(jsonIn(text.bytes)) : null;
  const { name, version: stated } = there ?? {};
  if (name !== fact.name || typeof stated !== 'string') return 'unknown';
  if (npm.parse(stated) === npm.parse(version)) return 'same';
  return located.isNamed(fact.ecosystem, fact.name, stated) ? 'other' : 'unknown';
}

async function filesSeen(
  folder: string,
  archived: NonNullable<Extract<CachedArchive, { state: 'ok' }>['files']>,
  manifest: JsonTable,
  { files, located, allowance }: { readonly files: InstalledFiles; readonly located: LocatedPackages; readonly allowance: Allowance },
): Promise<InstalledSeen> {
  const wanted = new Map(
    archived.flatMap(({ path, sha256, asScript }) => {
      const inside = path.slice(path.indexOf('/') + 1);
      return RENAMED.test(inside) ? [] : [[`${folder}/${inside}`, [sha256, asScript]] as const];
    }),
  );
  if (wanted.size > allowance.files) return unread(`${folder} has more files than one run hashes`);
  allowance.files -= wanted.size;
  const digests = await files.digests([...wanted.keys()]);
  const other = [...wanted].filter(([path, possible]) => {
    const found = digests.get(path);
    return found?.state !== 'ok' || !possible.includes(found.sha256);
  });
  const [first] = other;
  if (first === undefined) {
    const archivedPaths = new Set([...wanted.keys()].map((path) => path.slice(folder.length + 1)));
    // What lies beside them is loaded as they are.
    const stranger = await strangerIn(folder, archivedPaths, { files, located, allowance });
    if (stranger !== null) return unread(stranger);
    return {
      what: 'files',
      state: 'equal',
      detail: `${folder} was hashed file by file (${wanted.size}), and is what the archive with the hash of the lock holds`,
    };
  }
  const more = other.length > 1 ? ` and ${other.length - 1} more` : '';
  // What an install script builds, it may put in the place of what was there.
  if (hasHook(manifest, archived)) return unread(`${folder}: its install script may have changed its files (${other.length} differ)`);
  return {
    what: 'files',
    state: 'differs',
    detail: `${first[0].slice(0, 200)}${more} is not what the archive with the hash of the lock holds`,
  };
}

const MAX_MANIFEST = 1024 * 1024;

function hasHook(manifest: JsonTable, archived: readonly { readonly path: string }[]): boolean {
  const scripts = jsonTable(manifest['scripts']);
  return HOOKS.some((name) => scripts?.[name] !== undefined) || archived.some(({ path }) => /^[^/]*\/binding\.gyp$/.test(path));
}

function archive(state: InstalledSeen['state'], detail: string): InstalledSeen {
  return { what: 'archive', state, detail };
}

function unread(detail: string): InstalledSeen {
  return { what: 'files', state: 'unread', detail };
}

/** Of the archive's own words: whatever they are. */
function labelOf(name: unknown, version: unknown): string {
  const known = typeof name === 'string' && npm.isName(name) ? name : 'another package';
  return typeof version === 'string' && npm.parse(version) !== null ? `${known}@${version.slice(0, 40)}` : known;
}
