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

/** Between facts: in JSON nothing but white space, and in no text of it. So one fact is found without reading all. */
const BETWEEN = ',\t';

export function writeFacts(facts: readonly Stamped[]): string {
  return `[${encodeFacts(facts)
    .map((one) => JSON.stringify(one))
    .join(BETWEEN)}]`;
}

/**
 * As `writeFacts` wrote them. `like`: what another state of the file says. Of a lockfile nearly everything stands there, too: then it is the same
 * object, or one that differs in its line alone, and is not read at all.
 */
export function parseFacts(text: string, like: readonly Stamped[] = []): Stamped[] {
  if (like.length < MANY || !text.includes(BETWEEN)) return decodeFacts(JSON.parse(text) as unknown[]);
  const facts: Stamped[] = [];
  let at = 0;
  for (const row of rowsOf(text)) {
    let same = sameAs(like[at], row);
    if (same === null) {
      const [fact] = decodeFacts([JSON.parse(row)]);
      if (fact === undefined) continue;
      const index = indexOfName(fact, like, at);
      same = sameAs(like[index], row) ?? fact;
      at = index;
    }
    facts.push(same);
    at++;
  }
  return facts;
}

/** In smaller files there is nothing to save. */
const MANY = 200;
/** Entries that a change adds or removes in one go. */
const NEAR = 64;

function* rowsOf(text: string): Generator<string> {
  for (let from = 1, to = 0; to >= 0; from = to + BETWEEN.length) {
    to = text.indexOf(BETWEEN, from);
    yield text.slice(from, to < 0 ? text.length - 1 : to);
  }
}

/** Null: it says something else. Its place and its detector end a fact of a package. */
function sameAs(known: Stamped | undefined, row: string): Stamped | null {
  if (known?.kind !== 'package') return null;
  const own = JSON.stringify(known);
  if (own === row) return known;
  const cut = row.lastIndexOf(PLACE);
  if (cut < 0 || own.lastIndexOf(PLACE) !== cut || !own.startsWith(row.slice(0, cut))) return null;
  const [, line, column, detector] = /^,"line":(\d+),"column":(\d+),"detector":"([\w-]+)"\}$/.exec(row.slice(cut)) ?? [];
  return detector === known.detector ? { ...known, line: Number(line), column: Number(column) } : null;
}

const PLACE = ',"line":';

/** Of the next one of this name; of the one before the next where there is none near. */
function indexOfName(fact: Stamped, like: readonly Stamped[], from: number): number {
  const isOne = (one: Stamped | undefined): boolean =>
    one !== undefined && one.kind === fact.kind && (one.kind !== 'package' || (fact.kind === 'package' && one.name === fact.name));
  for (let index = from; index < Math.min(like.length, from + NEAR); index++) if (isOne(like[index])) return index;
  return from - 1;
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
