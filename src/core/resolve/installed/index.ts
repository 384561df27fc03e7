/** What installers left on the disk of the packages of a change: held against the lock, and heard for what packages say of themselves. */
import type { PackageSubject } from '../../hosts/registry.ts';
import type { InstalledSeen, PackageMetadata, Sighting, Steering } from '../../model/index.ts';
import type { Ports } from '../../ports/index.ts';
import { environmentsOf } from './environments.ts';
import { folderHolding, type Located, locatedIn, installedKey } from './located.ts';
import { type Allowance, archiveSeen } from './npm-archive.ts';
import { folderMetadata } from './npm-folder.ts';
import { recordsSeen } from './npm-record.ts';
import { environmentSeen, installedMetadata } from './python.ts';
import { linkedFolders, wheelsSeen } from './wheels.ts';

export { installedKey };

export interface InstalledPackages {
  /** By `installedKey`. */
  readonly seen: ReadonlyMap<string, readonly InstalledSeen[]>;
  /** What archives say of themselves whose bytes have the hash of the lock. */
  readonly proven: ReadonlyMap<string, PackageMetadata>;
  /** What files say that whoever ran here before may have written. */
  readonly unproven: ReadonlyMap<string, PackageMetadata>;
}

export const NONE_INSTALLED: InstalledPackages = { seen: new Map(), proven: new Map(), unproven: new Map() };

/** Files that are hashed in one run: a deep learning framework has some 15,000. */
const MAX_FILES = 100_000;
/** Names that are read in folders of packages in one run: those of the files, and of folders and packages among them. */
const MAX_NAMES = 400_000;

export interface InstalledQuestion {
  readonly packages: readonly PackageSubject[];
  readonly sightings: readonly Sighting[];
  readonly steering: readonly Steering[];
  readonly idAt: (path: string) => string;
  /** Whether the tree has something at this path. */
  readonly isInTree: (path: string) => boolean;
  /** Whether bytes are hashed and compared; else packages are only heard. */
  readonly compares: boolean;
}

export async function installedPackages(asked: InstalledQuestion, ports: Pick<Ports, 'installed' | 'extract'>): Promise<InstalledPackages> {
  if (ports.installed === undefined || asked.packages.length === 0) return NONE_INSTALLED;
  const located = locatedIn(asked.sightings, asked.packages);
  if (located.all.length === 0) return NONE_INSTALLED;
  const beside = await ports.installed();
  // T11: whether or not a commit has it, what the tree has was not installed, and is the word of its author.
  const files = { ...beside, isCommitted: (path: string) => beside.isCommitted(path) || asked.isInTree(path) };
  const seen = new Map<string, InstalledSeen[]>();
  const proven = new Map<string, PackageMetadata>();
  const unproven = new Map<string, PackageMetadata>();
  const add = (key: string, more: readonly InstalledSeen[]): void => {
    if (more.length > 0) seen.set(key, [...(seen.get(key) ?? []), ...more]);
  };
  const [npm, pypi] = [located.all.filter(isOf('npm')), once(located.all.filter(isOf('pypi')))];
  const allowance: Allowance = { files: MAX_FILES, names: MAX_NAMES };
  const isHeld = ({ path, fact }: Located): boolean => fact.from === 'lock' && files.holds(path, asked.idAt(path));

  if (asked.compares) {
    const around = { files, extract: ports.extract, idAt: asked.idAt };
    for (const [key, said] of await recordsSeen({ ...located, all: npm }, around)) add(key, said);
    for (const [key, said] of await wheelsSeen(located.all.filter(isOf('pypi')), linkedFolders(asked.steering), files)) add(key, said);
    for (const one of npm) {
      const found = await archiveSeen(one, located, { files, allowance, isHeld: isHeld(one) });
      add(one.key, found.seen);
      if (found.metadata !== null) proven.set(one.key, found.metadata);
    }
  }
  const environments = environmentsOf(files);
  for (const one of pypi) {
    const around = await environments(folderHolding(one.path));
    if (asked.compares) add(one.key, await environmentSeen(one, around, located, { files, allowance, isHeld: isHeld(one) }));
    const said = unproven.has(one.key) ? null : await installedMetadata(one, around, files);
    if (said !== null) unproven.set(one.key, said);
  }
  for (const one of npm) {
    const said = proven.has(one.key) || unproven.has(one.key) ? null : folderMetadata(one, files);
    if (said !== null) unproven.set(one.key, said);
  }
  return { seen: new Map([...seen].map(([key, all]) => [key, distinct(all)])), proven, unproven };
}

/** Of places that name one version in one folder the lock's: beside a manifest lies nothing else. */
function once(all: readonly Located[]): readonly Located[] {
  const locksLast = [...all.filter(({ fact }) => fact.from !== 'lock'), ...all.filter(({ fact }) => fact.from === 'lock')];
  return [...new Map(locksLast.map((one) => [JSON.stringify([one.key, folderHolding(one.path)]), one])).values()];
}

function isOf(ecosystem: Located['fact']['ecosystem']): (one: Located) => boolean {
  return ({ fact }) => fact.ecosystem === ecosystem;
}

/** Two places that name one version are one thing on the disk. */
function distinct(all: readonly InstalledSeen[]): readonly InstalledSeen[] {
  return [...new Map(all.map((one) => [one.detail, one])).values()];
}
