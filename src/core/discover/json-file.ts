/** A JSON file to data and places of keys, with the faults that a reader must see as problems. */
import { keepPlaces, type KeyPlaces } from '../base/json/places.ts';
import { readJson } from '../base/json/read.ts';
import type { Duplicates } from '../base/json/scan.ts';
import type { ProblemFact } from '../model/index.ts';
import { asTable, type Table } from './packages/toml/table.ts';
import { problemFact, decodeText } from './text-input.ts';

export type JsonFile =
  | { readonly ok: true; readonly data: Table; readonly places: KeyPlaces; readonly twice: Duplicates }
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
  return parsed(text, keepPlaces(deepest), true);
}

/** The same with the places that `places` keeps, and with the keys that stand twice in one object: of those the last one counts. */
export function parseJsonLock(text: string, places: KeyPlaces): JsonFile {
  return parsed(text, places, false);
}

function parsed(text: string, places: KeyPlaces, lastCounts: boolean): JsonFile {
  const json = readJson(text, { depth: MAX_DEPTH, lastCounts }, places);
  if (!json.ok) return { ok: false, problem: problemFact('syntax', json.fault.message, json.fault) };
  const data = asTable(json.data);
  if (data === null) return { ok: false, problem: problemFact('syntax', 'not a JSON object', { line: 1, column: 1 }) };
  return { ok: true, data, places, twice: json.twice };
}

/** Nobody reads about more of them. */
const MAX_TWICE = 20;

/** A lock that says one thing twice has two readings. */
export function twiceProblems({ told }: Duplicates): readonly ProblemFact[] {
  return told
    .slice(0, MAX_TWICE)
    .map((place) => problemFact('syntax', 'the same key twice in one object: some readers take the first, others the last', place));
}
