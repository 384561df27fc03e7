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
  const [now, old] = [plainIn(head.sightings), plainIn(base.sightings)];
  const alone: (readonly [identity: string, now: readonly PackageSighting[], old: readonly PackageSighting[]])[] = [];
  for (const [identity, places] of now.plain) {
    const before = old.plain.get(identity);
    const [first] = places;
    if (before === undefined || first === undefined || now.others.has(identity) || old.others.has(identity)) continue;
    if (!isAlike(places, before, POSITION) || isFramework(first.ref.type, displayName(first.ref)) || singledOut(first.ref)) continue;
    alone.push([identity, places, before]);
  }
  if (alone.length === 0) return { head, base, untouched: NONE_UNTOUCHED };
  const apart = new Set<Sighting>(alone.flatMap(([, ...sides]) => sides.flat()));
  const rest = (side: T): T => ({ ...side, sightings: side.sightings.filter((one) => !apart.has(one)) });
  return {
    head: rest(head),
    base: rest(base),
    untouched: {
      head: librariesAt(alone.map(([identity, places]) => [identity, places])),
      base: librariesAt(alone.map(([identity, , places]) => [identity, places])),
    },
  };
}

interface Plain {
  /** By identity, sorted by place. */
  readonly plain: ReadonlyMap<string, readonly PackageSighting[]>;
  /** Identities that something else names, too: another kind, a range, a repository. */
  readonly others: ReadonlySet<string>;
}

function plainIn(sightings: readonly Sighting[]): Plain {
  const plain = new Map<string, PackageSighting[]>();
  const others = new Set<string>();
  for (const one of sightings) {
    const identity = identityOf(one.ref);
    if (!isPlain(one)) others.add(identity);
    else {
      const places = plain.get(identity);
      if (places === undefined) plain.set(identity, [one]);
      else places.push(one);
    }
  }
  for (const places of plain.values()) if (places.length > 1) places.sort(byPlace);
  return { plain, others };
}

function isPlain(one: Sighting): one is PackageSighting {
  return one.type === 'package' && one.exact && one.package.source === 'registry' && one.package.hashesOnly !== true;
}

function librariesAt(alone: readonly (readonly [identity: string, places: readonly PackageSighting[]])[]): LibraryPlaces[] {
  const libraries = alone.flatMap(([identity, places]) =>
    byVersion(places).flatMap((group): LibraryPlaces[] => {
      const [first] = group.sightings;
      return first === undefined ? [] : [{ ...group, key: componentKey(identity, first, group), identity }];
    }),
  );
  return libraries.sort((a, b) => compareText(a.key, b.key));
}

function byPlace({ place: a }: Sighting, { place: b }: Sighting): number {
  return compareText(a.path, b.path) || a.line - b.line || a.column - b.column;
}
