/** Which packages of a lock only development, or only optional dependencies reach, where the lock itself does not say. */
import type { PackageFact } from '../../../model/index.ts';
import type { Budget } from '../lockfile.ts';

/** What a package or a member of the workspace asks for, as keys of entries. */
export interface Requests {
  readonly runtime: readonly string[];
  readonly optional: readonly string[];
  readonly development: readonly string[];
}

export const ASKS_NOTHING: Requests = { runtime: [], optional: [], development: [] };

/**
 * Key → group. A package is called development only when nothing that ships can reach it, and optional when all ways to it are; what nobody
 * reaches ships.
 */
export function groupsByReach(
  roots: readonly Requests[],
  graph: ReadonlyMap<string, Pick<Requests, 'runtime' | 'optional'>>,
  budget: Budget,
): (key: string) => PackageFact['group'] {
  const walk = (start: readonly string[], isWhole: boolean): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [...start];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (seen.has(key)) continue;
      seen.add(key);
      const node = graph.get(key);
      for (const next of node?.runtime ?? []) if (budget.spend()) open.push(next);
      if (isWhole) for (const next of node?.optional ?? []) if (budget.spend()) open.push(next);
    }
    return seen;
  };
  const shipped = roots.flatMap(({ runtime }) => runtime);
  const runtime = walk(shipped, false);
  const optional = walk([...shipped, ...roots.flatMap((root) => root.optional)], true);
  const development = walk(
    roots.flatMap((root) => root.development),
    true,
  );
  return (key) => (runtime.has(key) ? 'runtime' : optional.has(key) ? 'optional' : development.has(key) ? 'development' : 'runtime');
}
