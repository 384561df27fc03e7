/** The files of a commit in one request: the tarball, streamed, each file proven by its blob id. What it lacks or changed is not in it. */
import { createHash } from 'node:crypto';
import { isLoopback, type TreeEntry } from '../../src/core/index.ts';
import type { GitHubClient } from './client.ts';
import { GitHubError } from './errors.ts';
import { at, type RepositoryName } from './name.ts';
import { objectHash } from './object-id.ts';
import { readTarball, type TarEntry, TarError } from './tar.ts';

export interface ArchivedFile {
  readonly entry: TreeEntry;
  /** At most `limit` bytes from the start. */
  readonly head: Uint8Array;
  readonly size: number;
  readonly sha256: string;
}

export interface ArchiveOptions {
  /** Origins that a tarball may come from besides the API's own (T19). */
  readonly origins: readonly string[];
  readonly fetch: typeof globalThis.fetch;
  /** Bytes that are kept of each file. */
  readonly limit: number;
}

const TIMEOUT_MS = 30 * 60_000;
/** Headers and padding, and what export-subst puts in. */
const OVERHEAD = 64 * 1024 * 1024;

/** Files of `wanted` (by path) that are in the tarball as the commit has them. Throws GitHubError. */
export async function* archivedFiles(
  client: GitHubClient,
  name: RepositoryName,
  commit: string,
  wanted: ReadonlyMap<string, TreeEntry>,
  total: number,
  options: ArchiveOptions,
): AsyncGenerator<ArchivedFile> {
  const address = await client.redirect('GET /repos/{owner}/{repo}/tarball/{ref}', { ...at(name), ref: commit });
  const body = await download(address, client.signal, options);
  const unpacked = limited(body.pipeThrough(gunzip()), total * 2 + OVERHEAD);
  try {
    for await (const file of readTarball(unpacked)) {
      // "owner-repo-1a2b3c4/path": the first folder is GitHub's.
      const path = file.path.slice(file.path.indexOf('/') + 1);
      const entry = wanted.get(path);
      if (entry === undefined || file.type !== 'file' || file.size !== entry.size) continue;
      const read = await proven(file, entry, options.limit);
      if (read !== null) yield read;
    }
  } catch (error) {
    if (error instanceof GitHubError) throw error;
    const code = client.signal.aborted ? 'aborted' : error instanceof TarError ? 'invalid' : 'unavailable';
    throw new GitHubError(code, 'The tarball cannot be read to its end', null, { cause: error });
  }
}

/** The link carries its own permission; no credential of ours goes with it. */
async function download(address: string, signal: AbortSignal, { origins, fetch }: ArchiveOptions): Promise<ReadableStream<Uint8Array>> {
  const url = URL.canParse(address) ? new URL(address) : null;
  const allowed = url !== null && origins.includes(url.origin) && (url.protocol === 'https:' || isLoopback(url.hostname));
  if (!allowed) throw new GitHubError('invalid', 'GitHub sends to another place for the tarball than it may');
  try {
    const response = await fetch(address, {
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (response.ok && response.body !== null) return response.body as ReadableStream<Uint8Array>;
    await response.body?.cancel();
    throw new GitHubError('unavailable', `The tarball: HTTP ${response.status}`, response.status);
  } catch (error) {
    if (error instanceof GitHubError) throw error;
    throw new GitHubError(signal.aborted ? 'aborted' : 'unavailable', 'The tarball: no answer', null, { cause: error });
  }
}

function gunzip(): TransformStream<Uint8Array, Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>;
  return { readable, writable };
}

/** T18: a few bytes may become very many. */
async function* limited(stream: ReadableStream<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of stream) {
    seen += chunk.length;
    if (seen > most) throw new TarError('it is larger than the files that it is said to hold');
    yield chunk;
  }
}

/** Null: not what the commit has (export-subst, or the content of an LFS file). */
async function proven(file: TarEntry, entry: TreeEntry, limit: number): Promise<ArchivedFile | null> {
  const hash = objectHash(entry.id, 'blob', file.size);
  const digest = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of file.content) {
    hash.update(chunk);
    digest.update(chunk);
    const part = chunk.subarray(0, Math.max(0, limit - held));
    if (part.length > 0) chunks.push(Uint8Array.from(part));
    held += part.length;
  }
  if (hash.digest('hex') !== entry.id) return null;
  return { entry, head: Uint8Array.from(Buffer.concat(chunks)), size: file.size, sha256: digest.digest('hex') };
}
