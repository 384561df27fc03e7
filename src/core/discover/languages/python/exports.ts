/**
 * The names that a star import of a file gives, where the file says so once and for all: `__all__ = ["Model", "Config"]` (Python reference
 * 7.11). Told without a grammar: packages of three hundred stars are asked for every name, and few of their modules have it.
 */
import { type Answers, type WordQuestion, wholeWords } from '../../../base/word-search.ts';
import type { ExportsFact, ImportFact } from '../../../model/index.ts';
import { silentParts } from './code-only.ts';

/** Looked for with the other words of a file, at all places. */
export const EXPORTS: WordQuestion = [{ word: '__all__' }];
/** Ways to a name that no text of the file need spell. `model.eval()` is none of them. */
export const SPELLS_NOTHING: WordQuestion = [
  ...wholeWords('globals', 'locals', 'vars', 'exec', 'setattr', 'sys', 'inspect', 'builtins', 'importlib', 'f_globals', '__globals__'),
  ...wholeWords('__dict__', '__builtins__', '__import__'),
  { word: 'eval', at: /(?<![.\w])eval\b/y },
];

const BEGINS = /__all__[ \t]{0,20}(?::[^=\n]{1,80})?=[ \t]{0,20}([[(])/y;
/** Spaces and comments. */
const BETWEEN = /(?:[ \t\r\n\f]|#[^\n]*)*/y;
const NAME = /"(\w{1,200})"|'(\w{1,200})'/y;
const ENDS = /[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/y;
const MAX_NAMES = 2_000;

/**
 * None where it is not certain: the name stands anywhere else, even in a text; what it is given is not a plain list; or other names come by
 * stars, which may bring a list of their own (T35).
 */
export function exportsOf(text: string, words: Answers, imports: readonly ImportFact[]): ExportsFact[] {
  const places = words.get(EXPORTS) ?? [];
  const [place] = places;
  if (place === undefined || places.length > 1 || words.has(SPELLS_NOTHING)) return [];
  if (imports.some(({ names }) => names.some(({ name }) => name === '*'))) return [];
  const names = namesAt(text, place);
  return names === null || !isStatement(text, place) ? [] : [{ kind: 'exports', names, line: 1, column: 1 }];
}

function namesAt(text: string, place: number): string[] | null {
  const opened = matchAt(BEGINS, text, place);
  if (opened === null) return null;
  const close = opened[1] === '[' ? ']' : ')';
  const names: string[] = [];
  let isAfterComma = true;
  for (let index = BEGINS.lastIndex; names.length <= MAX_NAMES; ) {
    matchAt(BETWEEN, text, index);
    index = BETWEEN.lastIndex;
    const sign = text[index];
    // One text in parentheses is no list, and two without a comma are one.
    if (sign === close) {
      const isText = close === ')' && names.length === 1 && !isAfterComma;
      return isText || matchAt(ENDS, text, index + 1) === null ? null : names;
    }
    const found: RegExpExecArray | null = isAfterComma ? matchAt(NAME, text, index) : null;
    const name: string | undefined = found?.[1] ?? found?.[2];
    if (name !== undefined) names.push(name);
    else if (sign !== ',' || isAfterComma) return null;
    isAfterComma = name === undefined;
    index = name === undefined ? index + 1 : NAME.lastIndex;
  }
  return null;
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

const BRACKETS = /[[({]|[\])}]/g;

/** At the beginning of a line, and of nothing that began before: no text, no argument of a call, no line that goes on. */
function isStatement(text: string, place: number): boolean {
  if (place > 0 && (text[place - 1] !== '\n' || /\\\r?\n$/.test(text.slice(Math.max(0, place - 3), place)))) return false;
  const silent = silentParts(text);
  if (silent === null) return false;
  let depth = 0;
  let from = 0;
  const count = (code: string): void => {
    for (const [bracket] of code.matchAll(BRACKETS)) depth += '[({'.includes(bracket) ? 1 : -1;
  };
  for (const { start, end } of silent) {
    if (start >= place) break;
    if (end > place) return false;
    count(text.slice(from, start));
    from = end;
  }
  count(text.slice(from, place));
  return depth === 0;
}
