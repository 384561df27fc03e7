/**
 * What ordinary updates of dependencies say aloud (T33): commits of real repositories that change locks and what stands beside them, each judged
 * against its parent with the built-in baseline; once without registries, once with a stand-in that serves what the locks say.
 *
 *   node test/bench/updates.ts <git directory>… [--changes N] [--out FILE]
 *
 * Prints a row for each update; FILE (out/bench/updates.jsonl) gets what is said with its reasons.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { openParsers } from '../../src/core/index.ts';
import { startRegistry } from '../registry-fake/index.ts';
import { REGISTRIES_OFF } from '../support/registries-off.ts';
import { noiseOf, repositoryName } from './noise/count.ts';
import { startGenerousHub } from './noise/hub.ts';
import { judgeChanges } from './noise/judge.ts';
import { updatesOf } from './updates/select.ts';
import { serveLocks, standInFor } from './updates/served.ts';
import { type JudgedUpdate, rowsOf } from './updates/table.ts';

/** What stands there before anything is unfolded. */
function linesShown(comment: string): number {
  const shown = comment.replace(/<details>[^]*?<summary>([^]*?)<\/summary>[^]*?<\/details>/g, '$1');
  return shown.split('\n').filter((line) => line.trim() !== '').length;
}

const PUBLIC = { WEIGHBRIDGE_NPM_REGISTRY: '', WEIGHBRIDGE_PYPI_INDEX: '' };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { changes: { type: 'string', default: '3' }, out: { type: 'string', default: 'out/bench/updates.jsonl' } },
});
const [parsers, hub, registry] = [openParsers(), await startGenerousHub(), await startRegistry()];
standInFor(registry);
const all: JudgedUpdate[] = [];
mkdirSync(dirname(values.out), { recursive: true });
try {
  for (const folder of positionals) {
    const updates = updatesOf(folder, Number(values.changes));
    serveLocks(registry, folder, updates);
    for (const asked of [false, true]) {
      // As somebody has it who names none: npm and PyPI.
      const registries = asked ? { ...REGISTRIES_OFF, ...PUBLIC } : REGISTRIES_OFF;
      const commits = updates.map(({ commit }) => commit);
      for await (const change of judgeChanges({ folder, commits, hub, parsers, registries })) {
        const update = updates.find(({ commit }) => commit === change.commit);
        if (update === undefined) continue;
        const { comment, verdict, milliseconds } = change;
        all.push({
          repository: repositoryName(folder),
          update,
          asked,
          milliseconds,
          conclusion: verdict.conclusion,
          lines: linesShown(comment),
          changed: verdict.changes.length,
          requests: registry.requests.splice(0).length,
          said: noiseOf('', change).lines,
          comment,
        });
      }
    }
    process.stderr.write(`${repositoryName(folder)}: ${updates.length} updates\n`);
    writeFileSync(values.out, all.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }
} finally {
  await Promise.all([parsers.close(), hub.close(), registry.close()]);
}
console.log(rowsOf(all).join('\n'));
