/** Ancestors whose terms come along as a whole, for whoever holds licenses against a list: data and teachers reach a model in other ways. */
import type { Ancestor, BomComponent, License } from '../../model/index.ts';
import { formatRef } from '../../ref/format.ts';
import { concludeLicense } from '../conclude.ts';
import { graphOf } from './of-component.ts';
import { HINTED, pathOf, reachedFrom } from './walk.ts';

export interface WholeAncestor {
  /** From the component to it. */
  readonly path: readonly string[];
  readonly license: License;
  readonly unresolved: Ancestor['unresolved'];
  /** It is only guessed, by equal weights or a name: nobody is refused for it, and nothing is mended by leaving it out (T11). */
  readonly isHint: boolean;
}

/** Nearest first, what is stated before what is only guessed. Empty where nobody followed the lineage. */
export function wholeAncestorsOf(component: BomComponent): readonly WholeAncestor[] {
  const stated = new Map(component.lineage?.ancestors.map((one) => [one.ref, one]));
  if (stated.size === 0) return [];
  const root = formatRef({ ...component.ref, version: null });
  return reachedFrom(graphOf(component)).flatMap((at) => {
    const one = stated.get(at.id);
    if (one === undefined || (at.way !== 0 && at.way !== HINTED) || at.id === root) return [];
    return [
      { path: pathOf(at), license: one.license ?? concludeLicense(one.claims), unresolved: one.unresolved, isHint: at.way === HINTED },
    ];
  });
}
