/** TOML text to data, with the faults that a reader must see as problems. */
import { parse, TomlError } from 'smol-toml';
import type { ProblemFact } from '../../../model/index.ts';
import { problemFact, decodeText } from '../../text-input.ts';
import { asTable, type Table } from './table.ts';

export type TomlFile =
  | { readonly ok: true; readonly text: string; readonly data: Table }
  | { readonly ok: false; readonly problem: ProblemFact };

/** Values nest a handful deep in real files; more is an attack on whoever walks the data. */
const MAX_DEPTH = 64;

export function readToml(bytes: Uint8Array): TomlFile {
  const read = decodeText(bytes);
  return read.ok ? parseToml(read.text) : read;
}

/** The same of text that was read before. */
export function parseToml(text: string): TomlFile {
  try {
    return { ok: true, text, data: asTable(parse(text, { maxDepth: MAX_DEPTH, integersAsBigInt: 'asNeeded' })) ?? {} };
  } catch (error) {
    if (!(error instanceof TomlError)) return { ok: false, problem: problemFact('syntax', 'not TOML', { line: 1, column: 1 }) };
    const reason = (error.message.split('\n')[0] ?? '').replace('Invalid TOML document: ', '').slice(0, 120);
    return { ok: false, problem: problemFact('syntax', `not TOML: ${reason}`, { line: error.line, column: error.column }) };
  }
}
