/** Who speaks about the things of one tree: the hosts of the list, and the tree's own lock, which counts less (T8). */
import { type LockStanding, standingOf } from '../lock/standing.ts';
import { readTreeLock, type TreeLock } from '../lock/tree-lock.ts';
import { LOCK_FILE } from '../lock/lock.ts';
import type { Bom, Component, Evidence, Sighting, Tree, TreeEntry, Unknown } from '../model/index.ts';
import { asRead } from '../model/sighting.ts';
import { formatRef } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';
import { parseRef } from '../ref/parse.ts';
import { withConfirmation } from './confirm.ts';
import type { Host, HostProofs, HostSubject, ProofContext } from './host.ts';
import { hostFiles, hostOf } from './index.ts';
import { type Holder, holdersIn } from './lock/holders.ts';
import { lockHosts } from './lock/index.ts';
import { lockRecord } from './lock/record.ts';
import { hostSubject } from './subject.ts';
import { mostTrusted, type Statement } from './trust.ts';

export type { Holder } from './lock/holders.ts';

export interface TreeHosts {
  /** What the tree says itself. */
  readonly lock: TreeLock;
  /** What each of its entries weighs, by reference. */
  readonly standings: ReadonlyMap<string, LockStanding>;
  /** The lock as hosts, most trusted first. */
  readonly own: readonly Host[];
  /** Commits that new and changed entries claim to know, by reference in lower case; empty without a base, because then nothing is new. */
  readonly claimed: ReadonlyMap<string, readonly string[]>;
}

/** `base`: what the lock is weighed against; null: nothing vouches, and nothing is new. */
export function weighed(lock: TreeLock, base: TreeLock | null): TreeHosts {
  const standings = standingOf(base?.lock ?? null, lock.lock);
  return { lock, standings, own: lockHosts(standings), claimed: base === null ? new Map() : claimsIn(standings) };
}

/** `base`: the hosts of the base; null where there is none. */
export async function hostsOfTree(
  tree: Tree,
  entries: { get(path: string): TreeEntry | undefined },
  base: TreeHosts | null,
): Promise<TreeHosts> {
  return weighed(await readTreeLock(tree, entries), base?.lock ?? null);
}

/** A tree that was merged, or that its owner works on: all entries of its lock vouch. */
export function vouching({ lock }: TreeHosts): TreeHosts {
  return weighed(lock, lock);
}

/** For a thing that no tree asks for. */
export const WITHOUT_LOCK: TreeHosts = weighed({ lock: null, placeOf: () => ({ line: 1, column: 1 }), problem: null }, null);

function claimsIn(standings: TreeHosts['standings']): TreeHosts['claimed'] {
  const claims = new Map<string, string[]>();
  for (const [reference, { entry, from }] of standings) {
    if (from === 'lock-base') continue;
    const key = claimKey(parseRef(reference));
    claims.set(key, [...(claims.get(key) ?? []), entry.commit]);
  }
  return claims;
}

function claimKey(ref: Ref): string {
  return formatRef({ ...ref, version: null }).toLowerCase();
}

/** What hosts are asked about: each place, and what only the lock says of it; and each new entry of the lock, whether or not something loads it. */
export function subjectsIn(sightings: readonly Sighting[], { claimed, standings }: TreeHosts): HostSubject[] {
  const commitsOf = (ref: Ref): readonly string[] => (claimed.size === 0 ? [] : (claimed.get(claimKey(ref)) ?? []));
  const entries = [...standings].flatMap(([reference, { entry, from }]): Pick<Component, 'ref' | 'requested' | 'sightings'>[] => {
    const ref = { ...parseRef(reference), version: null };
    return from === 'lock-base' || claimed.size === 0 ? [] : [{ ref, requested: entry.commit, sightings: [] }];
  });
  const asked = sightings.filter(({ ref }) => hostOf(ref) !== null).map((one) => ({ ...one, sightings: [one] }));
  return [...asked, ...entries.filter(({ ref }) => hostOf(ref) !== null)].map((one) => hostSubject(one, commitsOf(one.ref)));
}

export interface Believed {
  readonly result: Statement['result'];
  /** What the lock says; absent: nothing. */
  readonly locked?: Component['locked'];
}

/** `first`: what the thing's own host says. */
export function believed(subject: HostSubject, first: Statement, hosts: TreeHosts, evidence: Evidence): Believed {
  const others = hosts.own.flatMap((host): Statement[] => {
    const result = host.refs.includes(subject.ref.type) ? host.facts(subject, evidence) : null;
    return result === null ? [] : [{ host, result }];
  });
  const { host, result } = mostTrusted([first, ...others]);
  const locked = lockRecord(subject, hosts.standings, hosts.lock.placeOf, host.id !== first.host.id);
  return { result, ...(locked === null ? {} : { locked }) };
}

/** New and changed entries of the lock are claims: what the thing's own host says of each file counts (T8). */
export function heldAgainstHost(component: Component, hosts: TreeHosts, evidence: Evidence): Component {
  if (!hosts.claimed.has(claimKey(component.ref))) return component;
  return withConfirmation(component, hostFiles(hostSubject(component), evidence) ?? []);
}

/** What is proven, by the host that is believed. Signatures are always those of the thing's own host. */
export function proofsOf(component: Component, hosts: TreeHosts, context: ProofContext): HostProofs {
  const own = hostOf(component.ref)?.proofs(component, context) ?? { verifications: [], signatures: [] };
  const lock = component.locked?.vouches === true ? hosts.own.find(({ id }) => id === component.locked?.from) : undefined;
  return lock === undefined ? own : { ...own, verifications: lock.proofs(component, context).verifications };
}

/** Which entries of the lock list these bytes, by SHA-256. */
export function holdersOf(wanted: ReadonlySet<string>, { lock }: TreeHosts): ReadonlyMap<string, readonly Holder[]> {
  return holdersIn(lock.lock, wanted);
}

/** What of the lock speaks of no place in the tree; undefined where there is no lock. */
export function lockIn(
  components: readonly Component[],
  unknowns: readonly Unknown[],
  { lock: { lock, placeOf } }: TreeHosts,
): Bom['lock'] {
  if (lock === null) return undefined;
  const used = new Set(components.flatMap(({ locked }) => locked?.reference ?? []));
  const unused = [...lock.entries.keys()]
    .filter((reference) => !used.has(reference))
    .map((reference) => ({ reference, place: { path: LOCK_FILE, ...placeOf(reference) } }));
  const declared = [
    ...components.flatMap(({ sightings }) => sightings.map((one) => asRead(one)?.declared)),
    ...unknowns.map((one) => one.declared),
  ];
  const heard = new Set(declared.flatMap((one) => one?.about ?? []));
  const idle = [...lock.declarations.keys()]
    .filter((about) => !heard.has(about))
    .map((about) => ({ about, place: { path: LOCK_FILE, ...placeOf(about, 'declarations') } }));
  return { path: LOCK_FILE, entries: lock.entries.size, unused, idle };
}
