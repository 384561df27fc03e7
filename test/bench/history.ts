/** Repositories of any size in seconds: their history goes to `git fast-import`, and nothing is checked out. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** A branch and what it has beside what the first branch has. */
export type Branch = readonly [name: string, files: Iterable<TextFile>];

/** The folder of this name in `root`, made if it is not there. One that was not finished is never taken for it. */
export async function keptHistory(root: string, name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  const unfinished = join(root, `unfinished-${process.pid}`);
  try {
    await make(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** `folder` becomes a repository. Names and dates are fixed, so each commit has the same id wherever it is made. */
export async function makeHistory(folder: string, first: Branch, others: readonly Branch[]): Promise<void> {
  git(['init', '-q', '-b', first[0], '--template=', folder]);
  // Compressed only a little: reading it costs the same, making it a third.
  const importing = spawn('git', ['-C', folder, '-c', 'pack.compression=1', 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(importing, 'close');
  for (const chunk of chunks(stream(first, others))) if (!importing.stdin.write(chunk)) await once(importing.stdin, 'drain');
  importing.stdin.end();
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

function* stream(first: Branch, others: readonly Branch[]): Generator<string> {
  for (const [index, [name, files]] of [first, ...others].entries()) {
    const message = index === 0 ? 'base' : 'change';
    yield `commit refs/heads/${name}\ncommitter bench <bench@example.org> ${1_700_000_000 + index} +0000\ndata ${message.length}\n${message}\n`;
    if (index > 0) yield `from refs/heads/${first[0]}\n`;
    for (const { path, text } of files) yield `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  }
}

/** A pipe takes few large pieces faster than many small ones. */
function* chunks(pieces: Iterable<string>): Generator<string> {
  let held = '';
  for (const piece of pieces) {
    held += piece;
    if (held.length < 1 << 20) continue;
    yield held;
    held = '';
  }
  yield held;
}

export function git(args: readonly string[]): string {
  const ran = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
  return ran.stdout;
}
