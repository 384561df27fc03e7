/** Worker threads with memory limits and a deadline; one that hangs or dies is replaced, and its file reported (T18). */
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Fact } from '../../model/index.ts';
import { unpack } from './packed.ts';
import { currentJob, type FactJob, type FactResult, noProgress, type JobProgress, spentOnJob } from './protocol.ts';

export type PoolResult =
  | { readonly state: 'ok'; readonly answers: readonly DetectorAnswer[] }
  | { readonly state: 'timeout' | 'crashed'; readonly detail: string };

/** Of one detector; `failure`: it threw. */
export interface DetectorAnswer {
  readonly facts: readonly Fact[];
  readonly failure: string | null;
}

export interface PoolOptions {
  readonly workers: number;
  /** CPU milliseconds that one detector may take for a file, so that a verdict does not depend on the load of the machine (T39). */
  readonly deadline: number;
  /** Old-generation heap of one worker, MB. Its young one is small: most of what a file costs is gone when the next begins. */
  readonly memory: number;
  /** Only tests pass another script. */
  readonly script?: URL;
}

interface Pending {
  readonly job: Omit<FactJob, 'id'>;
  readonly resolve: (result: PoolResult) => void;
}

interface Slot {
  worker: Worker;
  /** In the order in which the worker answers. */
  running: Map<number, Pending>;
  /** Which of them it reads: answers of a thread that dies can get lost on their way, this cannot. */
  readonly progress: JobProgress;
  timer: NodeJS.Timeout | null;
  /** When it got the file that it is reading (`performance.now`). */
  since: number;
}

/** Enough to hide the latency of messages, few enough to spread work evenly. */
const IN_FLIGHT = 16;
/** Files of one message: while a thread reads them, the next ones come together. */
const TOGETHER = 8;

/** A thread that does not compute can hang, too: it is given up after this many deadlines of wall-clock time. */
const PATIENCE = 6;

/** Left to itself a thread takes a hundred megabytes more, and no less time. */
const YOUNG_MB = 32;

/**
 * Where the young generation begins, MB of each half. V8 begins with one and hardly ever goes on: then a thread that parses is stopped four
 * thousand times where five hundred do, and moves each time what it still works with.
 */
const FIRST_YOUNG_MB = 8;

/** The shortest time between two questions for the CPU time of a thread. */
const SOONEST_MS = 50;

const CLOSED: PoolResult = { state: 'crashed', detail: 'the run has ended' };

export interface Pool {
  run(job: Omit<FactJob, 'id'>): Promise<PoolResult>;
  close(): Promise<void>;
}

export function createPool(options: PoolOptions): Pool {
  const script = options.script ?? new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
  const waiting: Pending[] = [];
  const slots: Slot[] = [];
  let nextId = 0;
  let closed = false;
  let isFeeding = false;

  function start(): Slot {
    const progress = noProgress();
    // V8 has no option for one thread; it is read when a thread begins, and the one that is running keeps what it has.
    setFlagsFromString(`--min-semi-space-size=${FIRST_YOUNG_MB}`);
    // `env: {}`: a worker that parses hostile bytes sees no token of the environment.
    const worker = new Worker(script, {
      env: {},
      workerData: progress,
      stdout: false,
      resourceLimits: { maxOldGenerationSizeMb: options.memory, maxYoungGenerationSizeMb: YOUNG_MB, stackSizeMb: 4 },
    });
    const slot: Slot = { worker, running: new Map(), progress, timer: null, since: 0 };
    worker.on('message', (results: readonly FactResult[]) => finish(slot, results));
    worker.on('error', (error: Error) => replace(slot, 'crashed', error.message));
    worker.on('exit', () => replace(slot, 'crashed', 'the parser thread ended'));
    worker.unref();
    return slot;
  }

  function finish(slot: Slot, results: readonly FactResult[]): void {
    for (const { id, answers } of results) {
      const pending = slot.running.get(id);
      slot.running.delete(id);
      pending?.resolve({ state: 'ok', answers: answers.map(({ facts, failure }) => ({ facts: facts.map(unpack), failure })) });
    }
    arm(slot);
    feedSoon();
  }

  /** When those who got an answer have said what they want next. */
  function feedSoon(): void {
    if (!isFeeding) setImmediate(feed);
    isFeeding = true;
  }

  function replace(slot: Slot, state: 'timeout' | 'crashed', detail: string): void {
    const index = slots.indexOf(slot);
    if (index < 0 || closed) return;
    slots.splice(index, 1);
    if (slot.timer !== null) clearTimeout(slot.timer);
    void slot.worker.terminate();
    // Only one file was being read; the others wait for another worker. A worker that did not begin would never: its first file is given up.
    const id = currentJob(slot.progress);
    const guilty = id === null ? slot.running.values().next().value : slot.running.get(id);
    guilty?.resolve({ state, detail });
    waiting.unshift(...[...slot.running.values()].filter((pending) => pending !== guilty));
    feed();
  }

  function arm(slot: Slot): void {
    slot.since = performance.now();
    if (slot.timer !== null) clearTimeout(slot.timer);
    slot.timer = slot.running.size === 0 ? null : soon(slot, options.deadline);
    if (slot.running.size === 0) slot.worker.unref();
    else slot.worker.ref();
  }

  /** Waits one more turn: if it was the main thread that had no time, the answer has arrived by then and has set another timer. */
  function soon(slot: Slot, ms: number): NodeJS.Timeout {
    const due = performance.now() + ms;
    return setTimeout(() => {
      // A late timer means that the whole process was stopped, or its machine: that time does not count.
      slot.since += performance.now() - due;
      setImmediate(late, slot, slot.timer);
    }, ms);
  }

  function late(slot: Slot, timer: NodeJS.Timeout | null): void {
    if (timer !== slot.timer) return;
    const left = PATIENCE * options.deadline - (performance.now() - slot.since);
    if (left <= 0) return giveUp(slot);
    // The backstop, in case the thread never reports its CPU time.
    const last = soon(slot, left);
    slot.timer = last;
    void weigh(slot, left, last);
  }

  async function weigh(slot: Slot, left: number, last: NodeJS.Timeout): Promise<void> {
    // A thread that has just ended is handled by its "exit" event.
    const usage = await slot.worker.cpuUsage().catch(() => null);
    if (usage === null || slot.timer !== last) return;
    const rest = options.deadline - spentOnJob(slot.progress, usage);
    if (rest <= 0) return giveUp(slot);
    clearTimeout(last);
    slot.timer = soon(slot, Math.min(left, Math.max(rest, SOONEST_MS)));
  }

  function giveUp(slot: Slot): void {
    replace(slot, 'timeout', `parsing took longer than ${options.deadline} ms`);
  }

  function feed(): void {
    isFeeding = false;
    for (;;) {
      const slot = waiting.length === 0 ? undefined : freeSlot();
      if (slot === undefined) return;
      const jobs = waiting.splice(0, Math.min(TOGETHER, IN_FLIGHT - slot.running.size));
      const isIdle = slot.running.size === 0;
      for (const [index, pending] of jobs.entries()) slot.running.set(nextId + index, pending);
      if (isIdle) arm(slot);
      slot.worker.postMessage(jobs.map(({ job }, index): FactJob => ({ ...job, id: nextId + index })));
      nextId += jobs.length;
    }
  }

  function freeSlot(): Slot | undefined {
    const [free] = slots.filter((slot) => slot.running.size <= IN_FLIGHT - TOGETHER).sort((a, b) => a.running.size - b.running.size);
    // A second thread costs its start-up: begin one only when the first is already saturated.
    if (free?.running.size === 0 || slots.length >= options.workers || (free !== undefined && waiting.length < 16)) return free;
    const slot = start();
    slots.push(slot);
    return slot;
  }

  return {
    run(job) {
      if (closed) return Promise.resolve(CLOSED);
      return new Promise((resolve) => {
        waiting.push({ job, resolve });
        feedSoon();
      });
    },
    async close() {
      closed = true;
      for (const slot of slots) if (slot.timer !== null) clearTimeout(slot.timer);
      // Whoever waits for an answer must not wait for ever.
      for (const pending of [...slots.flatMap((slot) => [...slot.running.values()]), ...waiting.splice(0)]) pending.resolve(CLOSED);
      await Promise.all(slots.splice(0).map((slot) => slot.worker.terminate()));
    },
  };
}
