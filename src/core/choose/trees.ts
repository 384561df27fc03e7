/** Which trees are judged (T2): the merge result against the base tip; without one, head against the merge base, and a person decides. */
import { InputError } from '../base/errors.ts';
import type { Note, Tree } from '../model/index.ts';
import { commitLabel, conflictNote, noAncestorNote } from './notes.ts';
import type { Repository, Subject } from '../ports/index.ts';

export interface PickedTrees {
  readonly base: Tree | null;
  /** Where the policy in force is read: the tip of the default branch where that is known, else of what is merged into. */
  readonly policyFrom: Tree;
  /** True: that is another branch than the one that is merged into. */
  readonly elsewhere?: boolean;
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
  const into = repository.tree(base, commitLabel(baseName, base), base);
  const policy = (await otherDefault(repository, names.base, base)) ?? { policyFrom: into };
  const mergeBase = await repository.mergeBase(base, head);
  if (mergeBase === null) {
    notes.push(noAncestorNote(baseName, headName));
    return {
      base: into,
      ...policy,
      head: repository.tree(head, commitLabel(headName, head), head),
      subject,
      notes,
    };
  }
  const merged = await repository.mergeTree(base, head, mergeBase);
  if (merged.state !== 'merged') {
    notes.push(conflictNote(baseName, headName, merged.state === 'conflict' ? merged.paths : []));
    return {
      base: repository.tree(mergeBase, commitLabel(baseName, mergeBase), mergeBase),
      ...policy,
      head: repository.tree(head, commitLabel(headName, head), head),
      subject,
      notes,
    };
  }
  return {
    base: into,
    ...policy,
    head: repository.tree(merged.tree, commitLabel(headName, head), head),
    subject,
    notes,
  };
}

/** T23: of two branches the default one holds the policy. Null: what is merged into is that branch, or no branch at all. */
async function otherDefault(
  repository: Repository,
  named: string | null,
  base: string,
): Promise<Pick<PickedTrees, 'policyFrom' | 'elsewhere'> | null> {
  const branch = named === null ? null : await repository.defaultBase();
  if (named === null || branch === null || short(named) === short(branch)) return null;
  const names = [`refs/heads/${short(named)}`, `refs/remotes/origin/${short(named)}`];
  const isBranch = await Promise.any(names.map((name) => repository.resolve(name))).then(
    () => true,
    () => false,
  );
  const tip = isBranch ? await repository.resolve(branch) : base;
  return tip === base ? null : { policyFrom: repository.tree(tip, commitLabel(branch, tip), tip), elsewhere: true };
}

function short(branch: string): string {
  return branch.replace(/^refs\/(?:heads|remotes)\//, '').replace(/^origin\//, '');
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
