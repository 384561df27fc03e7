/** The contract of a verb: one file each under commands/, one line in commands/index.ts. */
import type { Digester, Parsers } from '../core/index.ts';
import type { Arguments, Options } from './args.ts';

export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTerminal: boolean;
  /** Parser threads of a process that runs many verbs; without them, each verb starts its own. */
  readonly parsers?: Parsers;
  /** The same for threads that hash. */
  readonly digester?: Digester;
  out(text: string): void;
  err(text: string): void;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  /** One line that a test runs as printed, in a small repository. */
  readonly example: string;
  readonly details: string;
  readonly options: Options;
  /** Verbs of its own ("verify bundle"), each a whole command whose name has both words. */
  readonly verbs?: readonly Command[];
  /** Exit code: 0 pass or warn, 1 blocked or review asked, 2 could not run or waits. */
  run(args: Arguments, io: Io): Promise<number>;
}
