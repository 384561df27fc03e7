/** Terms that cannot hold together in one work, whoever uses it. */
import type { Leaf, SpdxExpression } from '../expression.ts';
import { classesOf } from '../classes.ts';
import { versionsFrom } from '../spdx-ids.ts';
import { demandsOf } from './demands.ts';
import type { Reached } from './walk.ts';
import { mayGoUnder } from './share-alike.ts';

export interface Conflict {
  /** Asks for its own terms for the whole, and nothing besides. */
  readonly strict: { readonly license: string; readonly at: Reached };
  /** Asks for something that the other forbids to add. */
  readonly other: { readonly license: string; readonly at: Reached; readonly words: string };
}

/** A license and the first two places where it holds: one work may be under two licenses, two works that are merged are one. */
interface Held {
  readonly leaf: Leaf;
  readonly at: readonly [Reached] | readonly [Reached, Reached];
}

/**
 * A share-alike license lets nobody add terms (GPL 3 section 10, CC BY-SA 4.0 2(a)(5)(C)): use restrictions or a ban on commercial use from
 * elsewhere break it, and so does another share-alike license that it cannot change into (ModelGo, cases II, IV and V). Only licenses whose
 * terms are known count, so there are at most as many as lists name, however many ancestors there are.
 */
export function conflictIn(works: readonly { readonly at: Reached; readonly expression: SpdxExpression }[]): Conflict | null {
  const held = new Map<string, Held>();
  for (const { at, expression } of works)
    for (const leaf of chosen(expression)) {
      const before = held.get(leaf.id);
      if (before === undefined) held.set(leaf.id, { leaf, at: [at] });
      else if (before.at.length === 1) held.set(leaf.id, { leaf, at: [before.at[0], at] });
    }
  const all = [...held.values()];
  for (const strict of all.filter(({ leaf }) => isShareAlike(leaf)))
    for (const other of all) {
      const words = other === strict ? null : added(strict.leaf, other.leaf);
      const pair = words === null ? null : twoWorks(strict, other);
      if (words !== null && pair !== null)
        return { strict: { license: strict.leaf.id, at: pair[0] }, other: { license: other.leaf.id, at: pair[1], words } };
    }
  return null;
}

/** Who has two licenses side by side said so; nothing was combined. */
function twoWorks(a: Held, b: Held): readonly [Reached, Reached] | null {
  for (const one of a.at) for (const two of b.at) if (one.id !== two.id) return [one, two];
  return null;
}

/** Of an OR the branch that asks for least. */
function chosen(expression: SpdxExpression): readonly Leaf[] {
  if (expression.kind === 'license') return demandsOf(expression).length === 0 ? [] : [expression];
  const parts = expression.parts.map(chosen);
  if (expression.kind === 'all') return parts.flat();
  return parts.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function isShareAlike({ id, exception }: Leaf): boolean {
  const classes = classesOf(id, exception) ?? [];
  return classes.includes('strong-copyleft') || classes.includes('network-copyleft');
}

function added(strict: Leaf, other: Leaf): string | null {
  const versions = versionsOf(strict);
  const isCompatible = versionsOf(other).some((one) => versions.some((two) => mayGoUnder(one, two) || mayGoUnder(two, one)));
  if (isCompatible) return null;
  return demandsOf(other).find((demand) => !demand.keptBy(strict))?.words ?? null;
}

/** Of "or later" everybody may choose. */
function versionsOf({ id, orLater }: Leaf): readonly string[] {
  return orLater || id.endsWith('-or-later') ? [id, ...versionsFrom(id)] : [id];
}
