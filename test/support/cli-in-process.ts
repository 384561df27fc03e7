/** The command line inside the test's own process: sources as they are, no bundle. */
import { main } from '../../src/cli/main.ts';
import type { Ran } from './cli.ts';

export async function inProcess(args: readonly string[], cwd: string): Promise<Ran> {
  const texts = { out: '', err: '' };
  const code = await main(args, {
    cwd,
    env: {},
    isTerminal: false,
    out: (text) => {
      texts.out += text;
    },
    err: (text) => {
      texts.err += text;
    },
  });
  return { code, ...texts };
}
