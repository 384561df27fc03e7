/**
 * Linking what a change reaches, and nothing else (design, section 2): files that changed, and those whose result rests on what they touch,
 * until nothing more is. Says of every other file that its result is what it was.
 */
import type { FileFacts } from '../../model/index.ts';
import type { Languages } from '../languages/index.ts';
import { createBackwardReach, type User } from '../lookup/backward.ts';
import { importedModules, basisKey, keysOfFacts, keysOfPath } from '../lookup/basis.ts';
import { layeredListing, layeredStated } from '../lookup/layered.ts';
import { createListing, type Listing, moduleNames, packageHolders } from '../lookup/listing.ts';
import { folderOf } from '../lookup/tree-paths.ts';
import type { LookupKind } from '../lookup/question.ts';
import { createFactIndex, MARK_KINDS, markedNames } from '../lookup/fact-index.ts';
import { Unbounded } from '../lookup/unbounded.ts';
import type { Label } from '../scope.ts';
import type { LinkedFile } from './file.ts';
import type { KeptLinks, Trace } from './kept.ts';
import { createLinkSide, type LinkSide } from './side.ts';

export interface FileChange {
  /** null: there is no such path, or nobody reads it. */
  readonly before: FileFacts | null;
  readonly after: FileFacts | null;
  /** Whether the path is in the tree, read or not. */
  readonly was: boolean;
  readonly is: boolean;
}

export interface ChangeInput {
  readonly kept: KeptLinks;
  readonly files: ReadonlyMap<string, FileChange>;
  /** The same in both trees: where links differ, everything is read. */
  readonly targets: ReadonlyMap<string, string>;
  readonly label: Label;
  readonly languages: Languages;
  /** Files that were read whole for what they may call, in all rounds. */
  readonly readForCalls?: Set<string>;
  /** For tests. */
  readonly without?: LookupKind | null;
}

export interface LinkedChange {
  /** Of every file whose result may differ, what it is now; null: it is gone. */
  readonly linked: ReadonlyMap<string, LinkedFile | null>;
  /** Files read on the surface whose definitions a load needs. */
  readonly wants: readonly string[];
  /** What there is to keep of a file that was linked anew. */
  traceOf(path: string): Trace;
  readonly after: LinkSide;
}

/** Files that are linked anew: beyond them a run over everything costs no more. */
const MAX_TOUCHED = 3_000;
const MAX_USES = 5_000;

/** Throws `Unbounded` where the change reaches too far, or what it changes is of the whole tree. */
export function linkChange(input: ChangeInput): LinkedChange {
  const { kept, files, targets, label, languages, without = null } = input;
  const rules = languages.modules;
  const changed = new Set(files.keys());
  const overlay = new Map([...files].flatMap(([path, { after }]) => (after === null ? [] : [[path, after] as const])));
  const there = new Set([...files].flatMap(([path, { is }]) => (is ? [path] : [])));
  const listing = layeredListing(kept.listing, changed, createListing(there, new Set(overlay.keys()), rules));
  const stated = layeredStated(kept.stated, changed, createFactIndex(overlay));
  const touched = new Set<string>();
  const open: string[] = [];
  const common = { targets, label, languages, without };
  const before = createLinkSide({ ...common, listing: kept.listing, stated: kept.stated, users: kept.users });
  const reachBefore = createBackwardReach(kept.users, label, languages);
  /** By target, those of the files that were linked anew. */
  const users = new Map<string, User[]>();
  const after = createLinkSide({ ...common, listing, stated, users: usersNow, readForCalls: input.readForCalls ?? new Set() });
  /** Files that are used by others than before. */
  const used = new Set<string>();

  function usersNow(path: string, starting: boolean): readonly User[] {
    const old = kept.users(path, starting).filter((user) => !touched.has(user.path));
    return [...old, ...(users.get(path) ?? []).filter(({ starts }) => starts || !starting)];
  }

  function touch(path: string): void {
    if (touched.has(path)) return;
    touched.add(path);
    if (touched.size > MAX_TOUCHED) throw new Unbounded('the change reaches more files than are looked at one by one');
    open.push(path);
  }

  function touchKey(key: string): void {
    for (const path of kept.needing(key)) touch(path);
  }

  for (const [path, change] of files) {
    touch(path);
    if (isOfWholeTree(path, change, rules)) throw new Unbounded(`${path} changes what holds for the whole tree`);
    if (change.was !== change.is || (change.before === null) !== (change.after === null)) keysOfPath(path, rules).forEach(touchKey);
    keysOfFacts(path, change.before, change.after).forEach(touchKey);
  }
  for (const folder of rootsAround(files, rules)) if (isRoot(folder, kept.listing) !== isRoot(folder, listing)) touchBelow(folder);
  let isRewired = false;
  let isTold = false;
  while (open.length > 0) {
    for (let path = open.pop(); path !== undefined; path = open.pop()) rewire(path);
    for (const key of usesTouched()) touchKey(key);
    if (open.length > 0 || isTold || !tellsOtherwise()) continue;
    isTold = true;
    touchKey(basisKey.told());
  }
  if (before.lookup.movesImports() !== after.lookup.movesImports()) throw new Unbounded('code changes where modules are looked for');
  const linked = new Map<string, LinkedFile | null>();
  for (const path of touched) {
    const file = stated.facts(path);
    linked.set(path, file === undefined ? null : after.link(path, file));
  }
  if (after.lookup.exhausted) throw new Unbounded('more is asked for than one tree may cost');
  return {
    linked,
    wants: [...after.lookup.wants].sort(),
    after,
    traceOf(path) {
      const file = stated.facts(path);
      if (file === undefined) throw new Error(`${path} was not linked`);
      return after.traceOf(path, file);
    },
  };

  /** Files elsewhere can now import the modules below this folder, or no longer can. */
  function touchBelow(folder: string): void {
    const below = [...kept.listing.below(folder), ...listing.below(folder)];
    if (below.length > 2 * MAX_TOUCHED) throw new Unbounded(`${folder} holds packages now, or holds none any more`);
    for (const path of below) for (const name of moduleNames(path, rules)) touchKey(basisKey.name(name));
  }

  /** What others get from this file: by whom it is asked for, and whom it uses. */
  function rewire(path: string): void {
    const [old, now] = [kept.stated.facts(path), stated.facts(path)];
    const [edgesBefore, edgesNow] = [edgesOf(before, path, old), edgesOf(after, path, now)];
    for (const { target, starts } of edgesNow.values()) {
      const list = users.get(target);
      if (list === undefined) users.set(target, [{ path, starts }]);
      else list.push({ path, starts });
    }
    for (const [key, { target }] of [...edgesBefore, ...edgesNow]) if (edgesBefore.has(key) !== edgesNow.has(key)) used.add(target);
    const isSame = resolvedImports(before, path, old) === resolvedImports(after, path, now);
    const isStarting = [old, now].some((file) => file?.facts.some(({ kind }) => kind === 'start'));
    if (!isSame) isRewired = true;
    if (!isSame || isStarting) touchKey(basisKey.rows(path));
    if (!isSame)
      for (const file of [old, now])
        if (file !== undefined) for (const name of markedNames('import', file)) touchKey(basisKey.mark('import', name));
  }

  /** Keys of the files whose use is another now, through those that they use, too. */
  function usesTouched(): string[] {
    const reachNow = createBackwardReach(usersNow, label, languages);
    const keys: string[] = [];
    for (const path of used) {
      if (used.size > MAX_USES) throw new Unbounded('the change reaches more files than are looked at one by one');
      const [old, now] = [reachBefore.useOf(path), reachNow.useOf(path)];
      if (old.reached !== now.reached || old.started !== now.started) keys.push(basisKey.use(path));
      if (reachBefore.isReached(path) === reachNow.isReached(path)) continue;
      for (const [side, facts] of [
        [before, kept.stated.facts(path)],
        [after, stated.facts(path)],
      ] as const)
        for (const { target } of edgesOf(side, path, facts).values()) used.add(target);
    }
    return keys;
  }

  /** Whether any process may be told otherwise, where any is told something. */
  function tellsOtherwise(): boolean {
    const told = [...kept.stated.marked('telling', ''), ...stated.marked('telling', '')];
    if (told.length === 0) return false;
    const moves = [...files.values()].some(({ was, is }) => was !== is);
    return (
      moves ||
      isRewired ||
      [...touched].some((path) => {
        const [old, now] = [kept.stated.facts(path), stated.facts(path)];
        return [old, now].some((file) => file?.facts.some(({ kind }) => kind === 'endpoint' || kind === 'load' || kind === 'start'));
      })
    );
  }
}

/** Folders that gain or lose a package, or become or stop being one. */
function rootsAround(files: ReadonlyMap<string, FileChange>, rules: Languages['modules']): ReadonlySet<string> {
  const moved = [...files].filter(([, { before, after }]) => (before === null) !== (after === null)).map(([path]) => path);
  return new Set(moved.flatMap((path) => packageHolders(path, rules).flatMap((holder) => [holder, folderOf(path)])));
}

/** Installed packages are looked for in folders that hold some, and are none themselves. */
function isRoot(folder: string, listing: Listing): boolean {
  return listing.packagesIn(folder).length > 0 && !listing.isRead(folder === '' ? '__init__.py' : `${folder}/__init__.py`);
}

interface Edge {
  readonly target: string;
  readonly starts: boolean;
}

/** A file may both load and start another. */
function edgesOf(side: LinkSide, path: string, file: FileFacts | undefined): ReadonlyMap<string, Edge> {
  if (file === undefined) return new Map();
  const loads = side.rows.imports(path).map((target) => ({ target, starts: false }));
  const starts = side.rows
    .starts(path)
    .targets()
    .flat()
    .map((target) => ({ target, starts: true }));
  return new Map([...loads, ...starts].map((edge) => [`${edge.starts} ${edge.target}`, edge]));
}

/** Each import with the file that it means, also where several mean the same. */
function resolvedImports(side: LinkSide, path: string, file: FileFacts | undefined): string {
  const imports = file?.facts.filter((fact) => fact.kind === 'import') ?? [];
  return JSON.stringify(
    imports.map((fact) => importedModules(fact).map((name) => [fact.level, name, side.modules.find(path, fact.level, name)])),
  );
}

/** Attributes, and a package at the top of the tree, are asked by no key of their own. */
function isOfWholeTree(path: string, { before, after }: FileChange, rules: Languages['modules']): boolean {
  if (rules.some((rule) => rule.package === path)) return true;
  const file = [before, after].find((one) => one !== null && markedNames('attributes', one).size > 0);
  return file !== undefined && file !== null;
}

/** What a kept tree finds a file by. */
export function marksOf(file: Pick<FileFacts, 'facts'>): readonly (readonly [mark: (typeof MARK_KINDS)[number], name: string])[] {
  return MARK_KINDS.flatMap((mark) => Array.from(markedNames(mark, file), (name) => [mark, name] as const));
}
