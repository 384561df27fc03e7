/** Digests of a listing, and whether they belong together: proof without a download. */
import { blobIdOf } from '../../base/git-blob-id.ts';
import type { FileDigest } from '../../model/index.ts';
import type { FileAnswer } from './schema.ts';

/** Sorted by path. LFS files by the sha256 of their content, small ones by their git blob id. */
export function fileDigests(files: readonly FileAnswer[]): FileDigest[] {
  return files.map(fileDigest).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function fileDigest({ rfilename, size, blobId, lfs }: FileAnswer): FileDigest {
  // The blob id of an LFS file is the pointer's: it says nothing about the content.
  if (lfs != null) return { path: rfilename, size: lfs.size, hashes: [{ algorithm: 'sha256', value: lfs.sha256 }] };
  const hashes = blobId?.length === 40 ? [{ algorithm: 'git-sha1' as const, value: blobId }] : [];
  return { path: rfilename, size: size ?? 0, hashes };
}

/**
 * The LFS pointer, rebuilt from sha256 and size, must hash to the blob id that the listing gives (git-lfs pointer spec, version 1):
 * then the commit binds the sha256, and nobody can name another one for it. false = one does not; null = not all can be compared.
 */
export function areConsistent(files: readonly FileAnswer[]): boolean | null {
  const paths = new Set(files.map(({ rfilename }) => rfilename));
  // A tree has a path once: of two entries a reader would check one, and a loader take the other.
  if (paths.size !== files.length) return false;
  const results = files.map(isConsistent);
  if (results.includes(false)) return false;
  return files.length === 0 || results.includes(null) ? null : true;
}

function isConsistent({ size, blobId, lfs }: FileAnswer): boolean | null {
  if (blobId == null) return null;
  if (lfs == null) return true;
  if (size != null && size !== lfs.size) return false;
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${lfs.sha256}\nsize ${lfs.size}\n`;
  // Another length: a pointer with extension lines, which cannot be rebuilt from these two values.
  if (lfs.pointerSize != null && lfs.pointerSize !== pointer.length) return null;
  return blobIdOf(Buffer.from(pointer), blobId.length) === blobId;
}
