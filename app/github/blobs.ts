/** Contents by blob id: proven by the id, capped by size, number and traffic for one pull request (T32). */
import { createHash } from 'node:crypto';
import type { DigestResult, ReadResult, TreeEntry } from '../../src/core/index.ts';
import type { GitHubClient } from './client.ts';
import { GitHubError, isGitHubError } from './errors.ts';
import { objectHash } from './object-id.ts';
import { at, type RepositoryName } from './name.ts';

/** Contents by blob id, of one installation (T27). What is in it was proven when it was put there. */
export interface BlobCache {
  get(id: string): Promise<Uint8Array | null>;
  put(id: string, bytes: Uint8Array): Promise<void>;
}

export interface BlobLimits {
  /** Files that are fetched. */
  readonly blobs: number;
  /** All of them together. */
  readonly bytes: number;
}

/** T32. Bytes: what is hashed of weights that stand in git themselves. */
export const PULL_REQUEST_LIMITS: BlobLimits = { blobs: 2_000, bytes: 1024 ** 3 };
/** GitHub gives no larger blob. */
const MAX_BLOB = 100 * 1024 * 1024;
/** Small enough to be kept for the next who asks. */
const KEPT = 256 * 1024;

/** Gets the content in order, chunk by chunk. */
type Observe = (chunk: Uint8Array) => void;

export interface BlobReader {
  read(entry: TreeEntry, limit: number): Promise<ReadResult>;
  digest(entry: TreeEntry, observe?: Observe): Promise<DigestResult>;
  /** These may be read also when others have used up the limit: what a pull request changes comes first. */
  reserve(ids: Iterable<string>): void;
  /** Files that were not read because of a limit. */
  unread(): number;
}

interface Fetched {
  /** From the start; all of it where it is small. */
  readonly head: Uint8Array;
  readonly size: number;
  readonly sha256: string;
}

type Got = { readonly state: 'ok'; readonly blob: Fetched } | Exclude<ReadResult, { state: 'ok' }>;

export function createBlobReader(client: GitHubClient, name: RepositoryName, cache: BlobCache, limits: BlobLimits): BlobReader {
  const known = new Map<string, Promise<Got>>();
  const digests = new Map<string, { readonly sha256: string; readonly size: number }>();
  const reserved = new Set<string>();
  const unread = new Set<string>();
  let asked = 0;
  let traffic = 0;

  /** At once, before anything is awaited: many ask side by side. */
  function refusal(entry: TreeEntry): string | null {
    if (entry.size !== null && entry.size > MAX_BLOB) return 'larger than the 100 MB that GitHub gives through its API';
    const left = limits.blobs - (reserved.has(entry.id) ? 0 : reserved.size) - asked;
    if (left <= 0) return `more than ${limits.blobs} files were to be read for one pull request`;
    if (traffic + (entry.size ?? 0) > limits.bytes) return `more than ${limits.bytes} bytes were to be read for one pull request`;
    return null;
  }

  async function get(entry: TreeEntry, limit: number, observe?: Observe): Promise<Got> {
    const cached = await cache.get(entry.id);
    if (cached !== null) observe?.(cached);
    if (cached !== null) return { state: 'ok', blob: { head: cached, size: cached.length, sha256: sha256(cached) } };
    const refused = refusal(entry);
    if (refused !== null) {
      unread.add(entry.id);
      return { state: 'budget', detail: refused };
    }
    asked += 1;
    traffic += entry.size ?? 0;
    reserved.delete(entry.id);
    return fetchBlob(entry, Math.max(limit, KEPT), observe);
  }

  async function fetchBlob(entry: TreeEntry, limit: number, observe?: Observe): Promise<Got> {
    // A listing always tells; without it the id could not be computed while the bytes come.
    const { size } = entry;
    if (size === null) return { state: 'unreadable', detail: 'GitHub did not say how large it is' };
    let stream: ReadableStream<Uint8Array>;
    try {
      stream = await client.stream('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
        ...at(name),
        file_sha: entry.id,
        mediaType: { format: 'raw' },
      });
    } catch (error) {
      if (isGitHubError(error, 'missing')) return { state: 'missing', detail: 'GitHub does not have its content' };
      if (isGitHubError(error, 'rejected'))
        return { state: 'unreadable', detail: `GitHub does not give its content (HTTP ${error.status})` };
      throw error;
    }
    const blob = await drained(stream, entry.id, size, limit, observe).catch((error: unknown) => {
      const code = client.signal.aborted ? 'aborted' : 'unavailable';
      throw new GitHubError(code, 'The content of a file broke off', null, { cause: error });
    });
    if (blob === null) return { state: 'unreadable', detail: 'GitHub sent bytes that are not what the id says' };
    digests.set(entry.id, blob);
    if (blob.head.length === blob.size && blob.size <= KEPT) await cache.put(entry.id, blob.head);
    return { state: 'ok', blob };
  }

  function got(entry: TreeEntry, limit: number): Promise<Got> {
    const running = known.get(entry.id);
    if (running !== undefined) return running;
    const started = get(entry, limit).finally(() => known.delete(entry.id));
    known.set(entry.id, started);
    return started;
  }

  return {
    async read(entry, limit) {
      let found = await got(entry, limit);
      // Somebody else asked for less of it at the same moment.
      if (found.state === 'ok' && found.blob.head.length < Math.min(limit, found.blob.size)) found = await get(entry, limit);
      if (found.state !== 'ok') return found;
      const { head, size } = found.blob;
      return { state: 'ok', bytes: Uint8Array.from(head.subarray(0, limit)), size, truncated: size > limit };
    },
    async digest(entry, observe) {
      if (observe !== undefined) {
        // Its bytes are wanted, not only their digest: they are asked for even where others asked before.
        const seen = await get(entry, 0, observe);
        return seen.state === 'ok' ? { state: 'ok', ...pick(seen.blob) } : seen;
      }
      const before = digests.get(entry.id);
      if (before !== undefined) return { state: 'ok', ...pick(before) };
      const found = await got(entry, 0);
      return found.state === 'ok' ? { state: 'ok', ...pick(found.blob) } : found;
    },
    reserve(ids) {
      for (const id of ids) reserved.add(id);
    },
    unread: () => unread.size,
  };
}

function pick({ sha256, size }: { readonly sha256: string; readonly size: number }): { sha256: string; size: number } {
  return { sha256, size };
}

/** Null: not the content of this id. Throws what the connection throws. */
async function drained(
  stream: ReadableStream<Uint8Array>,
  id: string,
  size: number,
  limit: number,
  observe?: Observe,
): Promise<Fetched | null> {
  const hash = objectHash(id, 'blob', size);
  const digest = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let held = 0;
  let seen = 0;
  for await (const chunk of stream) {
    seen += chunk.length;
    if (seen > size) return null;
    hash.update(chunk);
    digest.update(chunk);
    observe?.(chunk);
    const wanted = chunk.subarray(0, Math.max(0, limit - held));
    if (wanted.length > 0) chunks.push(Uint8Array.from(wanted));
    held += wanted.length;
  }
  if (seen !== size || hash.digest('hex') !== id) return null;
  return { head: Uint8Array.from(Buffer.concat(chunks)), size, sha256: digest.digest('hex') };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** For one job; `capacity` in bytes, the oldest go first. */
export function memoryBlobCache(capacity = 64 * 1024 * 1024): BlobCache {
  const kept = new Map<string, Uint8Array>();
  let held = 0;
  return {
    get: (id) => Promise.resolve(kept.get(id) ?? null),
    put(id, bytes) {
      if (!kept.has(id)) {
        kept.set(id, bytes);
        held += bytes.length;
        for (const [oldest, old] of kept) {
          if (held <= capacity) break;
          kept.delete(oldest);
          held -= old.length;
        }
      }
      return Promise.resolve();
    },
  };
}
