/**
 * How often a person is told something about an ordinary change (T33): first-parent commits of real repositories, each judged against its
 * parent with the built-in baseline and a hub that knows every model.
 *
 *   node test/bench/noise.ts <git directory>… [--changes N] [--trained-on LICENSE] [--out FILE]
 *
 * With --trained-on every model says that it was trained on data under that license, as cards of the hub write it.
 * Prints figures for each repository and in sum; FILE (out/bench/noise.jsonl) gets one line for each change that says anything.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { openParsers } from '../../src/core/index.ts';
import { type NoisyChange, noiseOf, repositoryName } from './noise/count.ts';
import { startGenerousHub } from './noise/hub.ts';
import { judgeChanges } from './noise/judge.ts';
import { table } from './noise/table.ts';

/** Oldest first. */
function firstParents(folder: string, changes: number): string[] {
  const list = ['rev-list', '--first-parent', '--min-parents=1', '--reverse', `--max-count=${changes}`, 'HEAD'];
  const told = execFileSync('git', ['-C', folder, ...list], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return told.split('\n').filter((commit) => commit !== '');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    changes: { type: 'string', default: '200' },
    'trained-on': { type: 'string' },
    out: { type: 'string', default: 'out/bench/noise.jsonl' },
  },
});
const [parsers, hub] = [openParsers(), await startGenerousHub(values['trained-on'] ?? null)];
const all: NoisyChange[] = [];
mkdirSync(dirname(values.out), { recursive: true });
try {
  for (const folder of positionals) {
    const repository = repositoryName(folder);
    const started = performance.now();
    const commits = firstParents(folder, Number(values.changes));
    for await (const change of judgeChanges({ folder, commits, hub, parsers })) all.push(noiseOf(repository, change));
    process.stderr.write(`${repository}: ${commits.length} changes in ${Math.round((performance.now() - started) / 1000)} s\n`);
    const told = all.filter(({ lines, unread, named }) => lines.length > 0 || unread > 0 || named.length > 0);
    writeFileSync(values.out, told.map((change) => `${JSON.stringify(change)}\n`).join(''));
  }
} finally {
  await Promise.all([parsers.close(), hub.close()]);
}
console.log(table(all));
