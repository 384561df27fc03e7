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
  const groups = new Map<string, PackageFact['group']>();
  /** What has a group has passed it on already: each package is gone through once. */
  const spread = (group: PackageFact['group'], start: readonly string[]): void => {
    const open = [...start];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (groups.has(key) || !budget.spend()) continue;
      groups.set(key, group);
      const node = graph.get(key);
      for (const next of node?.runtime ?? []) if (budget.spend()) open.push(next);
      if (group !== 'runtime') for (const next of node?.optional ?? []) if (budget.spend()) open.push(next);
    }
  };
  spread(
    'runtime',
    roots.flatMap(({ runtime }) => runtime),
  );
  const optional = [...groups.keys()].flatMap((key) => graph.get(key)?.optional ?? []);
  spread('optional', [...roots.flatMap((root) => root.optional), ...optional]);
  spread(
    'development',
    roots.flatMap(({ development }) => development),
  );
  return (key) => groups.get(key) ?? 'runtime';
}
