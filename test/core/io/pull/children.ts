/** Starting the child, also where the disk is another one. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PullResult } from '../../../../src/core/io/pull/types.ts';
import type { Order } from './child.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

export interface Line {
  readonly held?: number;
  readonly result?: PullResult;
  readonly error?: { readonly name: string; readonly code: string; readonly message: string };
}

export interface Run {
  readonly child: ChildProcess;
  readonly lines: Line[];
  readonly ended: Promise<readonly Line[]>;
  /** Until so many bytes are on disk. */
  until(held: number): Promise<void>;
}

/** `before`: shell commands, in a mount namespace of its own when there are some; what they mount goes away with the child. */
export function start(order: Order, { before = '', uid = null }: { readonly before?: string; readonly uid?: number | null } = {}): Run {
  const node = [process.execPath, CHILD, JSON.stringify(order)];
  const [command = '', ...args] = before === '' ? node : [...namespace(), 'sh', '-c', `${before} && exec "$@"`, 'sh', ...node];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...(uid === null ? {} : { uid, gid: uid }) });
  const lines: Line[] = [];
  const reader = createInterface({ input: child.stdout });
  const waiting: { readonly held: number; readonly done: () => void }[] = [];
  reader.on('line', (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    for (const one of waiting) if ((line.held ?? -1) >= one.held) one.done();
  });
  const ended = new Promise<readonly Line[]>((resolve) => child.on('close', () => resolve(lines)));
  const until = (held: number): Promise<void> =>
    Promise.race([
      new Promise<void>((done) => waiting.push({ held, done })),
      ended.then(() => Promise.reject(new Error(`it ended before ${held} bytes: ${JSON.stringify(lines.at(-1))}`))),
    ]);
  return { child, lines, ended, until };
}

function namespace(): readonly [string, ...string[]] {
  return process.getuid?.() === 0 ? ['unshare', '--mount'] : ['unshare', '--user', '--map-root-user', '--mount'];
}

/** Whether this machine lets us mount a small disk, for one process. */
export function mayMount(folder: string): boolean {
  const [command, ...args] = namespace();
  return spawnSync(command, [...args, 'mount', '-t', 'tmpfs', 'tmpfs', folder]).status === 0;
}
