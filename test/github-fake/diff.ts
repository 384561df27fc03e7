/** What changed between two commits, by git's own diff with renames. */
import { tryGit } from './git.ts';
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

export function filesOf(repository: Repository, from: string, to: string): ChangedFile[] {
  const run = (...args: string[]): string =>
    tryGit(repository.gitDirectory, ['diff', '-M', '--no-color', '--no-ext-diff', ...args, from, to])?.toString() ?? '';
  const raw = run('--raw', '-z', '--no-abbrev').split('\0');
  const numbers = run('--numstat', '-z').split('\0');
  const patches = run('-p')
    .split(/^diff --git .*$/m)
    .slice(1);
  const files: ChangedFile[] = [];
  for (let at = 0, number = 0; (raw[at] ?? '').startsWith(':'); ) {
    const [, , before = '', after = '', letter = ''] = (raw[at] ?? '').split(' ');
    const status = STATUS[letter[0] ?? ''] ?? 'changed';
    const two = status === 'renamed' || status === 'copied';
    const [previous, path] = two ? [raw[at + 1] ?? '', raw[at + 2] ?? ''] : [null, raw[at + 1] ?? ''];
    at += two ? 3 : 2;
    const [additions = '', deletions = ''] = (numbers[number] ?? '').split('\t');
    number += two ? 3 : 1;
    const text = patches[files.length] ?? '';
    const start = text.search(/^@@ /m);
    files.push({
      status,
      path,
      previous,
      sha: status === 'removed' ? before : after,
      additions: Number(additions) || 0,
      deletions: Number(deletions) || 0,
      patch: start === -1 || text.length > LARGE_PATCH ? null : text.slice(start).replace(/\n$/, ''),
    });
  }
  return files;
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
