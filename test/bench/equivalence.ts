/**
 * Following a change and judging what differs, against reading and judging everything: first-parent commits of real repositories, each judged both
 * ways. The kept tree is moved on
 * from one commit to the next, as on a developer's machine.
 *
 *   node test/bench/equivalence.ts <git directory>… [--changes N]
 *
 * Prints each difference, and why changes were read whole. Ends with 1 where anything differs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  build,
  check,
  createEvidence,
  detectors,
  detectorStamp,
  effectivePolicy,
  hubSettings,
  type KeptStore,
  memoryCache,
  openKept,
  openParsers,
  openPorts,
  openRepository,
  rules,
} from '../../src/core/index.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { REGISTRIES_OFF } from '../support/registries-off.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const { values, positionals } = parseArgs({ allowPositionals: true, options: { changes: { type: 'string', default: '100' } } });
const parsers = openParsers();
const reasons = new Map<string, number>();
let [changes, followed, different] = [0, 0, 0];
let [cpuWhole, cpuFollowed] = [0, 0];

function commitsOf(folder: string): string[] {
  const list = ['rev-list', '--first-parent', '--min-parents=1', '--reverse', `--max-count=${values.changes}`, 'HEAD'];
  return execFileSync('git', ['-C', folder, ...list], { encoding: 'utf8', maxBuffer: 1 << 28 })
    .split('\n')
    .filter((one) => one !== '');
}

function count(reason: string): void {
  // Paths and numbers differ from change to change.
  const kind = reason.replace(/^\S*[./]\S* /, '… ').replace(/ \S*[./]\S*$/, ' …');
  reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
}

async function compare(folder: string, work: string): Promise<void> {
  const repository = await openRepository(folder);
  const cache = memoryCache();
  const evidence = createEvidence();
  const file = join(work, 'kept.sqlite');
  rmSync(file, { force: true });
  const judge = async (
    parent: string,
    commit: string,
    kept: KeptStore | null,
    all = true,
  ): Promise<{ result: CheckResult; reason: string | null; cpu: number }> => {
    let reason: string | null = null;
    const before = process.cpuUsage();
    const { ports, close } = openPorts({
      parsers,
      detectors,
      cache,
      evidence,
      hub: hubSettings(REGISTRIES_OFF, { hubUrl: null }),
      offline: true,
      now: NOW,
      progress: () => undefined,
      log: (message) => {
        reason = message.slice(message.indexOf(': ') + 2);
      },
    });
    try {
      const [base, head] = [repository.tree(parent, 'main', parent), repository.tree(commit, 'change', commit)];
      const subject = { name: 'product', version: commit };
      const input = {
        base,
        head,
        subject,
        policy: effectivePolicy([], rules),
        review: { changes: [], mistakes: [] },
        notes: [],
        kept,
        whole: all,
      };
      const result = await check(input, ports);
      const { user, system } = process.cpuUsage(before);
      return { result, reason, cpu: (user + system) / 1e6 };
    } finally {
      await close();
    }
  };
  for (const commit of commitsOf(folder)) {
    const [parent] = await repository.parents(commit);
    if (parent === undefined) continue;
    const whole = await judge(parent, commit, null);
    const kept = await openKept(file, `${build} ${detectorStamp(detectors)}`);
    const isKept = kept?.open('[]') !== null;
    const other = await judge(parent, commit, kept, false);
    kept?.close();
    changes += 1;
    if (isKept && other.reason === null) {
      followed += 1;
      cpuWhole += whole.cpu;
      cpuFollowed += other.cpu;
    } else count(other.reason ?? 'nothing was kept');
    const [a, b] = [JSON.stringify(whole.result), JSON.stringify(other.result)];
    if (a === b) continue;
    different += 1;
    let at = 0;
    while (a[at] === b[at]) at += 1;
    console.log(
      `DIFFERENT ${folder} ${commit}\n  whole    …${a.slice(Math.max(0, at - 200), at + 200)}\n  followed …${b.slice(Math.max(0, at - 200), at + 200)}`,
    );
  }
  await repository.close();
}

const work = mkdtempSync(join(tmpdir(), 'weighbridge-equivalence-'));
try {
  for (const folder of positionals) {
    await compare(folder, work);
    console.log(
      `${folder}: ${changes} changes, ${followed} followed, ${different} different; CPU ${cpuWhole.toFixed(1)} s whole, ${cpuFollowed.toFixed(1)} s followed`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
  await parsers.close();
}
for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1])) console.log(`${String(times).padStart(6)} ${reason}`);
if (different > 0) process.exitCode = 1;
