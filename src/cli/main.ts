/** Parses the verb, runs it, and turns every error into words and exit code 2. */
import { errorWords, InputError, type Parsers, version } from '../core/index.ts';
import { readArguments } from './args.ts';
import type { Command, Io } from './command.ts';
import { help, overview } from './help.ts';

/** The verbs, loaded once one is asked for: what only says something does without them. */
function loaded(): Promise<typeof import('./commands/index.ts')> {
  return import('./commands/index.ts');
}

/** For a program that runs many verbs, and gives the threads to each (`Io.parsers`). */
export async function startParsers(): Promise<Parsers> {
  return (await import('./parsers.ts')).openParsers();
}

export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  try {
    const [first, ...rest] = argv;
    if (first === '--version' || first === '-v') {
      io.out(`${version}\n`);
      return 0;
    }
    const { commands, summary } = await loaded();
    if (first === '--help' || first === '-h' || first === 'help') {
      const named = commands.find((command) => command.name === rest[0]);
      io.out(named === undefined ? overview(commands) : help(withVerb(named, rest.slice(1)).command));
      return 0;
    }
    const { command, args } =
      first === undefined || first.startsWith('-') ? { command: summary, args: argv } : withVerb(find(commands, first), rest);
    if (args.includes('--help') || args.includes('-h')) {
      io.out(help(command));
      return 0;
    }
    return await command.run(readArguments(command.name, command.options, args), io);
  } catch (error) {
    io.err(describe(error));
    return 2;
  }
}

/** The verb of a command that has verbs ("verify bundle"), when the next word is one of them. */
function withVerb(command: Command, args: readonly string[]): { readonly command: Command; readonly args: readonly string[] } {
  const verb = command.verbs?.find(({ name }) => name === `${command.name} ${args[0] ?? ''}`);
  return verb === undefined ? { command, args } : { command: verb, args: args.slice(1) };
}

function find(commands: readonly Command[], name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  throw new InputError(
    'USAGE',
    `There is no command "${name}"`,
    `Commands: ${commands.map((candidate) => candidate.name).join(', ')}. See "weighbridge --help".`,
  );
}

function describe(error: unknown): string {
  const words = errorWords(error);
  if (words !== null) return `weighbridge: ${words.message}\n${words.mistakes.map((one) => `  ${one}\n`).join('')}${words.hint}\n`;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `weighbridge: this is a bug, and nothing was judged.\n${detail}\n`;
}

function processIo(): Io {
  // Whoever reads may close the pipe early (`| head`): that is no error, and the exit code still says the verdict.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    cwd: process.cwd(),
    env: process.env,
    isTerminal: process.stdout.isTTY,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
}
