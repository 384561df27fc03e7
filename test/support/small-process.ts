/**
 * Runs programs from a process of its own, and waits. To start a program Linux copies the page tables of who starts it: from a test run with a
 * database inside that takes ten times as long as `git rev-parse` itself. The small process is started once per thread, and ends with it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ran, ranOf, requestOf, type Run } from './small-process-wire.ts';

export type { Ran, Run } from './small-process-wire.ts';

const CHILD = fileURLToPath(new URL('./small-process-child.ts', import.meta.url));
const PATIENCE_MS = 300_000;

interface Pipes {
  readonly requests: number;
  readonly answers: number;
}

let pipes: Pipes | null = null;

/** As spawnSync, with the result of a program that ran: `status` null when a signal ended it. Throws when the program is not there. */
export function runSmall(run: Run): Ran {
  const { requests, answers } = (pipes ??= open());
  const bytes = requestOf(run);
  for (let at = 0; at < bytes.length; ) at += writeSync(requests, bytes, at);
  const size = read(answers, 4).readUInt32LE();
  return ranOf(read(answers, size));
}

function open(): Pipes {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-run-'));
  const [requests, answers] = [join(folder, 'requests'), join(folder, 'answers')];
  try {
    if (spawnSync('mkfifo', [requests, answers]).status !== 0) throw new Error('mkfifo failed');
    spawn(process.execPath, [CHILD, requests, answers], { stdio: ['ignore', 'ignore', 'inherit'] }).unref();
    // Opening to read does not wait for the other side, so a child that cannot start is an error, not a standstill.
    const reading = openSync(answers, constants.O_RDONLY | constants.O_NONBLOCK);
    read(reading, 1);
    return { requests: openSync(requests, 'w'), answers: reading };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const pause = new Int32Array(new SharedArrayBuffer(4));

function read(from: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  const until = performance.now() + PATIENCE_MS;
  for (let at = 0; at < size; ) {
    const got = available(from, bytes, at);
    at += got;
    if (got > 0) continue;
    if (performance.now() > until) throw new Error('the small process does not answer');
    Atomics.wait(pause, 0, 0, 0.5);
  }
  return bytes;
}

/** 0: nothing is there yet. */
function available(from: number, into: Buffer, at: number): number {
  try {
    return readSync(from, into, at, into.length - at, null);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
    throw error;
  }
}
