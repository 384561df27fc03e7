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
  const { head, branch, into: named } = await commitsOf(repository, headName, names.base);
  const subject = { name: repository.name(), version: head };
  const notes: Note[] = [];
  if (names.head === null && (await repository.isDirty())) {
    notes.push({ code: 'working-tree', text: 'The working folder has changes that are not committed; they were not judged.' });
  }
  const headTree = repository.tree(head, commitLabel(headName, head), head);
  const baseName = names.base ?? branch;
  if (baseName === null) {
    notes.push({
      code: 'no-base',
      text: 'There is no base branch to compare with (no origin/HEAD, main or master): everything counts as already there. Name one with --base.',
    });
    return { base: null, policyFrom: headTree, head: headTree, subject, notes };
  }
  const base = named?.commit ?? (await repository.resolve(baseName));
  const into = repository.tree(base, commitLabel(baseName, base), base);
  const policy = (named?.isBranch === true ? await otherDefault(repository, { name: baseName, commit: base }, branch) : null) ?? {
    policyFrom: into,
  };
  const merged = await repository.mergeTree(base, head, null);
  if (merged.state === 'merged')
    return { base: into, ...policy, head: repository.tree(merged.tree, commitLabel(headName, head), head), subject, notes };
  const mergeBase = merged.state === 'unrelated' ? null : await repository.mergeBase(base, head);
  if (mergeBase === null) {
    notes.push(noAncestorNote(baseName, headName));
    return { base: into, ...policy, head: headTree, subject, notes };
  }
  notes.push(conflictNote(baseName, headName, merged.state === 'conflict' ? merged.paths : []));
  return { base: repository.tree(mergeBase, commitLabel(baseName, mergeBase), mergeBase), ...policy, head: headTree, subject, notes };
}

interface Chosen {
  readonly head: string;
  readonly branch: string | null;
  readonly into: { readonly commit: string; readonly isBranch: boolean } | null;
}

/** All names are asked for in one turn, which git answers in one process. Of several that do not exist the head is told. */
async function commitsOf(repository: Repository, headName: string, baseName: string | null): Promise<Chosen> {
  const asked = [repository.resolve(headName), repository.defaultBase(), intoOf(repository, baseName)] as const;
  await Promise.allSettled(asked);
  const [head, branch, into] = await Promise.all(asked);
  return { head, branch, into };
}

async function intoOf(repository: Repository, name: string | null): Promise<Chosen['into']> {
  if (name === null) return null;
  const [commit, isBranch] = await Promise.all([repository.resolve(name), repository.isBranch(short(name))]);
  return { commit, isBranch };
}

/** T23: of two branches the default one holds the policy. Null: what is merged into is that branch. */
async function otherDefault(
  repository: Repository,
  into: { readonly name: string; readonly commit: string },
  branch: string | null,
): Promise<Pick<PickedTrees, 'policyFrom' | 'elsewhere'> | null> {
  if (branch === null || short(into.name) === short(branch)) return null;
  const tip = await repository.resolve(branch);
  return tip === into.commit ? null : { policyFrom: repository.tree(tip, commitLabel(branch, tip), tip), elsewhere: true };
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
