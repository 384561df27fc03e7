/** Answers for single licenses → the answer for an expression. */
import type { UseVerdict } from '../../model/index.ts';
import type { Leaf, SpdxExpression } from '../expression.ts';
import { joinedExpressions } from '../expression.ts';
import type { Findings } from './say.ts';

export interface Folded extends Findings {
  readonly verdict: UseVerdict;
  readonly effective: SpdxExpression;
}

const HARDNESS: Readonly<Record<UseVerdict, number>> = { allow: 0, review: 1, deny: 2 };

/** The verdict that reasons make. */
export function verdictOf({ reasons }: Findings): UseVerdict {
  if (reasons.length === 0) return 'allow';
  return reasons.some(({ verdict }) => verdict === 'deny') ? 'deny' : 'review';
}

/**
 * AND: everything that any part asks for. OR: the best branch, and of equal ones that which asks for least; the licensee may choose
 * (SPDX 2.3, annex D.4). Each leaf is judged once; parts are flat, so the work grows with the text.
 */
export function foldAnswers(expression: SpdxExpression, judge: (leaf: Leaf) => Folded): Folded {
  if (expression.kind === 'license') return judge(expression);
  const [first, ...others] = expression.parts.map((part) => foldAnswers(part, judge));
  if (first === undefined) throw new Error('an expression has parts');
  if (expression.kind === 'any') return others.reduce((best, one) => (isBetter(one, best) ? one : best), first);
  const all = [first, ...others];
  return {
    verdict: all.reduce((worst, { verdict }) => (HARDNESS[verdict] > HARDNESS[worst] ? verdict : worst), first.verdict),
    reasons: all.flatMap(({ reasons }) => reasons),
    duties: all.flatMap(({ duties }) => duties),
    effective: joinedExpressions(
      'all',
      all.map(({ effective }) => effective),
    ),
  };
}

/** The first of equal ones stays. */
export function isBetter(one: Folded, other: Folded): boolean {
  const difference =
    HARDNESS[one.verdict] - HARDNESS[other.verdict] ||
    one.reasons.length - other.reasons.length ||
    unmet(one) - unmet(other) ||
    one.duties.length - other.duties.length;
  return difference < 0;
}

function unmet({ duties }: Findings): number {
  return duties.filter(({ state }) => state !== 'met').length;
}
