/**
 * What an AI SBOM says somebody uses, one row for each thing and each way to it: components that the tree names, and what their lineage says that
 * they were made from. What no card states is not here. Pure.
 */
import { createHash } from 'node:crypto';
import { type Bom, identityOf, isReference, parseRef } from '../../src/core/index.ts';

export interface HeldUse {
  /** Of the rest, but for its places: a row with it is the same use. */
  readonly key: string;
  readonly purl: string;
  /** Exact version or commit; empty: not known. */
  readonly version: string;
  /** As the tree asks for it: range, tag, branch; empty: it asks for nothing. */
  readonly requested: string;
  readonly kind: string;
  /** From what the tree names down to what is directly made from this; empty: the tree names this. */
  readonly through: readonly string[];
  /** How the last of `through` was made from it: "finetune", "trained-on"; null: `through` is empty. */
  readonly relation: string | null;
  /** Where the tree names it, or the first of `through`. */
  readonly places: readonly UsePlace[];
  /** How many more there are. */
  readonly more: number;
}

export interface UsePlace {
  readonly path: string;
  readonly line: number;
}

type Component = Bom['components'][number];
type Step = NonNullable<Component['lineage']>['ancestors'][number];

const PLACES = 5;
/** Longer is no lineage that anybody follows (T32). */
const DEEPEST = 20;

export function usesOfBom(bom: Pick<Bom, 'components'>): readonly HeldUse[] {
  const uses = bom.components.flatMap((component) => {
    const { places, more } = placesOfComponent(component);
    const own = { purl: component.identity, version: component.version ?? '', requested: component.requested ?? '', kind: component.kind };
    return [
      use({ ...own, through: [], relation: null, places, more }),
      ...ancestorsOf(component).map((one) => use({ ...one, places, more })),
    ];
  });
  return [...new Map(uses.map((one) => [one.key, one])).values()];
}

function use(rest: Omit<HeldUse, 'key'>): HeldUse {
  const { purl, version, requested, through, relation } = rest;
  return {
    ...rest,
    key: createHash('sha256')
      .update(JSON.stringify([purl, version, requested, through, relation]))
      .digest('hex'),
  };
}

function placesOfComponent({ sightings }: Component): Pick<HeldUse, 'places' | 'more'> {
  const all = [...new Map(sightings.map(({ place: { path, line } }) => [JSON.stringify([path, line]), { path, line }])).values()];
  return { places: all.slice(0, PLACES), more: Math.max(0, all.length - PLACES) };
}

/** Each step by the shortest way from the component: a lineage may have several ways to one ancestor, and cycles. */
function ancestorsOf({ identity, lineage }: Component): readonly Omit<HeldUse, 'key' | 'places' | 'more'>[] {
  const steps = lineage?.ancestors ?? [];
  const below = new Map<string, Step[]>();
  for (const step of steps) below.set(identityOfStated(step.of), [...(below.get(identityOfStated(step.of)) ?? []), step]);
  const found = new Map<string, Omit<HeldUse, 'key' | 'places' | 'more'>>();
  let level: readonly (readonly string[])[] = [[identity]];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const next: string[][] = [];
    for (const through of level)
      for (const step of below.get(through.at(-1) ?? '') ?? []) {
        const purl = identityOfStated(step.ref);
        if (purl === identity || found.has(purl)) continue;
        // Nobody who names an ancestor names its revision: the commit is the one of its default branch when it was asked.
        found.set(purl, { purl, version: step.commit ?? '', requested: '', kind: step.kind, through, relation: step.relation });
        next.push([...through, purl]);
      }
    level = next;
  }
  return [...found.values()];
}

/** A lineage has references; of a name that no host could have it keeps that name. */
function identityOfStated(reference: string): string {
  try {
    return isReference(reference) ? identityOf(parseRef(reference)) : reference;
  } catch {
    return reference;
  }
}
