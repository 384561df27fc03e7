/** JSON text to data and key positions, with the faults that a reader must see as problems. */
import type { ProblemFact } from '../../../model/index.ts';
import { conflictLine, decodeUtf8, positionAt, problemFact } from '../../text-input.ts';
import { asTable, type Table } from '../toml/table.ts';
import { type KeyPositions, keyPositions } from './key-positions.ts';

export type JsonFile =
  | { readonly ok: true; readonly text: string; readonly data: Table; readonly positions: KeyPositions }
  | { readonly ok: false; readonly problem: ProblemFact };

/** npm's own files nest by installed folders, a few dozen deep at worst. */
export const MAX_DEPTH = 400;

/** Positions of keys at most `maxKeys` deep. */
export function readJson(bytes: Uint8Array, maxKeys: number): JsonFile {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return decoded;
  const { text } = decoded;
  const conflict = conflictLine(text);
  if (conflict !== null)
    return { ok: false, problem: problemFact('syntax', 'an unresolved merge conflict', { line: conflict, column: 1 }) };
  // Before JSON.parse, which takes any depth: whoever walks the data by recursion must not be led 20,000 levels down.
  const positions = keyPositions(text, MAX_DEPTH, maxKeys);
  if (positions.tooDeep !== null)
    return { ok: false, problem: problemFact('syntax', `nested deeper than ${MAX_DEPTH} levels`, positions.tooDeep) };
  try {
    const data = asTable(JSON.parse(text));
    if (data !== null) return { ok: true, text, data, positions };
    return { ok: false, problem: problemFact('syntax', 'not a JSON object', { line: 1, column: 1 }) };
  } catch (error) {
    const offset = /at position (\d{1,12})/.exec(error instanceof Error ? error.message : '')?.[1];
    const at = positionAt(text, offset === undefined ? text.length : Number(offset));
    const cut = offset === undefined || Number(offset) >= text.length;
    return { ok: false, problem: problemFact('syntax', cut ? 'not JSON: the text ends too early' : 'not JSON: unexpected text', at) };
  }
}
