import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pullEntry } from '../../../../src/core/io/pull/pull.ts';
import { generated } from '../../../hub-fake/bytes.ts';
import { digests, entryOf, folder, hubWith, lying, onlyFile, optionsFor } from './support.ts';

const FILE = generated('onnx/weights.bin', 100_000);
const ENTRY = entryOf([FILE]);
const KEPT = 'not ours';

/** A folder outside with one file, which must never change. */
function outside(): string {
  const path = folder();
  writeFileSync(join(path, 'weights.bin'), KEPT);
  return path;
}

function untouched(path: string): void {
  expect(readdirSync(path)).toEqual(['weights.bin']);
  expect(readFileSync(join(path, 'weights.bin'), 'utf8')).toBe(KEPT);
}

describe('links inside the folder are not followed', () => {
  it('a folder on the way is refused', async () => {
    const [hub, to, other] = [await hubWith([FILE]), folder(), outside()];
    symlinkSync(other, join(to, 'onnx'));
    for (const replace of [false, true])
      expect(onlyFile((await pullEntry(ENTRY, optionsFor(hub, to, { replace }))).files)).toMatchObject({
        state: 'failed',
        failure: 'blocked',
      });
    expect(hub.byteRequests).toEqual([]);
    untouched(other);
  });

  it.each(['before', 'during'])('a folder on the way, put there %s the download', async (when) => {
    const [hub, to, other] = [await hubWith([FILE]), folder(), outside()];
    const put = (): void => void (readdirSync(to).includes('onnx') || symlinkSync(other, join(to, 'onnx')));
    if (when === 'before') put();
    const { files } = await pullEntry(ENTRY, optionsFor(hub, to, { onProgress: put }));
    expect(onlyFile(files)).toMatchObject({ state: 'failed', failure: 'blocked' });
    untouched(other);
  });

  it('the place of the file itself, and a folder in its place', async () => {
    const [hub, to, other] = [await hubWith([FILE]), folder(), outside()];
    mkdirSync(join(to, 'onnx'));
    symlinkSync(join(other, 'weights.bin'), join(to, 'onnx', 'weights.bin'));
    expect(onlyFile((await pullEntry(ENTRY, optionsFor(hub, to, { replace: true }))).files)).toMatchObject({ failure: 'blocked' });
    untouched(other);
    const second = folder();
    mkdirSync(join(second, 'onnx', 'weights.bin'), { recursive: true });
    expect(onlyFile((await pullEntry(ENTRY, optionsFor(hub, second, { replace: true }))).files)).toMatchObject({ failure: 'blocked' });
  });

  it('the folder of unfinished files may not be one', async () => {
    const [hub, to, other] = [await hubWith([FILE]), folder(), outside()];
    symlinkSync(other, join(to, '.weighbridge-partial'));
    await expect(pullEntry(ENTRY, optionsFor(hub, to))).rejects.toMatchObject({ name: 'InputError', code: 'PATH_OUTSIDE' });
    untouched(other);
  });

  it.each([
    ['a symbolic link', symlinkSync],
    ['a second name', linkSync],
  ])('an unfinished file that is %s of another one', async (_, link) => {
    const [hub, to, other] = [await hubWith([FILE]), folder(), outside()];
    mkdirSync(join(to, '.weighbridge-partial'));
    link(join(other, 'weights.bin'), join(to, '.weighbridge-partial', `${FILE.sha256}.part`));
    expect(onlyFile((await pullEntry(ENTRY, optionsFor(hub, to))).files).state).toBe('downloaded');
    expect(lying(to)).toEqual(digests([FILE]));
    untouched(other);
  });

  it('an unfinished file that is a link, in the way of a copy', async () => {
    const twin = { ...FILE, path: 'twin.bin' };
    const [hub, to, other] = [await hubWith([FILE, twin]), folder(), outside()];
    await pullEntry(ENTRY, optionsFor(hub, to));
    mkdirSync(join(to, '.weighbridge-partial'));
    symlinkSync(join(other, 'weights.bin'), join(to, '.weighbridge-partial', `${FILE.sha256}.part`));
    await pullEntry(entryOf([FILE, twin]), optionsFor(hub, to));
    expect(lying(to)).toEqual(digests([FILE, twin]));
    untouched(other);
  });

  it('the folder that is filled may not be one', async () => {
    const [hub, root, other] = [await hubWith([FILE]), folder(), outside()];
    symlinkSync(other, join(root, 'models'));
    await expect(pullEntry(ENTRY, optionsFor(hub, join(root, 'models')))).rejects.toMatchObject({ code: 'PATH_OUTSIDE' });
    // Above it links are the operator's, unless a trusted folder is named.
    const below = join(root, 'models', 'acme');
    await expect(pullEntry(ENTRY, optionsFor(hub, below, { within: root }))).rejects.toMatchObject({ code: 'PATH_OUTSIDE' });
    untouched(other);
    await pullEntry(ENTRY, optionsFor(hub, below));
    expect(readdirSync(join(other, 'acme'))).toEqual(['onnx']);
  });

  it('links are told as extra, and what they lead to is not listed', async () => {
    const [hub, to, other] = [await hubWith([FILE]), folder(), outside()];
    symlinkSync(other, join(to, 'else'));
    const result = await pullEntry(ENTRY, optionsFor(hub, to, { within: to }));
    expect(result.extra.paths).toEqual(['else']);
  });
});
