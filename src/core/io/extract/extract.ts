/** Reading a tree's files and turning them into facts: which are read anew, and in which order they come. */
import type { Detector } from '../../discover/detector.ts';
import type { Depth, FileFacts, TreeEntry } from '../../model/index.ts';
import type { Ports } from '../../ports/index.ts';
import type { FactCache } from './fact-cache.ts';
import { factsOf } from './file-facts.ts';
import type { Pool } from './pool.ts';

/** Files read ahead of the parser threads: bounds memory, hides the latency of git. */
const CONCURRENCY = 32;

export interface ExtractOptions {
  readonly detectors: readonly Detector[];
  readonly pool: Pool;
  readonly cache: FactCache;
  readonly onFile?: (done: number, total: number) => void;
}

export type Extract = Ports['extract'];

/** Raise it when this file gives other facts for the same bytes. */
const VERSION = 4;

/** The stamp that binds cached facts to the detectors that made them (T17). */
export function detectorStamp(detectors: readonly Detector[]): string {
  return `${VERSION} ${detectors.map((detector) => `${detector.id}@${detector.version}/${detector.limit}`).join(' ')}`;
}

/** Which detectors read this file, at this depth: a file that no change touches is nothing for those that look at changed files alone. */
export function detectorsFor(
  detectors: readonly Detector[],
  { path, size }: Pick<TreeEntry, 'path' | 'size'>,
  depth: Depth,
): readonly Detector[] {
  return detectors.filter((one) => (one.when === 'changed') === (depth === 'changed') && one.wants(path, size));
}

/** Under which the facts of one file are cached: who reads it, how deeply, and its content (T17). */
export function factKey(detectors: readonly Detector[], depth: Depth, blob: string): string {
  return `${detectors.map((detector) => detector.id).join('+')} ${depth} ${blob}`;
}

export function createExtract(options: ExtractOptions): Extract {
  /** Base and head are nearly the same files: what one of them had, the other takes as it is. */
  const before: Record<Depth, Map<string, FileFacts>> = { surface: new Map(), full: new Map(), changed: new Map() };
  const wantedBy = new Map<string, readonly Detector[]>();
  function detectorsOnce(entry: TreeEntry, depth: Depth): readonly Detector[] {
    // The size is part of the question: the other side's file of this path may be a model where ours is a note.
    const question = `${depth === 'changed'} ${entry.size} ${entry.path}`;
    const known = wantedBy.get(question);
    if (known !== undefined) return known;
    const list = detectorsFor(options.detectors, entry, depth);
    wantedBy.set(question, list);
    return list;
  }

  return async function extract(tree, entries, depth, like) {
    const result = new Map<string, FileFacts>();
    const wanted: { entry: TreeEntry; detectors: readonly Detector[]; key: string }[] = [];
    for (const entry of entries) {
      // Symbolic links and submodules are data; what links lead to comes as entries of their paths.
      if (entry.kind === 'symlink' || entry.kind === 'submodule') continue;
      const same = before[depth].get(entry.path);
      if (same?.blob === entry.id) {
        result.set(entry.path, same);
        continue;
      }
      const detectors = detectorsOnce(entry, depth);
      if (detectors.length === 0) continue;
      wanted.push({ entry, detectors, key: factKey(detectors, depth, entry.id) });
    }
    await options.cache.load?.(wanted.map(({ key }) => key));
    const jobs = wanted.filter(({ entry, key }) => {
      const cached = options.cache.get(key, (before[depth].get(entry.path) ?? like?.(entry.path))?.facts);
      if (cached !== undefined) result.set(entry.path, { blob: entry.id, depth, facts: cached });
      return cached === undefined;
    });
    let next = 0;
    let done = 0;
    async function lane(): Promise<void> {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
        const { facts, complete } = await factsOf(tree, job.entry, job.detectors, depth, options.pool);
        if (complete) options.cache.put(job.key, facts);
        result.set(job.entry.path, { blob: job.entry.id, depth, facts });
        options.onFile?.(++done, jobs.length);
      }
    }
    await Promise.all(Array.from({ length: Math.min(CONCURRENCY, jobs.length) }, lane));
    const files = inOrderOf(entries, result);
    before[depth] = files;
    return files;
  };
}

/** Whatever was read first: what is told once of several files is told of the same one on any machine (T39). */
function inOrderOf(entries: readonly TreeEntry[], files: ReadonlyMap<string, FileFacts>): Map<string, FileFacts> {
  const ordered = new Map<string, FileFacts>();
  for (const { path } of entries) {
    const file = files.get(path);
    if (file !== undefined) ordered.set(path, file);
  }
  return ordered;
}
