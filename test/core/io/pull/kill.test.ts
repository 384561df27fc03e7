import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pullEntry } from '../../../../src/core/io/pull/pull.ts';
import { generated } from '../../../hub-fake/bytes.ts';
import { start } from './children.ts';
import { digests, entryOf, errorOf, folder, hubWith, lying, onlyFile, optionsFor } from './support.ts';

const SIZE = 64 * 1024 * 1024;
const FILE = generated('weights.safetensors', SIZE);
const ENTRY = entryOf([FILE]);
/** Bytes that have come and are not on disk yet. */
const BATCH = 1024 * 1024;

describe('kill -9 in the middle', () => {
  it('three times: never a file that looks whole, and each pull goes on where the last one stood', async () => {
    const hub = await hubWith([FILE]);
    const to = folder();
    hub.spoil(FILE.path, 'hold', 3);
    const order = { entry: ENTRY, to, hubUrl: hub.url, cdnUrl: hub.cdnUrl ?? '', filler: null };
    for (const share of [1 / 2, 3 / 4, 7 / 8]) {
      const run = start(order);
      await run.until(SIZE * share - 2 * BATCH);
      run.child.kill('SIGKILL');
      await run.ended;
      expect(readdirSync(to)).toEqual(['.weighbridge-partial']);
    }
    const lines = await start(order).ended;
    const file = onlyFile(lines.at(-1)?.result?.files ?? []);
    expect(file.state).toBe('resumed');
    expect(file.received).toBeLessThan(SIZE / 8 + 3 * BATCH);
    // The lock files and the part are gone as well.
    expect(lying(to)).toEqual(digests([FILE]));
    expect(readdirSync(to)).toEqual([FILE.path]);
  });

  it('a second pull is refused while the first one runs, and takes over when it was killed', async () => {
    const hub = await hubWith([FILE]);
    const to = folder();
    hub.spoil(FILE.path, 'hold', 1);
    const first = start({ entry: ENTRY, to, hubUrl: hub.url, cdnUrl: hub.cdnUrl ?? '', filler: null });
    await first.until(SIZE / 4);
    const error = await errorOf(() => pullEntry(ENTRY, optionsFor(hub, to)));
    expect([error.name, error.code]).toEqual(['EffectError', 'DISK']);
    expect(error.message).toContain(`process ${first.child.pid}`);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(readdirSync(join(to, '.weighbridge-partial'))).toHaveLength(2);
    const result = await pullEntry(ENTRY, optionsFor(hub, to));
    expect(onlyFile(result.files).state).toBe('resumed');
    expect(lying(to)).toEqual(digests([FILE]));
  });
});
