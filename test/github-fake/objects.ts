/** Blobs by one `git cat-file --batch` per repository: a pull request reads hundreds, and a process for each would be slow. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

export interface ObjectReader {
  /** Content of a blob; null when it is not there or something else. */
  blob(gitDirectory: string, id: string): Promise<Buffer | null>;
  close(): void;
}

interface Process {
  readonly child: ChildProcessWithoutNullStreams;
  readonly waiting: ((found: Buffer | null) => void)[];
  readonly chunks: Buffer[];
  size: number;
  /** So many bytes are there when the next answer is whole, as far as is known. */
  needed: number;
}

export function makeObjectReader(): ObjectReader {
  const processes = new Map<string, Process>();
  const open = (gitDirectory: string): Process => {
    const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    const child = spawn('git', [`--git-dir=${gitDirectory}`, 'cat-file', '--batch'], { env });
    const one: Process = { child, waiting: [], chunks: [], size: 0, needed: 1 };
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (chunk: Buffer) => {
      one.chunks.push(chunk);
      one.size += chunk.length;
      while (one.waiting.length > 0 && next(one));
    });
    child.on('close', () => {
      processes.delete(gitDirectory);
      for (const answer of one.waiting.splice(0)) answer(null);
    });
    return one;
  };
  return {
    blob(gitDirectory, id) {
      if (!/^[0-9a-f]{40}$/.test(id)) return Promise.resolve(null);
      const one = processes.get(gitDirectory) ?? open(gitDirectory);
      processes.set(gitDirectory, one);
      return new Promise((answer) => {
        one.waiting.push(answer);
        one.child.stdin.write(`${id}\n`);
      });
    },
    close() {
      for (const { child } of processes.values()) child.kill();
    },
  };
}

/** Takes one answer, `<id> <type> <size>\n<bytes>\n` or `<id> missing\n`; false when it is not whole yet. */
function next(one: Process): boolean {
  if (one.size < one.needed) return false;
  const all = Buffer.concat(one.chunks);
  one.chunks.splice(0, one.chunks.length, all);
  const end = all.indexOf(0x0a);
  if (end === -1) return false;
  const [, type = '', size = '0'] = all.subarray(0, end).toString().split(' ');
  const length = type === 'missing' ? -1 : Number(size);
  one.needed = end + 1 + length + 1;
  if (all.length < one.needed) return false;
  const bytes = length === -1 ? null : Buffer.from(all.subarray(end + 1, end + 1 + length));
  const rest = all.subarray(one.needed);
  one.chunks.splice(0, 1, rest);
  one.size = rest.length;
  one.needed = 1;
  one.waiting.shift()?.(type === 'blob' ? bytes : null);
  return true;
}
