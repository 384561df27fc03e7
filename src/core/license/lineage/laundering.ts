/** Whether a child claims freer terms than an ancestor leaves: found without any product (T11). */
import type { Leaf, SpdxExpression } from '../expression.ts';
import { demandsOf, keepsDemand } from './demands.ts';

export interface Laundered {
  /** The ancestor's license whose terms are not kept. */
  readonly license: string;
  /** "forbids commercial use" */
  readonly lost: readonly string[];
}

/** For one child and many ancestors: most of them come under one of a few licenses. */
export function launderingOf(child: SpdxExpression): (ancestor: SpdxExpression) => Laundered | null {
  const known = new Map<string, Laundered | null>();
  function ofLeaf(leaf: Leaf): Laundered | null {
    if (!leaf.recognized) return null;
    const key = `${leaf.id} ${leaf.exception ?? ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const lost = demandsOf(leaf).filter((demand) => !keepsDemand(demand, child));
    const answer = lost.length === 0 ? null : { license: leaf.id, lost: lost.map(({ words }) => words) };
    known.set(key, answer);
    return answer;
  }
  /** Of an OR whoever made the child could take any branch, so each must have been left behind; of an AND every part holds. */
  function of(ancestor: SpdxExpression): Laundered | null {
    if (ancestor.kind === 'license') return ofLeaf(ancestor);
    const parts = ancestor.parts.map(of);
    if (ancestor.kind === 'any') return parts.includes(null) ? null : (parts[0] ?? null);
    return parts.find((part) => part !== null) ?? null;
  }
  return of;
}
