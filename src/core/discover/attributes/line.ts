/** One line of a .gitattributes file, as git's attr.c reads it. */

export interface AttributeLine {
  readonly pattern: string;
  /** What the line says about the attribute `filter`: true for "lfs", false for anything else. */
  readonly lfs: boolean;
}

/** git ignores longer lines (attr.h, ATTR_MAX_LINE_LENGTH). Bytes. */
const MAX_LINE = 2048;
/** What git takes for space here. */
const BLANK = /[ \t\r]+/;
const NAME = /^[A-Za-z0-9_.][-A-Za-z0-9_.]*$/;

/** Null when git ignores the line, or it says nothing about `filter`. */
export function parseLine(line: string): AttributeLine | null {
  if (Buffer.byteLength(line) >= MAX_LINE) return null;
  const text = line.replace(/^[ \t\r]+/, '');
  if (text === '' || text.startsWith('#')) return null;
  const quoted = text.startsWith('"') ? unquote(text) : null;
  const blank = text.search(/[ \t\r]/);
  const pattern = quoted?.pattern ?? (blank < 0 ? text : text.slice(0, blank));
  const rest = quoted?.rest ?? (blank < 0 ? '' : text.slice(blank));
  // Macros are not followed, and negative patterns are forbidden (gitattributes(5)); what is not UTF-8 would match by accident.
  if (pattern === '' || pattern.startsWith('!') || pattern.startsWith('[attr]') || pattern.includes('\uFFFD')) return null;
  let lfs: boolean | null = null;
  for (const word of rest.split(BLANK)) {
    if (word === '') continue;
    const equals = word.indexOf('=');
    const name = (equals < 0 ? word : word.slice(0, equals)).replace(/^[-!]/, '');
    // One bad name and git ignores the whole line.
    if (!NAME.test(name)) return null;
    // The last one counts. "-filter", "!filter", "filter" and "filter=other" all mean: not LFS.
    if (name === 'filter') lfs = word === 'filter=lfs';
  }
  return lfs === null ? null : { pattern, lfs };
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '"': 34, '\\': 92 };

/** A C-style quoted pattern (git's quote.c, unquote_c_style); null when it is not well-formed, and the quote is then a character. */
function unquote(text: string): { pattern: string; rest: string } | null {
  const bytes: number[] = [];
  const source = Buffer.from(text, 'utf8');
  for (let index = 1; index < source.length; index++) {
    const byte = source[index] ?? 0;
    if (byte === 0x22) return { pattern: Buffer.from(bytes).toString('utf8'), rest: source.toString('utf8', index + 1) };
    if (byte !== 0x5c) {
      bytes.push(byte);
      continue;
    }
    index += 1;
    const octal = /^[0-3][0-7]{2}/.exec(source.toString('latin1', index, index + 3))?.[0];
    const simple = ESCAPES[String.fromCharCode(source[index] ?? 0)];
    if (octal !== undefined) {
      bytes.push(Number.parseInt(octal, 8));
      index += 2;
    } else if (simple !== undefined) bytes.push(simple);
    else return null;
  }
  return null;
}
