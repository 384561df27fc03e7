/** What differs between two trees, from `git diff-tree`: proportional to the change, not to the repository. */
import { decodePath } from '../../base/path-bytes.ts';
import { GIT_MODES } from '../../model/git-modes.ts';
import type { EntryChange, TreeEntry } from '../../model/index.ts';
import { git, type GitCall } from './run.ts';

/** `from` and `to` are ids of commits or trees. Renames are a removal and an addition: a component moves with its content. Throws EffectError. */
export async function changesBetweenTrees(call: GitCall, from: string, to: string): Promise<EntryChange[]> {
  return parseChanges(await git(call, ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--full-index', '--end-of-options', from, to]));
}

/** `:<mode> <mode> <id> <id> <status> NUL <path> NUL`. */
function parseChanges(output: Buffer): EntryChange[] {
  const changes: EntryChange[] = [];
  for (let start = 0; start < output.length; ) {
    const head = output.indexOf(0, start);
    const end = head < 0 ? -1 : output.indexOf(0, head + 1);
    if (end < 0) break;
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = output.toString('latin1', start + 1, head).split(' ');
    const path = decodePath(output.subarray(head + 1, end));
    changes.push({ path, before: entryOf(path, oldMode, oldId), after: entryOf(path, newMode, newId) });
    start = end + 1;
  }
  return changes;
}

/** A side that does not have the path has no mode there. */
function entryOf(path: string, mode: string, id: string): TreeEntry | undefined {
  return /^0+$/.test(mode) ? undefined : { path, kind: GIT_MODES[mode] ?? 'file', id, size: null };
}
