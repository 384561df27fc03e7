/** Where a file tells a process which server to ask (T37): one value of one variable, cleaned before it is kept (T21). */
import type { At, EndpointFact, Expression } from '../../model/index.ts';
import { assignedIn, type Variables, wordValue } from '../languages/shell/values.ts';
import type { Mapped } from '../languages/shell/mapped.ts';
import { scriptOf } from '../languages/shell/script.ts';
import { type ShellCommand, plainText, type Word } from '../languages/shell/words.ts';
import { endpointVariable } from '../endpoint-variables.ts';
import { cleanUrl } from '../../base/redact.ts';
import { isIdle } from './runners.ts';

export interface Setting {
  readonly variable: string;
  readonly value: Expression;
  /** In the file. */
  readonly offset: number;
}

/** What is no address is not kept as it is written: it may be anything (T21). */
const NO_ADDRESS = 'not an address';

export function endpointFact(variable: string, value: Expression, at: At, unit: string | null): EndpointFact {
  return { kind: 'endpoint', variable, value: cleaned(variable, value), unit, ...at };
}

/** `text` as a file of settings writes it: an address, a switch, or something that the environment fills in. */
export function settingOf(text: string): Expression {
  const open = (fallback: Expression | null): Expression => ({ kind: 'overridable', by: 'environment', name: 'of the server', fallback });
  const braced = /^\$\{[A-Za-z_]\w{0,200}(?::?[-=]([^{}]{0,2000}))?\}$/.exec(text);
  if (braced !== null) return open((braced[1] ?? '') === '' ? null : settingOf((braced[1] ?? '').replace(/^(["'])(.*)\1$/s, '$2')));
  const expression = text.includes('{{') ? /["'](https?:\/\/[^"'\s]{1,2000})["']/.exec(text) : null;
  if (expression !== null) return open({ kind: 'literal', text: expression[1] ?? '' });
  return /\$|\{\{|^%\w+%$/.test(text) ? open(null) : { kind: 'literal', text };
}

function cleaned(variable: string, value: Expression): Expression {
  if (value.kind === 'overridable') return { ...value, name: variable, fallback: value.fallback && cleaned(variable, value.fallback) };
  if (value.kind === 'choice') return { ...value, options: value.options.map((option) => cleaned(variable, option)) };
  if (value.kind !== 'literal') return { kind: 'overridable', by: 'environment', name: variable, fallback: null };
  const text = value.text.trim();
  if (text === '' || endpointVariable(variable)?.server !== null) return { kind: 'literal', text: text.slice(0, 12) };
  const address = /^[\w.-]{1,253}:\d{1,5}$/.test(text) ? `http://${text}` : text;
  return { kind: 'literal', text: cleanUrl(address.slice(0, 2000)) ?? NO_ADDRESS };
}

/** Files that a script writes for later steps, or for the process. */
const LATER = /GITHUB_ENV|BASH_ENV|\.env\b|\.(?:bash|zsh)?(?:rc|profile)\b|\/etc\/(?:environment|profile)/;
const NAMED = /^(?:-e|--env=|--build-arg=)?([A-Z][A-Z0-9_]{3,60})=/;
const ASSIGNS = /^(?:export|set|setx|declare|typeset|readonly|local)$/;

/** `export NAME=…`, `NAME=… program`, `docker run -e NAME=…`; `echo NAME=…` where the script writes to a file of settings. */
export function scriptSettings(script: Mapped, outer: Variables): Setting[] {
  const { commands } = scriptOf(script);
  const variables = assignedIn(commands, outer);
  const writes = LATER.test(script.text);
  const said = commands.flatMap((command) => commandSettings(command, variables, writes));
  return writes ? [...said, ...hereSettings(script)] : said;
}

/** `writes`: what it prints goes to a file of settings. */
export function commandSettings(command: ShellCommand, variables: Variables, writes = false): Setting[] {
  const program = command[0] === undefined ? '' : (plainText(command[0]) ?? '');
  const isSilent = isIdle(program) && !ASSIGNS.test(program) && !(writes && /^(?:echo|printf)$/.test(program));
  return isSilent ? [] : command.flatMap((word) => wordSetting(word, variables));
}

function wordSetting(word: Word, variables: Variables): Setting[] {
  const [first, ...rest] = word.pieces;
  const match = first?.kind === 'text' ? NAMED.exec(first.text) : null;
  const variable = match?.[1] ?? '';
  if (first?.kind !== 'text' || match === null || endpointVariable(variable) === null) return [];
  const text = first.text.slice(match[0].length);
  const pieces = text === '' ? rest : [{ kind: 'text' as const, text }, ...rest];
  const { value } = wordValue({ ...word, pieces, quoted: null }, variables);
  const raw = word.source.text.slice(word.source.text.indexOf(`${variable}=`) + variable.length + 1);
  const written = value.kind === 'literal' ? settingOf(value.text) : value.kind === 'unmodeled' ? settingOf(unquoted(raw)) : value;
  return [{ variable, value: written, offset: word.source.offsets[0] ?? 0 }];
}

/** Here-documents that end in such a file: the words of a script do not hold their lines. */
function hereSettings({ text, offsets }: Mapped): Setting[] {
  if (!text.includes('<<')) return [];
  return Array.from(text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Z][A-Z0-9_]{3,60})=([^\s]{0,2000})[ \t]*$/gm), (match) => ({
    variable: match[1] ?? '',
    value: settingOf(unquoted(match[2] ?? '')),
    offset: offsets[match.index] ?? 0,
  })).filter(({ variable }) => endpointVariable(variable) !== null);
}

export function unquoted(text: string): string {
  return text.replace(/^(["'])([\s\S]*)\1$/, '$2').replace(/["']$/, '');
}
