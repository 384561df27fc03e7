/** Runs a program and says how long it took, what it cost, and how much memory it held at most. */
import { spawn, spawnSync } from 'node:child_process';

export interface Measured {
  readonly seconds: number;
  /** CPU seconds, user and system, of the program and of all that it started and waited for; null where nobody tells. */
  readonly cpu: number | null;
  /** Peak resident memory in MB of the largest of these processes, or null. */
  readonly peak: number | null;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Where {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** A file that it reads. */
  readonly input?: number;
  /** Nobody looks at what it writes: it goes where it costs nothing. */
  readonly discard?: boolean;
}

/**
 * Node does not tell what its children used, and another process may not ask: so it is waited for by Python, which downloads the corpora
 * too. A small process in between has another use: Linux counts the memory of who forks as a peak of who is started.
 */
const WAITER = `
import json, os, subprocess, sys, time
began = time.monotonic()
_, status, used = os.wait4(subprocess.Popen(sys.argv[1:]).pid, 0)
seconds = time.monotonic() - began
unit = 1 if sys.platform == "darwin" else 1024
os.write(3, json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6, os.waitstatus_to_exitcode(status)]).encode())
`;

let waits: boolean | undefined;

function hasWaiter(): boolean {
  waits ??= spawnSync('python3', ['-c', 'import os; os.wait4'], { stdio: 'ignore' }).status === 0;
  return waits;
}

/** Where there is no Python, only the time is told. */
export function measure(command: string, args: readonly string[], where: Where = {}): Promise<Measured> {
  const waited = hasWaiter();
  const [program, ...rest] = waited ? ['python3', '-c', WAITER, command, ...args] : [command, ...args];
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const stdio = [where.input ?? 'ignore', where.discard === true ? 'ignore' : 'pipe', 'pipe', 'pipe'] as const;
    const child = spawn(program, rest, { cwd: where.cwd, env: where.env ?? process.env, stdio: [...stdio] });
    const read = [1, 2, 3].map((at) => {
      const chunks: Buffer[] = [];
      child.stdio[at]?.on('data', (chunk: Buffer) => chunks.push(chunk));
      return () => Buffer.concat(chunks).toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const [stdout = '', stderr = '', told = ''] = read.map((text) => text());
      const used = told === '' ? null : (JSON.parse(told) as [number, number, number, number]);
      resolve({
        seconds: used?.[0] ?? (performance.now() - start) / 1000,
        cpu: used?.[1] ?? null,
        peak: used === null ? null : Math.round(used[2]),
        exitCode: used?.[3] ?? code,
        stdout,
        stderr,
      });
    });
  });
}

/** As it is, if the program ended well; throws otherwise: what failed was not measured. */
export function ended(result: Measured): Measured {
  if (result.exitCode !== 0) throw new Error(`it ended with ${result.exitCode}: ${result.stderr.trim().slice(0, 500)}`);
  return result;
}

/** Longer than this nobody waits for another run: what takes so long does not differ much. */
const ENOUGH = 30;

/** The middle of several runs: one slow start says nothing. */
export async function median(runs: number, once: () => Promise<Measured>): Promise<Measured> {
  const results: Measured[] = [];
  for (let spent = 0; results.length < runs && spent < ENOUGH; spent += results.at(-1)?.seconds ?? 0) results.push(await once());
  return middle(results);
}

/** Time and processor time each of the run in the middle; the highest peak. */
export function middle(results: readonly Measured[]): Measured {
  const of = (value: (result: Measured) => number | null): number | null => {
    const values = results.map(value).filter((one) => one !== null);
    return values.sort((a, b) => a - b)[values.length >> 1] ?? null;
  };
  const [first] = results;
  if (first === undefined) throw new Error('no run');
  const peaks = results.map(({ peak }) => peak ?? 0);
  return {
    ...first,
    seconds: of(({ seconds }) => seconds) ?? Number.NaN,
    cpu: of(({ cpu }) => cpu),
    peak: Math.max(...peaks) || null,
  };
}
