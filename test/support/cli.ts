/**
 * Runs the bundled program. `weighbridge`: in a process that stays, one command after the other, as half of a short command is Node's start.
 * `weighbridgeProcess`: in a process of its own, as a user would, for what is about the process (that it ends by itself, its pipes, its start).
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REGISTRIES_OFF } from './registries-off.ts';

export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const CHILD = fileURLToPath(new URL('./cli-child.ts', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What the staying process is asked. */
export interface Order {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** One cache folder per test process, so that tests neither use nor fill the user's. */
const cache = mkdtempSync(join(tmpdir(), 'weighbridge-cache-'));

function environment({ env }: RunOptions): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: cache, XDG_CACHE_HOME: cache, ...REGISTRIES_OFF, ...env };
}

let staying: ChildProcess | null = null;
let last: Promise<unknown> = Promise.resolve();

export function weighbridge(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const order: Order = { args, cwd: options.cwd ?? process.cwd(), env: environment(options) };
  const answer = last.then(() => ask((staying ??= start()), order));
  last = answer.catch(() => undefined);
  return answer;
}

function start(): ChildProcess {
  const child = fork(CHILD, [join(dirname(CLI), 'weighbridge.js')], { env: environment({}), execArgv: [], serialization: 'advanced' });
  // It ends with this process, and keeps it from nothing.
  child.unref();
  child.channel?.unref();
  return child;
}

function ask(child: ChildProcess, order: Order): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null): void => {
      staying = null;
      reject(new Error(`the program ended with ${code} in the middle of "${order.args.join(' ')}"`));
    };
    child.once('exit', gone);
    child.once('message', (ran) => {
      child.off('exit', gone);
      resolve(ran as Ran);
    });
    child.send(order);
  });
}

export function weighbridgeProcess(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: environment(options),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
