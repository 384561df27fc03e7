/** Which files a change touches, told by the recorded questions alone: what an incremental run does instead of linking everything. */
import { languages } from '../../../../src/core/discover/languages/index.ts';
import { linkFile } from '../../../../src/core/discover/link/index.ts';
import { createRows } from '../../../../src/core/discover/link/rows.ts';
import { createLookup } from '../../../../src/core/discover/lookup/index.ts';
import { createModules } from '../../../../src/core/discover/lookup/modules.ts';
import type { Lookup, LookupKind } from '../../../../src/core/discover/lookup/question.ts';
import { createRecorder, digestAsked, type AskedQuestion } from '../../../../src/core/discover/lookup/recorder.ts';
import type { Rows } from '../../../../src/core/discover/lookup/rows.ts';
import { scopeOf } from '../../../../src/core/discover/scope.ts';
import type { SmallTree } from './trees.ts';

export interface LinkedTree {
  readonly tree: SmallTree;
  readonly rows: Rows;
  readonly lookup: Lookup;
  readonly asked: ReadonlyMap<string, readonly AskedQuestion[]>;
  /** What linking says of each file, and what it says to others. */
  readonly results: ReadonlyMap<string, string>;
}

export function linkTree(tree: SmallTree): LinkedTree {
  const recorder = createRecorder();
  const viewOf = (path: string): Lookup => recorder.of(path, lookup);
  const rows = createRows(tree.files, viewOf, scopeOf, new WeakMap());
  const lookup = createLookup({
    ...tree,
    label: scopeOf,
    languages,
    rows,
    modules: createModules(tree.files.keys(), languages),
    readForCalls: new Set(),
  });
  const results = new Map(
    [...tree.files].map(([path, file]) => [path, JSON.stringify([linkFile(path, file, viewOf(path), scopeOf), ...rowsOf(path, rows)])]),
  );
  return { tree, rows, lookup, asked: recorder.asked, results };
}

function rowsOf(path: string, rows: Rows): unknown[] {
  const starts = rows.starts(path);
  return [
    rows.imports(path),
    [...new Set(starts.targets().flat())].sort(),
    starts.code(null),
    starts.code('web'),
    starts.installed('serve'),
    rows.tellings(path),
  ];
}

/**
 * Files whose own facts differ, and those of which a recorded answer differs: asked of the head's listing and facts, and of what linking
 * made of each file, where that is the base's as long as the file is not touched. Repeated until nothing more is.
 */
export function touchedBy(base: LinkedTree, head: LinkedTree, without: LookupKind | null = null): ReadonlySet<string> {
  const facts = (tree: SmallTree, path: string): string => JSON.stringify(tree.files.get(path)?.facts);
  const all = new Set([...base.tree.files.keys(), ...head.tree.files.keys()]);
  const touched = new Set([...all].filter((path) => facts(base.tree, path) !== facts(head.tree, path)));
  for (let before = -1; before !== touched.size; ) {
    before = touched.size;
    const of = (path: string): Rows => (touched.has(path) ? head.rows : base.rows);
    const rows: Rows = {
      imports: (path) => of(path).imports(path),
      starts: (path) => of(path).starts(path),
      tellings: (path) => of(path).tellings(path),
    };
    const lookup = createLookup({
      ...head.tree,
      label: scopeOf,
      languages,
      rows,
      modules: createModules(head.tree.files.keys(), languages),
      readForCalls: new Set(),
    });
    for (const [path, asked] of base.asked) {
      if (touched.has(path)) continue;
      if (asked.some(({ question, digest }) => question.kind !== without && digestAsked(lookup, question) !== digest)) touched.add(path);
    }
  }
  return touched;
}

/** Files whose linked result differs and that the record did not tell. */
export function missedBy(base: LinkedTree, head: LinkedTree, without: LookupKind | null = null): string[] {
  const touched = touchedBy(base, head, without);
  return [...head.results].filter(([path, result]) => !touched.has(path) && base.results.get(path) !== result).map(([path]) => path);
}
