/** JSON as editors read it, with comments and trailing commas (JSONC): up to the first fault, without recursion. */
import { createScanner } from 'jsonc-parser';
import type { At } from '../../model/index.ts';
import type { Datum, DatumEntry, DatumRead } from './datum.ts';

const MAX_DEPTH = 100;
const MAX_VALUES = 100_000;
/** `SyntaxKind` of jsonc-parser, whose names are no values at run time. */
const TOKEN = {
  map: 1,
  mapEnd: 2,
  list: 3,
  listEnd: 4,
  comma: 5,
  colon: 6,
  text: 10,
  null: 7,
  true: 8,
  false: 9,
  number: 11,
  unknown: 16,
  end: 17,
} as const;

type Open =
  | { readonly kind: 'list'; readonly at: At; readonly items: Datum[] }
  | { readonly kind: 'map'; readonly at: At; readonly entries: DatumEntry[]; key: { readonly text: string; readonly at: At } | null };

const SCALARS: ReadonlySet<number> = new Set([TOKEN.null, TOKEN.true, TOKEN.false, TOKEN.number]);

/**
 * Linear in the text. `most`: values that are read; a lock of 20,000 packages has more than any file that people write. `scalars`: numbers, true,
 * false and null count as their text.
 */
export function readJsonDatum(text: string, most = MAX_VALUES, scalars = false): DatumRead {
  const scanner = createScanner(text, true);
  const open: Open[] = [];
  let root: Datum | null = null;
  let values = 0;
  const put = (value: Datum): void => {
    const holder = open.at(-1);
    if (holder === undefined) root = value;
    else if (holder.kind === 'list') holder.items.push(value);
    else if (holder.key !== null) {
      holder.entries.push({ key: holder.key.text, at: holder.key.at, value });
      holder.key = null;
    }
  };
  /** What was open when the text failed counts with what it has. */
  const closed = (whole: boolean): DatumRead => {
    for (let last = open.pop(); last !== undefined; last = open.pop()) put(datumOf(last));
    return { roots: root === null ? [] : [root], whole };
  };
  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    const error: number = scanner.getTokenError();
    if (error !== 0 || token === TOKEN.unknown || values > most) return closed(false);
    if (root !== null && open.length === 0) return closed(false);
    const at = { line: scanner.getTokenStartLine() + 1, column: scanner.getTokenStartCharacter() + 1 };
    const holder = open.at(-1);
    switch (token) {
      case TOKEN.map:
      case TOKEN.list:
        if (open.length >= MAX_DEPTH || !takesValue(holder)) return closed(false);
        values += 1;
        open.push(token === TOKEN.map ? { kind: 'map', at, entries: [], key: null } : { kind: 'list', at, items: [] });
        break;
      case TOKEN.mapEnd:
      case TOKEN.listEnd:
        if (holder?.kind !== (token === TOKEN.mapEnd ? 'map' : 'list')) return closed(false);
        open.pop();
        put(datumOf(holder));
        break;
      case TOKEN.text:
        if (holder?.kind === 'map' && holder.key === null) holder.key = { text: scanner.getTokenValue(), at };
        else {
          values += 1;
          put({ kind: 'text', text: scanner.getTokenValue(), at });
        }
        break;
      case TOKEN.colon:
      case TOKEN.comma:
        break;
      default:
        if (scalars && SCALARS.has(token) && takesValue(holder)) {
          values += 1;
          put({ kind: 'text', text: scanner.getTokenValue(), at });
        }
        // A number, true, false or null: no text.
        if (holder?.kind === 'map') holder.key = null;
    }
  }
  return closed(open.length === 0);
}

function takesValue(holder: Open | undefined): boolean {
  return holder?.kind !== 'map' || holder.key !== null;
}

function datumOf(open: Open): Datum {
  return open.kind === 'list' ? { kind: 'list', at: open.at, items: open.items } : { kind: 'map', at: open.at, entries: open.entries };
}

/** The first object in a text of another file: it stands where the text does, line by line where the text is a block. */
export function readInnerJson({ text, at, block }: Extract<Datum, { kind: 'text' }>): readonly Datum[] {
  const start = text.indexOf('{');
  if (start < 0) return [];
  const above = text.slice(0, start).split('\n').length - 1;
  const placed = ({ line }: At): At => (block === true ? { line: at.line + above + line, column: 1 } : at);
  return readJsonDatum(text.slice(start)).roots.map((root) => placedBy(root, placed));
}

function placedBy(datum: Datum, placed: (at: At) => At): Datum {
  const at = placed(datum.at);
  if (datum.kind === 'text') return { kind: 'text', text: datum.text, at };
  if (datum.kind === 'list') return { kind: 'list', at, items: datum.items.map((item) => placedBy(item, placed)) };
  return {
    kind: 'map',
    at,
    entries: datum.entries.map((one) => ({ key: one.key, at: placed(one.at), value: placedBy(one.value, placed) })),
  };
}
