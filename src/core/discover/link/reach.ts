/** Who can reach whom by import: places in tests that product code uses are product (T5), and endpoints travel along (T9). */
import type { FileFacts, Scope } from '../../model.ts';
import { scopeOf } from '../scope.ts';
import type { Modules } from './modules.ts';

function imports(path: string, files: ReadonlyMap<string, FileFacts>, modules: Modules): string[] {
  return (files.get(path)?.facts ?? []).flatMap((fact) => (fact.kind === 'import' ? modules.targets(path, fact) : []));
}

/** Files outside product folders that product code reaches by import. */
export function reachedByProduct(files: ReadonlyMap<string, FileFacts>, modules: Modules): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...files.keys()].filter((path) => scopeOf(path) === 'product');
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const target of imports(path, files, modules)) {
      if (reached.has(target) || scopeOf(target) === 'product') continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}

/** Files in one process with any of `starts`: connected by imports in either direction. Over-approximates on purpose. */
export function connectedTo(starts: readonly string[], files: ReadonlyMap<string, FileFacts>, modules: Modules): ReadonlySet<string> {
  const edges = new Map<string, string[]>();
  const add = (from: string, to: string): void => {
    const list = edges.get(from);
    if (list === undefined) edges.set(from, [to]);
    else list.push(to);
  };
  for (const path of files.keys()) {
    // Modules of one package mostly share a process, also where the import goes another way than this reads.
    const owner = modules.packageOf(path);
    if (owner !== null) {
      add(path, `package\n${owner}`);
      add(`package\n${owner}`, path);
    }
    for (const target of imports(path, files, modules)) {
      add(path, target);
      add(target, path);
    }
  }
  const seen = new Set(starts);
  const open = [...starts];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const next of edges.get(path) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

export function effectiveScope(path: string, reached: ReadonlySet<string>): Scope {
  return reached.has(path) ? 'product' : scopeOf(path);
}
