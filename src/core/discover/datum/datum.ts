/** Data of a settings file, whatever its format, with the place of each part: texts, lists and maps. Numbers and the like are left out. */
import type { At } from '../../model/index.ts';

export type Datum =
  /** `block`: its lines are lines of the file, below `at`. */
  | { readonly kind: 'text'; readonly text: string; readonly at: At; readonly block?: true }
  | { readonly kind: 'list'; readonly items: readonly Datum[]; readonly at: At }
  | { readonly kind: 'map'; readonly entries: readonly DatumEntry[]; readonly at: At };

export interface DatumEntry {
  readonly key: string;
  /** Of the key. */
  readonly at: At;
  readonly value: Datum;
}

/** `whole`: nothing of the text was left out; else what was read up to the first fault, or nothing. */
export interface DatumRead {
  readonly roots: readonly Datum[];
  readonly whole: boolean;
  /** Of YAML what was left out though the text is whole: aliases, merge keys, keys that are no texts. Absent: nothing. */
  readonly left?: readonly { readonly top: string; readonly at: At }[];
}

/** Of duplicate keys the last one counts, as nearly all readers have it. */
export function inMap(datum: Datum | undefined, key: string): Datum | undefined {
  return datum?.kind === 'map' ? datum.entries.findLast((entry) => entry.key === key)?.value : undefined;
}

export function textIn(datum: Datum | undefined, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = inMap(datum, key);
    if (value?.kind === 'text') return value.text;
  }
  return null;
}

/** The texts of a list; a text alone is a list of one. */
export function textsAt(datum: Datum | undefined, key: string): readonly string[] {
  const value = inMap(datum, key);
  if (value?.kind === 'text') return [value.text];
  return value?.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])) : [];
}
