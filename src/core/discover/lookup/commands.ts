/** Which files install a command of a name. */
import type { FactIndex } from './fact-index.ts';

/** Packages of one tree that install a command of the same name. */
const MAX_SAME_COMMAND = 20;

export function installedCommand(name: string, stated: FactIndex): readonly string[] {
  return stated.marked('command', name).slice(0, MAX_SAME_COMMAND);
}
