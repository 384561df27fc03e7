/** Who reaches whom: what product code imports or runs, and what entry points start, is product (T5, T42); endpoints travel along imports (T9). */
import type { FileFacts, Scope } from '../../model/index.ts';
import type { Label } from '../scope.ts';
import { isShellScript } from '../starts/shell.ts';
import type { Modules } from './modules.ts';
import type { Starts } from './starts.ts';

function imports(path: string, files: ReadonlyMap<string, FileFacts>, modules: Modules): string[] {
  return (files.get(path)?.facts ?? []).flatMap((fact) => (fact.kind === 'import' ? modules.targets(path, fact) : []));
}

export interface Reach {
  /** Files outside product folders that product code reaches. */
  readonly reached: ReadonlySet<string>;
  /** Files of any folder that something of the product starts. */
  readonly started: ReadonlySet<string>;
}

/** `label`: what a path is for, as long as nobody uses it. */
export function reachOfProduct(files: ReadonlyMap<string, FileFacts>, modules: Modules, starts: Starts, label: Label): Reach {
  const reached = new Set<string>();
  const started = new Set<string>();
  // A script of a shell is a step of whoever starts it; one that nobody starts is a tool of the developers.
  const seen = new Set([...files.keys()].filter((path) => label(path) === 'product' && !isShellScript(path)));
  const open = [...seen];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const targets = starts.targets(path);
    for (const target of targets) started.add(target);
    for (const target of [...imports(path, files, modules), ...targets]) {
      if (label(target) !== 'product') reached.add(target);
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return { reached, started };
}

/** For each file a number that it shares with those of its process: connected by imports in either direction. Over-approximates on purpose. */
export function processes(files: ReadonlyMap<string, FileFacts>, modules: Modules): (path: string) => string {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    let top = name;
    for (let up = parents.get(top); up !== undefined; up = parents.get(top)) top = up;
    // Next time the way is short.
    for (let at = name; at !== top; ) {
      const up = parents.get(at) ?? top;
      parents.set(at, top);
      at = up;
    }
    return top;
  };
  const join = (a: string, b: string): void => {
    const [one, other] = [root(a), root(b)];
    if (one !== other) parents.set(one, other);
  };
  for (const path of files.keys()) {
    // Modules of one package mostly share a process, also where the import goes another way than this reads.
    const owner = modules.packageOf(path);
    if (owner !== null) join(path, `package\n${owner}`);
    for (const target of imports(path, files, modules)) join(path, target);
  }
  return root;
}

export function effectiveScope(path: string, reached: ReadonlySet<string>, label: Label): Scope {
  return reached.has(path) ? 'product' : label(path);
}
