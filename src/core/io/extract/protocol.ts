/** What the extractor and its worker threads say to each other. */
import type { Depth, Fact } from '../../model.ts';

export interface FactJob {
  readonly id: number;
  readonly detector: string;
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly depth: Depth;
}

export interface FactResult {
  readonly id: number;
  readonly facts: readonly Fact[];
  /** A detector threw: its own bug, reported as a problem of this file, never as a crash of the run. */
  readonly failure: string | null;
}
