/** What the readers of calls know of the file around. */
import type { Evaluator } from '../../values/index.ts';
import type { Around } from './form/place.ts';

export interface FileContext {
  readonly origins: ReadonlyMap<string, string>;
  /** Root modules that the file imports. */
  readonly roots: ReadonlySet<string>;
  /** Modules of star imports. */
  readonly stars: ReadonlySet<string>;
  readonly lines: readonly string[];
  readonly around: Around;
  readonly evaluator: Evaluator;
}
