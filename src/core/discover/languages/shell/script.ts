/** One script → its commands, and what they get as input: read once, whoever asks. */
import type { Mapped } from './mapped.ts';
import { type Body, commandsIn, type Input, type ShellCommand } from './words.ts';

interface Script {
  readonly commands: readonly ShellCommand[];
  readonly bodies: readonly Body[];
  readonly inputs: readonly Input[];
}

const scripts = new WeakMap<Mapped, Script>();

/** The same for whoever asks again: a script is read for what it loads, starts and sets. */
export function scriptOf(script: Mapped): Script {
  const known = scripts.get(script);
  if (known !== undefined) return known;
  const [bodies, inputs]: [Body[], Input[]] = [[], []];
  const read = { commands: commandsIn(script, { bodies, inputs }), bodies, inputs };
  scripts.set(script, read);
  return read;
}
