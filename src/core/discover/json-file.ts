/** A JSON file to data and places of keys, with the faults that a reader must see as problems. */
import { keepPlaces, type KeyPlaces } from '../base/json/places.ts';
import { readJson } from '../base/json/read.ts';
import type { ProblemFact } from '../model/index.ts';
import { asTable, type Table } from './packages/toml/table.ts';
import { problemFact, decodeText } from './text-input.ts';

export type JsonFile =
  | { readonly ok: true; readonly data: Table; readonly places: KeyPlaces }
  | { readonly ok: false; readonly problem: ProblemFact };

/** npm's own files nest by installed folders, a few dozen deep at worst. */
const MAX_DEPTH = 400;

/** Places of keys at most `deepest` levels deep. */
export function readJsonFile(bytes: Uint8Array, deepest: number): JsonFile {
  const read = decodeText(bytes);
  return read.ok ? parseJsonText(read.text, deepest) : read;
}

/** The same of text that was read before. */
export function parseJsonText(text: string, deepest: number): JsonFile {
  const places = keepPlaces(deepest);
  const json = readJson(text, { depth: MAX_DEPTH, lastCounts: true }, places);
  if (!json.ok) return { ok: false, problem: problemFact('syntax', json.fault.message, json.fault) };
  const data = asTable(json.data);
  if (data === null) return { ok: false, problem: problemFact('syntax', 'not a JSON object', { line: 1, column: 1 }) };
  return { ok: true, data, places };
}
