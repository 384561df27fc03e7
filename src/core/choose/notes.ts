/** Notes that several doors and ways of choosing trees say, in one wording (T6), and the label of a commit. */
import type { Note } from '../model/index.ts';

export function offlineNote(): Note {
  return { code: 'offline', text: 'This run was offline: nothing was looked up. What needs an answer was not checked.' };
}

/** Without its address: a comment is read by more people than know the hosts of the operator's network (T26). */
export function hubOverrideNote(): Note {
  return { code: 'hub-override', text: 'Answers come from another hub, which the operator configured, not from the public one.' };
}

export function noAncestorNote(base: string, head: string): Note {
  const text = `${base} and ${head} have no common ancestor: they were compared as they are, and a person must decide.`;
  return { code: 'no-merge-base', text };
}

export function conflictNote(base: string, head: string, paths: readonly string[]): Note {
  const [first, ...rest] = paths;
  const where = first === undefined ? '' : ` (${first}${rest.length > 0 ? ` and ${rest.length} more` : ''})`;
  const text = `${head} does not merge into ${base}${where}: it was judged against their common ancestor. Resolve the conflict, then check again.`;
  return { code: 'merge-conflict', text };
}

/** T2: nobody has said what the merge gives. */
export function noTestMergeNote(base: string, head: string): Note {
  const text = `GitHub has not said what merging ${head} into ${base} gives: it was judged against their common ancestor, and a person must decide. Update the branch, then check again.`;
  return { code: 'no-test-merge', text };
}

/** T32: past the limits of one pull request nothing is green. */
export function limitNote(text: string): Note {
  return { code: 'limit', text };
}

/** "main (77ab310)". */
export function commitLabel(name: string, commit: string): string {
  return `${name} (${commit.slice(0, 7)})`;
}
