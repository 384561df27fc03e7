/** Which trees a pull request's commits stand for (T2), when a server tells the commits and the clone may be shallow. */
import type { Note } from './model.ts';
import type { Origin, Repository } from './ports.ts';
import type { PickedTrees } from './which-trees.ts';

export interface NamedCommit {
  /** Branch name, for people. */
  readonly name: string;
  /** Full commit id. */
  readonly id: string;
}

export interface PullRequestCommits {
  readonly base: NamedCommit;
  readonly head: NamedCommit;
  /** The server's test merge, unproven; null when there is none. */
  readonly merge: string | null;
}

/**
 * The test merge against its first parent, once the commit itself says that it merges this head; else our own merge of head and base.
 * Throws EffectError when a commit cannot be had.
 */
export async function treesOfPullRequest(
  repository: Repository,
  { base, head, merge }: PullRequestCommits,
  subject: string,
  origin: Origin,
): Promise<PickedTrees> {
  const into = merge === null ? null : await mergedInto(repository, merge, base, head, origin);
  if (merge === null || into === null) return mergedHere(repository, base, head, subject, origin);
  await lacking(repository, [into], origin);
  return {
    base: repository.tree(into, label(base.name, into), into),
    head: repository.tree(merge, label(head.name, head.id), head.id),
    subject: { name: subject, version: head.id },
    notes: await movedNote(base, into, origin),
  };
}

/** Two commits that a server calls base and merge result, as in a merge queue. */
export async function treesOfCommits(
  repository: Repository,
  base: NamedCommit,
  head: NamedCommit,
  subject: string,
  origin: Origin,
): Promise<PickedTrees> {
  await lacking(repository, [base.id, head.id], origin);
  return {
    base: repository.tree(base.id, label(base.name, base.id), base.id),
    head: repository.tree(head.id, label(head.name, head.id), head.id),
    subject: { name: subject, version: head.id },
    notes: [],
  };
}

/** One commit alone: nothing to compare with. */
export async function treeOfCommit(repository: Repository, commit: NamedCommit, subject: string, origin: Origin): Promise<PickedTrees> {
  await lacking(repository, [commit.id], origin);
  return {
    base: null,
    head: repository.tree(commit.id, label(commit.name, commit.id), commit.id),
    subject: { name: subject, version: commit.id },
    notes: [],
  };
}

/** The base that `merge` merges `head` into; null when it is no merge of this head (T2: checked, not believed). */
async function mergedInto(
  repository: Repository,
  merge: string,
  base: NamedCommit,
  head: NamedCommit,
  origin: Origin,
): Promise<string | null> {
  if (!(await repository.has(merge))) await lacking(repository, [merge, base.id], origin);
  const [first, second, ...more] = await repository.parents(merge);
  return first !== undefined && second === head.id && more.length === 0 ? first : null;
}

async function mergedHere(
  repository: Repository,
  base: NamedCommit,
  head: NamedCommit,
  subject: string,
  origin: Origin,
): Promise<PickedTrees> {
  const ancestor = await origin.mergeBase(base.id, head.id);
  await lacking(repository, [base.id, head.id, ...(ancestor === null ? [] : [ancestor])], origin);
  const sides = (from: string, to: string, notes: readonly Note[]): PickedTrees => ({
    base: repository.tree(from, label(base.name, from), from),
    head: repository.tree(to, label(head.name, head.id), head.id),
    subject: { name: subject, version: head.id },
    notes,
  });
  if (ancestor === null) {
    const text = `${base.name} and ${head.name} have no common ancestor: they were compared as they are, and a person must decide.`;
    return sides(base.id, head.id, [{ code: 'no-merge-base', text }]);
  }
  const merged = await repository.mergeTree(base.id, head.id, ancestor);
  if (merged.state === 'merged') return sides(base.id, merged.tree, []);
  const [first = 'unknown', ...rest] = merged.paths;
  const where = `${first}${rest.length > 0 ? ` and ${rest.length} more` : ''}`;
  const text = `${head.name} does not merge into ${base.name} (${where}): it was judged against their common ancestor. Resolve the conflict, then check again.`;
  return sides(ancestor, head.id, [{ code: 'merge-conflict', text }]);
}

/** The strict setting of branch rules, or a merge queue, makes sure that this is judged again before the merge. */
async function movedNote(base: NamedCommit, into: string, origin: Origin): Promise<Note[]> {
  if (into === base.id) return [];
  const now = await origin.tip(base.name);
  if (now === into) return [];
  const where = now === null ? 'where it is now could not be read' : `it is at ${now.slice(0, 7)} now`;
  const text = `${base.name} moved since this was merged for the test (${into.slice(0, 7)}; ${where}): what merging now would give was not seen. Require branches to be up to date, or use a merge queue.`;
  return [{ code: 'base-moved', text }];
}

async function lacking(repository: Repository, ids: readonly string[], origin: Origin): Promise<void> {
  const wanted: string[] = [];
  for (const id of new Set(ids)) if (!(await repository.has(id))) wanted.push(id);
  if (wanted.length > 0) await origin.fetch(wanted);
}

function label(name: string, commit: string): string {
  return `${name} (${commit.slice(0, 7)})`;
}
