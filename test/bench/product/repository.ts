/** The product as a git repository without a checkout, with its branches; kept between runs. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { feature, plain, seeds } from './branches.ts';
import { fileOf, type ProductFile } from './files.ts';

const SEEDS = [1_000, 20_000] as const;
/** Enough that each kind of file, of load and of branch is among them. */
const SAMPLE = 5_000;

/** Its branches are main, feature, plain, seeds-1000 and seeds-20000. One that another generator made goes. */
export async function productRepository(root: string, total: number): Promise<string> {
  const name = `product-${stamp()}-${total}`;
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  for (const other of readdirSync(root))
    if (/^product-[0-9a-f]{8}-/.test(other) && !other.startsWith(`product-${stamp()}-`)) rmSync(join(root, other), { recursive: true });
  const unfinished = join(root, `unfinished-${process.pid}`);
  try {
    await makeProduct(unfinished, total);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

let known: string | undefined;

/** Of what the generator writes: whoever changes it need not remember to say so. */
function stamp(): string {
  if (known !== undefined) return known;
  const digest = createHash('sha256');
  const files = [...branchesOf(SAMPLE).flatMap(([, list]) => list), ...Array.from({ length: SAMPLE }, (_, index) => fileOf(index, SAMPLE))];
  for (const { path, text } of files) digest.update(`${path}\n${text}`);
  known = digest.digest('hex').slice(0, 8);
  return known;
}

function branchesOf(total: number): readonly (readonly [string, readonly ProductFile[]])[] {
  return [['feature', feature(total)], ['plain', plain(total)], ...SEEDS.map((models) => [`seeds-${models}`, seeds(models)] as const)];
}

/** `folder` becomes a repository. Nothing is checked out: what is judged are commits. Names and dates are fixed, so each commit has the same id wherever it is made. */
export async function makeProduct(folder: string, total: number): Promise<void> {
  git(['init', '-q', '-b', 'main', '--template=', folder]);
  // Compressed only a little: reading it costs the same, making it a third.
  const importing = spawn('git', ['-C', folder, '-c', 'pack.compression=1', 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(importing, 'close');
  for (const chunk of chunks(stream(total))) if (!importing.stdin.write(chunk)) await once(importing.stdin, 'drain');
  importing.stdin.end();
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

function* stream(total: number): Generator<string> {
  yield commit('main', 'base', 1_700_000_000);
  for (let index = 0; index < total; index++) yield modify(fileOf(index, total));
  for (const [name, files] of branchesOf(total)) {
    yield `${commit(name, 'change', 1_700_000_100)}from refs/heads/main\n`;
    for (const file of files) yield modify(file);
  }
}

function commit(branch: string, message: string, seconds: number): string {
  return `commit refs/heads/${branch}\ncommitter bench <bench@example.org> ${seconds} +0000\ndata ${message.length}\n${message}\n`;
}

function modify({ path, text }: ProductFile): string {
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
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
