/** Whether the text of a teacher speaks of its outputs: then its terms come along to what learned from them. Most texts do not. */
import type { SpdxExpression } from '../expression.ts';
import { termsOf } from '../use/index.ts';

/** derivative: what learned from them counts as made from it. named: they come under terms. silent: as licenses for code and content are (GPL, Creative Commons). */
export type OutputReach = 'silent' | 'named' | 'derivative';

const FARTHEST_LAST: readonly OutputReach[] = ['silent', 'named', 'derivative'];

/** Of an OR the freest branch, of an AND the strictest part. */
export function reachOfOutputs(expression: SpdxExpression): OutputReach {
  if (expression.kind !== 'license') {
    const parts = expression.parts.map(reachOfOutputs).toSorted((a, b) => FARTHEST_LAST.indexOf(a) - FARTHEST_LAST.indexOf(b));
    return (expression.kind === 'any' ? parts[0] : parts.at(-1)) ?? 'silent';
  }
  const terms = expression.recognized ? termsOf(expression.id, expression.exception) : null;
  if (terms?.outputsAreDerivatives === true) return 'derivative';
  return terms?.outputsRestricted === true ? 'named' : 'silent';
}
