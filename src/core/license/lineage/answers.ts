/** Many answers about one lineage → one, in which nothing is said twice. */
import type { UseAnswer, UseDuty, UseReason } from '../../model/index.ts';
import { formatExpression, joinedExpressions, parseConcluded, type SpdxExpression, unrecognized } from '../expression.ts';
import { pathOf, type Reached, TRAINED } from './walk.ts';

/** A reason, and who carries it: its path is written out only where it is told. */
export interface FoundReason extends Omit<UseReason, 'path'> {
  readonly at: Reached;
}

export interface FoundDuty extends Omit<UseDuty, 'path'> {
  readonly at: Reached;
}

/** What the terms of one ancestor come to. */
export interface TermsFound {
  readonly reasons: readonly FoundReason[];
  readonly duties: readonly FoundDuty[];
  /** The expression that counts; null: not known; undefined: none of its terms reach the component. */
  readonly effective: string | null | undefined;
}

/** A hostile card can name thousands of ancestors of which nobody knows anything. */
const MAX_TOLD = 100;

/**
 * The worst of all. Of one clause of one license the nearest carrier speaks. What is breached comes first, then what is wrong with its
 * lineage whatever the product does, then what a person has to look at.
 */
export function combined(found: readonly TermsFound[], more: readonly FoundReason[]): UseAnswer {
  const all = [...found.flatMap((one) => one.reasons), ...more];
  const reasons = unique(all, (one) => [one.verdict, one.clause, one.license ?? one.at.id, one.text]).toSorted(
    (a, b) => rankOf(a) - rankOf(b),
  );
  const duties = unique(
    found.flatMap((one) => one.duties),
    ({ clause, license, text }) => [clause, license, text],
  );
  return {
    verdict: reasons[0]?.verdict ?? 'allow',
    reasons: withoutMany(reasons).map(({ at, ...reason }) => ({
      ...reason,
      path: pathOf(at),
      ...((at.way & TRAINED) === 0 ? {} : { throughData: true }),
    })),
    duties: duties.slice(0, MAX_TOLD).map(({ at, ...duty }) => ({ ...duty, path: pathOf(at) })),
    effective: effectiveOf(found.flatMap(({ effective }) => (effective === undefined ? [] : [effective]))),
  };
}

function rankOf({ verdict, clause }: FoundReason): number {
  if (verdict === 'deny') return 0;
  return clause === 'compatibility' ? 1 : clause === 'laundering' ? 2 : 3;
}

/** The first of those that are alike: ancestors come nearest first. */
function unique<T>(all: readonly T[], keyOf: (one: T) => readonly (string | null)[]): readonly T[] {
  const first = new Map<string, T>();
  for (const one of all) {
    const key = JSON.stringify(keyOf(one));
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

/** What is not told is counted. */
function withoutMany(reasons: readonly FoundReason[]): readonly FoundReason[] {
  const [first] = reasons;
  if (first === undefined || reasons.length <= MAX_TOLD) return reasons;
  const last: FoundReason = {
    ...first,
    verdict: 'review',
    clause: 'lineage',
    license: null,
    text: `And ${reasons.length - MAX_TOLD} more clauses, which are not listed.`,
    fact: null,
    set: null,
    ways: ['use another model, with fewer ancestors'],
  };
  return [...reasons.slice(0, MAX_TOLD), last];
}

/** All that survives holds together. Where a part is not known, the rest is still worth reading. */
function effectiveOf(parts: readonly (string | null)[]): string | null {
  const known = [...new Set(parts)].map((part) => (part === null ? null : parseConcluded(part)));
  const expressions = known.filter((one): one is SpdxExpression => one !== null);
  if (expressions.length === 0) return null;
  return formatExpression(
    joinedExpressions('all', known.length > expressions.length ? [...expressions, unrecognized('terms')] : expressions),
  );
}
