/** Ways out of many clauses together. */
import type { UseReason } from '../../model/index.ts';

/**
 * Each way once, with the clauses that it settles: of every clause the most useful first, then of every clause the next. So no clause goes without
 * a way of its own, wherever a list is cut.
 */
export function waysByClause<Clause extends string>(
  reasons: readonly (Pick<UseReason, 'ways'> & { readonly clause: Clause })[],
): ReadonlyMap<string, ReadonlySet<Clause>> {
  const settled = new Map<string, Set<Clause>>();
  const longest = reasons.reduce((most, { ways }) => Math.max(most, ways.length), 0);
  for (let index = 0; index < longest; index++)
    for (const { clause, ways } of reasons) {
      const way = ways[index];
      if (way === undefined) continue;
      const clauses = settled.get(way);
      if (clauses === undefined) settled.set(way, new Set([clause]));
      else clauses.add(clause);
    }
  return settled;
}
