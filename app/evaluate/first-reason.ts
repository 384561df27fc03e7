/** Why a check would say something else: the first that it says, or does not say any more. Pure. */
import type { Verdict } from '../../src/core/index.ts';
import type { EvaluationResult } from './outcome.ts';

type Judged = Verdict['findings'][number];

/** `before` null: not known. Null: neither has anything that the other has not. The text is of others: unescaped. */
export function firstReason(before: EvaluationResult | null, after: EvaluationResult): string | null {
  if (after.kind === 'failed') return after.title;
  const old = new Map(before === null ? [] : findingsOf(before).map((one) => [keyOf(one), one]));
  const fresh = findingsOf(after).filter((one) => !old.has(keyOf(one)) && (before !== null || one.blocks));
  const [first] = fresh.toSorted((a, b) => Number(b.blocks) - Number(a.blocks));
  if (first !== undefined) return wordsOf(first);
  const now = new Set(findingsOf(after).map(keyOf));
  const gone = [...old].find(([key]) => !now.has(key))?.[1];
  return gone === undefined ? null : `no longer ${wordsOf(gone)}`;
}

function findingsOf(result: EvaluationResult): Verdict['findings'] {
  return result.kind === 'failed' ? [] : result.verdict.findings;
}

function keyOf({ finding: { id, level }, status, blocks }: Judged): string {
  return JSON.stringify([id, level, status, blocks]);
}

function wordsOf({ finding: { rule, name, reason }, status }: Judged): string {
  return `${rule} of ${name}: ${status === 'waived' ? 'waived' : reason}`;
}
