import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pullEntry, pullLock } from '../../../../src/core/io/pull/pull.ts';
import { generated } from '../../../hub-fake/bytes.ts';
import { startHub } from '../../../hub-fake/index.ts';
import { COMMIT, digests, entryOf, folder, hubWith, lying, onlyFile, optionsFor, small, states } from './support.ts';

const WEIGHTS = generated('weights.safetensors', 3_000_001);
const FILES = [small('config.json'), WEIGHTS, generated('onnx/model.onnx', 900_000), small('empty.txt', 0)];

describe('pullEntry', () => {
  it('puts exactly the files of the lock into the folder, and leaves nothing else', async () => {
    const hub = await hubWith(FILES, { plain: ['config.json', 'empty.txt'] });
    const to = join(folder(), 'new', 'folder');
    const result = await pullEntry(entryOf(FILES), optionsFor(hub, to));
    expect(states(result.files)).toEqual(Object.fromEntries(Object.keys(digests(FILES)).map((path) => [path, 'downloaded'])));
    expect(result.files.map(({ received, size }) => received === size)).toEqual([true, true, true, true]);
    expect(lying(to)).toEqual(digests(FILES));
    expect([result.extra, result.unfinished]).toEqual([{ paths: [], more: false }, []]);
    expect(existsSync(join(to, '.weighbridge-partial'))).toBe(false);
  });

  it('asks for nothing that is there already, after hashing it', async () => {
    const hub = await hubWith(FILES);
    const to = folder();
    await pullEntry(entryOf(FILES), optionsFor(hub, to));
    const asked = hub.byteRequests.length;
    const again = await pullEntry(entryOf(FILES), optionsFor(hub, to));
    expect(new Set(Object.values(states(again.files)))).toEqual(new Set(['present']));
    expect(hub.byteRequests.length).toBe(asked);
  });

  it('leaves a changed file of the right size alone and says so; with `replace` it is replaced', async () => {
    const hub = await hubWith([WEIGHTS]);
    const to = folder();
    const mine = Buffer.alloc(WEIGHTS.size, 1);
    writeFileSync(join(to, WEIGHTS.path), mine);
    const left = await pullEntry(entryOf([WEIGHTS]), optionsFor(hub, to));
    expect(states(left.files)).toEqual({ [WEIGHTS.path]: 'differs' });
    expect(readFileSync(join(to, WEIGHTS.path)).equals(mine)).toBe(true);
    expect(hub.byteRequests).toEqual([]);
    const replaced = await pullEntry(entryOf([WEIGHTS]), optionsFor(hub, to, { replace: true }));
    expect(states(replaced.files)).toEqual({ [WEIGHTS.path]: 'downloaded' });
    expect(lying(to)).toEqual(digests([WEIGHTS]));
  });

  it('fetches only what is wanted, and counts unwanted files of the lock as known', async () => {
    const hub = await hubWith(FILES);
    const to = folder();
    mkdirSync(join(to, 'onnx'));
    writeFileSync(join(to, 'onnx', 'model.onnx'), 'older');
    writeFileSync(join(to, 'notes.txt'), 'mine');
    const result = await pullEntry(entryOf(FILES), optionsFor(hub, to, { only: (path) => path.endsWith('.json') }));
    expect(states(result.files)).toEqual({ 'config.json': 'downloaded' });
    expect(result.extra).toEqual({ paths: ['notes.txt'], more: false });
    expect(readFileSync(join(to, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('fetches equal bytes once, and copies them', async () => {
    const twin = { ...WEIGHTS, path: 'copy/of.bin' };
    const hub = await hubWith([WEIGHTS, twin]);
    const to = folder();
    const result = await pullEntry(entryOf([WEIGHTS, twin]), optionsFor(hub, to));
    expect(states(result.files)).toEqual({ 'copy/of.bin': 'downloaded', [WEIGHTS.path]: 'copied' });
    expect(lying(to)).toEqual(digests([WEIGHTS, twin]));
    expect(hub.byteRequests.filter(({ server }) => server === 'cdn')).toHaveLength(1);
  });

  it('fetches a name with "?", "#", "%" and letters beyond ASCII', async () => {
    const odd = generated('data dir/größe 100% #1?.bin', 5000);
    const hub = await hubWith([odd]);
    const to = folder();
    await pullEntry(entryOf([odd]), optionsFor(hub, to));
    expect(lying(to)).toEqual(digests([odd]));
  });

  it('tells how far each file is', async () => {
    const hub = await hubWith([WEIGHTS]);
    const seen: number[] = [];
    await pullEntry(entryOf([WEIGHTS]), optionsFor(hub, folder(), { onProgress: ({ held }) => seen.push(held) }));
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(WEIGHTS.size);
  });
});

describe('pullLock', () => {
  it('gives every model and dataset a folder of its own', async () => {
    const files = [small('config.json')];
    const hub = await startHub({
      repos: [
        { id: 'acme/a', commits: [COMMIT], files },
        { id: 'acme/a', kind: 'datasets', commits: [COMMIT], files: [small('data.csv')] },
      ],
    });
    const to = folder();
    const entries = [entryOf(files), entryOf([small('data.csv')], { hubRef: { kind: 'datasets', id: 'acme/a' } })];
    await pullLock(entries, optionsFor(hub, to));
    await hub.close();
    expect(Object.keys(lying(to))).toEqual(['acme/a/config.json', 'datasets/acme/a/data.csv']);
  });

  it('does nothing for an empty lock', async () => {
    const hub = await hubWith([]);
    const result = await pullLock([], optionsFor(hub, folder()));
    expect(result).toEqual({ files: [], extra: { paths: [], more: false }, unfinished: [] });
  });
});

describe('a pull that was stopped', () => {
  it('throws ABORTED, shows no file under its name, and goes on where it stood', async () => {
    const hub = await hubWith([WEIGHTS]);
    const to = folder();
    const stop = new AbortController();
    const options = optionsFor(hub, to, { signal: stop.signal, onProgress: ({ held }) => held > 1_000_000 && stop.abort() });
    await expect(pullEntry(entryOf([WEIGHTS]), options)).rejects.toMatchObject({ code: 'ABORTED' });
    expect(Object.keys(lying(to))).toEqual([`.weighbridge-partial/${WEIGHTS.sha256}.part`]);
    const file = onlyFile((await pullEntry(entryOf([WEIGHTS]), optionsFor(hub, to))).files);
    expect([file.state, file.received < 2_000_001]).toEqual(['resumed', true]);
    expect(hub.byteRequests.at(-1)?.range).toMatch(/^bytes=\d{7}-$/);
    expect(lying(to)).toEqual(digests([WEIGHTS]));
  });

  it('writes nothing when it was stopped before it began', async () => {
    const hub = await hubWith([WEIGHTS]);
    const to = join(folder(), 'never');
    await expect(pullEntry(entryOf([WEIGHTS]), optionsFor(hub, to, { signal: AbortSignal.abort() }))).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(existsSync(to)).toBe(false);
  });
});
