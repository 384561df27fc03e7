/** Words → Expression: what the variables that a file sets tell about them. */
import type { Expression, PinSite } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import { part } from './mapped.ts';
import { listNameOf } from './command-notes.ts';
import { commandsIn, type ShellCommand, plainText, type Word, type WordPiece } from './words.ts';

export interface Variable {
  readonly value: Expression;
  /** Spot its value is written, when that can be replaced by a commit. */
  readonly site: PinSite | null;
  /** What it most likely is, where its value is an expression of another language: programs and options are told by it. */
  readonly text?: string;
  /** Of a list: its words, as they are written. */
  readonly words?: ShellCommand;
}

/** What is known of the variables at one place. */
export interface Variables {
  get(name: string): Variable | undefined;
}

export const NO_VARIABLES: Variables = { get: () => undefined };

/** A variable that holds itself twice, thirty times over, is gigabytes: no name, revision or address is that long. */
const MAX_TEXT = 4_000;

/** The value of a word; `site`: of the one variable that it consists of. */
export function wordValue(word: Word, variables: Variables): { readonly value: Expression; readonly site: PinSite | null } {
  const { pieces } = word;
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === 'variable') {
    const known = variables.get(only.name);
    const word = fallbackOf(only, variables);
    if (known !== undefined) return word === null ? known : withFallback(known, only.name, word);
    const fallback: Expression | null = word === null ? null : { kind: 'literal', text: word };
    return { value: { kind: 'overridable', by: 'environment', name: only.name, fallback }, site: null };
  }
  const texts: string[] = [];
  const parts: Expression[] = [];
  let length = 0;
  let overridable: string | null = null;
  for (const piece of pieces) {
    if (length > MAX_TEXT) return { value: { kind: 'unmodeled', text: shownValue(word) }, site: null };
    if (piece.kind === 'text') {
      texts.push(piece.text);
      parts.push({ kind: 'literal', text: piece.text });
      length += piece.text.length;
    } else {
      const value = piece.kind === 'variable' ? valueOf(piece.name, fallbackOf(piece, variables), variables) : undefined;
      const text =
        value?.kind === 'literal'
          ? value.text
          : value?.kind === 'overridable' && value.fallback?.kind === 'literal'
            ? value.fallback.text
            : null;
      // What the environment alone knows, and what only running it tells, is shown as it is written.
      if (text === null && (value === undefined || value.kind === 'overridable' || value.kind === 'unmodeled'))
        return { value: { kind: 'unmodeled', text: shownValue(word) }, site: null };
      if (value?.kind === 'overridable') overridable = value.name;
      if (value !== undefined) parts.push(value);
      texts.push(text ?? '');
      length += text?.length ?? 0;
    }
  }
  // `org/$size` in a loop over sizes: each of them.
  if (parts.some(({ kind }) => kind !== 'literal' && kind !== 'overridable')) return { value: { kind: 'join', parts }, site: null };
  const literal: Expression = { kind: 'literal', text: texts.join('') };
  return {
    value: overridable === null ? literal : { kind: 'overridable', by: 'environment', name: overridable, fallback: literal },
    site: null,
  };
}

/** `${NAME:-word}`, `${NAME:-$OTHER}`: the word, or what the other one is set to. */
function fallbackOf({ fallback, other }: Extract<WordPiece, { kind: 'variable' }>, variables: Variables): string | null {
  const value = fallback === null && other != null ? variables.get(other)?.value : undefined;
  const fixed = value?.kind === 'overridable' ? value.fallback : value;
  return fixed?.kind === 'literal' ? fixed.text : fallback;
}

/** `${NAME:-word}` of a variable that is set to nothing, or only by whoever starts it. */
function withFallback(known: Variable, name: string, fallback: string): Variable {
  const { value } = known;
  const literal: Expression = { kind: 'literal', text: fallback };
  if (value.kind === 'literal' && value.text === '') return { value: literal, site: null };
  if (value.kind !== 'overridable' || (value.fallback !== null && !(value.fallback.kind === 'literal' && value.fallback.text === '')))
    return known;
  return { value: { kind: 'overridable', by: 'environment', name, fallback: literal }, site: null };
}

function valueOf(name: string, fallback: string | null, variables: Variables): Expression | undefined {
  const known = variables.get(name);
  if (known !== undefined) return fallback === null ? known.value : withFallback(known, name, fallback).value;
  return fallback === null ? undefined : { kind: 'overridable', by: 'environment', name, fallback: { kind: 'literal', text: fallback } };
}

export function shownValue({ source }: Word): string {
  return redact(source.text.slice(0, 400)).replace(/\s+/g, ' ').slice(0, 80);
}

/** What a script itself assigns: `NAME=value`, `export NAME=value`, `for NAME in …`, `NAME=(…)`. Set to several values, it is one of them. */
export function assignedIn(commands: readonly ShellCommand[], outer: Variables): Variables {
  const found = new Map<string, Expression[]>();
  const own = new Map<string, Variable>();
  const set = (name: string, values: Expression[]): void => {
    found.set(name, values);
    const value = oneOf(values);
    if (value !== null) own.set(name, { value, site: null });
  };
  const put = (name: string, ...values: Expression[]): void => set(name, [...(found.get(name) ?? []), ...values].slice(0, MAX_VALUES));
  const variables: Variables = { get: (name) => own.get(name) ?? outer.get(name) };
  const here: Variables = { get: (name) => shallow(own.get(name)) ?? outer.get(name) };
  for (const command of commands) {
    const list = listNameOf(command);
    if (list !== null) {
      const before = own.get(list)?.words ?? [];
      put(list, ...command.slice(0, MAX_VALUES).map((word) => placedValue(keyedValue(word) ?? word, here)));
      const variable = own.get(list);
      if (variable !== undefined) own.set(list, { ...variable, words: [...before, ...command].slice(0, MAX_WORDS) });
      continue;
    }
    const [first, second, third] = command.slice(0, 3).map(plainText);
    for (const name of filledBy(command)) put(name, { kind: 'unmodeled', text: `$${name}` });
    if (first === 'for' && third === 'in' && second != null) {
      for (const word of command.slice(3, 3 + MAX_VALUES)) put(second, ...eachOf(word, here));
      continue;
    }
    const from = ASSIGNS.test(first ?? '') ? 1 : 0;
    for (const word of command.slice(from)) {
      const added = addedTo(word, outer, found);
      if (added !== null) set(added.name, added.values);
      const entry = added === null ? entryOf(word) : null;
      if (entry !== null) put(entry.name, placedValue(entry.value, here));
      const assignment = assignmentOf(word);
      if (assignment === null) {
        if (from === 1 && plainText(word)?.startsWith('-') === true) continue;
        break;
      }
      // Before a command the assignment is for that command alone.
      if (from === 0 && command.some((one) => assignmentOf(one) === null)) break;
      put(assignment.name, wordValue(assignment.value, here).value);
    }
  }
  return found.size === 0 ? outer : variables;
}

/** Values of one variable. */
const MAX_VALUES = 60;
/** Words of one list. */
const MAX_WORDS = 200;
const ASSIGNS = /^(?:export|local|readonly|declare|typeset)$/;

/** Of names that lead to each other, what is put together of several is not put together again. */
function shallow(variable: Variable | undefined): Variable | undefined {
  if (variable === undefined) return undefined;
  const { value } = variable;
  const isFlat = (one: Expression): boolean =>
    one.kind === 'literal' ||
    one.kind === 'unmodeled' ||
    (one.kind === 'overridable' && (one.fallback === null || one.fallback.kind === 'literal'));
  if (isFlat(value) || (value.kind === 'choice' && value.options.every(isFlat))) return variable;
  return { value: { kind: 'unmodeled', text: 'a value that is put together' }, site: null };
}

/** Each word of `$LIST` without quotes, each value of `"${LIST[@]}"`. */
function eachOf(word: Word, variables: Variables): Expression[] {
  const value = placedValue(word, variables);
  if (value.kind === 'choice') return [...value.options];
  const [only] = word.pieces;
  const fixed = value.kind === 'overridable' ? value.fallback : value;
  const isSplit = word.pieces.length === 1 && only?.kind === 'variable' && word.quoted === null;
  if (!isSplit || fixed?.kind !== 'literal' || !/[\s,;]/.test(fixed.text.trim())) return [value];
  const texts = fixed.text.trim().split(word.source.text.includes('//') ? /[\s,;:|]+/ : /\s+/);
  return texts.slice(0, MAX_VALUES).map((text): Expression => {
    const one: Expression = { kind: 'literal', text };
    return value.kind === 'overridable' ? { ...value, fallback: one } : one;
  });
}

/** `NAME[key]=value` of a table. */
function entryOf(word: Word): { readonly name: string; readonly value: Word } | null {
  const match = /^([A-Za-z_]\w{0,200})\[[^\]\s]{1,100}\]=/.exec(word.source.text.slice(0, 310));
  const value = match === null ? null : behind(word, match[0].length);
  return value === null ? null : { name: match?.[1] ?? '', value };
}

/** `[key]=value` among the words of a list. */
function keyedValue(word: Word): Word | null {
  const match = /^\[(?:"[^"]{0,100}"|'[^']{0,100}'|[^\]\s"']{1,100})\]=/.exec(word.source.text.slice(0, 120));
  return match === null ? null : behind(word, match[0].length);
}

function behind({ source }: Word, length: number): Word | null {
  return commandsIn(part(source, length), { operators: false })[0]?.[0] ?? null;
}

/** Where a literal is written that is handed on: what it names stands there. */
const places = new WeakMap<Expression, number>();

/** null: it stands where it is used, as far as anybody knows. */
export function placeOfLiteral(value: Expression): number | null {
  return places.get(value) ?? null;
}

/** The value of a word, which remembers where it stands. */
export function placedValue(word: Word, variables: Variables): Expression {
  const { value } = wordValue(word, variables);
  const offset = word.source.offsets[0];
  if (value.kind === 'literal' && offset !== undefined && word.pieces.every(({ kind }) => kind === 'text')) places.set(value, offset);
  return value;
}

/** `M=org/a`, and `M="$2"` where an option says so: what is written is the default. */
function oneOf(values: readonly Expression[]): Expression | null {
  const given = values.find((value) => value.kind === 'overridable' && value.fallback === null && /^\d$/.test(value.name));
  const written = values.filter((value) => value.kind === 'literal' && value.text !== '');
  const [only] = values;
  if (only === undefined || values.length === 1) return only ?? null;
  if (given?.kind !== 'overridable' || written.length === 0) return { kind: 'choice', options: values };
  const usual: Expression = written.length === 1 && written[0] !== undefined ? written[0] : { kind: 'choice', options: written };
  const others = values.filter((value) => value !== given && value.kind !== 'literal');
  const settled: Expression = { kind: 'overridable', by: 'option', name: `$${given.name}`, fallback: usual };
  return others.length === 0 ? settled : { kind: 'choice', options: [settled, ...others] };
}

/** Variables that a command gives a value which only running it tells: `read -r NAME`, `printf -v NAME …` (T35). */
function filledBy(command: ShellCommand): string[] {
  const [first, ...rest] = command.map((word) => plainText(word) ?? '');
  const names = first === 'read' || first === 'mapfile' || first === 'readarray' ? rest : [];
  const printed = first === 'printf' && rest[0] === '-v' ? rest.slice(1, 2) : [];
  return [...names, ...printed].filter((name) => /^[A-Za-z_]\w{0,200}$/.test(name)).slice(0, 30);
}

/** `NAME+=" more"`: what the variable is behind it. */
function addedTo(
  word: Word,
  outer: Variables,
  found: ReadonlyMap<string, readonly Expression[]>,
): { readonly name: string; readonly values: Expression[] } | null {
  const [first, ...rest] = word.pieces;
  const match = first?.kind === 'text' ? /^([A-Za-z_][A-Za-z0-9_]{0,200})\+=/.exec(first.text) : null;
  if (first?.kind !== 'text' || match === null || !word.source.text.startsWith(match[0])) return null;
  const name = match[1] ?? '';
  const more = wordValue(
    { ...word, pieces: [{ kind: 'text', text: first.text.slice(match[0].length) }, ...rest], quoted: null },
    outer,
  ).value;
  const [before, ...others] = found.get(name) ?? [outer.get(name)?.value ?? { kind: 'literal', text: '' }];
  if (before?.kind !== 'literal' || others.length > 0 || more.kind !== 'literal' || before.text.length > MAX_TEXT)
    return { name, values: [...(found.get(name) ?? []), { kind: 'unmodeled', text: `$${name}` }] };
  return { name, values: [{ kind: 'literal', text: before.text + more.text }] };
}

/** `NAME=value` as its parts; null for any other word. */
export function assignmentOf(word: Word): { readonly name: string; readonly value: Word } | null {
  const [first, ...rest] = word.pieces;
  const match = first?.kind === 'text' ? /^([A-Za-z_][A-Za-z0-9_]{0,200})=/.exec(first.text) : null;
  // A quote in the name would make it another word: "=" must be where it is in the source.
  if (first?.kind !== 'text' || match === null || !word.source.text.startsWith(match[0])) return null;
  const text = first.text.slice(match[0].length);
  const source = { text: word.source.text.slice(match[0].length), offsets: word.source.offsets.slice(match[0].length) };
  const pieces = text === '' ? rest : [{ kind: 'text' as const, text }, ...rest];
  return { name: match[1] ?? '', value: { pieces, source, quoted: null, item: word.item } };
}
