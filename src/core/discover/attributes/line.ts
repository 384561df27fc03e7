/** One line of a .gitattributes file, as git's attr.c reads it. */
import type { AttributeRule, AttributeState } from '../../model/index.ts';

/** git ignores longer lines (attr.h, ATTR_MAX_LINE_LENGTH). Bytes. */
const MAX_LINE = 2048;
/** What git takes for space here. */
const BLANK = /[ \t\r]+/;
const NAME = /^[A-Za-z0-9_.][-A-Za-z0-9_.]*$/;
const MACRO = '[attr]';
/** Attributes whose value decides; of all others only whether they are set, as a macro may stand behind any name. */
const VALUED: ReadonlySet<string> = new Set(['filter', 'working-tree-encoding']);

/** `text`: bytes as characters. Null when git ignores the line. */
export function parseLine(text: string, line: number): AttributeRule | null {
  if (text.length >= MAX_LINE) return null;
  const start = text.replace(/^[ \t\r]+/, '');
  if (start === '' || start.startsWith('#')) return null;
  const quoted = start.startsWith('"') ? unquote(start) : null;
  const blank = start.search(/[ \t\r]/);
  const pattern = quoted?.pattern ?? (blank < 0 ? start : start.slice(0, blank));
  const states = parseStates(quoted?.rest ?? (blank < 0 ? '' : start.slice(blank)));
  // Negative patterns are forbidden (gitattributes(5)).
  if (states === null || pattern === '' || pattern.startsWith('!')) return null;
  if (!pattern.startsWith(MACRO) || pattern.length === MACRO.length) return { pattern, macro: false, line, states };
  const name =
    pattern
      .slice(MACRO.length)
      .replace(/^[ \t\r]+/, '')
      .split(BLANK)[0] ?? '';
  return NAME.test(name) ? { pattern: name, macro: true, line, states } : null;
}

function parseStates(text: string): AttributeRule['states'] | null {
  const states: (readonly [string, AttributeState])[] = [];
  for (const word of text.split(BLANK)) {
    if (word === '') continue;
    const equals = word.indexOf('=');
    const name = (equals < 0 ? word : word.slice(0, equals)).replace(/^[-!]/, '');
    // One bad name and git ignores the whole line.
    if (!NAME.test(name)) return null;
    const value = equals < 0 ? true : VALUED.has(name) ? word.slice(equals + 1) : '';
    states.push([name, word.startsWith('-') ? false : word.startsWith('!') ? null : value]);
  }
  return states;
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '"': 34, '\\': 92 };

/** A C-style quoted pattern (git's quote.c, unquote_c_style); null when it is not well-formed, and the quote is then a character. */
function unquote(text: string): { pattern: string; rest: string } | null {
  let pattern = '';
  for (let index = 1; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '"') return { pattern, rest: text.slice(index + 1) };
    if (character !== '\\') {
      pattern += character;
      continue;
    }
    index += 1;
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(index, index + 3))?.[0];
    const simple = ESCAPES[text[index] ?? ''];
    if (octal !== undefined) {
      pattern += String.fromCharCode(Number.parseInt(octal, 8));
      index += 2;
    } else if (simple !== undefined) pattern += String.fromCharCode(simple);
    else return null;
  }
  return null;
}
