/** Files of one git directory, at its HEAD where no commit is named. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Repository {
  readonly commit: string;
  /** Paths below a folder, which ends with "/". */
  readonly list: (folder: string) => string[];
  /** Their texts, in order; what is not there throws. A path of another commit is "<40 hex>:path". */
  readonly read: (paths: readonly string[]) => Map<string, string>;
}

export function openRepository(folder: string, repository: string): Repository {
  const at = join(folder, repository.replace('/', '+'));
  const directory = existsSync(join(at, 'repo')) ? join(at, 'repo') : at;
  const git = (args: string[], input = ''): Buffer =>
    execFileSync('git', ['-C', directory, ...args], { input, maxBuffer: 256 * 1024 * 1024 });
  return {
    commit: git(['rev-parse', 'HEAD']).toString().trim(),
    list: (under) => git(['ls-tree', '--name-only', 'HEAD', under]).toString().split('\n'),
    read: (paths) =>
      inBatch(
        git(['cat-file', '--batch'], paths.map((path) => `${/^[0-9a-f]{40}:/.test(path) ? path : `HEAD:${path}`}\n`).join('')),
        paths,
      ),
  };
}

/** "<id> blob <size>\n<bytes>\n" for each path. */
function inBatch(output: Buffer, paths: readonly string[]): Map<string, string> {
  let at = 0;
  return new Map(
    paths.map((path) => {
      const end = output.indexOf('\n', at);
      const head = output.toString('utf8', at, end);
      const size = Number(/ blob (\d+)$/.exec(head)?.[1]);
      if (!Number.isInteger(size)) throw new Error(`${path}: ${head}`);
      at = end + 1 + size + 1;
      return [path, output.toString('utf8', end + 1, at - 1)];
    }),
  );
}
