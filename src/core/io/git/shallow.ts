/** What a clone may lack, and what its commits say about themselves. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { git, type GitCall, runGit } from './run.ts';

/** Whether the commit and its top tree are here. Deeper parts are missing only in partial clones. */
export async function hasCommit(store: GitCall, id: string): Promise<boolean> {
  return (await runGit(store, ['cat-file', '-e', `${id}^{tree}`])).code === 0;
}

/** Packs of a partial clone are marked: their missing objects look like any other missing object. */
export async function isPartial(objects: string): Promise<boolean> {
  const names = await readdir(join(objects, 'pack')).catch(() => []);
  return names.some((name) => name.endsWith('.promisor'));
}

/** Parents as the commit itself names them: `rev-list` would hide those behind a shallow border. */
export async function parentsOf(store: GitCall, id: string): Promise<string[]> {
  const text = (await git(store, ['cat-file', 'commit', id])).toString('latin1');
  const header = text.slice(0, text.indexOf('\n\n'));
  return header.split('\n').flatMap((line) => (line.startsWith('parent ') ? [line.slice('parent '.length)] : []));
}
