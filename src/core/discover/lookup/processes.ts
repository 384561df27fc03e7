/** For each file a name that it shares with those of its process: connected by imports in either direction. Over-approximates on purpose. */
import type { Graph } from './graph.ts';
import { Unbounded } from './unbounded.ts';

/** Files of one process that are gone through one by one. */
const MAX_FILES = 50_000;

/** `isBounded`: beyond so many files only a run over everything may go on. */
export function createProcesses(graph: () => Graph, isBounded: boolean): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const seen = new Set([path]);
    for (const one of seen) {
      if (isBounded && seen.size > MAX_FILES) throw new Unbounded('too many files run in one process');
      for (const other of graph().joined(one)) seen.add(other);
    }
    for (const one of seen) known.set(one, path);
    return path;
  };
}
