/** What the head of a file says about being a model file. Readers load nothing, run nothing, and never throw. */
import type { WeightsFormat } from '../model/index.ts';
import type { Structure } from './structure.ts';

export interface Inspection {
  /** null: it may hold a model, and what decides about it was not seen; `fault` says why. */
  readonly format: WeightsFormat | null;
  /** Loading this content with the usual loader of its format can run code. */
  readonly runsCode: boolean;
  /** What the header says, as written: the caller limits and cleans it. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What is wrong with a header of this format, one line; null = nothing seen. */
  readonly fault: string | null;
}

/** Reads the first bytes of a file of `size` bytes, and what was collected of the rest; null = not this format. */
export type Reader = (head: Uint8Array, size: number, structure: Structure | null) => Inspection | null;
