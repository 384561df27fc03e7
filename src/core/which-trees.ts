/** Which trees are judged (T2): the merge result against the base tip; without one, head against the merge base, and a person decides. */
import { InputError } from './errors.ts';
import type { Note, Tree } from './model.ts';
import { commitLabel, conflictNote, noAncestorNote } from './notes.ts';
import type { Repository, Subject } from './ports.ts';

export interface PickedTrees {
  readonly base: Tree | null;
  /** Where the policy is read: the tip of what is merged into, also where an older commit is compared with. */
  readonly policyFrom: Tree;
  readonly head: Tree;
  readonly subject: Subject;
  readonly notes: readonly Note[];
}

export async function pickTrees(
  repository: Repository,
  names: { readonly base: string | null; readonly head: string | null },
): Promise<PickedTrees> {
  const headName = names.head ?? 'HEAD';
  const head = await repository.resolve(headName);
  const subject = { name: repository.name(), version: head };
  const notes: Note[] = [];
  if (names.head === null && (await repository.isDirty())) {
    notes.push({ code: 'working-tree', text: 'The working folder has changes that are not committed; they were not judged.' });
  }
  const baseName = names.base ?? (await repository.defaultBase());
  if (baseName === null) {
    notes.push({
      code: 'no-base',
      text: 'There is no base branch to compare with (no origin/HEAD, main or master): everything counts as already there. Name one with --base.',
    });
    const tree = repository.tree(head, commitLabel(headName, head), head);
    return { base: null, policyFrom: tree, head: tree, subject, notes };
  }
  const base = await repository.resolve(baseName);
  const policyFrom = repository.tree(base, commitLabel(baseName, base), base);
  const mergeBase = await repository.mergeBase(base, head);
  if (mergeBase === null) {
    notes.push(noAncestorNote(baseName, headName));
    return {
      base: policyFrom,
      policyFrom,
      head: repository.tree(head, commitLabel(headName, head), head),
      subject,
      notes,
    };
  }
  const merged = await repository.mergeTree(base, head);
  if (merged.state !== 'merged') {
    notes.push(conflictNote(baseName, headName, merged.state === 'conflict' ? merged.paths : []));
    return {
      base: repository.tree(mergeBase, commitLabel(baseName, mergeBase), mergeBase),
      policyFrom,
      head: repository.tree(head, commitLabel(headName, head), head),
      subject,
      notes,
    };
  }
  return {
    base: policyFrom,
    policyFrom,
    head: repository.tree(merged.tree, commitLabel(headName, head), head),
    subject,
    notes,
  };
}

const UNSEEN: ReadonlySet<Note['code']> = new Set(['merge-conflict', 'no-merge-base', 'no-test-merge', 'limit']);

/** Notes that never let a run end green: the merge result itself, or all of it, was not seen. */
export function needsPerson(notes: readonly Note[]): boolean {
  return notes.some((note) => UNSEEN.has(note.code));
}

export interface ScanTarget {
  readonly tree: Tree;
  readonly subject: Subject;
}

/** The working folder, a folder, or a commit. `openFolder` is io's. */
export async function treeToScan(
  repository: Repository | null,
  names: { readonly directory: string; readonly ref: string | null },
  openFolder: (directory: string) => Promise<Tree>,
): Promise<ScanTarget> {
  if (names.ref !== null) {
    if (repository === null)
      throw new InputError(
        'NOT_A_REPOSITORY',
        `${names.directory} is not in a git repository`,
        'Leave out --ref to scan the folder as it is.',
      );
    const commit = await repository.resolve(names.ref);
    return {
      tree: repository.tree(commit, `${names.ref} (${commit.slice(0, 7)})`, commit),
      subject: { name: repository.name(), version: commit },
    };
  }
  const parts = names.directory.split(/[\\/]/).filter((part) => part !== '');
  return { tree: await openFolder(names.directory), subject: { name: parts.at(-1) ?? 'folder', version: null } };
}
