/** Runs the bundled program's commands for cli.ts, each in the folder and with the environment that comes with it. */
import { pathToFileURL } from 'node:url';
import type * as Program from '../../src/cli/main.ts';
import type { Order, Ran } from './cli.ts';

const [, , bundle = ''] = process.argv;
const { main, startParsers } = (await import(pathToFileURL(bundle).href)) as typeof Program;
const parsers = await startParsers();

async function run({ args, cwd, env }: Order): Promise<Ran> {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  let out = '';
  let err = '';
  const code = await main(args, {
    cwd,
    env: process.env,
    isTerminal: false,
    parsers,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

process.on('message', (order: Order) => void run(order).then((ran) => process.send?.(ran)));
process.on('disconnect', () => process.exit());
