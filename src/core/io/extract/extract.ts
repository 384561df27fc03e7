/** Reading a tree's files and turning them into facts: the effect behind `facts(file)`. */
import type { Detector } from '../../discover/detector.ts';
import { isPointerText } from '../../inspect/pointer-text.ts';
import { isReadAsText } from '../../discover/readers.ts';
import { stampedBy } from '../../discover/stamped.ts';
import { collectorOf } from '../../inspect/collect.ts';
import type { Structure, StructureKind } from '../../inspect/structure.ts';
import type { Depth, DigestResult, Fact, FileFacts, ProblemCode, ProblemFact, Stamped, Tree, TreeEntry } from '../../model/index.ts';
import type { FactCache } from './fact-cache.ts';
import type { Pool } from './pool.ts';

const HEAD_BYTES = 64 * 1024;
/** Files read ahead of the parser threads: bounds memory, hides the latency of git. */
const CONCURRENCY = 32;

export interface ExtractOptions {
  readonly detectors: readonly Detector[];
  readonly pool: Pool;
  readonly cache: FactCache;
  readonly onFile?: (done: number, total: number) => void;
}

export type Extract = (tree: Tree, entries: readonly TreeEntry[], depth: Depth) => Promise<ReadonlyMap<string, FileFacts>>;

/** Raise it when this file gives other facts for the same bytes. */
const VERSION = 3;

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

  return async function extract(tree, entries, depth) {
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
      const cached = options.cache.get(key);
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

async function factsOf(
  tree: Tree,
  entry: TreeEntry,
  detectors: readonly Detector[],
  depth: Depth,
  pool: Pool,
): Promise<{ facts: readonly Stamped[]; complete: boolean }> {
  const limit = Math.max(...detectors.map((detector) => (detector.reads === 'head' ? HEAD_BYTES : detector.limit)));
  const read = await tree.read(entry, limit);
  if (read.state !== 'ok') return { facts: stampedBy(READING, [problem(read.state, read.detail)]), complete: false };
  // T34: nobody sees here what a checkout puts in its place.
  if (isReadAsText(entry.path) && isPointerText(read.bytes))
    return {
      facts: stampedBy(READING, [
        problem('hidden-pointer', 'a pointer of Git LFS or git-annex: a checkout puts another text in its place'),
      ]),
      complete: true,
    };
  const facts: Stamped[] = [];
  let complete = true;
  let digest: DigestResult | null = null;
  for (const detector of detectors) {
    if (detector.reads === 'text' && read.size > detector.limit) {
      const message = `${read.size} bytes; files of this kind are read up to ${detector.limit} bytes`;
      facts.push(...stampedBy(detector, [problem('too-large', message)]));
      continue;
    }
    const bytes = detector.reads === 'head' ? read.bytes.subarray(0, HEAD_BYTES) : read.bytes;
    const input = { bytes, size: read.size, depth };
    const kind = detector.structure?.(input) ?? null;
    const seen = kind === null ? null : await collected(tree, entry, kind);
    if (seen !== null && seen.digest.state !== 'ok') {
      facts.push(...stampedBy(detector, [problem(seen.digest.state, seen.digest.detail)]));
      complete = false;
      continue;
    }
    digest = seen?.digest ?? digest;
    const answer = await pool.run({ detector: detector.id, ...input, ...(seen === null ? {} : { structure: seen.structure }) });
    if (answer.state === 'ok') facts.push(...stampedHere(detector, answer.facts));
    else {
      facts.push(...stampedBy(detector, [problem(answer.state === 'timeout' ? 'timeout' : 'unreadable', answer.detail)]));
      complete = false;
    }
  }
  return digested(tree, entry, facts, complete, digest);
}

/** One stream gives both: what the whole file is made of, and its SHA-256. */
async function collected(tree: Tree, entry: TreeEntry, kind: StructureKind): Promise<{ digest: DigestResult; structure: Structure }> {
  const collector = collectorOf(kind);
  const digest = await tree.digest(entry, (chunk) => collector.feed(chunk));
  return { digest, structure: collector.structure() };
}

/** Weights get their SHA-256 here: a detector sees only the head, and weight bytes never leave the stream (design, section 2). */
async function digested(
  tree: Tree,
  entry: TreeEntry,
  facts: readonly Stamped[],
  complete: boolean,
  known: DigestResult | null,
): Promise<{ facts: readonly Stamped[]; complete: boolean }> {
  if (!facts.some((fact) => fact.kind === 'weights' && fact.sha256 === null)) return { facts, complete };
  const digest = known ?? (await tree.digest(entry));
  if (digest.state !== 'ok') return { facts: [...facts, ...stampedBy(READING, [problem(digest.state, digest.detail)])], complete: false };
  return {
    facts: facts.map((fact) =>
      fact.kind === 'weights' && fact.sha256 === null ? { ...fact, sha256: digest.sha256, size: digest.size } : fact,
    ),
    complete,
  };
}

/** What a thread sent is nobody else's: it is stamped where it is, and not copied. */
function stampedHere({ id }: Detector, facts: readonly Fact[]): Stamped[] {
  return facts.map((fact) => Object.assign(fact, { detector: id }));
}

/** Who says what is wrong with a file before any detector sees it. */
const READING = { id: 'reading' };

function problem(code: ProblemCode, message: string): ProblemFact {
  return { kind: 'problem', code, message, line: 1, column: 1 };
}
