/** Where a report goes, and the one line of progress while a person waits. */
import { writeReport } from '../core/index.ts';
import type { Arguments } from './args.ts';
import type { Io } from './command.ts';

/** The operator's words for "do not write a file": the devices themselves are links, which nothing is written through. */
const STANDARD_OUTPUT: ReadonlySet<string> = new Set(['-', '/dev/stdout']);

/** A report that says nothing is nothing, and no empty line; a file is written all the same, in the place of an older one. */
export async function deliver(text: string, args: Arguments, io: Io): Promise<void> {
  const file = args.text('output');
  const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  if (file === undefined || STANDARD_OUTPUT.has(file)) {
    if (ended !== '') io.out(ended);
  } else {
    await writeReport(io.cwd, file, ended);
    io.err(`wrote ${file}\n`);
  }
}

/** `--color`, `--no-color`, else NO_COLOR (no-color.org), else whether a person looks. */
export function wantsColor(args: Arguments, io: Io): boolean {
  const said = args.toggle('color');
  if (said !== undefined) return said;
  if ((io.env['NO_COLOR'] ?? '') !== '') return false;
  return io.isTerminal && args.text('output') === undefined;
}

export interface ProgressLine {
  say(message: string): void;
  clear(): void;
}

/** Rewrites one line of stderr; silent unless a terminal is there. */
export function createProgress(io: Io): ProgressLine {
  const shown = io.isTerminal && process.stderr.isTTY;
  let last = 0;
  return {
    say(message) {
      const now = performance.now();
      if (!shown || now - last < 80) return;
      last = now;
      io.err(`\r\u001B[2K${message}…`);
    },
    clear() {
      if (shown && last > 0) io.err('\r\u001B[2K');
    },
  };
}
