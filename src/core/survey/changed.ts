/** A tree that differs little from one that is kept → what is in it, by reading what the change reaches (design, section 2). */
import { pathProblems } from '../discover/path-problems.ts';
import { hiddenByAttributes } from '../discover/attributes/hidden.ts';
import { labelBy } from '../discover/declared-scopes.ts';
import type { TreeEntries, TreeChange } from '../discover/entries.ts';
import { languages } from '../discover/languages/index.ts';
import { type FileChange, type LinkedChange, linkChange } from '../discover/link/changed.ts';
import type { KeptChange, KeptFile, KeptTree, Spent, SymbolicLink, Trace } from '../discover/link/kept.ts';
import { basisKey } from '../discover/lookup/basis.ts';
import { attributeFiles } from '../discover/lookup/index.ts';
import { Unbounded } from '../discover/lookup/unbounded.ts';
import type { DeclaredScope, EntryChange, FileFacts, Problem, Tree, TreeEntry } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import { compareText } from '../base/order.ts';
import { pathLimit } from '../base/path-limits.ts';
import { isSpent } from './keep.ts';
import { layeredEntries } from './layered-entries.ts';

/** Beyond that reading everything costs no more. */
const MAX_CHANGED = 2_000;
const MAX_ROUNDS = 16;
const OF_ATTRIBUTES: ReadonlySet<Problem['code']> = new Set(['hidden-encoding', 'hidden-filter', 'hidden-attributes']);

export interface ChangedTree {
  readonly tree: Tree;
  readonly kept: KeptTree;
  readonly change: TreeChange;
  readonly entries: TreeEntries;
  readonly linked: readonly TreeEntry[];
  readonly problems: readonly Problem[];
  readonly spent: Spent;
  readonly result: LinkedChange;
  readonly attributes: ReadonlyMap<string, FileFacts>;
  /** What the changed files state now. */
  readonly files: ReadonlyMap<string, FileChange>;
}

/** Throws `Unbounded` where only reading everything can tell. */
export async function readChange(kept: KeptTree, tree: Tree, ports: Ports, labels: readonly DeclaredScope[]): Promise<ChangedTree> {
  const all = (await tree.since?.(kept.id)) ?? null;
  if (all === null || all.length > MAX_CHANGED) throw new Unbounded('too much differs from what was read before');
  const entries = all.filter(({ path }) => pathLimit(path) === null).sort((a, b) => compareText(a.path, b.path));
  refuseWhatIsOfWholeTree(entries, kept);
  const linked = linkedChanges(entries, kept.linked);
  const change: TreeChange = { entries, linked };
  const used = [...entries, ...linked];
  const read = await ports.extract(
    tree,
    used.flatMap(({ after }) => after ?? []),
    'surface',
    (path) => kept.stated.facts(path),
  );
  const files = new Map(used.map((one) => [one.path, fileChange(one, kept, read.get(one.path) ?? null)]));
  const seen = layeredEntries(kept, entries);
  const own = new Set(all.map(({ path }) => path));
  const changed = new Set([...all, ...linked].map(({ path }) => path));
  const result = await linkRounds(kept, tree, files, seen, ports, labels);
  const spent = spentIn(kept, result);
  if (isSpent(spent)) throw new Unbounded('the limits for one tree are not reached one change at a time');
  const there = used.flatMap(({ after }) => after ?? []);
  const attributes = attributeFiles(kept.stated);
  const problems = [
    // Where a link stays as it is, and what it leads to does not, only what attributes say is told anew.
    ...kept.problems.filter(({ path, code }) => !own.has(path) && !(changed.has(path) && OF_ATTRIBUTES.has(code))),
    ...pathProblems(all.flatMap(({ after }) => after ?? [])),
    ...hiddenByAttributes({ files: attributes, entries: there }).filter(({ path }) => changed.has(path)),
  ];
  const aliases = new Map(linked.map(({ path, after }) => [path, after]));
  return {
    tree,
    kept,
    change,
    entries: seen,
    linked: kept.linked.flatMap((one) => (aliases.has(one.path) ? (aliases.get(one.path) ?? []) : [one])),
    problems,
    spent,
    result,
    attributes,
    files,
  };
}

function fileChange({ path, before, after }: EntryChange, kept: KeptTree, facts: FileFacts | null): FileChange {
  return { before: kept.stated.facts(path) ?? null, after: facts, was: before !== undefined, is: after !== undefined };
}

/** Definitions of other files are read only where a load names them. */
async function linkRounds(
  kept: KeptTree,
  tree: Tree,
  files: Map<string, FileChange>,
  entries: TreeEntries,
  ports: Ports,
  labels: readonly DeclaredScope[],
): Promise<LinkedChange> {
  const targets = new Map(kept.linked.map(({ path, target = path }) => [path, target]));
  const aliases = new Map(kept.linked.map((one) => [one.path, one]));
  const readForCalls = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const linked = linkChange({ kept, files, targets, label: labelBy(labels), languages, readForCalls });
    if (linked.wants.length === 0) {
      if (!(await withoutUnasked(kept, tree, files, linked, entries, ports))) return linked;
      continue;
    }
    const wanted = linked.wants.flatMap((path) => withContentOf(path, aliases.get(path), entries) ?? []);
    for (const [path, after] of await ports.extract(tree, wanted, 'full')) {
      const known = files.get(path) ?? { before: kept.stated.facts(path) ?? null, was: true, is: true };
      files.set(path, { ...known, after });
    }
  }
  throw new Unbounded('names are handed on through more files than are followed one by one');
}

/** A file that was read whole for somebody who asks no more says what its surface says, as if nobody ever had. Whether there was any. */
async function withoutUnasked(
  kept: KeptTree,
  tree: Tree,
  files: Map<string, FileChange>,
  linked: LinkedChange,
  entries: TreeEntries,
  ports: Ports,
): Promise<boolean> {
  const { asked } = linked.after.lookup;
  const isAsked = (path: string): boolean =>
    asked.has(path) || kept.needing(basisKey.whole(path)).some((by) => by !== path && !linked.linked.has(by));
  // Beside its problems nothing that a whole reading finds is seen where nobody asks for it.
  const doubtful = kept.stated.marked('problem', '').filter((path) => !files.has(path) && kept.stated.facts(path)?.depth === 'full');
  const whole = [...files].flatMap(([path, { after }]) => (after?.depth === 'full' ? [path] : []));
  const unasked = [...doubtful, ...whole].filter((path) => !isAsked(path));
  const wanted = unasked.flatMap(
    (path) =>
      withContentOf(
        path,
        kept.linked.find((one) => one.path === path),
        entries,
      ) ?? [],
  );
  for (const [path, after] of await ports.extract(tree, wanted, 'surface')) {
    const known = files.get(path) ?? { before: kept.stated.facts(path) ?? null, was: true, is: true };
    files.set(path, { ...known, after });
  }
  return wanted.length > 0;
}

function spentIn(kept: KeptTree, { after }: LinkedChange): Spent {
  const { steps, calls } = after.lookup.spent;
  return { steps: kept.spent.steps + steps, calls: kept.spent.calls + calls };
}

function withContentOf(path: string, alias: TreeEntry | undefined, entries: TreeEntries): TreeEntry | undefined {
  if (alias === undefined) return entries.get(path);
  const content = entries.get(alias.target ?? path);
  return content === undefined ? undefined : { ...content, path, target: content.path };
}

/** Files that are used through links and whose content differs. */
function linkedChanges(changes: readonly EntryChange[], linked: readonly TreeEntry[]): EntryChange[] {
  if (linked.length === 0) return [];
  const byTarget = Map.groupBy(linked, ({ path, target = path }) => target);
  return changes.flatMap(({ path, after }) =>
    (byTarget.get(path) ?? []).map((one) => ({
      path: one.path,
      before: one,
      after: after === undefined ? undefined : { ...after, path: one.path, target: path },
    })),
  );
}

/** Links, and paths that come or go where one leads, or where a system that folds letters sees another path. */
function refuseWhatIsOfWholeTree(changes: readonly EntryChange[], kept: KeptTree): void {
  for (const { path, before, after } of changes) {
    if (before?.kind === 'symlink' || after?.kind === 'symlink') throw new Unbounded(`${path} is a link`);
    // What a link leads to may be such a one.
    if (before?.kind === 'submodule' || after?.kind === 'submodule') throw new Unbounded(`${path} is a submodule`);
    if (!path.isWellFormed()) throw new Unbounded('a path is no UTF-8');
    if (before !== undefined && after !== undefined) continue;
    if (kept.links.some((one) => isOnTheWay(path, one))) throw new Unbounded(`a link leads to ${path}`);
    const parts = path.split('/');
    if (parts.some((_, index) => kept.isFolded(parts.slice(0, index + 1).join('/'))))
      throw new Unbounded(`${path} is another path, too, on systems that fold letters`);
  }
}

function isOnTheWay(path: string, { leadsTo }: SymbolicLink): boolean {
  return leadsTo === '' || path === leadsTo || path.startsWith(`${leadsTo}/`) || leadsTo.startsWith(`${path}/`);
}

const NOTHING: Trace = { needs: [], imports: [], starts: [] };

/** What a kept tree must learn to be this one. */
export function keptChangeOf({ tree, kept, change, linked, entries, files, problems, spent, result }: ChangedTree): KeptChange {
  const aliases = new Map(linked.map((one) => [one.path, one]));
  const all = [...new Set([...change.entries, ...change.linked].map(({ path }) => path)), ...result.linked.keys()];
  const gone = new Set<string>();
  const now = new Map<string, KeptFile>();
  for (const path of all) {
    const entry = aliases.get(path) ?? entries.get(path);
    if (entry === undefined) gone.add(path);
    else {
      const changed = files.get(path);
      const file = changed === undefined ? (kept.stated.facts(path) ?? null) : changed.after;
      const trace = (): Trace => (file === null ? NOTHING : result.traceOf(path));
      now.set(path, { entry, link: null, file, result: result.linked.get(path) ?? null, trace });
    }
  }
  return { id: tree.commit ?? tree.treeId ?? '', gone: [...gone], files: [...now.values()], problems, spent };
}
