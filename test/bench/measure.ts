/** Runs a program and says how long it took and how much memory it held at most. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measured {
  readonly seconds: number;
  /** Peak resident memory of the process itself in MB, or null where /proc does not tell. */
  readonly peak: number | null;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function measure(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let peak: number | null = null;
    const timer = setInterval(() => {
      peak = highWater(child.pid) ?? peak;
    }, 15);
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearInterval(timer);
      resolve({
        seconds: (performance.now() - start) / 1000,
        peak,
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      });
    });
  });
}

function highWater(pid: number | undefined): number | null {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return match === null ? null : Math.round(Number(match[1]) / 1024);
  } catch {
    return null;
  }
}

/** The middle of several runs: one slow start says nothing. */
export async function median(runs: number, once: () => Promise<Measured>): Promise<Measured> {
  const results: Measured[] = [];
  for (let run = 0; run < runs; run++) results.push(await once());
  results.sort((a, b) => a.seconds - b.seconds);
  const middle = results[Math.floor(runs / 2)];
  if (middle === undefined) throw new Error('no run');
  return middle;
}
