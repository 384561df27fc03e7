/** Imports by their lines, without a grammar. Over-approximates (text in a docstring counts): enough for "who can reach whom" (T5). */
import { type Answers, createWordSearch, type WordQuestion } from '../../../base/word-search.ts';
import type { ImportFact } from '../../../model/index.ts';

/** A backslash joins two lines (Python reference 2.1.5). Each alternative starts with another character, so nothing is tried twice. */
const WS = '(?:[ \\t\\f]|\\\\\\r?\\n)';
const LIST = '\\((?:[\\w\\s,*\\\\]|#[^\\n]*(?=\\n)){0,20000}\\)';
const IMPORT = new RegExp(
  `${WS}{0,80}(?:from${WS}{0,80}(\\.{0,20})${WS}{0,8}([\\w.]{0,200})${WS}{1,80}import${WS}{0,80}(${LIST}|(?:[^\\n#;\\\\]|\\\\\\r?\\n){1,2000})|import${WS}{1,80}((?:[^\\n#;\\\\]|\\\\\\r?\\n){1,2000}))`,
  'y',
);
/** importlib.import_module("tests.helper"), __import__("tests.helper") */
const DYNAMIC = /import(?:_module|__)[ \t]{0,8}\(\s{0,80}["'](\.{0,20})([\w.]{1,200})["']/y;
/** Looked for with the other words of a file: a text is long, and its letters are those of many words. */
export const IMPORTS: WordQuestion = [{ word: 'import' }];
const search = createWordSearch([], [IMPORTS]);
/** A statement starts at most so far before the word "import". */
const MAX_BEFORE = 400;

/** `words`: of a search that asked for all places of `IMPORTS`. */
export function scanImports(text: string, words: Answers = search(text)): ImportFact[] {
  return scan(text, words, true);
}

/** Only those that the grammar sees as calls. */
export function dynamicImports(text: string, words: Answers = search(text)): ImportFact[] {
  return scan(text, words, false);
}

function scan(text: string, words: Answers, statements: boolean): ImportFact[] {
  const facts: ImportFact[] = [];
  let line = 1;
  let counted = 0;
  let done = -1;
  for (const word of words.get(IMPORTS) ?? []) {
    if (word < done) continue;
    const found = importAt(text, word, statements);
    if (found === null) continue;
    done = found.end;
    for (let index = text.indexOf('\n', counted); index !== -1 && index < found.start; index = text.indexOf('\n', counted)) {
      line += 1;
      counted = index + 1;
    }
    facts.push(...found.facts.map((fact) => ({ ...fact, line })));
  }
  return facts;
}

function importAt(text: string, word: number, statements: boolean): { start: number; end: number; facts: ImportFact[] } | null {
  DYNAMIC.lastIndex = word;
  const dynamic = DYNAMIC.exec(text);
  if (dynamic !== null) {
    const [, dots = '', module = ''] = dynamic;
    return { start: word, end: DYNAMIC.lastIndex, facts: [importFact(module, dots.length, [])] };
  }
  if (!statements) return null;
  // Spot the beginning is too far away, the word itself at least gives "import a".
  const start = statementStart(text, word) ?? word;
  IMPORT.lastIndex = start;
  const match = IMPORT.exec(text);
  return match === null || IMPORT.lastIndex < word ? null : { start, end: IMPORT.lastIndex, facts: importFacts(match) };
}

/** Behind the line end, ";" or ":" before the word: `x = 1; import a`, `if x: from a import b`. */
function statementStart(text: string, word: number): number | null {
  const least = Math.max(0, word - MAX_BEFORE);
  for (let index = word - 1; index >= least; index--) {
    const code = text.charCodeAt(index);
    if (code === SEMICOLON || code === COLON || (code === LINE_END && !isJoined(text, index))) return index + 1;
  }
  return least === 0 ? 0 : null;
}

/** A backslash stands before the line end. */
function isJoined(text: string, lineEnd: number): boolean {
  const before = text.charCodeAt(lineEnd - 1);
  return before === BACKSLASH || (before === 13 && text.charCodeAt(lineEnd - 2) === BACKSLASH);
}

const [SEMICOLON, COLON, LINE_END, BACKSLASH] = [59, 58, 10, 92];

function importFacts(match: RegExpExecArray): ImportFact[] {
  const [, dots = '', module = '', names, modules] = match;
  if (names !== undefined) {
    const list = items(names).map(({ name, as }) => ({ name, as: as ?? name }));
    return [importFact(module, dots.length, list)];
  }
  return items(modules ?? '').flatMap(({ name, as }) => (/^[\w.]+$/.test(name) ? [{ ...importFact(name, 0, []), alias: as }] : []));
}

function items(text: string): { name: string; as: string | null }[] {
  const clean = /[#()\\]/.test(text) ? text.replace(/#[^\n]*/g, ' ').replace(/[()\\]/g, ' ') : text;
  return clean.split(',').flatMap((item) => {
    const [name = '', , as] = item.trim().split(/\s+/);
    return name === '' ? [] : [{ name, as: as ?? null }];
  });
}

function importFact(module: string, level: number, names: ImportFact['names']): ImportFact {
  return { kind: 'import', module, level, names, alias: null, line: 1, column: 1 };
}
