/** What differs between two trees, from `git diff-tree`: proportional to the change, not to the repository. */
import { decodePath } from '../../base/path-bytes.ts';
import { git, type GitCall } from './run.ts';

export interface TreeDifference {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'type-changed';
  /** Object id before; null when added. */
  readonly oldId: string | null;
  /** Object id after; null when removed. */
  readonly newId: string | null;
  /** Mode after (before, when removed), as git writes it: "100644". */
  readonly mode: string;
}

const STATUS: Readonly<Record<string, TreeDifference['status']>> = { A: 'added', D: 'removed', M: 'modified', T: 'type-changed' };

/** `a` and `b` are ids of commits or trees. Renames are a removal and an addition: a component moves with its content. */
export async function diffTrees(store: GitCall, a: string, b: string): Promise<TreeDifference[]> {
  return parseDifferences(await git(store, ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--end-of-options', a, b]));
}

/** `:<mode> <mode> <id> <id> <status> NUL <path> NUL`. */
function parseDifferences(output: Buffer): TreeDifference[] {
  const differences: TreeDifference[] = [];
  for (let start = 0; start < output.length; ) {
    const head = output.indexOf(0, start);
    const end = head < 0 ? -1 : output.indexOf(0, head + 1);
    if (end < 0) break;
    const [oldMode = '', newMode = '', oldId = '', newId = '', letter = ''] = output.toString('latin1', start + 1, head).split(' ');
    differences.push({
      path: decodePath(output.subarray(head + 1, end)),
      status: STATUS[letter] ?? 'modified',
      oldId: absent(oldMode) ? null : oldId,
      newId: absent(newMode) ? null : newId,
      mode: absent(newMode) ? oldMode : newMode,
    });
    start = end + 1;
  }
  return differences;
}

function absent(mode: string): boolean {
  return /^0+$/.test(mode);
}
