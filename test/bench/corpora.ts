/** What the benchmark reads: two source distributions, the peer, and a repository of any size made on the spot. Kept in out/bench. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockKind } from './lock-files.ts';

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';

/** A source distribution, unpacked; null when pip cannot fetch it. */
export function sourceDistribution(root: string, name: string, version: string): string | null {
  const folder = join(root, `${name}-${version}`);
  if (existsSync(folder)) return readdirSync(folder).map((entry) => join(folder, entry))[0] ?? null;
  const download = join(root, 'download');
  mkdirSync(download, { recursive: true });
  const pip = spawnSync(
    'python3',
    ['-m', 'pip', 'download', '-q', '--no-deps', '--no-binary', ':all:', '-d', download, `${name}==${version}`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const archive =
    pip.status === 0
      ? readdirSync(download).find((file) => file.endsWith('.tar.gz') && file.replaceAll('_', '-').startsWith(`${name}-`))
      : undefined;
  if (archive === undefined) return null;
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['xzf', join(download, archive), '-C', folder]);
  return readdirSync(folder).map((entry) => join(folder, entry))[0] ?? null;
}

/** The peer's program, installed by npm; null when it cannot be. */
export function peer(root: string, name: string, version: string, file: string): string | null {
  const folder = join(root, 'peer');
  const program = join(folder, 'node_modules', ...name.split('/'), file);
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent', `${name}@${version}`], { cwd: folder, stdio: 'ignore' });
  return existsSync(program) ? program : null;
}

/** A git repository with `files` files on main, and a branch "feature" that changes ten of them. */
export function repository(root: string, files: number): string {
  const folder = join(root, `repository-${files}`);
  if (existsSync(join(folder, '.git'))) return folder;
  mkdirSync(folder, { recursive: true });
  const stream: string[] = ['commit refs/heads/main\nmark :1\ncommitter bench <bench@example.org> 1700000000 +0000\ndata 4\nbase\n'];
  for (let index = 0; index < files; index++) stream.push(fileModify(pathOf(index), index, index % LOADS_EACH === 0 ? 'main' : null));
  stream.push('commit refs/heads/feature\ncommitter bench <bench@example.org> 1700000100 +0000\ndata 6\nchange\nfrom :1\n');
  for (let index = 0; index < 10; index++) stream.push(fileModify(pathOf(index * 100 + 7), index, COMMIT));
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { input: stream.join('') });
  return folder;
}

/** A git repository with one lockfile of so many packages, and a branch "feature" on which ten of them have another version. */
export function lockRepository(root: string, { path, text }: LockKind, entries: number): string {
  const folder = join(root, `${path}-${entries}`);
  if (existsSync(join(folder, '.git'))) return folder;
  mkdirSync(folder, { recursive: true });
  const whole = (content: string): string => `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
  const input = [
    `commit refs/heads/main\nmark :1\ncommitter bench <bench@example.org> 1700000000 +0000\ndata 4\nbase\n${whole(text(entries, 0))}`,
    `commit refs/heads/feature\ncommitter bench <bench@example.org> 1700000100 +0000\ndata 6\nchange\nfrom :1\n${whole(text(entries, 10))}`,
  ].join('');
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { input });
  return folder;
}

function pathOf(index: number): string {
  return `src/package${index % 200}/module${index}.${index % 4 === 0 ? 'ts' : 'py'}`;
}

/** One file in so many loads a model, as in a large product; the others are plain code with imports. The changed files all load one. */
const LOADS_EACH = 250;

/** `revision`: of the model that it loads; null: it loads none. */
function fileModify(path: string, index: number, revision: string | null): string {
  const load =
    revision === null
      ? ''
      : `from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/model-${index % 50}", revision="${revision}")\n`;
  const content = `import os\nfrom package${index % 200} import module${index}\n${load}def work(x):\n    return x + ${index}\n`.repeat(2);
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
}
