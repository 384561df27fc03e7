/** Words of a command that are scripts or code themselves, and commands that get theirs from another: `sudo bash -c "…"`, `xargs hf download`. */
import { LOADERS } from './loaders.ts';
import { atPlace } from './mapped.ts';
import { plainText, type ShellCommand, type Word } from './words.ts';

const SHELL = /^(?:ba|da|z|a|k)?sh$/;
const PYTHON = /^(?:python(?:3(?:\.\d{1,2})?)?|pypy3|ipython3?)$/;
/** Other programs may stand before the one that counts: `sudo -u me`, `docker exec -it name`. */
const MAX_BEFORE = 12;
/** What they are given is for people. */
const TALKS = /^(?:git|gh|glab|logger|mail|wall|notify-send|curl|wget|jq|yq|sed|awk)$/;
/** They put further words behind those of the command. */
const HANDS_ON = /^(?:xargs|parallel)$/;
const MAX_TEXT = 4_000;

export function baseOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

export function isShell(text: string | null | undefined): boolean {
  return text != null && SHELL.test(baseOf(text));
}

export function isPython(text: string | null | undefined): boolean {
  return text != null && PYTHON.test(baseOf(text));
}

/** The word behind `-c` of a program that stands somewhere at the beginning. */
export function codeOf(words: ShellCommand, texts: readonly (string | null)[], isProgram: (text: string | null) => boolean): Word | null {
  const program = texts.slice(0, MAX_BEFORE).findIndex(isProgram);
  const at = program < 0 ? -1 : texts.findIndex((text, index) => index > program && text !== null && /^-[a-zA-Z]{0,5}c$/.test(text));
  return at < 0 ? null : (words[at + 1] ?? null);
}

const PROGRAMS = LOADERS.flatMap(({ start }) => start[0] ?? []);
/** Behind `python -m`. */
const MODULES = LOADERS.flatMap(({ start }) => (start[0]?.test('python') === true ? (start[2] ?? []) : []));

/** Quoted words that begin as a command which loads something: `ssh host "hf download org/x"`, `su -c …`, `watch …`. */
export function quotedCommands(words: ShellCommand, texts: readonly (string | null)[]): Word[] {
  if (TALKS.test(baseOf(texts[0] ?? ''))) return [];
  return words.slice(1).filter((word, index) => {
    const text = plainText(word) ?? word.quoted?.text ?? '';
    if (word.item !== null && word.quoted === null) return false;
    if (text.length > MAX_TEXT || /^--?(?:m|message|title|body|description)$/.test(texts[index] ?? '')) return false;
    return beginsLoader(text);
  });
}

/** Whether a line begins as a command of a program that loads. */
export function beginsLoader(line: string): boolean {
  const [, first, second, third] =
    /^\s*(?:[-&;|]\s{0,20})?(?:(?:sudo|exec|env|nohup|time|uvx)\s{1,20})?(\S{1,200})\s+(\S{1,200})(?:\s+(\S{1,200}))?/.exec(line) ?? [];
  if (first === undefined) return false;
  if (isPython(first)) return second === '-m' && third !== undefined && MODULES.some((module) => module.test(third));
  return PROGRAMS.some((program) => program.test(baseOf(first)));
}

/** `cat list | xargs hf download`: what it is given besides, only running it tells (T35). */
export function withHandedOn(words: ShellCommand, texts: readonly (string | null)[]): ShellCommand {
  const program = texts.slice(0, 4).findIndex((text) => text !== null && HANDS_ON.test(baseOf(text)));
  const [start] = words;
  if (program < 0 || start === undefined) return words;
  const list = texts.findIndex((text) => text !== null && /^:{3,4}\+?$/.test(text));
  const source = atPlace(`what ${baseOf(texts[program] ?? '')} hands on`, start.source.offsets[0] ?? 0);
  const more: Word = { pieces: [{ kind: 'unknown' }], source, quoted: null, item: null };
  return [...(list < 0 ? words : words.slice(0, list)), more];
}

/** A shell or Python that gets its code from what is piped into it. */
export function readsCode(command: ShellCommand): 'shell' | 'python' | null {
  const texts = command.map(plainText);
  const rest = texts.filter((text) => text !== 'sudo' && text !== 'exec');
  if (rest.slice(1).some((text) => text === null || !/^-(?:s|x|e|u|ex|xe|$)/.test(text))) return null;
  return isShell(rest[0]) ? 'shell' : isPython(rest[0]) ? 'python' : null;
}
