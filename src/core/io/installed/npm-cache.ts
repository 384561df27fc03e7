/** npm's cache of archives (cacache, "content-v2"): each file is named after the SHA-512 of its bytes. Only ever read, and never believed: the bytes are hashed. */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, realpath } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ArchiveFiles } from '../../inspect/archive-files.ts';
import { TarWalker } from '../../inspect/tar-members.ts';
import type { CachedArchive } from '../../ports/index.ts';
import { withFile } from '../trees/disk.ts';

const CHUNK = 1024 * 1024;
/** Bytes of one archive, and of what comes out of one: a bomb is cut off (T18). */
const MAX_ARCHIVE = 512 * 1024 * 1024;
const MAX_INFLATED = 2 * 1024 * 1024 * 1024;
/** What comes out of all archives of one run. Bytes, so that each machine stops at the same one (T39). */
const MAX_ALL = 8 * 1024 * 1024 * 1024;
const MAX_MEMBERS = 100_000;
/** Archives of npm have one folder, whatever its name. */
const MANIFEST = /^[^/]{1,200}\/package\.json$/;

/**
 * Where npm keeps its cache, by the environment. npm sets that variable for what it starts, perhaps from an .npmrc of the tree (T20): it says where
 * to look, and nothing of what lies there is believed. Null: not known.
 */
export function npmCacheFolder(env: Readonly<Record<string, string | undefined>>, platform = process.platform): string | null {
  const named = env['npm_config_cache'] ?? env['NPM_CONFIG_CACHE'] ?? '';
  if (isAbsolute(named)) return named;
  const home = platform === 'win32' ? env['LOCALAPPDATA'] : env['HOME'];
  return home === undefined || !isAbsolute(home) ? null : join(home, platform === 'win32' ? 'npm-cache' : '.npm');
}

/** Archives by the SHA-512 of their bytes. `folder`: of the cache; null: there is none. `most`: what may come out of one archive. */
export function openNpmCache(folder: string | null, most = MAX_INFLATED): (sha512: string) => Promise<CachedArchive> {
  const root = folder === null ? Promise.resolve(null) : realpath(join(folder, '_cacache', 'content-v2', 'sha512')).catch(() => null);
  let left = MAX_ALL;
  return async (sha512) => {
    const place = await root;
    if (place === null || !/^[0-9a-f]{128}$/.test(sha512)) return { state: 'absent' };
    const path = `${sha512.slice(0, 2)}/${sha512.slice(2, 4)}/${sha512.slice(4)}`;
    const found = await withFile(place, path, async (file): Promise<CachedArchive> => {
      const { size } = await file.stat();
      if (size > MAX_ARCHIVE) return { state: 'unreadable', detail: 'larger than any archive that is read' };
      const hash = createHash('sha512');
      for await (const chunk of chunksOf(file, size)) hash.update(chunk);
      if (hash.digest('hex') !== sha512) return { state: 'unreadable', detail: 'its bytes are not those that its name says' };
      const read = await filesOf(file, size, sha512, Math.min(left, most));
      left -= read.spent;
      return read.archive;
    });
    return found.state === 'unreadable' && found.detail === 'ENOENT' ? { state: 'absent' } : found;
  };
}

async function* chunksOf(file: FileHandle, size: number, hash?: Hash): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; ) {
    // A buffer of its own: the next stage keeps it while this one reads on.
    const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(CHUNK, size - at)), 0, null, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    hash?.update(buffer.subarray(0, bytesRead));
    yield buffer.subarray(0, bytesRead);
  }
}

async function filesOf(
  file: FileHandle,
  size: number,
  sha512: string,
  limit: number,
): Promise<{ readonly archive: CachedArchive; readonly spent: number }> {
  const again = createHash('sha512');
  const files = new ArchiveFiles(MANIFEST);
  const walker = new TarWalker(files, MAX_MEMBERS);
  let spent = 0;
  let whole = true;
  try {
    await pipeline(Readable.from(chunksOf(file, size, again)), createGunzip(), async (inflated: AsyncIterable<Uint8Array>) => {
      for await (const chunk of inflated) {
        spent += chunk.length;
        if (spent > limit) throw new Error('more than is read');
        walker.feed(chunk);
      }
    });
  } catch {
    // No gzip, cut off, or a bomb: the hash held, and nothing is said of what is in it.
    whole = false;
  }
  // The second look must have seen the bytes of the first.
  if (whole && again.digest('hex') !== sha512) return { archive: { state: 'unreadable', detail: 'changed while it was read' }, spent };
  const isComplete = whole && walker.structure().complete;
  return {
    archive: {
      state: 'ok',
      where: "npm's cache",
      manifest: isComplete ? files.content() : null,
      files: isComplete ? files.list() : null,
    },
    spent,
  };
}
