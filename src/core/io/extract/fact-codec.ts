/** Facts in the cache file. Imports are nearly all of it: written as short rows, the file is a third as large and as fast to read. */
import type { ImportFact, Stamped } from '../../model/index.ts';
import { packAgain, type Packed, unpack } from './packed.ts';

type ImportRow = readonly [
  line: number,
  column: number,
  module: string,
  level: number,
  alias: string | null,
  names: readonly string[],
  detector: string,
];

export function encodeFacts(facts: readonly Stamped[]): unknown[] {
  return facts.map((fact) => (fact.kind === 'import' ? encodeImport(fact) : packAgain(fact)));
}

/** The file is the user's own and bound to this version by its stamp: rows are taken as they were written. */
export function decodeFacts(rows: readonly unknown[]): Stamped[] {
  return rows.map((row) => (Array.isArray(row) ? decodeImport(row as unknown as ImportRow) : (unpack(row as Packed) as Stamped)));
}
function encodeImport(fact: Stamped<ImportFact>): ImportRow {
  const names = fact.names.map(({ name, as }) => (name === as ? name : `${name} ${as}`));
  return [fact.line, fact.column, fact.module, fact.level, fact.alias, names, fact.detector];
}

function decodeImport([line, column, module, level, alias, names, detector]: ImportRow): Stamped<ImportFact> {
  const pairs = names.map((text) => {
    const space = text.indexOf(' ');
    return space < 0 ? { name: text, as: text } : { name: text.slice(0, space), as: text.slice(space + 1) };
  });
  return { kind: 'import', module, level, names: pairs, alias, line, column, detector };
}
