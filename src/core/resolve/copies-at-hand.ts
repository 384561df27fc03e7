/** Folders that loads take from the tree: every file of them, in the commit and in the checkout. */
import { type CopyClaim, copySighting } from '../lock/copies.ts';
import type { LocalCopy, LocalFile, Sighting, Tree, TreeEntry } from '../model/index.ts';
import type { Checkout } from '../ports/index.ts';

/** Files of one folder: a folder with more is no copy of a model. */
const MAX_FILES = 5_000;

/** Where folders are looked for. */
export interface Grounds {
  readonly tree: Tree;
  readonly entries: { get(path: string): TreeEntry | undefined; below(folder: string): readonly TreeEntry[] };
}

/** Reads a folder once, however many loads name it. */
export type Folders = (folder: string) => Promise<LocalCopy>;

/** `digests`: by path, the SHA-256 of weights in the tree, of an LFS pointer that of its content. */
export function foldersAtHand(grounds: Grounds, digests: ReadonlyMap<string, string>, checkout: Checkout | null): Folders {
  const read = new Map<string, Promise<LocalCopy>>();
  return (folder) => {
    const copy = read.get(folder) ?? copyIn(folder, grounds.entries.below(folder), grounds, digests, checkout);
    read.set(folder, copy);
    return copy;
  };
}

/**
 * What a claim is held against. Which folder is meant depends on where the program is started: each one that is there must hold (a
 * second one would else hide behind the first).
 */
export async function copiesOf(claim: CopyClaim, folders: Folders): Promise<Sighting[]> {
  const all = await Promise.all(claim.folders.map(folders));
  const there = all.filter(({ files, complete }) => files.length > 0 || !complete);
  const none: LocalCopy = all[0] ?? { folder: claim.load.text.slice(0, 200), files: [], complete: true, seen: 'tree' };
  return (there.length === 0 ? [none] : there).map((copy) => copySighting(claim, copy));
}

async function copyIn(
  folder: string,
  below: readonly TreeEntry[],
  { tree, entries }: Grounds,
  digests: ReadonlyMap<string, string>,
  checkout: Checkout | null,
): Promise<LocalCopy> {
  const inTree: LocalFile[] = [];
  for (const entry of below.slice(0, MAX_FILES))
    inTree.push(await fileInTree(entry.path.slice(folder.length + 1), entry, tree, digests.get(entry.path)));
  // What `pull` filled is ignored by git as a rule: only the checkout has it.
  const known = new Set(inTree.map(({ path }) => path));
  const more = checkout === null ? { files: [], complete: true } : await filesInCheckout(folder, known, checkout);
  return {
    folder,
    files: [...inTree, ...more.files],
    complete: below.length <= MAX_FILES && more.complete && !liesBehindLink(folder, entries),
    seen: checkout === null ? 'tree' : 'disk',
  };
}

async function fileInTree(path: string, entry: TreeEntry, tree: Tree, known: string | undefined): Promise<LocalFile> {
  // A link is followed by the loader, never by us: unread is not equal (T15).
  if (entry.kind === 'symlink' || entry.kind === 'submodule') return { path, sha256: null, blob: null };
  // Of an LFS pointer the digest is that of the content; its blob id is the pointer's, as the hub lists it.
  // Entry ids of a folder are no git ids.
  const blob = tree.treeId === null && tree.commit === null ? null : entry.id;
  if (known !== undefined) return { path, sha256: known.toLowerCase(), blob };
  const digest = await tree.digest(entry);
  return { path, sha256: digest.state === 'ok' ? digest.sha256 : null, blob };
}

async function filesInCheckout(
  folder: string,
  known: ReadonlySet<string>,
  checkout: Checkout,
): Promise<Pick<LocalCopy, 'files' | 'complete'>> {
  const { paths, complete } = await checkout.list(folder, MAX_FILES);
  const unknown = paths.filter((path) => !known.has(path));
  const digests = await checkout.digests(unknown.map((path) => `${folder}/${path}`));
  const files = unknown.map((path) => {
    const found = digests.get(`${folder}/${path}`);
    return found?.state === 'ok' ? { path, sha256: found.sha256, blob: found.blob } : { path, sha256: null, blob: null };
  });
  return { files, complete };
}

/** What the loader finds there is somewhere else. */
function liesBehindLink(folder: string, entries: Pick<Grounds['entries'], 'get'>): boolean {
  const parts = folder.split('/');
  return parts.some((_, index) => {
    const kind = entries.get(parts.slice(0, index + 1).join('/'))?.kind;
    return kind === 'symlink' || kind === 'submodule';
  });
}
