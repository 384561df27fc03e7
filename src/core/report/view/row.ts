/** One row of the table of changes. */
import type { Place } from '../../model/index.ts';
import type { Phrase } from './phrase.ts';

/**
 * block: refuses the merge; unsure: could not look, and that refuses; harm: reported as malicious, and there before the change; warn: new and worth a look; known: only older or waived problems;
 * open: no rule speaks of it, and what one gets may still change; ok: settled; gone: removed. Worst first.
 */
export const ROW_STATES = ['block', 'unsure', 'harm', 'warn', 'known', 'open', 'ok', 'gone'] as const;
export type RowState = (typeof ROW_STATES)[number];

export interface Row {
  readonly state: RowState;
  readonly kind: string;
  readonly name: string;
  readonly place: Place | null;
  /** Places besides `place`. */
  readonly morePlaces: number;
  /** What must be said of a place that the change did not touch; else "". */
  readonly placeNote: string;
  readonly version: Phrase;
  readonly proof: Phrase;
  readonly license: Phrase;
}
