/** Worker threads with memory limits and a deadline; one that hangs or dies is replaced, and its file reported (T18). */
import { Worker } from 'node:worker_threads';
import type { Fact } from '../../model.ts';
import type { FactJob, FactResult } from './protocol.ts';

export type PoolResult =
  | { readonly state: 'ok'; readonly facts: readonly Fact[] }
  | { readonly state: 'timeout' | 'crashed'; readonly detail: string };

export interface PoolOptions {
  readonly workers: number;
  /** Milliseconds that one file may take. */
  readonly deadline: number;
  /** Old-generation heap of one worker, MB. */
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
  timer: NodeJS.Timeout | null;
}

/** Enough to hide the latency of messages, few enough to spread work evenly. */
const IN_FLIGHT = 8;

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

  function start(): Slot {
    // `env: {}`: a worker that parses hostile bytes sees no token of the environment.
    const worker = new Worker(script, {
      env: {},
      stdout: false,
      resourceLimits: { maxOldGenerationSizeMb: options.memory, stackSizeMb: 4 },
    });
    const slot: Slot = { worker, running: new Map(), timer: null };
    worker.on('message', (result: FactResult) => finish(slot, result));
    worker.on('error', (error: Error) => replace(slot, 'crashed', error.message));
    worker.on('exit', () => replace(slot, 'crashed', 'the parser thread ended'));
    worker.unref();
    return slot;
  }

  function finish(slot: Slot, result: FactResult): void {
    const pending = slot.running.get(result.id);
    slot.running.delete(result.id);
    arm(slot);
    pending?.resolve(result.failure === null ? { state: 'ok', facts: result.facts } : { state: 'crashed', detail: result.failure });
    feed();
  }

  function replace(slot: Slot, state: 'timeout' | 'crashed', detail: string): void {
    const index = slots.indexOf(slot);
    if (index < 0 || closed) return;
    slots.splice(index, 1);
    if (slot.timer !== null) clearTimeout(slot.timer);
    void slot.worker.terminate();
    // Only the first unanswered file was being parsed; the others wait in the queue of the new worker.
    const [first, ...rest] = slot.running.values();
    first?.resolve({ state, detail });
    waiting.unshift(...rest);
    feed();
  }

  function arm(slot: Slot): void {
    if (slot.timer !== null) clearTimeout(slot.timer);
    slot.timer =
      slot.running.size === 0
        ? null
        : setTimeout(() => replace(slot, 'timeout', `parsing took longer than ${options.deadline} ms`), options.deadline);
    if (slot.running.size === 0) slot.worker.unref();
    else slot.worker.ref();
  }

  function feed(): void {
    while (waiting.length > 0) {
      const free = slots.filter((slot) => slot.running.size < IN_FLIGHT).sort((a, b) => a.running.size - b.running.size)[0];
      const idle = free !== undefined && free.running.size === 0;
      // A second thread costs its start-up: begin one only when the first is already saturated.
      const slot = idle || slots.length >= options.workers || (free !== undefined && waiting.length < 16) ? free : start();
      if (slot === undefined) return;
      if (!slots.includes(slot)) slots.push(slot);
      const pending = waiting.shift();
      if (pending === undefined) return;
      const id = nextId++;
      slot.running.set(id, pending);
      if (slot.running.size === 1) arm(slot);
      slot.worker.postMessage([{ ...pending.job, id }]);
    }
  }

  return {
    run(job) {
      return new Promise((resolve) => {
        waiting.push({ job, resolve });
        feed();
      });
    },
    async close() {
      closed = true;
      for (const slot of slots) if (slot.timer !== null) clearTimeout(slot.timer);
      await Promise.all(slots.splice(0).map((slot) => slot.worker.terminate()));
    },
  };
}
