/** Words → Expression: what the variables that a file sets tell about them. */
import type { Expression, PinSite } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import { type ShellCommand, plainText, type Word } from './words.ts';

export interface Variable {
  readonly value: Expression;
  /** Spot its value is written, when that can be replaced by a commit. */
  readonly site: PinSite | null;
  /** What it most likely is, where its value is an expression of another language: programs and options are told by it. */
  readonly text?: string;
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
    if (known !== undefined) return only.fallback === null ? known : withFallback(known, only.name, only.fallback);
    const fallback: Expression | null = only.fallback === null ? null : { kind: 'literal', text: only.fallback };
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
      const value = piece.kind === 'variable' ? valueOf(piece.name, piece.fallback, variables) : undefined;
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

/** What a script itself assigns: `NAME=value`, `export NAME=value`, `for NAME in …`. Set to several values, it is one of them. */
export function assignedIn(commands: readonly ShellCommand[], outer: Variables): Variables {
  const found = new Map<string, Expression[]>();
  const put = (name: string, value: Expression): void => void found.set(name, [...(found.get(name) ?? []), value].slice(0, 30));
  for (const command of commands) {
    const [first, second, third] = command.map(plainText);
    for (const name of filledBy(command)) put(name, { kind: 'unmodeled', text: `$${name}` });
    if (first === 'for' && third === 'in' && second != null) {
      for (const word of command.slice(3)) put(second, wordValue(word, outer).value);
      continue;
    }
    const from = first === 'export' || first === 'local' || first === 'readonly' || first === 'declare' ? 1 : 0;
    for (const word of command.slice(from)) {
      const added = addedTo(word, outer, found);
      if (added !== null) found.set(added.name, added.values);
      const assignment = assignmentOf(word);
      if (assignment === null) break;
      // Before a command the assignment is for that command alone.
      if (from === 0 && command.some((one) => assignmentOf(one) === null)) break;
      put(assignment.name, wordValue(assignment.value, outer).value);
    }
  }
  if (found.size === 0) return outer;
  const own = new Map<string, Variable>();
  for (const [name, values] of found) {
    const value = oneOf(values);
    if (value !== null) own.set(name, { value, site: null });
  }
  return { get: (name) => own.get(name) ?? outer.get(name) };
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
