/** The neutral form of a configuration: maps, lists and scalars that know where they stand, whatever the format. Comments are gone. */
import type { PinSite } from '../../../model/index.ts';

export type KeyedNode = KeyedScalar | KeyedList | KeyedMap;

export interface KeyedScalar {
  readonly kind: 'scalar';
  readonly text: string;
  /** Offset in the file. */
  readonly at: number;
  /** Nobody wrote a value: null, or nothing. */
  readonly empty?: true;
  /** A tag of its own, by which a program may read something else than the text. */
  readonly tag?: string;
  /** Offset in the file of a character of the text; absent: all of it stands at `at`. */
  place?(index: number): number;
  /** Where a commit takes the place of the text; null: no edit is exact. */
  site?(): PinSite | null;
}

export interface KeyedList {
  readonly kind: 'list';
  readonly at: number;
  items(): readonly (KeyedNode | null)[];
}

export interface KeyedMap {
  readonly kind: 'map';
  readonly at: number;
  fields(): readonly KeyedField[];
}

/** One entry of a map; a key can be written twice. */
export interface KeyedField {
  readonly name: string;
  readonly value: KeyedNode | null;
  /** Of the key, or of what brings the entry from elsewhere. */
  readonly at: number;
  readonly merged?: true;
}

/** `modelId`, `model-id`, `MODEL_ID` → `model_id`. */
export function keyWords(key: string): string {
  if (/^[a-z][a-z0-9_]{0,79}$/.test(key)) return key;
  return key
    .slice(0, 80)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[-. /]/g, '_')
    .toLowerCase();
}

/** The last text of each key in normal form; null: it is no text. */
export type Neighbors = ReadonlyMap<string, string | null>;

/** Maps that say of what stands beside them where and how it is asked. */
const OPTIONS = /^(?:options|config|configuration|settings|connection|client_options|params)$/;
const OF_OPTIONS = /^(?:base_url|api_base|api_base_url|url|endpoint|provider|api_type)$/;

/** What the options of a map say of its server counts as said by the map. */
export function neighborsOf(fields: readonly KeyedField[]): Neighbors {
  const own = new Map(fields.map(({ name, value }) => [keyWords(name), value?.kind === 'scalar' ? value.text : null]));
  for (const { name, value } of fields) {
    if (value?.kind !== 'map' || !OPTIONS.test(name)) continue;
    for (const { name: inner, value: said } of value.fields().slice(0, 40)) {
      const key = keyWords(inner);
      if (said?.kind === 'scalar' && OF_OPTIONS.test(key) && !own.has(key)) own.set(key, said.text);
    }
  }
  return own;
}
