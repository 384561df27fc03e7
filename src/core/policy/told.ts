/** What merging tells about origins, and about what it refuses. */
import type { Rule } from './rule.ts';

/** What merging one layer tells beside its result. */
export interface LayerTold {
  readonly rules: readonly Rule[];
  /** This value of the layer is not taken. */
  readonly refuse: (message: string, ...key: (string | number)[]) => void;
  /** This key has its value from the layer now. */
  readonly takes: (...key: string[]) => void;
  /** This key has its value from both. */
  readonly joins: (...key: string[]) => void;
}
