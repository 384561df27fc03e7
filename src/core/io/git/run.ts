/** One git call: output as bytes, exit code as data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { EffectError } from '../../base/errors.ts';
import { GIT_CONFIG, gitEnvironment } from './environment.ts';

export interface GitOutput {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitCall {
  /** Given explicitly, so that no repository is discovered from inside the tree under test. */
  readonly gitDirectory: string | null;
  readonly workTree?: string | null;
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Listings of very large trees fit; an endless output does not. */
const MAX_OUTPUT = 512 * 1024 * 1024;
const MAX_SECONDS = 120;
/** Exit code of a git that a signal ended; 1 means "no" for several commands and must not be used. */
const SIGNALLED = 128;

export function gitArguments(call: GitCall, args: readonly string[]): string[] {
  const where = call.gitDirectory === null ? [] : [`--git-dir=${call.gitDirectory}`];
  const work = call.workTree === undefined || call.workTree === null ? [] : [`--work-tree=${call.workTree}`];
  return [...GIT_CONFIG, ...where, ...work, ...args];
}

/** `input`: written to its stdin. */
export function runGit(call: GitCall, args: readonly string[], input: string | null = null): Promise<GitOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', gitArguments(call, args), {
      ...(call.cwd === undefined ? {} : { cwd: call.cwd }),
      env: gitEnvironment(call.environment),
      stdio: [input === null ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      shell: false,
      // A group of its own: programs that git starts (remote-http) hold the pipes, and must end with it.
      detached: process.platform !== 'win32',
    });
    const stop = (why: string): void => {
      clearTimeout(timer);
      killGroup(child);
      const hint = 'Try again; if it stays, report it with the size of the repository.';
      reject(new EffectError('GIT_FAILED', `git ${commandOf(args)} was stopped: ${why}`, hint));
    };
    const timer = setTimeout(() => stop(`no end after ${MAX_SECONDS} s`), MAX_SECONDS * 1000);
    const out: Buffer[] = [];
    let size = 0;
    let stderr = '';
    // git may exit before it has read all of it; its exit code says why.
    child.stdin?.on('error', () => undefined).end(input);
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_OUTPUT) stop('too much output');
      else out.push(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < 8192) stderr += chunk.toString('utf8');
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(
        error.code === 'ENOENT'
          ? new EffectError('GIT_MISSING', 'git is not installed, or not on PATH', 'Install git 2.38 or newer.')
          : new EffectError('GIT_FAILED', `git could not be started: ${error.message}`, 'Run "git --version".', { cause: error }),
      );
    });
    // Others end git like a failure does: SIGPIPE, when a program that git started went first.
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? SIGNALLED, stdout: Buffer.concat(out), stderr });
    });
  });
}

/** The command behind "-c key=value" options. */
function commandOf(args: readonly string[]): string {
  return args.find((arg, index) => !arg.startsWith('-') && args[index - 1] !== '-c') ?? '';
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid === undefined || process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** The same, where anything but success is an error. */
export async function git(call: GitCall, args: readonly string[]): Promise<Buffer> {
  const output = await runGit(call, args);
  if (output.code === 0) return output.stdout;
  throw failure(args, output);
}

export function failure(args: readonly string[], output: GitOutput): EffectError {
  const said = output.stderr.trim().split('\n')[0] ?? '';
  return new EffectError(
    'GIT_FAILED',
    `git ${args[0] ?? ''} failed (${output.code}): ${said}`,
    'Run the same git command by hand to see more.',
  );
}
