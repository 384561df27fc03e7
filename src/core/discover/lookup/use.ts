/** Who reaches whom: what product code imports or runs, and what entry points start, is product (T5, T42); endpoints travel along imports (T9). */
import type { Scope } from '../../model/index.ts';
import type { Languages } from '../languages/index.ts';
import type { Label } from '../scope.ts';
import type { FileUse } from './question.ts';
import type { Rows } from './rows.ts';

export interface Reach {
  /** Files outside product folders that product code reaches. */
  readonly reached: ReadonlySet<string>;
  /** Files of any folder that something of the product starts. */
  readonly started: ReadonlySet<string>;
}

/** `label`: what a path is for, as long as nobody uses it. */
export function reachOfProduct(paths: Iterable<string>, rows: Rows, label: Label, { readers }: Languages): Reach {
  const reached = new Set<string>();
  const started = new Set<string>();
  // A script of a shell is a step of whoever starts it; one that nobody starts is a tool of the developers.
  const isStep = (path: string): boolean => readers.some((reader) => reader.isStep?.(path) === true);
  const seen = new Set([...paths].filter((path) => label(path) === 'product' && !isStep(path)));
  // What one image copies, another of the same folder need not bring again.
  const copied = new Set<readonly string[]>();
  const open = [...seen];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const target of rows.imports(path)) use(target);
    for (const targets of rows.starts(path).targets()) {
      if (copied.has(targets)) continue;
      copied.add(targets);
      for (const target of targets) {
        started.add(target);
        use(target);
      }
    }
  }
  return { reached, started };

  function use(target: string): void {
    if (label(target) !== 'product') reached.add(target);
    if (seen.has(target)) return;
    seen.add(target);
    open.push(target);
  }
}

/** What a file is for: by its use, else by its label. */
export function effectiveScope(path: string, { reached }: FileUse, label: Label): Scope {
  return reached ? 'product' : label(path);
}
