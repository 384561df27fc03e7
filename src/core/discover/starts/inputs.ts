/** Files that a shell or Python gets as its input: `python < app.py`, `cat app.py | python`. */
import { readsCode } from '../languages/shell/inner-scripts.ts';
import { type Input, plainText, type ShellCommand, type Word } from '../languages/shell/words.ts';

export interface FedFiles {
  readonly reader: 'shell' | 'python';
  readonly files: readonly Word[];
}

/** `before`: the command that may be piped into it. null: it gets no file this way. */
export function fedFiles(command: ShellCommand, before: ShellCommand | undefined, inputs: readonly Input[]): FedFiles | null {
  const reader = readsCode(command);
  if (reader === null) return null;
  const given = inputs.flatMap((one) => (one.command === command ? [one.file] : []));
  const [program, ...printed] = before ?? [];
  const files = given.length > 0 || program === undefined || plainText(program) !== 'cat' ? given : printed;
  return files.length === 0 ? null : { reader, files };
}
