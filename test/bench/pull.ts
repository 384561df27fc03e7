/** A model of 2 GB through `pull`, killed on the way: how fast, how much memory, how much came twice. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PullEntry } from '../../src/core/io/pull/types.ts';
import type { Order } from '../core/io/pull/child.ts';
import { type Line, start } from '../core/io/pull/children.ts';
import { generated } from '../hub-fake/bytes.ts';
import { startHub } from '../hub-fake/index.ts';
import { type Measured, measure } from './measure.ts';
import type { Row } from './row.ts';

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const SIZE = 2 * 1024 ** 3;
const MB = 1024 * 1024;
const CHILD = fileURLToPath(new URL('../core/io/pull/child.ts', import.meta.url));

/** A folder for 2 GB is emptied afterwards. The server shares the machine: the figures are of both. Throws when a file is not what the lock says. */
export const pullRow: Row = {
  name: 'pull',
  async run({ root }, report) {
    const file = generated('model.safetensors', SIZE);
    const hub = await startHub({ repos: [{ id: 'acme/large', commits: [COMMIT], files: [file] }], cdn: true });
    const entry: PullEntry = {
      hubRef: { kind: 'models', id: 'acme/large' },
      commit: COMMIT,
      files: [{ path: file.path, sha256: file.sha256, size: SIZE }],
    };
    const to = join(root, 'pull');
    const order: Order = { entry, to, hubUrl: hub.url, cdnUrl: hub.cdnUrl ?? '', filler: null };
    const once = (): Promise<Measured> => measure(process.execPath, [CHILD, JSON.stringify(order)]);
    try {
      empty(to);
      const whole = await once();
      report.ran('pull, 2 GB, at once', whole, `${rate(SIZE, whole)}, ${outcome(whole)}`);
      const present = await once();
      report.ran('pull, 2 GB, all there: hashed again', present, `${rate(SIZE, present)}, ${outcome(present)}`);
      empty(to);
      hub.spoil(file.path, 'hold', 2);
      for (const share of [1 / 2, 3 / 4]) {
        const run = start(order);
        await run.until(SIZE * share - 2 * MB);
        run.child.kill('SIGKILL');
        await run.ended;
      }
      const resumed = await once();
      report.ran('pull, 2 GB, killed at 50 % and 75 %: the rest', resumed, outcome(resumed));
    } finally {
      await hub.close();
      rmSync(to, { recursive: true, force: true });
    }
  },
};

function empty(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

function rate(bytes: number, { seconds }: Measured): string {
  return `${Math.round(bytes / MB / seconds)} MB/s`;
}

function outcome({ stdout }: Measured): string {
  const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Line;
  const [file] = last.result?.files ?? [];
  if (file === undefined || file.state === 'failed') throw new Error(`the pull failed: ${JSON.stringify(last).slice(0, 500)}`);
  return `${file.state}, ${Math.round(file.received / MB)} MB came over the network`;
}
