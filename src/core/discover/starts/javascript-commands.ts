/**
 * Calls of JavaScript that start a program → the same command as a shell writes it: `spawn('hf', ['download', name])`, `` $`hf download ${name}` ``.
 * What is no literal becomes a variable. Text, not syntax; linear, and what it may cost is counted (T39).
 */
import type { Variables } from '../languages/shell/values.ts';

/** `offset`: of the call. */
export interface WrittenCommand {
  readonly script: string;
  readonly offset: number;
}

const CALL = /(?<![\w$])(?:(spawn|execFile|execa|fork|Command)|(exec|execaCommand|run))(?:Sync)?\s{0,8}\(\s{0,80}/g;
const TEMPLATE = /(?<![\w$])\$(?:\([^()\n]{0,200}\))?`((?:[^`\\]|\\[^]){1,2000})`/g;
/** A text, a template, or names with dots; a call of them, too. */
const PART =
  /\s*(?:(["'])((?:(?!\1)[^\\\n]|\\[^])*)\1|`((?:[^`\\]|\\[^])*)`|(\.{3})?([A-Za-z_$][\w$]*(?:[?!]?\.[A-Za-z_$][\w$]*)*)[!]?(?:\([^()\n]*\))?)\s*/y;
const CONSTANT = /\b(?:const|let|var)\s{1,8}([A-Za-z_$][\w$]{0,60})\s{0,8}(?::[^=\n]{0,60})?=\s{0,8}(["'`])([^"'`\n\\$]{1,300})\2/g;
const ARGS = /^,\s{0,80}\{[^{}[\]]{0,300}?\bargs\s{0,8}:\s{0,8}(?=\[)/;
const MAX_CALL = 2_000;
const MAX_COMMANDS = 1_000;
const MAX_ITEMS = 60;

/** An expression as a word of a shell, and as a part of a script. */
interface Written {
  readonly word: string;
  readonly script: string;
  readonly end: number;
}

export function commandsOfJavascript(text: string): WrittenCommand[] {
  const found: WrittenCommand[] = [];
  for (const match of text.matchAll(CALL)) {
    if (found.length >= MAX_COMMANDS) break;
    const start = match.index + match[0].length;
    const rest = text.slice(start, start + MAX_CALL);
    const script = match[1] === undefined ? (writtenAt(rest, 0)?.script ?? null) : ofWords(rest);
    if (script !== null) found.push({ script, offset: match.index });
  }
  for (const match of text.matchAll(TEMPLATE)) {
    if (found.length >= MAX_COMMANDS) break;
    found.push({ script: ofTemplate(match[1] ?? ''), offset: match.index });
  }
  return found;
}

/** `"program", [words]`, `["program", words]`, `"program", { args: [words] }`, or a whole command in one text. */
function ofWords(rest: string): string | null {
  if (rest.startsWith('[')) return itemsAt(rest, 0).join(' ');
  const program = writtenAt(rest, 0);
  if (program === null) return null;
  const behind = rest.slice(program.end);
  const list = /^,\s{0,80}(?=\[)/.exec(behind) ?? ARGS.exec(behind);
  if (list !== null) return [program.word, ...itemsAt(behind, list[0].length)].join(' ');
  const given = behind.startsWith(',') ? writtenAt(behind, 1) : null;
  if (given !== null) return `${program.word} ${given.word}`;
  return program.script;
}

/** The items of a list, from its bracket on. What is not understood is one that nobody knows. */
function itemsAt(text: string, open: number): string[] {
  const items: string[] = [];
  for (let at = open + 1; items.length < MAX_ITEMS; ) {
    const item = writtenAt(text, at);
    if (item === null) {
      if (!/^\s*\]/.test(text.slice(at, at + 100))) items.push('"$unread"');
      break;
    }
    items.push(item.word);
    if (text[item.end] !== ',') {
      if (text[item.end] !== ']') items.push('"$unread"');
      break;
    }
    at = item.end + 1;
  }
  return items;
}

/** Texts and names with "+" between them. */
function writtenAt(text: string, from: number): Written | null {
  let [word, script] = ['', ''];
  for (let at = from; ; at++) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (part === null) return null;
    const [, quote, literal = '', template, , names = ''] = part;
    const inner = quote !== undefined ? plain(literal) : template !== undefined ? ofTemplate(template) : variable(names);
    script += inner;
    word += quote === undefined ? `"${inner}"` : `'${inner.replaceAll("'", String.raw`'\''`)}'`;
    at = PART.lastIndex;
    if (text[at] !== '+') return { word, script, end: at };
  }
}

function plain(literal: string): string {
  return literal.replace(/\\([^])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign === '\n' ? '' : sign));
}

function ofTemplate(template: string): string {
  return plain(template).replace(/\$\{([^{}]{0,200})\}/g, (_, inner: string) => variable(inner.trim()));
}

/** `process.env.MODEL` is one of the environment; of others the last name says what they hold. */
function variable(names: string): string {
  const own = /^process\.env\.([A-Za-z_]\w{0,60})$/.exec(names)?.[1];
  return own === undefined ? `\${js_${/[A-Za-z_]\w{0,60}$/.exec(names)?.[0] ?? 'unread'}}` : `\${${own}}`;
}

/** What the file has for its names. One that is set twice is none. */
export function variablesOfJavascript(text: string): Variables {
  const values = new Map<string, string | null>();
  for (const [, name = '', , value = ''] of text.matchAll(CONSTANT)) values.set(name, values.has(name) ? null : value);
  return {
    get(name) {
      if (!name.startsWith('js_')) return undefined;
      const known = values.get(name.slice(3)) ?? null;
      return { value: known === null ? { kind: 'unmodeled', text: name.slice(3) } : { kind: 'literal', text: known }, site: null };
    },
  };
}
