/**
 * How much of real locks is read, and how much of what is read stands there: each lock of some git repositories, as it is and as it was, read by
 * our reader and by a parser of its ecosystem (or another that knows nothing of ours), and both compared entry by entry.
 *
 *   node test/bench/locks.ts <git directory>… [--versions N] [--out FILE]
 *
 * Prints recall and precision for each kind and form; FILE (out/bench/locks.jsonl) gets a line for each lock, with its differences. Needs python3 with pip, and go.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { compared, type Compared } from './locks/compare.ts';
import { kindOf } from './locks/kinds.ts';
import { comparedTable } from './locks/table.ts';
import { repositoryName } from './noise/count.ts';
import { contentOf } from './updates/served.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { versions: { type: 'string', default: '3' }, out: { type: 'string', default: 'out/bench/locks.jsonl' } },
});

/** More of one kind in one repository say the same again. */
const PATHS_OF_A_KIND = 3;

function git(folder: string, ...args: readonly string[]): string[] {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
    .split('\n')
    .filter((line) => line !== '');
}

/** The newest, the oldest, and what lies evenly between. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.round((index * (all.length - 1)) / (most - 1))]).filter(
    (one) => one !== undefined,
  );
}

const all: Compared[] = [];
mkdirSync(dirname(values.out), { recursive: true });
for (const folder of positionals) {
  const paths = new Set(
    git(
      folder,
      'log',
      '--first-parent',
      '--diff-merges=first-parent',
      '--name-only',
      '--no-renames',
      '--format=',
      '--max-count=4000',
      'HEAD',
    ),
  );
  const byKind = Map.groupBy([...paths].sort(), (path) => kindOf(path)?.id ?? '');
  byKind.delete('');
  for (const chosen of byKind.values())
    for (const path of spread(chosen, PATHS_OF_A_KIND))
      for (const commit of spread(
        git(folder, 'log', '--first-parent', '--no-renames', '--diff-filter=AM', '--format=%H', 'HEAD', '--', path),
        Number(values.versions),
      )) {
        const bytes = contentOf(folder, commit, path);
        const kind = kindOf(path);
        if (bytes === null || kind === null) continue;
        all.push(compared(kind, bytes, `${repositoryName(folder)}/${path}@${commit.slice(0, 10)}`));
      }
  process.stderr.write(`${repositoryName(folder)}\n`);
  writeFileSync(
    values.out,
    all
      .map(
        (one) => `${JSON.stringify({ ...one, kind: one.kind.id })}
`,
      )
      .join(''),
  );
}
console.log(comparedTable(all).join('\n'));
