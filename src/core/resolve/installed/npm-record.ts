/** What npm and pnpm wrote down of their last installation, held against the lock. A record proves no bytes: whoever may write the folder may write it. */
import type { InstalledSeen, PackageFact } from '../../model/index.ts';
import type { InstalledFiles, Ports } from '../../ports/index.ts';
import { compareHashes } from './hashes.ts';
import { pathIn, folderHolding, type Located, type LocatedPackages } from './located.ts';

/** Each is of the same kind as its lock, and is read by the reader of that (npm, "hidden lockfiles"; pnpm, "virtual store"). */
const RECORDS: ReadonlyMap<string, string> = new Map([
  ['package-lock.json', 'node_modules/.package-lock.json'],
  ['npm-shrinkwrap.json', 'node_modules/.package-lock.json'],
  ['pnpm-lock.yaml', 'node_modules/.pnpm/lock.yaml'],
]);

/** Of 20,000 packages some 10 MB. */
const MAX_RECORD = 64 * 1024 * 1024;

export interface Beside {
  readonly files: InstalledFiles;
  readonly extract: Ports['extract'];
  /** The object that the tree has at this path; "": none. */
  readonly idAt: (path: string) => string;
}

/** What a record says of each, by key. A lock that the checkout does not have, or has otherwise, was not what was installed. */
export async function recordsSeen(located: LocatedPackages, beside: Beside): Promise<ReadonlyMap<string, readonly InstalledSeen[]>> {
  const seen = new Map<string, InstalledSeen[]>();
  for (const [lock, group] of Map.groupBy(located.all, ({ path }) => path)) {
    const base = lock.slice(lock.lastIndexOf('/') + 1);
    const record = RECORDS.get(base);
    if (record === undefined || !beside.files.holds(lock, beside.idAt(lock))) continue;
    const place = pathIn(folderHolding(lock), record);
    const facts = await factsIn(place, base, beside);
    if (facts === null) continue;
    const byName = Map.groupBy(facts, ({ name }) => name);
    for (const one of group) {
      const said = saidOf(one, byName.get(one.fact.name) ?? [], located, place);
      if (said !== null) seen.set(one.key, [...(seen.get(one.key) ?? []), said]);
    }
  }
  return seen;
}

/** Null: there is no record. */
async function factsIn(place: string, as: string, { files, extract }: Beside): Promise<readonly PackageFact[] | null> {
  const tree = await files.alone(place, as, MAX_RECORD);
  if (tree === null) return null;
  const { entries } = await tree.list();
  const read = await extract(tree, entries, 'surface');
  return [...read.values()].flatMap(({ facts }) => facts.filter((fact) => fact.kind === 'package'));
}

/** Null: it was not installed here, as what is optional, for another system, or for development alone need not be; or the two cannot be compared. */
function saidOf({ fact, version }: Located, found: readonly PackageFact[], located: LocatedPackages, place: string): InstalledSeen | null {
  const same = found.filter((one) => one.version === version);
  if (same.length === 0) {
    const other = found.find((one) => one.version !== null && !located.isNamed(one.ecosystem, one.name, one.version));
    return other === undefined ? null : record('differs', `${place} has version ${other.version}, which no lock of the tree names`);
  }
  const results = same.map((one) => compareHashes(fact.integrity, one.integrity));
  if (results.includes('differs')) return record('differs', `${place} has another hash for this version than the lock`);
  if (results.includes('equal')) return record('equal', `${place} has the hash of the lock; a record proves no bytes`);
  const moved = same.find((one) => one.location !== null && fact.location !== null && one.location !== fact.location);
  return moved === undefined ? null : record('differs', `${place} says that it was taken from another address than the lock has`);
}

function record(state: InstalledSeen['state'], detail: string): InstalledSeen {
  return { what: 'record', state, detail };
}
