/** The changed files of kinds without a reader, on both sides: which of them name nothing, and what the others seem to name (T33). */
import type { FileFacts, Problem, Sighting, TellingFact, Tree, TreeEntry } from '../../model/index.ts';
import { compareText } from '../../base/order.ts';
import type { Label } from '../scope.ts';
import { isLockName } from '../packages/unread-lock.ts';
import { isUnreadText } from '../kinds.ts';
import { isLookedThrough, isRead, isReadByTexts } from '../readers.ts';
import { looksLikeTest } from '../test-paths.ts';
import type { TreeEntries, TreeChange } from '../entries.ts';
import { keepsNames } from './bound.ts';
import { hidesNames, leftOpen, namedBy, everyNameOf, withoutNamed } from './named.ts';
import { isOfTree, type Known } from './of-tree.ts';
import { quietFiles, type ToldTwice } from './quiet-files.ts';

export interface ToldSide {
  readonly tree: Tree;
  readonly entries: TreeEntries;
  /** What a checkout shows otherwise than the commit has it. */
  readonly isHidden: (path: string) => boolean;
  /** What was read of its files, those of kinds that are read in part included. */
  readonly sightings: readonly Sighting[];
}

export interface TellingChange {
  /** Paths of head that were read, and of which what changed names nothing. */
  readonly silent: ReadonlySet<string>;
  /** Paths of head that are read, and in which the change hides names from their readers. */
  readonly hiding: ReadonlySet<string>;
  readonly base: readonly Problem[];
  readonly head: readonly Problem[];
}

type Extract = (tree: Tree, entries: readonly TreeEntry[]) => Promise<ReadonlyMap<string, FileFacts>>;

/** Without a base every file of head is one that changed. */
export async function toldByChange(
  change: TreeChange,
  base: ToldSide | null,
  head: ToldSide,
  extract: Extract,
  label: Label,
): Promise<TellingChange> {
  const all = [...change.entries, ...change.linked];
  const before = wanted(all.map((one) => one.before));
  const after = wanted(all.map((one) => one.after));
  const [namedBefore, namedAfter] = [namedBy(base?.sightings ?? []), namedBy(head.sightings)];
  let everyName: ReadonlySet<string> | undefined;
  const named = (): ReadonlySet<string> => (everyName ??= everyNameOf([...(base?.sightings ?? []), ...head.sightings]));
  const differs = ({ path, id }: TreeEntry): boolean => before.get(path)?.id !== id || after.get(path)?.id !== id;
  const changed = withoutNamed(await extract(head.tree, [...after.values()].filter(differs)), namedAfter);
  // Also what went: a file that moved brings nothing in.
  const was =
    base === null
      ? new Map<string, FileFacts>()
      : withoutNamed(await extract(base.tree, [...before.values()].filter(differs)), namedBefore);
  const known = base?.entries ?? null;
  const files = [...changed].filter(([path]) => !head.isHidden(path));
  const silent = new Set(files.flatMap(([path, file]) => (isSilent(file, known) ? [path] : [])));
  const twice = files.flatMap(([path, file]): ToldTwice[] => {
    const [old, entry, told] = [before.get(path), after.get(path), was.get(path)];
    if (base === null || old === undefined || entry === undefined || told === undefined) return [];
    if (base.isHidden(path) || silent.has(path)) return [];
    return [{ path, before: { tree: base.tree, entry: old, file: told }, after: { tree: head.tree, entry, file } }];
  });
  const settled = new Set([...silent, ...(await quietFiles(twice, known))]);
  const isOfReader = (path: string): boolean => {
    const size = (after.get(path) ?? before.get(path))?.size ?? null;
    return isLookedThrough(path, size) || isKeeper(path, size);
  };
  return {
    silent: new Set([...settled].filter((path) => !isOfReader(path))),
    hiding: new Set(files.flatMap(([path, file]) => (isOfReader(path) && !settled.has(path) && hidesNames(file) ? [path] : []))),
    base: problemsOf(notOf(named, leftOpen(was, isOfReader)), known, label),
    head: problemsOf(notOf(named, leftOpen(changed, isOfReader)), known, label),
  };
}

function wanted(entries: readonly (TreeEntry | undefined)[]): ReadonlyMap<string, TreeEntry> {
  const files = entries.flatMap((entry) => (entry?.kind === 'file' || entry?.kind === 'executable' ? [entry] : []));
  const told = files.filter(
    ({ path, size }) => isKeeper(path, size) || (isUnreadText(path) && (!isRead(path, size) || isLookedThrough(path, size))),
  );
  return new Map(told.map((entry) => [entry.path, entry]));
}

/** Read for what it loads, and looked through for names that it keeps. */
function isKeeper(path: string, size: number | null): boolean {
  return keepsNames(path, size) && !isLockName(path) && isRead(path, size);
}

/** What a component of either side is called is judged there. */
function notOf(named: () => ReadonlySet<string>, files: ReadonlyMap<string, FileFacts>): ReadonlyMap<string, FileFacts> {
  const isOther = (fact: FileFacts['facts'][number]): boolean => fact.kind !== 'telling' || !named().has(fact.text.toLowerCase());
  return new Map([...files].map(([path, file]) => [path, keepsNames(path, null) ? { ...file, facts: file.facts.filter(isOther) } : file]));
}

function isSilent({ facts }: FileFacts, known: Known): boolean {
  return facts.every((fact) => fact.kind !== 'problem' && (fact.kind !== 'telling' || isOfTree(fact, known)));
}

function problemsOf(files: ReadonlyMap<string, FileFacts>, known: Known, label: Label): Problem[] {
  const found = new Map<string, Problem>();
  // Of several that say the same the first one by path is named, in whatever order they were read.
  for (const [path, { facts, blob }] of [...files].sort(([a], [b]) => compareText(a, b))) {
    for (const fact of facts) {
      if (fact.kind !== 'telling' || !fact.beside || isOfTree(fact, known)) continue;
      const { what, text, line, column } = fact;
      const scope = label(path);
      // The same name elsewhere is the same finding: a file that moved is not new.
      const subject = JSON.stringify([what, text]);
      const key = JSON.stringify([subject, scope]);
      if (!found.has(key))
        found.set(key, {
          code: 'telling',
          message: `${text}: ${LOOKS_LIKE[what]}`,
          path,
          line,
          column,
          blob,
          subject,
          scope,
          ...(isQuietName(fact, path) ? { quiet: true as const } : {}),
        });
    }
  }
  return [...found.values()];
}

/** "com.acme.onnx" is a package by its form. */
const PACKAGE = /^(?:com|org|io|net|ai|dev|edu)(?:\.\w{1,60}){2,8}$/;

/**
 * Of code that is looked through by its texts, an id of a hosted model that nothing says is asked: it is compared, has a price, stands in a
 * list. In tests such an id is data. A word with a capital is one for people.
 */
function isQuietName({ what, text }: TellingFact, path: string): boolean {
  if (what === 'weights') return PACKAGE.test(text);
  return what === 'hosted' && (isReadByTexts(path, null) || looksLikeTest(path) || /^[A-Z][a-z]+$/.test(text));
}

const LOOKS_LIKE: Readonly<Record<TellingFact['what'], string>> = {
  id: 'looks like a name on a hub',
  hosted: 'looks like a hosted model',
  weights: 'looks like weights',
  word: 'is the name of an AI library or service',
  hidden: 'hides a name',
};
