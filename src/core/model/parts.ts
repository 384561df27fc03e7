/**
 * A Bom in two parts: what a change touches, and the libraries that it leaves alone (design, section 2, "Work follows the change"). Those are known
 * by their places; they are described where somebody asks for `components`, and by most checks never.
 */
import type { Bom, BomComponent } from './component.ts';

/** A library as the tree names it, before anybody found out about it. */
export type LibraryPlaces = Pick<BomComponent, 'key' | 'identity' | 'version' | 'requested' | 'sightings'>;

export interface Untouched {
  /** Sorted by key. All versions of an identity are here, or none. */
  readonly libraries: readonly LibraryPlaces[];
  /** Made anew each time: whoever goes through them in pieces never holds all of them. */
  readonly described: (libraries: readonly LibraryPlaces[]) => readonly BomComponent[];
}

export interface BomParts {
  /** The same Bom without the libraries that the change leaves alone. */
  readonly touched: Bom;
  /** null: everything is in the other part. */
  readonly untouched: Untouched | null;
}

const parts = new WeakMap<Bom, BomParts>();
const placed = new WeakMap<Bom, readonly Placed[]>();

/** `touched`: all but the libraries that are left alone. The whole of it is put together when it is first asked for. */
export function bomInParts(touched: Bom, untouched: Untouched): Bom {
  let components: readonly BomComponent[] | undefined;
  const bom: Bom = {
    ...touched,
    get components() {
      return (components ??= inKeyOrder(touched.components, untouched.described(untouched.libraries)));
    },
  };
  parts.set(bom, { touched, untouched });
  return bom;
}

/** A Bom that was made in one piece is touched as a whole, and so is every copy. */
export function partsOfBom(bom: Bom): BomParts {
  return parts.get(bom) ?? { touched: bom, untouched: null };
}

/** With other components in the part that is touched. */
export function withTouched(bom: Bom, change: (components: readonly BomComponent[]) => readonly BomComponent[]): Bom {
  const { touched, untouched } = partsOfBom(bom);
  const changed = { ...touched, components: change(touched.components) };
  return untouched === null ? changed : bomInParts(changed, untouched);
}

type Placed = Pick<BomComponent, 'key' | 'identity' | 'sightings'>;

/** Of all components, in their order, what the tree says: nobody need describe them for that. */
export function placedIn(bom: Bom): readonly Placed[] {
  const { touched, untouched } = partsOfBom(bom);
  if (untouched === null) return touched.components;
  const known = placed.get(bom) ?? inKeyOrder<Placed>(touched.components, untouched.libraries);
  placed.set(bom, known);
  return known;
}

/** Those of some identities, in their order. */
export function componentsNamed(bom: Bom, identities: ReadonlySet<string>): readonly BomComponent[] {
  const isNamed = ({ identity }: Placed): boolean => identities.has(identity);
  const { touched, untouched } = partsOfBom(bom);
  const named = touched.components.filter(isNamed);
  return untouched === null ? named : inKeyOrder(named, untouched.described(untouched.libraries.filter(isNamed)));
}

export function componentCount(bom: Bom): number {
  const { touched, untouched } = partsOfBom(bom);
  return touched.components.length + (untouched?.libraries.length ?? 0);
}

/** Both are sorted, and no key is in both: what another kind names, too, is touched. */
function inKeyOrder<T extends Placed>(a: readonly T[], b: readonly T[]): readonly T[] {
  const merged: T[] = [];
  let at = 0;
  for (const one of a) {
    for (let other = b[at]; other !== undefined && other.key < one.key; other = b[at]) {
      merged.push(other);
      at++;
    }
    merged.push(one);
  }
  for (; at < b.length; at++) merged.push(b[at] as T);
  return merged;
}
