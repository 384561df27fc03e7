/** Digests of a model's files, whole or in shards, by the threads of the digester. */
import type { ActualFile } from '../../verify/oms/compare.ts';
import type { OmsHash } from '../../verify/oms/manifest.ts';
import type { DigestWish, ModelEntry } from '../../verify/oms/model-files.ts';
import type { DigestAlgorithm } from '../digest/algorithms.ts';
import type { DigestedFile, Digester } from '../digest/digester.ts';
import type { FileDigestResult } from '../digest/protocol.ts';

const ALGORITHM: Readonly<Record<OmsHash, DigestAlgorithm>> = { sha256: 'sha256', blake2b: 'blake2b-512', blake3: 'blake3' };

/** By the entries' paths. Entries with a problem keep it and are not touched. */
export async function hashEntries(
  digester: Digester,
  root: string,
  entries: readonly ModelEntry[],
  wish: DigestWish,
): Promise<Map<string, ActualFile>> {
  const algorithm = ALGORITHM[wish.hash];
  const pieces = new Map(entries.map((entry) => [entry, entry.problem === undefined ? piecesOf(entry, wish.shardSize) : []]));
  const { onProgress } = wish;
  const results = await digester.digest([...pieces.values()].flat(), [algorithm], {
    root,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const files = new Map<string, ActualFile>();
  for (const [entry, parts] of pieces)
    files.set(
      entry.path,
      fileOf(
        entry,
        parts.map((part) => results.get(keyOf(part))),
        algorithm,
        wish,
      ),
    );
  return files;
}

function piecesOf({ path, target, size }: ModelEntry, shardSize: number | null): DigestedFile[] {
  const place = target ?? path;
  if (shardSize === null) return [{ path: place }];
  const pieces: DigestedFile[] = [];
  for (let start = 0; start < size; start += shardSize)
    pieces.push({ path: place, range: { start, end: Math.min(start + shardSize, size) } });
  return pieces;
}

function keyOf({ path, range }: DigestedFile): string {
  return range === undefined ? path : `${path}:${range.start}:${range.end}`;
}

function fileOf(
  entry: ModelEntry,
  results: readonly (FileDigestResult | undefined)[],
  algorithm: DigestAlgorithm,
  { hash, shardSize }: DigestWish,
): ActualFile {
  if (entry.problem !== undefined) return { size: 0, problem: entry.problem };
  const digests: string[] = [];
  const moments = new Set<string | undefined>();
  let size = 0;
  for (const result of results) {
    if (result?.state !== 'ok') return { size: entry.size, problem: result?.detail ?? 'it was not read' };
    digests.push(result.digests[algorithm] ?? '');
    moments.add(result.moment);
    size += result.size;
  }
  // Shards of two versions of a file are no file.
  if (moments.size > 1) return { size, problem: 'changed while it was read' };
  return shardSize === null ? { size, [hash]: digests[0] ?? '' } : { size, shards: digests };
}
