/** Here-documents: which are scripts. */
import { type Mapped, part } from './mapped.ts';
import { type Body, plainText } from './words.ts';

/** Of the command that gets it. */
const MAX_WORDS = 40;
const SHELL = /(?:^|\/)(?:ba|da|z|a|k)?sh$/;
const SHELL_FILE = /\.(?:sh|bash)$/i;
const PYTHON_MARK = /^#![^\n]{0,200}python/;
const SHELL_MARK = /^#![^\n]{0,200}\b(?:ba|da|z|a|k)?sh\b/;

/** Whether what gets it speaks of Python: the program, or the file that it becomes. */
export function isForPython({ command, text }: Body, file: string): boolean {
  const [start = 0] = text.offsets;
  // The line above says where the text goes.
  const above = file.slice(Math.max(0, file.lastIndexOf('\n', start - 2)), start);
  // A word that is computed may be either.
  return /py/i.test(above) || PYTHON_MARK.test(text.text.slice(0, 300)) || command.some((word) => plainText(word) === null);
}

/** Whether a shell runs it: nothing but a shell, or nothing at all, stands before it; or it says so; or it becomes a file of a shell. */
export function isScript({ command, text }: Body): boolean {
  const texts = [...command.slice(0, MAX_WORDS), ...command.slice(MAX_WORDS).slice(-1)].map((word) => plainText(word) ?? '');
  return (
    SHELL_MARK.test(text.text.slice(0, 300)) ||
    (texts.every((one) => SHELL.test(one) || one.startsWith('-') || one === 'env') && !text.text.startsWith('#!')) ||
    texts.some((one) => SHELL_FILE.test(one))
  );
}

/** Lines of a file of variables, and no others. */
export function isVariables(text: string): boolean {
  if (text.length > 100_000 || !/^[ \t]{0,10}(?:export[ \t]{1,5})?[A-Z][A-Z0-9_]{2,60}=/m.test(text)) return false;
  return text.split('\n').every((line) => /^\s*(?:#.*)?$|^[ \t]{0,10}(?:export[ \t]{1,5})?[A-Za-z_]\w{0,80}=/.test(line));
}

const COMMAND = /^[ \t]*Exec(?:Start(?:Pre|Post)?|Reload)[ \t]{0,20}=[ \t]{0,20}[-@:+!]{0,4}([^\r\n]{1,4000})$/gm;
const MAX_COMMANDS = 50;

/** A unit of systemd, written by a script. */
export function isUnit(text: string): boolean {
  return /^[ \t]*\[(?:Service|Unit)\]/m.test(text.slice(0, 10_000)) && text.includes('ExecStart');
}

/** The commands of a unit. */
export function unitCommands(unit: Mapped): Mapped[] {
  return Array.from(unit.text.slice(0, 100_000).matchAll(COMMAND))
    .slice(0, MAX_COMMANDS)
    .map(({ 0: line, 1: command = '', index }) => part(unit, index + line.length - command.length, index + line.length));
}
