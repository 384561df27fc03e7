/** The command line in this process: what it prints, and its exit code. */
import { main } from '../../src/cli/main.ts';
import { digester, parsers } from './threads.ts';
import { REGISTRIES_OFF } from './registries-off.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Said> {
  let out = '';
  let err = '';
  const code = await main(args, {
    cwd,
    env: { ...REGISTRIES_OFF, ...env },
    isTerminal: false,
    parsers,
    digester,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}
