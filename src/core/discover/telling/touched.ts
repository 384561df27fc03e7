/** The changed files of kinds without a reader, on both sides: which of them name nothing, and what the others seem to name (T33). */
import type { FileFacts, Problem, TellingFact, Tree, TreeEntry } from '../../model/index.ts';
import { baseName } from '../../base/base-name.ts';
import type { Label } from '../scope.ts';
import { isLockName } from '../packages/unread-lock.ts';
import { isUnreadText } from '../kinds.ts';
import { isRead } from '../readers.ts';

export interface ToldSide {
  readonly tree: Tree;
  readonly entries: readonly TreeEntry[];
  readonly linked: readonly TreeEntry[];
  /** What a checkout shows otherwise than the commit has it. */
  readonly isHidden: (path: string) => boolean;
}

export interface TellingChange {
  /** Paths of head that were read, and name nothing. */
  readonly silent: ReadonlySet<string>;
  readonly base: readonly Problem[];
  readonly head: readonly Problem[];
}

type Extract = (tree: Tree, entries: readonly TreeEntry[]) => Promise<ReadonlyMap<string, FileFacts>>;

/** Without a base every file of head is one that changed. */
export async function toldByChange(base: ToldSide | null, head: ToldSide, extract: Extract, label: Label): Promise<TellingChange> {
  const before = new Map(base === null ? [] : wanted(base));
  const after = new Map(wanted(head));
  const differs = ({ path, id }: TreeEntry): boolean => before.get(path)?.id !== id || after.get(path)?.id !== id;
  const changed = await extract(head.tree, [...after.values()].filter(differs));
  // Also what went: a file that moved brings nothing in.
  const was = base === null ? new Map<string, FileFacts>() : await extract(base.tree, [...before.values()].filter(differs));
  const known = knownPairs(base?.entries ?? []);
  const silent = [...changed].filter(([path, file]) => !head.isHidden(path) && isSilent(file, was.get(path), known, isLockName(path)));
  return {
    silent: new Set(silent.map(([path]) => path)),
    base: problemsOf(was, known, label),
    head: problemsOf(changed, known, label),
  };
}

function wanted({ entries, linked }: ToldSide): (readonly [string, TreeEntry])[] {
  const all = [...entries, ...linked].filter(({ kind }) => kind === 'file' || kind === 'executable');
  return all
    .filter(({ path, size }) => isLockName(path) || (isUnreadText(path) && !isRead(path, size)))
    .map((entry) => [entry.path, entry]);
}

function isSilent({ facts }: FileFacts, before: FileFacts | undefined, known: () => ReadonlySet<string>, isLock: boolean): boolean {
  if (facts.some(({ kind }) => kind === 'problem')) return false;
  // Entries of a lock stand for themselves: those that did not change are no part of the change.
  const old = new Set(isLock ? before?.facts.flatMap((fact) => (fact.kind === 'telling' ? [fact.text] : [])) : []);
  return facts.every((fact) => fact.kind !== 'telling' || old.has(fact.text) || isOfTree(fact, known));
}

/** What the base has as a file or folder is named as one: weights are read where they lie. What the change itself adds is no excuse (T37). */
function isOfTree({ what, text }: TellingFact, known: () => ReadonlySet<string>): boolean {
  if (what === 'id') return known().has(text) || known().has(text.slice(0, text.indexOf('/') + 1));
  return what === 'weights' && known().has(`/${baseName(text)}`);
}

/** Folders at the top ("src/"), names of files ("/a.bin"), and each two parts that follow each other, with and without the suffix. */
function knownPairs(entries: readonly TreeEntry[]): () => ReadonlySet<string> {
  let pairs: ReadonlySet<string> | null = null;
  return () => (pairs ??= new Set(entries.flatMap(({ path }) => pairsOf(path.split('/')))));
}

function pairsOf(parts: readonly string[]): string[] {
  const last = parts.at(-1) ?? '';
  const stem = last.slice(0, Math.max(0, last.indexOf('.')));
  const pairs = parts.slice(1).flatMap((part, index) => {
    const pair = `${parts[index] ?? ''}/${part}`;
    return index === parts.length - 2 && stem !== '' ? [pair, `${parts[index] ?? ''}/${stem}`] : [pair];
  });
  return [...pairs, `/${last}`, ...(parts.length > 1 ? [`${parts[0] ?? ''}/`] : [])];
}

function problemsOf(files: ReadonlyMap<string, FileFacts>, known: () => ReadonlySet<string>, label: Label): Problem[] {
  const found = new Map<string, Problem>();
  for (const [path, { facts, blob }] of files) {
    if (isLockName(path)) continue;
    for (const fact of facts) {
      if (fact.kind !== 'telling' || !fact.beside || isOfTree(fact, known)) continue;
      const { what, text, line, column } = fact;
      const scope = label(path);
      // The same name elsewhere is the same finding: a file that moved is not new.
      const subject = JSON.stringify([what, text]);
      const key = JSON.stringify([subject, scope]);
      if (!found.has(key))
        found.set(key, { code: 'telling', message: `${text}: ${LOOKS_LIKE[what]}`, path, line, column, blob, subject, scope });
    }
  }
  return [...found.values()];
}

const LOOKS_LIKE: Readonly<Record<TellingFact['what'], string>> = {
  id: 'looks like a name on a hub',
  hosted: 'looks like a hosted model',
  weights: 'looks like weights',
  word: 'is the name of an AI library or service',
  hidden: 'hides a name',
};
