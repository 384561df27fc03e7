/** Digests of files of any size: threads that read synchronously, at most one per core, all algorithms in one read, constant memory. */
import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EffectError } from '../../base/errors.ts';
import { reason } from '../trees/disk.ts';
import type { DigestAlgorithm } from './algorithms.ts';
import { type ByteRange, cancel, type DigestReport, type FileDigestResult, type DigestRun, sharedRun } from './protocol.ts';

export interface DigestOptions {
  /** Paths are relative to this folder and refused when they, or a link on the way, leave it (T15). Default: paths as given. */
  readonly root?: string;
  /** Stops in the middle of a file; the call is rejected at once with EffectError ABORTED. */
  readonly signal?: AbortSignal;
  /** Bytes read so far by this call, over all its files. Never less than before; ends at their sum. */
  readonly onProgress?: (bytes: number) => void;
}

export interface DigestedFile {
  readonly path: string;
  readonly range?: ByteRange;
}

export interface Digester {
  /**
   * The digests of each file, by its path as given; each path is read once. With a range: of these bytes only, by `path:start:end`, and
   * ranges of one file are read side by side. One call has either. A file that cannot be read, is no regular file, or
   * changes meanwhile is a result. Calls may overlap: they share the threads. Throws EffectError ABORTED, DISK (no such root).
   */
  digest(
    files: readonly DigestedFile[],
    algorithms: readonly DigestAlgorithm[],
    options?: DigestOptions,
  ): Promise<ReadonlyMap<string, FileDigestResult>>;
  /** Ends the threads; calls that still wait are rejected with ABORTED. */
  close(): Promise<void>;
}

export interface DigesterOptions {
  /** At most as many as the machine has cores, which is the default. */
  readonly workers?: number;
  /** Only tests pass another script. */
  readonly script?: URL;
}

interface Pending {
  readonly run: DigestRun;
  readonly results: Map<number, FileDigestResult>;
  /** Threads that have not said that they are done. */
  readonly busy: Set<Worker>;
  readonly onBytes: (bytes: number) => void;
  /** Every thread is done, or gone. */
  readonly finish: () => void;
  readonly fail: (error: unknown) => void;
}

/** A thread holds one block and little else. MB. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4 };

export function createDigester(options: DigesterOptions = {}): Digester {
  const script = options.script ?? new URL(import.meta.url.endsWith('.ts') ? './digest-worker.ts' : './digest-worker.js', import.meta.url);
  const most = Math.max(1, Math.min(options.workers ?? Number.POSITIVE_INFINITY, availableParallelism()));
  const workers = new Set<Worker>();
  const pending = new Map<number, Pending>();
  let nextId = 0;
  let closed = false;
  /** Why the last thread that ended did. */
  let lost = '';

  function start(): void {
    // `env`, `execArgv`: it needs nothing of the environment, and starts the same however this process was started.
    const worker = new Worker(script, { env: {}, execArgv: [], stdout: false, resourceLimits: LIMITS });
    worker.on('message', (report: DigestReport) => receive(worker, report));
    worker.on('error', (error: Error) => lose(worker, error.message));
    worker.on('exit', (code) => lose(worker, `exit code ${code}`));
    worker.unref();
    workers.add(worker);
  }

  function receive(worker: Worker, { run, bytes, results, done }: DigestReport): void {
    const call = pending.get(run);
    if (call === undefined) return;
    for (const [index, result] of results) call.results.set(index, result);
    if (bytes > 0) call.onBytes(bytes);
    if (done) leave(call, worker);
  }

  /** The others go on with its files; the one that it read stays without an answer. */
  function lose(worker: Worker, why: string): void {
    if (!workers.delete(worker)) return;
    lost = why;
    for (const call of pending.values()) leave(call, worker);
  }

  function leave(call: Pending, worker: Worker): void {
    if (call.busy.delete(worker) && call.busy.size === 0) call.finish();
  }

  function settle(id: number): void {
    pending.delete(id);
    if (pending.size === 0) for (const worker of workers) worker.unref();
  }

  async function answers(
    run: DigestRun,
    signal: AbortSignal | undefined,
    onProgress: DigestOptions['onProgress'],
  ): Promise<Map<number, FileDigestResult>> {
    const { promise, resolve: finish, reject: fail } = Promise.withResolvers<void>();
    const results = new Map<number, FileDigestResult>();
    let sum = 0;
    function onBytes(bytes: number): void {
      sum += bytes;
      try {
        onProgress?.(sum);
      } catch (error) {
        // The caller's own mistake belongs to the caller, not to this thread's event loop.
        fail(error);
      }
    }
    const onAbort = (): void => fail(aborted());
    signal?.addEventListener('abort', onAbort, { once: true });
    pending.set(run.id, { run, results, busy: new Set(workers), onBytes, finish, fail });
    for (const worker of workers) {
      worker.ref();
      worker.postMessage(run);
    }
    try {
      await promise;
      return results;
    } finally {
      cancel(run.shared);
      signal?.removeEventListener('abort', onAbort);
      settle(run.id);
    }
  }

  return {
    async digest(files, algorithms, { root, signal, onProgress } = {}) {
      if (closed || signal?.aborted === true) throw aborted();
      const wanted = new Map(files.map((file) => [nameOf(file), file]));
      const names = [...wanted.keys()];
      const base = root === undefined ? null : realFolder(root);
      const paths = [...wanted.values()].map(({ path }) => (base === null ? resolve(path) : path));
      const ranges = [...wanted.values()].map(({ range }) => range ?? null);
      if (paths.length === 0) return new Map();
      while (workers.size < Math.min(most, paths.length)) start();
      const run: DigestRun = { id: nextId++, paths, ranges, root: base, algorithms, shared: sharedRun() };
      const results = await answers(run, signal, onProgress);
      return new Map(names.map((name, index) => [name, results.get(index) ?? failed(lost)]));
    },
    async close() {
      closed = true;
      for (const call of pending.values()) call.fail(aborted());
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

function nameOf({ path, range }: DigestedFile): string {
  return range === undefined ? path : `${path}:${range.start}:${range.end}`;
}

function failed(why: string): FileDigestResult {
  return { state: 'unavailable', reason: 'failed', detail: `the thread that read it ended (${why})` };
}

function realFolder(root: string): string {
  try {
    return realpathSync.native(root);
  } catch (error) {
    throw new EffectError('DISK', `The folder ${root} cannot be opened (${reason(error)}).`, 'Check the path.', { cause: error });
  }
}

function aborted(): EffectError {
  return new EffectError('ABORTED', 'Hashing was stopped.', 'Run it again; nothing was written.');
}
