/** What each file says to others: worked out once, and only when somebody asks. */
import type { FileFacts } from '../../model/index.ts';
import type { Lookup } from '../lookup/question.ts';
import type { Rows, Starts, Telling } from '../lookup/rows.ts';
import type { FactIndex } from '../lookup/fact-index.ts';
import type { Label } from '../scope.ts';
import { startsOf } from './starts.ts';
import { tellingsOf } from './tellings.ts';

/** `viewOf`: the look-ups of a tree, as linking one file asks them; `importsVia`: as its imports do. `known`: what imports load, of files whose facts did not change. */
export function createRows(
  stated: FactIndex,
  viewOf: (path: string) => Lookup,
  label: Label,
  known: WeakMap<FileFacts, readonly string[]>,
  importsVia: (path: string) => Lookup = viewOf,
): Rows {
  return {
    imports: remember((path) => {
      const file = stated.facts(path);
      if (file === undefined) return [];
      const targets = known.get(file) ?? importsOf(path, file, importsVia(path));
      known.set(file, targets);
      return targets;
    }),
    starts: remember<Starts>((path) => startsOf(path, stated.facts(path)?.facts ?? [], viewOf(path), label)),
    tellings: remember<readonly Telling[]>((path) => tellingsOf(path, stated.facts(path)?.facts ?? [], viewOf(path), label)),
  };
}

/** Files that import statements load: the module, its packages, and submodules among the imported names. */
function importsOf(path: string, file: FileFacts, lookup: Lookup): readonly string[] {
  const targets = new Set<string>();
  for (const fact of file.facts) {
    if (fact.kind !== 'import') continue;
    const names = fact.exact === true ? [] : fact.names.map(({ name }) => (fact.module === '' ? name : `${fact.module}.${name}`));
    for (const name of [fact.module, ...names])
      for (const target of lookup.ask({ kind: 'module', from: path, level: fact.level, name })) targets.add(target);
  }
  return [...targets];
}

function remember<T>(work: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const made = work(path);
    known.set(path, made);
    return made;
  };
}
