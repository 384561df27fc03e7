import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pullEntry } from '../../../../src/core/io/pull/pull.ts';
import { bytesAt, generated } from '../../../hub-fake/bytes.ts';
import { digests, entryOf, folder, hubWith, lying, onlyFile, optionsFor } from './support.ts';

const FILE = generated('weights.bin', 2_500_000);
const ENTRY = entryOf([FILE]);

describe('faults that pass: the file is complete and right in the end', () => {
  it.each([
    ['stop', 1],
    ['stop', 4],
    ['end', 2],
  ] as const)('%s, %i times: goes on where it stood', async (fault, times) => {
    const hub = await hubWith([FILE]);
    const to = folder();
    hub.spoil('weights.bin', fault, times);
    const { files } = await pullEntry(ENTRY, optionsFor(hub, to));
    expect(onlyFile(files)).toMatchObject({ state: 'downloaded', received: FILE.size });
    expect(hub.byteRequests.filter(({ range }) => range !== null)).toHaveLength(2 * times);
    expect(lying(to)).toEqual(digests([FILE]));
  });

  it.each([
    ['429', 429, { 'retry-after': '7' }, 7000],
    ['503', 503, {}, 0],
    ['500 of the CDN', 500, {}, 0],
    ['an expired address (403 of the CDN)', 403, {}, 0],
    ['a broken connection', 'drop', {}, 0],
  ] as const)('%s: waits and asks again', async (name, fault, headers, least) => {
    const hub = await hubWith([FILE]);
    const to = folder();
    const waits: number[] = [];
    hub.fault(name.includes('CDN') ? '?X-Signature' : '/resolve/', fault, 2, headers);
    const sleep = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
    await pullEntry(ENTRY, optionsFor(hub, to, { patience: { sleep } }));
    expect(lying(to)).toEqual(digests([FILE]));
    expect(waits).toHaveLength(2);
    expect(Math.min(...waits)).toBeGreaterThan(least);
  });

  it.each(['no-range', 'wrong-range'] as const)('%s: a beginning is given up for a server that does not continue it', async (fault) => {
    const hub = await hubWith([FILE]);
    const to = folder();
    begin(to, bytesAt(FILE.path, 0, 1_000_000));
    hub.spoil('weights.bin', fault, 1);
    const file = onlyFile((await pullEntry(ENTRY, optionsFor(hub, to))).files);
    expect(file).toMatchObject({ state: 'downloaded', received: FILE.size });
    expect(lying(to)).toEqual(digests([FILE]));
  });

  it('it begins again after 416', async () => {
    const hub = await hubWith([FILE]);
    const to = folder();
    begin(to, bytesAt(FILE.path, 0, 1_000_000));
    hub.fault('?X-Signature', 416, 1);
    await pullEntry(ENTRY, optionsFor(hub, to));
    expect(hub.byteRequests.map(({ range }) => range).at(-1)).toBe(null);
    expect(lying(to)).toEqual(digests([FILE]));
  });

  it('a beginning with wrong bytes is found out at the end, and fetched anew', async () => {
    const hub = await hubWith([FILE]);
    const to = folder();
    begin(to, Buffer.alloc(1_000_000, 7));
    const file = onlyFile((await pullEntry(ENTRY, optionsFor(hub, to))).files);
    expect(file).toMatchObject({ state: 'downloaded', received: FILE.size * 2 - 1_000_000 });
    expect(lying(to)).toEqual(digests([FILE]));
  });

  it('wrong bytes of one try do not spoil the file', async () => {
    const hub = await hubWith([FILE]);
    const to = folder();
    // JSON instead of the file, and then nothing.
    hub.fault('?X-Signature', 'stall', 1);
    await pullEntry(ENTRY, optionsFor(hub, to, { patience: { stallMs: 1000 } }));
    expect(lying(to)).toEqual(digests([FILE]));
  });

  it('a whole beginning needs no network, one that is too long is thrown away', async () => {
    const hub = await hubWith([FILE]);
    const whole = folder();
    begin(whole, bytesAt(FILE.path, 0, FILE.size));
    expect(onlyFile((await pullEntry(ENTRY, optionsFor(hub, whole))).files)).toMatchObject({ state: 'resumed', received: 0 });
    expect(hub.byteRequests).toEqual([]);
    const long = folder();
    begin(long, bytesAt(FILE.path, 0, FILE.size + 1));
    expect(onlyFile((await pullEntry(ENTRY, optionsFor(hub, long))).files)).toMatchObject({ state: 'downloaded', received: FILE.size });
    expect(lying(long)).toEqual(digests([FILE]));
  });
});

describe('faults that stay: a result with its reason, and no file', () => {
  it.each([
    ['other-bytes', 'wrong-bytes'],
    ['more', 'wrong-size'],
    ['claims-more', 'wrong-size'],
    ['claims-less', 'wrong-size'],
    ['compressed', 'refused'],
    ['linked-size', 'wrong-size'],
    ['linked-etag', 'wrong-bytes'],
    ['commit', 'wrong-commit'],
  ] as const)('%s → %s, not tried again, nothing left behind', async (fault, failure) => {
    const hub = await hubWith([FILE]);
    const to = folder();
    hub.spoil('weights.bin', fault);
    const result = await pullEntry(ENTRY, optionsFor(hub, to));
    expect(onlyFile(result.files)).toMatchObject({ state: 'failed', failure });
    expect(hub.byteRequests.filter(({ server }) => server === 'hub')).toHaveLength(1);
    expect([lying(to), result.unfinished]).toEqual([{}, []]);
  });

  it.each([
    ['html', 'not-a-file'],
    ['page404', 'not-found'],
    [404, 'not-found'],
    [403, 'unauthorized'],
    [418, 'refused'],
    ['nowhere', 'refused'],
    ['away', 'refused'],
  ] as const)('%s of the hub → %s', async (fault, failure) => {
    const hub = await hubWith([FILE]);
    const to = folder();
    hub.fault('/resolve/', fault);
    expect(onlyFile((await pullEntry(ENTRY, optionsFor(hub, to))).files)).toMatchObject({ state: 'failed', failure });
    expect(lying(to)).toEqual({});
  });

  it.each([
    ['drop', 'unreachable'],
    [429, 'rate-limited'],
    [502, 'server-error'],
  ] as const)('%s for ever → %s after as many tries as allowed', async (fault, failure) => {
    const hub = await hubWith([FILE]);
    hub.fault('/resolve/', fault);
    const result = await pullEntry(ENTRY, optionsFor(hub, folder(), { patience: { fruitless: 3 } }));
    expect(onlyFile(result.files)).toMatchObject({ state: 'failed', failure });
    expect(result.unfinished).toEqual([]);
    expect(hub.requests).toHaveLength(3);
  });

  it.each(['hang', 'stall'] as const)('%s for ever → stalled', async (fault) => {
    const hub = await hubWith([FILE]);
    hub.fault('/resolve/', fault);
    const file = onlyFile((await pullEntry(ENTRY, optionsFor(hub, folder(), { patience: { stallMs: 40, fruitless: 2 } }))).files);
    expect(file).toMatchObject({ state: 'failed', failure: 'stalled' });
  });

  it('a server that lets single bytes drip is given up', async () => {
    const hub = await hubWith([FILE]);
    hub.spoil('weights.bin', 'drip');
    const file = onlyFile((await pullEntry(ENTRY, optionsFor(hub, folder(), { patience: { stallMs: 200, fruitless: 2 } }))).files);
    expect(file).toMatchObject({ state: 'failed', failure: 'stalled' });
  });

  it('a wait that is asked for and too long is told instead', async () => {
    const hub = await hubWith([FILE]);
    hub.fault('/resolve/', 429, 1, { 'retry-after': '86400' });
    const file = onlyFile((await pullEntry(ENTRY, optionsFor(hub, folder()))).files);
    expect(file).toMatchObject({ state: 'failed', failure: 'rate-limited' });
  });

  it('the tries for one file are counted, however much each brings; what came is kept', async () => {
    const hub = await hubWith([FILE]);
    hub.spoil('weights.bin', 'stop');
    const result = await pullEntry(ENTRY, optionsFor(hub, folder(), { patience: { tries: 3, fruitless: 99 } }));
    expect(onlyFile(result.files)).toMatchObject({ state: 'failed', failure: 'unreachable' });
    expect(hub.byteRequests).toHaveLength(2 * 3);
    expect(result.unfinished).toEqual([`${FILE.sha256}.part`]);
  });

  it('a server that mixes in wrong bytes each time gets one more chance, not a hundred', async () => {
    const hub = await hubWith([FILE]);
    let asked = 0;
    const mixing: typeof globalThis.fetch = (input, init) => {
      // Every second answer of the CDN is some JSON and then nothing.
      if (new Request(input).url.includes('?X-Signature') && asked++ % 2 === 0) hub.fault('?X-Signature', 'garbage', 1);
      return globalThis.fetch(input, init);
    };
    const result = await pullEntry(ENTRY, optionsFor(hub, folder(), { fetch: mixing }));
    expect(onlyFile(result.files)).toMatchObject({ state: 'failed', failure: 'wrong-bytes' });
    expect([asked, result.unfinished]).toEqual([4, []]);
  });

  it('a gated model without a token, and a file that the commit has not', async () => {
    const hub = await hubWith([FILE], { locked: true });
    expect(onlyFile((await pullEntry(ENTRY, optionsFor(hub, folder()))).files)).toMatchObject({ failure: 'gated' });
    const other = generated('other.bin', 10);
    const open = await hubWith([FILE]);
    expect(onlyFile((await pullEntry(entryOf([other]), optionsFor(open, folder()))).files)).toMatchObject({ failure: 'not-found' });
  });

  it('one bad file does not keep the others away', async () => {
    const good = generated('good.bin', 100_000);
    const hub = await hubWith([FILE, good]);
    hub.spoil('weights.bin', 'other-bytes');
    const to = folder();
    await pullEntry(entryOf([FILE, good]), optionsFor(hub, to));
    expect(lying(to)).toEqual(digests([good]));
  });

  it('the quota counts what comes, repeats as well', async () => {
    const hub = await hubWith([FILE]);
    const to = folder();
    hub.spoil('weights.bin', 'no-range');
    begin(to, Buffer.alloc(1_000_000, 7));
    const file = onlyFile((await pullEntry(ENTRY, optionsFor(hub, to, { maxBytes: 2_000_000 }))).files);
    expect(file).toMatchObject({ state: 'failed', failure: 'quota' });
  });
});

function begin(to: string, bytes: Uint8Array): void {
  mkdirSync(join(to, '.weighbridge-partial'));
  writeFileSync(join(to, '.weighbridge-partial', `${FILE.sha256}.part`), bytes);
}
