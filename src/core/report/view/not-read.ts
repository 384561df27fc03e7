/** How much of the change was read, and what was not (T33): where something was not, nothing is called absent. */
import type { UnreadFile, Verdict } from '../../model/index.ts';
import { isLockPath } from '../../ecosystems/locks.ts';
import { count } from './words.ts';

export interface NotRead {
  /** "Not read: 2 of 14 changed files" */
  readonly title: string;
  /** Paths are the tree's text: unescaped. */
  readonly files: readonly UnreadFile[];
  /** How many are not named. */
  readonly more: number;
}

/** Null where all was read. */
export function notReadOf({ coverage, base }: Verdict): NotRead | null {
  if (coverage === undefined || coverage.unread === 0) return null;
  const { files, unread, names } = coverage;
  return { title: `Not read: ${unread} of ${count(files, noun(base))}`, files: names, more: unread - names.length };
}

/** "read 12 of 14 changed files"; null where all was read. */
export function readWords({ coverage, base }: Verdict): string | null {
  if (coverage === undefined || coverage.unread === 0) return null;
  return `read ${coverage.files - coverage.unread} of ${count(coverage.files, noun(base))}`;
}

/** Changed lockfiles that were not read: how many of the files that are named. */
export function unreadLocks({ coverage, base }: Verdict): number {
  return base === null ? 0 : (coverage?.names ?? []).filter(({ path }) => isLockPath(path)).length;
}

/** For a change in which nothing was found: what that was found in. */
export function nothingWords({ coverage }: Verdict): string {
  if (coverage === undefined || coverage.unread === 0) return 'No AI component changed';
  const { files, unread } = coverage;
  if (files === unread) return files === 1 ? 'The one changed file was not read' : `None of the ${files} changed files was read`;
  return `Nothing found in the ${files - unread} of ${files} changed files that were read`;
}

function noun(base: Verdict['base']): string {
  return base === null ? 'file' : 'changed file';
}
