/** What changed between two commits, by git's own diff with renames. */
import { tryGit } from './git.ts';
import { once } from './memo.ts';
import type { Repository } from './state.ts';

export interface ChangedFile {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';
  readonly path: string;
  readonly previous: string | null;
  /** Blob of the new side; of the old one when it was removed. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks without the header; null for binary and large files. */
  readonly patch: string | null;
}

const LARGE_PATCH = 256 * 1024;
const STATUS: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
};

/** One list of facts for two ids: a pull request is asked for it on every page. */
export function filesOf(repository: Repository, from: string, to: string): readonly ChangedFile[] {
  return once(repository.gitDirectory, 'files', [from, to], () => changedFiles(repository, from, to)) ?? [];
}

function changedFiles({ gitDirectory }: Repository, from: string, to: string): ChangedFile[] {
  const args = ['diff', '-M', '--no-color', '--no-ext-diff', '--raw', '--numstat', '-p', '-z', '--no-abbrev', from, to];
  const out = tryGit(gitDirectory, args)?.toString() ?? '';
  const records = out.split('\0');
  const changes: { status: ChangedFile['status']; before: string; after: string; previous: string | null; path: string }[] = [];
  let at = 0;
  while ((records[at] ?? '').startsWith(':')) {
    const [, , before = '', after = '', letter = ''] = (records[at] ?? '').split(' ');
    const status = STATUS[letter[0] ?? ''] ?? 'changed';
    const two = isTwo(status);
    changes.push({ status, before, after, previous: two ? (records[at + 1] ?? '') : null, path: records[at + (two ? 2 : 1)] ?? '' });
    at += two ? 3 : 2;
  }
  const numbers = changes.map(({ status }) => {
    const [additions = '', deletions = ''] = (records[at] ?? '').split('\t');
    at += isTwo(status) ? 3 : 1;
    return { additions: Number(additions) || 0, deletions: Number(deletions) || 0 };
  });
  // An empty record stands before the patches.
  const patches = records
    .slice(at + 1)
    .join('\0')
    .split(/^diff --git .*$/m)
    .slice(1);
  return changes.map(({ before, after, ...change }, index): ChangedFile => {
    const text = patches[index] ?? '';
    const start = text.search(/^@@ /m);
    return {
      ...change,
      sha: change.status === 'removed' ? before : after,
      ...(numbers[index] ?? { additions: 0, deletions: 0 }),
      patch: start === -1 || text.length > LARGE_PATCH ? null : text.slice(start).replace(/\n$/, ''),
    };
  });
}

/** Such a change has two paths. */
function isTwo(status: ChangedFile['status']): boolean {
  return status === 'renamed' || status === 'copied';
}

/** Lines of one side that a patch shows: only on these may be commented. */
export function linesShown(patch: string, side: 'LEFT' | 'RIGHT'): Set<number> {
  const shown = new Set<number>();
  let [left, right] = [0, 0];
  for (const line of patch.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk !== null) [left, right] = [Number(hunk[1]), Number(hunk[2])];
    else if (line.startsWith('+')) {
      if (side === 'RIGHT') shown.add(right);
      right++;
    } else if (line.startsWith('-')) {
      if (side === 'LEFT') shown.add(left);
      left++;
    } else if (line.startsWith(' ')) {
      shown.add(side === 'RIGHT' ? right : left);
      left++;
      right++;
    }
  }
  return shown;
}
