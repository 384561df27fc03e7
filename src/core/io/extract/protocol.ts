/** What the extractor and its worker threads say to each other. */
import type { Structure } from '../../inspect/structure.ts';
import type { Depth } from '../../model/index.ts';
import type { Packed } from './packed.ts';

export interface FactJob {
  readonly id: number;
  /** All that read the same bytes of one file: these cross once, and are decoded once. */
  readonly detectors: readonly string[];
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly depth: Depth;
  readonly structure?: Structure;
}

export interface FactResult {
  readonly id: number;
  /** One for each detector of the job, in its order. */
  readonly answers: readonly FactAnswer[];
}

export interface FactAnswer {
  readonly facts: readonly Packed[];
  /** A detector threw: its own bug, reported as a problem of this file, never as a crash of the run. */
  readonly failure: string | null;
}

/** Memory that a worker shares with the main thread (its `workerData`): the id of its current job, and its CPU time when that job began. */
export type JobProgress = Float64Array<SharedArrayBuffer>;

const NONE = -1;
const JOB = 0;
const CPU = 1;
const ASKED = 2;

export function noProgress(): JobProgress {
  const progress = new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT));
  progress[JOB] = NONE;
  progress[ASKED] = Number.NEGATIVE_INFINITY;
  return progress;
}

/** Asking the system for the CPU time costs as much as a small file: within this time the last answer serves, and a job seems that much longer. */
const FRESH_MS = 5;

/** Said by the worker before each detector touches the job's bytes. */
export function beginJob(progress: JobProgress, { id }: Pick<FactJob, 'id'>): void {
  const now = performance.now();
  if (now - (progress[ASKED] ?? 0) > FRESH_MS) {
    progress[ASKED] = now;
    progress[CPU] = milliseconds(process.threadCpuUsage());
  }
  progress[JOB] = id;
}

/** null: the worker has not begun any. */
export function currentJob(progress: JobProgress): number | null {
  const id = progress[JOB];
  return id === undefined || id === NONE ? null : id;
}

/** CPU milliseconds that a worker has spent on its current job, by the detector that reads it now, or on starting. `usage`: what it reports now. */
export function spentOnJob(progress: JobProgress, usage: NodeJS.CpuUsage): number {
  return milliseconds(usage) - (progress[CPU] ?? 0);
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
