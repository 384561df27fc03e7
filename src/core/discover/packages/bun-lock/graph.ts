/** Which entries of bun.lock need which: a key is a way of names, and what an entry asks for lies on it or on a shorter one. */
import { type Datum, type DatumEntry, inMap, textIn, textsAt } from '../../datum/datum.ts';
import type { Budget } from '../lockfile.ts';
import type { Requests } from '../npm/reach.ts';
import { askedIn, type BunEntry } from './entries.ts';

export interface BunGraph {
  readonly roots: readonly Requests[];
  readonly graph: ReadonlyMap<string, Requests>;
  /** What a member of the workspace asks for, and no entry is there. */
  readonly missing: DatumEntry | null;
}

export function bunGraph(lock: Datum | undefined, entries: ReadonlyMap<string, BunEntry>, budget: Budget): BunGraph {
  function found(key: string, holder: Datum | undefined, lists: readonly string[]): string[] {
    return lists.flatMap((list) => askedIn(holder, list).flatMap((one) => keyFor(key, one.key, entries, budget) ?? []));
  }
  const requests = (key: string, holder: Datum | undefined): Requests => ({
    // A peer is installed where it is found.
    runtime: found(key, holder, ['dependencies', 'peerDependencies']),
    optional: found(key, holder, ['optionalDependencies']),
    development: found(key, holder, ['devDependencies']),
  });
  const members = askedIn(lock, 'workspaces').map(({ key, value }) => ({ value, key: key === '' ? '' : (textIn(value, 'name') ?? '') }));
  const missing = members.flatMap(({ key, value }) =>
    ['dependencies', 'devDependencies'].flatMap((list) =>
      askedIn(value, list).filter((one) => keyFor(key, one.key, entries, budget) === null && !isOptionalPeer(value, one.key)),
    ),
  );
  const graph = new Map([...entries.values()].map(({ key, info }) => [key, requests(key, info)]));
  return { roots: members.map(({ key, value }) => requests(key, value)), graph, missing: missing[0] ?? null };
}

function isOptionalPeer(holder: Datum, name: string): boolean {
  return textsAt(holder, 'optionalPeers').includes(name) || inMap(inMap(holder, 'optionalDependencies'), name) !== undefined;
}

/** Null: nothing of that name is installed there. */
function keyFor(key: string, name: string, entries: ReadonlyMap<string, BunEntry>, budget: Budget): string | null {
  for (let at: string | null = key; at !== null && budget.spend(); at = shorter(at)) {
    const there = at === '' ? name : `${at}/${name}`;
    if (entries.has(there)) return there;
  }
  return null;
}

/** Without its last name, which has a slash itself where it has a scope. */
function shorter(key: string): string | null {
  if (key === '') return null;
  const cut = key.lastIndexOf('/');
  if (cut < 0) return '';
  const before = key.lastIndexOf('/', cut - 1);
  const isScoped = key[before + 1] === '@';
  return isScoped ? key.slice(0, Math.max(0, before)) : key.slice(0, cut);
}

/** The name of the folder that a key leads to: the package is installed under it. */
export function lastName(key: string): string {
  const around = shorter(key) ?? '';
  return around === '' ? key : key.slice(around.length + 1);
}
