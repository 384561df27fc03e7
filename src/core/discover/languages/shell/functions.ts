/** Functions of a script: what their callers hand them is what their `$1`, `$2` are. */
import type { Expression } from '../../../model/index.ts';
import type { Mapped } from './mapped.ts';
import { assignedIn, placedValue, type Variable, type Variables } from './values.ts';
import { plainText, type ShellCommand } from './words.ts';

/** Of one script. */
const MAX_FUNCTIONS = 200;
/** Calls of one function that are looked at. */
const MAX_CALLS = 100;
const BEGIN =
  /^([ \t]{0,40})(?:function[ \t]{1,10}([\w:.-]{1,80})[ \t]{0,10}(?:\([ \t]{0,10}\))?|([A-Za-z_][\w:.-]{0,80})[ \t]{0,10}\([ \t]{0,10}\))[ \t]{0,10}\n?[ \t]{0,40}\{/gm;

interface ShellFunction {
  readonly name: string;
  /** Offsets in the file. */
  readonly from: number;
  readonly to: number;
}

/** What variables are inside of the functions of a script; `outer`: outside of all of them. null: it has none. */
export function variablesInFunctions(
  script: Mapped,
  commands: readonly ShellCommand[],
  outer: Variables,
): ((command: ShellCommand) => Variables) | null {
  const functions = functionsIn(script);
  if (functions.length === 0) return null;
  const names = new Map(functions.map((one) => [one.name, one]));
  const calls = new Map<string, ShellCommand[]>();
  const inside = new Map<ShellFunction, ShellCommand[]>();
  let index = 0;
  for (const command of commands) {
    const at = offsetOf(command);
    while (index < functions.length - 1 && (functions[index + 1]?.from ?? 0) <= at) index += 1;
    const around = functions[index];
    if (around !== undefined && at >= around.from && at < around.to) add(inside, around, command);
    const first = command.slice(0, 4).findIndex((word) => !KEYWORDS.test(plainText(word) ?? ''));
    const name = plainText(command[first] ?? NO_WORD) ?? '';
    const called = names.get(name);
    const known = calls.get(name) ?? [];
    if (called !== undefined && at !== called.from && known.length < MAX_CALLS) calls.set(name, [...known, command.slice(first)]);
  }
  const byCommand = new Map<ShellCommand, Variables>();
  for (const [one, own] of inside) {
    const handed = argumentsOf(calls.get(one.name) ?? [], outer);
    const variables = assignedIn(own, { get: (name) => handed.get(name) ?? outer.get(name) });
    for (const command of own) byCommand.set(command, variables);
  }
  return (command) => byCommand.get(command) ?? outer;
}

/** They stand before a command. */
const KEYWORDS = /^(?:do|then|else|elif|if|while|until|time|!|\{)$/;
const NO_WORD = { pieces: [], source: { text: '', offsets: [] }, quoted: null, item: null };

function add<K>(to: Map<K, ShellCommand[]>, key: K, command: ShellCommand): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, [command]);
  else known.push(command);
}

function argumentsOf(calls: readonly ShellCommand[], outer: Variables): ReadonlyMap<string, Variable> {
  const found = new Map<string, Variable>();
  for (let index = 1; index <= 9; index++) {
    const values = calls.flatMap((call) => {
      const word = call[index];
      return word === undefined ? [] : valuesOf(placedValue(word, outer));
    });
    const [only] = values;
    if (only !== undefined) found.set(`${index}`, { value: values.length === 1 ? only : { kind: 'choice', options: values }, site: null });
  }
  return found;
}

function valuesOf(value: Expression): readonly Expression[] {
  return value.kind === 'choice' ? value.options : [value];
}

function offsetOf(command: ShellCommand): number {
  return command[0]?.source.offsets[0] ?? 0;
}

/** In the order of the text. A function ends with the next bracket that stands as far to the left as its beginning, or on its own line. */
function functionsIn({ text, offsets }: Mapped): ShellFunction[] {
  const found: ShellFunction[] = [];
  for (const match of text.matchAll(BEGIN)) {
    const [whole, indent = '', first, second] = match;
    const open = match.index + whole.length;
    const line = text.indexOf('\n', open);
    const rest = text.slice(open, line < 0 ? text.length : Math.min(line, open + 2_000));
    const close = /\}[ \t]*$/.test(rest) ? open + rest.length : text.indexOf(`\n${indent}}`, open);
    found.push({
      name: first ?? second ?? '',
      from: offsets[match.index + indent.length] ?? 0,
      to: offsets[close < 0 ? text.length - 1 : close] ?? Number.MAX_SAFE_INTEGER,
    });
    if (found.length >= MAX_FUNCTIONS) break;
  }
  return found;
}
