/** What others published and the benchmark reads or runs: source distributions and the peer. Kept in out/bench. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
