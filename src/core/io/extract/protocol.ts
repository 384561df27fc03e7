/** What the extractor and its worker threads say to each other. */
import type { Structure } from '../../inspect/structure.ts';
import type { Depth, Fact } from '../../model.ts';

export interface FactJob {
  readonly id: number;
  readonly detector: string;
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly depth: Depth;
  readonly structure?: Structure;
}

export interface FactResult {
  readonly id: number;
  readonly facts: readonly Fact[];
  /** A detector threw: its own bug, reported as a problem of this file, never as a crash of the run. */
  readonly failure: string | null;
}

const NONE = -1;

/** Memory that a worker shares with its master: the id of the job that it reads. Given to it as `workerData`. */
export function noJob(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)).fill(NONE);
}

/** Said by the worker before it touches the job's bytes. */
export function beginJob(shared: Int32Array, { id }: FactJob): void {
  Atomics.store(shared, 0, id);
}

/** null: the worker has not begun any. */
export function currentJob(shared: Int32Array): number | null {
  const id = Atomics.load(shared, 0);
  return id === NONE ? null : id;
}
