/** Which trees a pull request's commits stand for (T2), when a server tells the commits and the clone may be shallow. */
import type { Note } from '../model/index.ts';
import { commitLabel, conflictNote, noAncestorNote, noTestMergeNote } from './notes.ts';
import type { Commits, Origin } from '../ports/index.ts';
import type { PickedTrees } from './trees.ts';

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
 * The test merge against its first parent, once the commit itself says that it merges this head into what the branch is now; else our
 * own merge of both: an event can be old, and then so are its base and the policy there (T2).
 * Throws EffectError when a commit cannot be had.
 */
export async function treesOfPullRequest(
  repository: Commits,
  { base: told, head, merge }: PullRequestCommits,
  subject: string,
  origin: Origin,
): Promise<PickedTrees> {
  const tip = await origin.tip(told.name);
  const base = { name: told.name, id: tip ?? told.id };
  const notes = tip === null ? [unknownTip(base)] : [];
  if (merge === null || !(await merges(repository, merge, base, head, origin)))
    return mergedHere(repository, base, head, subject, origin, notes);
  await lacking(repository, [base.id], origin);
  const into = repository.tree(base.id, commitLabel(base.name, base.id), base.id);
  return {
    base: into,
    policyFrom: into,
    head: repository.tree(merge, commitLabel(head.name, head.id), head.id),
    subject: { name: subject, version: head.id },
    notes,
  };
}

/** Two commits that a server calls base and merge result, as in a merge queue. */
export async function treesOfCommits(
  repository: Commits,
  base: NamedCommit,
  head: NamedCommit,
  subject: string,
  origin: Origin,
): Promise<PickedTrees> {
  await lacking(repository, [base.id, head.id], origin);
  return {
    base: repository.tree(base.id, commitLabel(base.name, base.id), base.id),
    policyFrom: repository.tree(base.id, commitLabel(base.name, base.id), base.id),
    head: repository.tree(head.id, commitLabel(head.name, head.id), head.id),
    subject: { name: subject, version: head.id },
    notes: [],
  };
}

/**
 * T23: the policy in force is the default branch's, whatever branch is merged into. `branch`: its name; null: nobody told.
 * Throws EffectError when its tip cannot be had.
 */
export async function withPolicyOf(
  repository: Commits,
  picked: PickedTrees,
  into: string,
  branch: string | null,
  origin: Origin,
): Promise<PickedTrees> {
  if (branch === null || branch === into) return picked;
  const tip = await origin.tip(branch);
  if (tip === null) {
    const text = `Where ${branch} is now could not be read: judged was with the policy of ${into}.`;
    return { ...picked, elsewhere: true, notes: [...picked.notes, { code: 'policy-of-base', text }] };
  }
  await lacking(repository, [tip], origin);
  return { ...picked, policyFrom: repository.tree(tip, commitLabel(branch, tip), tip), elsewhere: true };
}

/** One commit alone: nothing to compare with. */
export async function treeOfCommit(repository: Commits, commit: NamedCommit, subject: string, origin: Origin): Promise<PickedTrees> {
  await lacking(repository, [commit.id], origin);
  const tree = repository.tree(commit.id, commitLabel(commit.name, commit.id), commit.id);
  return {
    base: null,
    policyFrom: tree,
    head: tree,
    subject: { name: subject, version: commit.id },
    notes: [],
  };
}

/** Whether `merge` is the merge of exactly this head into this base (T2: read from the commit, not believed). */
async function merges(repository: Commits, merge: string, base: NamedCommit, head: NamedCommit, origin: Origin): Promise<boolean> {
  if (!(await repository.has(merge))) await lacking(repository, [merge, base.id], origin);
  const parents = await repository.parents(merge);
  return parents.length === 2 && parents[0] === base.id && parents[1] === head.id;
}

async function mergedHere(
  repository: Commits,
  base: NamedCommit,
  head: NamedCommit,
  subject: string,
  origin: Origin,
  known: readonly Note[],
): Promise<PickedTrees> {
  const ancestor = await origin.mergeBase(base.id, head.id);
  await lacking(repository, [base.id, head.id, ...(ancestor === null ? [] : [ancestor])], origin);
  const sides = (from: string, to: string, notes: readonly Note[]): PickedTrees => ({
    base: repository.tree(from, commitLabel(base.name, from), from),
    head: repository.tree(to, commitLabel(head.name, head.id), head.id),
    // Also where an older commit is compared with: the policy is the one of the branch that is merged into (T6).
    policyFrom: repository.tree(base.id, commitLabel(base.name, base.id), base.id),
    subject: { name: subject, version: head.id },
    notes: [...known, ...notes],
  });
  if (ancestor === null) return sides(base.id, head.id, [noAncestorNote(base.name, head.name)]);
  const merged = await repository.mergeTree(base.id, head.id, ancestor);
  if (merged.state === 'merged') return sides(base.id, merged.tree, []);
  const note = merged.state === 'conflict' ? conflictNote(base.name, head.name, merged.paths) : noTestMergeNote(base.name, head.name);
  return sides(ancestor, head.id, [note]);
}

function unknownTip({ name }: NamedCommit): Note {
  const text = `Where ${name} is now could not be read: judged was the commit that the event names. Require branches to be up to date, or use a merge queue.`;
  return { code: 'base-moved', text };
}

async function lacking(repository: Commits, ids: readonly string[], origin: Origin): Promise<void> {
  const wanted: string[] = [];
  for (const id of new Set(ids)) if (!(await repository.has(id))) wanted.push(id);
  if (wanted.length > 0) await origin.fetch(wanted);
}
