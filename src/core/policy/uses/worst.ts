/** Several answers about one component → the one that counts. */
import type { UseAnswer, UseVerdict } from '../../model/index.ts';

const WORST_FIRST: readonly UseVerdict[] = ['deny', 'review', 'allow'];

/** The worst verdict with every reason and duty once, those of the worst answer first. `answers` must not be empty. */
export function worstOf(answers: readonly UseAnswer[]): UseAnswer {
  const sorted = [...answers].sort((a, b) => WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict));
  const [worst] = sorted;
  if (worst === undefined) throw new TypeError('No answer to choose from.');
  if (sorted.length === 1) return worst;
  return { ...worst, reasons: unique(sorted.flatMap(({ reasons }) => reasons)), duties: unique(sorted.flatMap(({ duties }) => duties)) };
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
