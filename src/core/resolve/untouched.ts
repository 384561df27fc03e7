/** Which libraries a change leaves alone: what both trees say of them is alike, so that nothing about them is new, worse or fixed (design, section 2). Pure. */
import { isAlike } from '../base/alike.ts';
import { compareText } from '../base/order.ts';
import { isFramework } from '../ecosystems/look-up.ts';
import type { OwnLicenseSeen, PackageSighting, Sighting } from '../model/index.ts';
import type { LibraryPlaces } from '../model/parts.ts';
import { displayName, identityOf } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';
import { componentKey } from './resolve.ts';
import { byVersion } from './versions.ts';

/** What was read of a tree. */
interface Found {
  readonly sightings: readonly Sighting[];
  readonly ownLicenses: readonly OwnLicenseSeen[];
}

interface Apart<T> {
  /** Without the sightings of what is left alone; all others in the order that they had. */
  readonly head: T;
  readonly base: T | null;
  /** Sorted by key. Both trees have the same ones, if on other lines. */
  readonly untouched: { readonly head: readonly LibraryPlaces[]; readonly base: readonly LibraryPlaces[] };
}

export const NONE_UNTOUCHED: Apart<unknown>['untouched'] = { head: [], base: [] };

/** What differs where nothing was changed but the lines above. */
const POSITION: ReadonlySet<string> = new Set(['line', 'column']);

/**
 * A library is left alone where every place of it, in both trees, is an entry in an exact version of a registry, and says the same in the same scope:
 * a derived label that moved is a change (T5, T42). `singledOut`: of these the policy speaks by name. AI frameworks are listed one by one in reports.
 * Under another license of the product nothing is left alone.
 */
export function apartIn<T extends Found>(head: T, base: T | null, singledOut: (ref: Ref) => boolean): Apart<T> {
  if (base === null || !isAlike(head.ownLicenses, base.ownLicenses, POSITION)) return { head, base, untouched: NONE_UNTOUCHED };
  const { pairs, others } = pairedIn(head.sightings, base.sightings);
  const groups = new Map<string, Group>();
  for (const { now, old } of pairs) {
    const identity = identityOf(now.ref);
    if (others.has(identity)) continue;
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, { now: [now], old: now === old ? null : [old] });
    else {
      if (now !== old) group.old ??= [...group.now];
      group.now.push(now);
      group.old?.push(old);
    }
  }
  const apart = new Set<Sighting>();
  const untouched: { readonly head: LibraryPlaces[]; readonly base: LibraryPlaces[] } = { head: [], base: [] };
  for (const [identity, { now, old }] of groups) {
    const { ref } = now[0] as PackageSighting;
    if (isFramework(ref.type, displayName(ref)) || singledOut(ref)) continue;
    for (const one of now) apart.add(one);
    for (const one of old ?? []) apart.add(one);
    const libraries = librariesAt(identity, now);
    untouched.head.push(...libraries);
    untouched.base.push(...(old === null ? libraries : librariesAt(identity, old)));
  }
  if (apart.size === 0) return { head, base, untouched: NONE_UNTOUCHED };
  const rest = (side: T): T => ({ ...side, sightings: side.sightings.filter((one) => !apart.has(one)) });
  return { head: rest(head), base: rest(base), untouched: { head: untouched.head.sort(byKey), base: untouched.base.sort(byKey) } };
}

/** Places of one identity. */
interface Group {
  readonly now: PackageSighting[];
  /** null: the same objects. */
  old: PackageSighting[] | null;
}

/** Two places, one of each tree, that say the same. */
interface Pair {
  readonly now: PackageSighting;
  readonly old: PackageSighting;
}

interface Paired {
  readonly pairs: readonly Pair[];
  /** Identities that something names that has no pair: another kind, a range, a repository, an entry that changed. */
  readonly others: ReadonlySet<string>;
}

/** Entries of a lock keep their order: nearly all stand where the one before them leads. */
function pairedIn(head: readonly Sighting[], base: readonly Sighting[]): Paired {
  const others = new Set<string>();
  const plain = (all: readonly Sighting[]): PackageSighting[] =>
    all.filter((one): one is PackageSighting => isPlain(one) || (others.add(identityOf(one.ref)), false));
  const [nows, olds] = [plain(head), plain(base)];
  const pairs: Pair[] = [];
  const [aside, left]: [PackageSighting[], PackageSighting[]] = [[], []];
  let at = 0;
  for (const now of nows) {
    const to = indexOfAlike(now, olds, at);
    if (to < 0) aside.push(now);
    else {
      for (; at < to; at++) left.push(olds[at] as PackageSighting);
      pairs.push({ now, old: olds[at] as PackageSighting });
      at++;
    }
  }
  for (; at < olds.length; at++) left.push(olds[at] as PackageSighting);
  // What was sorted in another way.
  const byName = Map.groupBy(left, nameOf);
  for (const now of aside) {
    const same = byName.get(nameOf(now)) ?? [];
    const index = indexOfAlike(now, same, 0);
    const [old, last] = [same[index], same.at(-1)];
    if (old === undefined || last === undefined) others.add(identityOf(now.ref));
    else {
      pairs.push({ now, old });
      same[index] = last;
      same.pop();
    }
  }
  for (const same of byName.values()) for (const { ref } of same) others.add(identityOf(ref));
  return { pairs, others };
}

/** Entries that a change adds or removes in one go: further on, they are looked for by name. */
const NEAR = 64;
/** A lock may hold very many of one name that differ: who is not among the first ones is a change (T39). */
const TRIES = 8;

/** Among the next ones; -1: none of them says the same. */
function indexOfAlike(now: PackageSighting, olds: readonly PackageSighting[], from: number): number {
  const { name } = now.package;
  const end = Math.min(olds.length, from + NEAR);
  for (let index = from, tries = 0; index < end && tries < TRIES; index++) {
    const old = olds[index] as PackageSighting;
    if (old === now) return index;
    if (old.package.name !== name) continue;
    if (isAlike(now, old, POSITION)) return index;
    tries++;
  }
  return -1;
}

function nameOf({ place, package: { name, version } }: PackageSighting): string {
  return `${name} ${version ?? ''} ${place.path}`;
}

function isPlain(one: Sighting): one is PackageSighting {
  return one.type === 'package' && one.exact && one.package.source === 'registry' && one.package.hashesOnly !== true;
}

/** Sorted by place, as whoever describes them has them. */
function librariesAt(identity: string, places: readonly PackageSighting[]): LibraryPlaces[] {
  return byVersion(places.length < 2 ? places : places.toSorted(byPlace)).flatMap((group): LibraryPlaces[] => {
    const [first] = group.sightings;
    return first === undefined ? [] : [{ ...group, key: componentKey(identity, first, group), identity }];
  });
}

function byKey(a: LibraryPlaces, b: LibraryPlaces): number {
  return compareText(a.key, b.key);
}

function byPlace({ place: a }: Sighting, { place: b }: Sighting): number {
  return compareText(a.path, b.path) || a.line - b.line || a.column - b.column;
}
