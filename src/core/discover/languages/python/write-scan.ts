/**
 * What a file may replace of others (T35): attributes of imported modules and classes, by their spelling, without a grammar. Every file of
 * a tree is scanned, so it hops from sign to sign. Text in a docstring counts, too.
 */
import type { Answers, WordQuestion } from '../../../base/word-search.ts';
import type { ImportFact, WriteFact } from '../../../model/index.ts';
import { MUTATORS } from './in-place.ts';

/** A hostile file cannot fill memory with names; beyond this it may replace anything of what it imports. */
const MAX_NAMES = 2_000;
const MAX_LENGTH = 300;
/** The second: `for cfg.NAME in`, `for cfg.NAME, b in`. */
const BEHIND_NAME = new RegExp(
  `\\.(?:(?:${[...MUTATORS].join('|')})\\b|\\w{1,100}[ \\t)]{0,8}(?:,[\\w., \\t(*)]{0,100})?[ \\t]in\\b)`,
  'y',
);
/** By the first two letters of a name: one of those that change what they are called on may stand there. */
const CHANGES = new Uint8Array(1 << 14);
for (const name of MUTATORS) CHANGES[pairAt(name, 0)] = 1;
export const CONTEXTS: WordQuestion = [{ word: 'with' }];
export const SETS: WordQuestion = [{ word: 'setattr' }];
const SET = /\s{0,80}\(\s{0,80}([\w.]{1,200})\s{0,80},\s{0,80}(?:["'](\w{1,200})["'])?/y;
/** Several targets, or one with its type: `cfg.NAME, table["m"]`, `cfg.NAME: str`. A call is none. */
const SEVERAL = /^[\w\s.,()[\]*:|"'\\-]*$/;

const EQUALS = 61;
const DOT = 46;
const COMMA = 44;
const COLON = 58;
const PARENTHESIS = 41;
const OPEN = 91;
const CLOSE = 93;

/** The signs of `+=`, `//=`, `>>=` and the like. */
const OPERATORS: ReadonlySet<number> = new Set(Array.from('+-*/%&|^@<>', (sign) => sign.charCodeAt(0)));

interface Scan {
  readonly text: string;
  readonly bound: ReadonlySet<string>;
  readonly names: Set<string>;
}

/** `words`: of a search that asked for all places of `CONTEXTS` and `SETS`. */
export function scanWrites(text: string, imports: readonly ImportFact[], words: Answers): WriteFact[] {
  const bound = new Set(
    imports.flatMap((fact) => (fact.names.length > 0 ? fact.names.map(({ as }) => as) : [fact.alias ?? fact.module.split('.')[0] ?? ''])),
  );
  const scan: Scan = { text, bound, names: new Set() };
  assignments(scan);
  behindNames(scan);
  contexts(scan, words);
  sets(scan, words);
  if (scan.names.size >= MAX_NAMES) for (const name of bound) scan.names.add(`${name}.*`);
  return scan.names.size === 0 ? [] : [{ kind: 'write', names: [...scan.names].sort(), line: 1, column: 1 }];
}

/** `inPlace`: what the name stands for is changed. */
function note({ bound, names }: Scan, dotted: string, inPlace: boolean): void {
  if (names.size >= MAX_NAMES) return;
  const dot = dotted.indexOf('.');
  if (bound.has(dot < 0 ? dotted : dotted.slice(0, dot))) names.add(dotted.replace(/\.__dict__$/, '.*'));
  else if (!inPlace && dot >= 0 && !/^(?:self|cls)\.\w+$/.test(dotted)) names.add(`?.${dotted.slice(dotted.lastIndexOf('.') + 1)}`);
}

function assignments(scan: Scan): void {
  const { text } = scan;
  let lineEnd = -1;
  for (let at = text.indexOf('='); at !== -1; at = text.indexOf('=', at + 1)) {
    if (text.charCodeAt(at + 1) === EQUALS) {
      at += 1;
      continue;
    }
    const end = targetEnd(text, at);
    if (end < 0) continue;
    const last = text.charCodeAt(end - 1);
    let start = end;
    while (isWordUnit(text.charCodeAt(start - 1))) start -= 1;
    let before = text.charCodeAt(start - 1);
    if (last === CLOSE) noteElement(scan, end);
    else if (before === DOT) {
      noteEnding(scan, end, false);
      start = chainStart(text, start);
      before = text.charCodeAt(start - 1);
    }
    // Once a line: what stands before its first sign.
    if (at < lineEnd) continue;
    lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0) lineEnd = text.length;
    while (isBlank(before) && start > 0) before = text.charCodeAt(--start - 1);
    if (before === COMMA || before === COLON || last === CLOSE || last === PARENTHESIS)
      several(scan, Math.max(at - 1_000, text.lastIndexOf('\n', at) + 1), at);
  }
}

/** `TABLE["m"] =` */
function noteElement(scan: Scan, end: number): void {
  const least = Math.max(0, end - MAX_LENGTH);
  for (let open = end - 2; open >= least; open--) if (scan.text.charCodeAt(open) === OPEN) return noteEnding(scan, open, true);
}

/** Behind the target of `=`, `+=` and the like; negative for a comparison. */
function targetEnd(text: string, equals: number): number {
  let end = equals;
  const sign = text.charCodeAt(end - 1);
  // Most are `name = …` and `f(name=…)`.
  if (!isWordUnit(sign) && sign !== 32) {
    // "<" and ">" alone compare, as "!" does; ":=" binds names only.
    if (sign === 33 || sign === COLON || sign === EQUALS) return -1;
    if ((sign === 60 || sign === 62) && text.charCodeAt(end - 2) !== sign) return -1;
    while (end > equals - 2 && OPERATORS.has(text.charCodeAt(end - 1))) end -= 1;
  }
  while (isBlank(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

function noteEnding(scan: Scan, end: number, inPlace: boolean): void {
  const start = chainStart(scan.text, end);
  if (start === end) return;
  const name = scan.text.slice(start, end);
  if (inPlace || name.includes('.')) note(scan, name, inPlace);
}

function several(scan: Scan, start: number, equals: number): void {
  const line = scan.text.slice(start, equals);
  if (!(line.includes(',') || line.includes(':') || line.includes(')')) || !(line.includes('.') || line.includes('['))) return;
  if (!SEVERAL.test(line) || /\w\s*\(/.test(line) || isArgument(scan.text, start, line)) return;
  // `cfg.NAME: str`, and `if flag: cfg.NAME, b`
  const typed = /^\s*[\w.]+\s*:/.exec(line)?.[0];
  const targets = typed ?? line.slice(line.lastIndexOf(':') + 1);
  for (const [dotted] of targets.matchAll(/\w+(?:\.\w+)+/g)) note(scan, dotted, false);
  for (const [, held = ''] of targets.matchAll(/([\w.]+)\[/g)) note(scan, held, true);
}

/** A line of the arguments of a call: it goes on from an open parenthesis that is not closed before the sign. */
function isArgument(text: string, start: number, line: string): boolean {
  let before = start - 1;
  while (isBlank(text.charCodeAt(before))) before -= 1;
  return '(,[{'.includes(text[before] ?? ' ') && !/[)\]]\s*$/.test(line);
}

/** `TABLE.update(…)`, `for cfg.NAME in` */
function behindNames(scan: Scan): void {
  const { text } = scan;
  let next = 0;
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', next)) {
    next = dot + 1;
    if (CHANGES[pairAt(text, next)] === 0 && !mayIterate(text, next)) continue;
    BEHIND_NAME.lastIndex = dot;
    const match = BEHIND_NAME.exec(text);
    if (match === null) continue;
    next = BEHIND_NAME.lastIndex;
    const [name = ''] = /^\.\w+/.exec(match[0]) ?? [];
    if (MUTATORS.has(name.slice(1))) noteEnding(scan, dot, true);
    else noteEnding(scan, dot + name.length, false);
  }
}

function pairAt(text: string, index: number): number {
  return ((text.charCodeAt(index) & 127) << 7) | (text.charCodeAt(index + 1) & 127);
}

/** Whether "in" may stand behind the name here, or behind a comma and other names: most dots are told without the pattern. */
function mayIterate(text: string, from: number): boolean {
  let end = from;
  while (isWordUnit(text.charCodeAt(end))) end += 1;
  const start = end;
  for (let code = text.charCodeAt(end); code === 32 || code === 9 || code === PARENTHESIS; code = text.charCodeAt(end)) end += 1;
  if (text.charCodeAt(end) === COMMA) return /[ \t]in/.test(text.slice(end, end + 104));
  return end > start && text.startsWith('in', end);
}

/** `with … as cfg.NAME` */
function contexts(scan: Scan, words: Answers): void {
  const { text } = scan;
  for (const at of words.get(CONTEXTS) ?? []) {
    const statement = text.slice(at, at + 400);
    if (!statement.includes(' as') && !statement.includes(')as')) continue;
    for (const [target] of statement.matchAll(/\bas\b[\w., \t(*[]{0,200}/g))
      for (const [dotted] of target.matchAll(/\w+(?:\.\w+)+/g)) note(scan, dotted, false);
  }
}

function sets(scan: Scan, words: Answers): void {
  const { text, bound } = scan;
  for (const at of words.get(SETS) ?? []) {
    SET.lastIndex = at + 7;
    const [, object, name] = SET.exec(text) ?? [];
    if (object !== undefined && name !== undefined) note(scan, `${object}.${name}`, false);
    else if (object !== undefined && bound.has(object.split('.')[0] ?? '')) note(scan, `${object}.*`, false);
  }
}

/** Spot the dotted name that ends here begins. */
function chainStart(text: string, end: number): number {
  let start = end;
  while (end - start < MAX_LENGTH && isNameUnit(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

function isWordUnit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code > 127;
}

function isNameUnit(code: number): boolean {
  return isWordUnit(code) || code === DOT;
}

/** Also a line that goes on. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 92;
}
