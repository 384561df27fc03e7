/** Callees of a file that load from a hub, whatever they are given: what they give is an object that is listed where it is loaded. */
import type { Fact, LoadFact } from '../../model/index.ts';
import type { Callables } from './callable.ts';

/** By the callee as written. One that may be something else anywhere in the file is none (T37). */
export function loadersIn(path: string, facts: readonly Fact[], callables: Callables): (callee: string) => boolean {
  let known: ReadonlySet<string> | null = null;
  return (callee) => (known ??= markedNames(path, facts, callables)).has(callee);
}

function markedNames(path: string, facts: readonly Fact[], callables: Callables): ReadonlySet<string> {
  const loads = facts.filter((fact) => fact.kind === 'load' && fact.part === undefined && fact.component !== 'service') as LoadFact[];
  const isSure = ({ callable }: LoadFact): boolean => {
    const whose = callable === undefined ? null : callables.whose(path, callable);
    return whose?.size === 1 && whose.has('hub');
  };
  return new Set([...Map.groupBy(loads, ({ api }) => api)].flatMap(([api, all]) => (all.every(isSure) ? [api] : [])));
}
