import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EffectError } from '../../../../src/core/base/errors.ts';
import { createDigester, type Digester, type DigesterOptions } from '../../../../src/core/io/digest/digester.ts';

const MIB = 1024 * 1024;
const ODD = new URL('./odd-worker.ts', import.meta.url);

let folder = '';
const digesters: Digester[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-digester-'));
});
afterEach(async () => {
  await Promise.all(digesters.splice(0).map((digester) => digester.close()));
  rmSync(folder, { recursive: true, force: true });
});

function digester(options?: DigesterOptions): Digester {
  const made = createDigester(options);
  digesters.push(made);
  return made;
}

function file(name: string, content: string | Uint8Array): { path: string } {
  writeFileSync(join(folder, name), content);
  return { path: join(folder, name) };
}

/** Holes take no space on the disk; reading them takes time. */
function sparse(name: string, size: number): { path: string } {
  const made = file(name, '');
  truncateSync(made.path, size);
  return made;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof EffectError ? error.code : String(error);
}

describe('createDigester', () => {
  it('gives the digests of files of any size, whatever the block', async () => {
    const sizes = [0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB + 7];
    const files = sizes.map((size) => file(`${size}.bin`, Buffer.alloc(size, `${size}`)));
    const results = await digester().digest(files, ['sha256', 'sha512', 'blake2b-512']);
    expect(results.size).toBe(files.length);
    for (const { path } of files) {
      const bytes = readFileSync(path);
      const hash = (name: string): string => createHash(name).update(bytes).digest('hex');
      const digests = { sha256: hash('sha256'), sha512: hash('sha512'), 'blake2b-512': hash('blake2b512') };
      expect(results.get(path)).toEqual({ state: 'ok', size: bytes.length, digests });
    }
  });

  it('reads many small files, each once, and keeps the names as given', async () => {
    const files = Array.from({ length: 500 }, (_, index) => file(`${index}`, `${index}`));
    let bytes = 0;
    const results = await digester().digest([...files, ...files], ['sha256'], { onProgress: (sum) => (bytes = sum) });
    expect([...results.keys()]).toEqual(files.map(({ path }) => path));
    expect(bytes).toBe(10 + 90 * 2 + 400 * 3);
    const [first] = files;
    const here = { path: relative(process.cwd(), first?.path ?? '') };
    expect((await digester().digest([here], ['sha256'])).get(here.path)).toEqual(results.get(first?.path ?? ''));
  });

  it('answers for names that are not UTF-8', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.from([0xff])]), 'x');
    const results = await digester().digest([{ path: 'a\uDCFF' }], [], { root: folder });
    expect(results.get('a\uDCFF')).toEqual({ state: 'ok', size: 1, digests: {} });
  });

  it('takes what cannot be read as a result beside the others', async () => {
    symlinkSync('/dev/zero', join(folder, 'link'));
    const good = file('good', 'x');
    const paths = ['/dev/zero', join(folder, 'link'), join(folder, 'gone'), folder, `${folder}/\0`];
    const results = await digester().digest([...paths.map((path) => ({ path })), good], ['sha256']);
    const reasons = paths.map((path) => results.get(path)).map((result) => (result?.state === 'unavailable' ? result.reason : 'ok'));
    expect(reasons).toEqual(['not-a-file', 'link', 'not-found', 'not-a-file', 'unreadable']);
    expect(results.get(good.path)?.state).toBe('ok');
  });

  it('answers at once when nothing is asked', async () => {
    expect(await digester().digest([], ['sha256'])).toEqual(new Map());
  });

  it('refuses a root that is not there', async () => {
    expect(await codeOf(digester().digest([{ path: 'a' }], [], { root: join(folder, 'gone') }))).toBe('DISK');
  });

  it('works as a bundle, as it is shipped', async () => {
    const outfile = join(folder, 'digest-worker.mjs');
    const entry = new URL('../../../../src/core/io/digest/digest-worker.ts', import.meta.url).pathname;
    await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'silent' });
    const { path } = file('a', 'abc');
    const results = await digester({ script: pathToFileURL(outfile) }).digest([{ path }], ['sha256']);
    expect(results.get(path)).toMatchObject({ digests: { sha256: createHash('sha256').update('abc').digest('hex') } });
  });
});

describe('progress and cancellation', () => {
  it('tells the bytes read, rising to their sum, several times for a large file', async () => {
    const told: number[] = [];
    await digester().digest([sparse('a', 70 * MIB), sparse('b', 5)], ['sha256'], { onProgress: (bytes) => told.push(bytes) });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(-1)).toBe(70 * MIB + 5);
  });

  it('stops in the middle of a file that would take for ever, and works on', async () => {
    const tool = digester({ workers: 1 });
    const controller = new AbortController();
    const endless = sparse('endless', 2 ** 43);
    const stopped = tool.digest([endless], ['sha512'], { signal: controller.signal, onProgress: () => controller.abort() });
    expect(await codeOf(stopped)).toBe('ABORTED');
    const after = file('after', 'abc');
    expect((await tool.digest([after], ['sha256'])).get(after.path)).toMatchObject({ state: 'ok', size: 3 });
  });

  it('does not begin what is already canceled', async () => {
    let bytes = 0;
    const work = digester().digest([file('a', 'x')], [], { signal: AbortSignal.abort(), onProgress: () => bytes++ });
    expect(await codeOf(work)).toBe('ABORTED');
    expect(bytes).toBe(0);
  });

  it('hands an error of the progress callback to the caller', async () => {
    const failure = new Error('mine');
    const work = digester().digest([sparse('endless', 2 ** 43)], ['sha256'], {
      onProgress: () => {
        throw failure;
      },
    });
    await expect(work).rejects.toBe(failure);
  });

  it('ends calls that wait when it is closed, and takes no more', async () => {
    const tool = digester();
    const waiting = codeOf(tool.digest([sparse('endless', 2 ** 43)], ['sha256']));
    await tool.close();
    expect(await waiting).toBe('ABORTED');
    expect(await codeOf(tool.digest([file('a', '')], []))).toBe('ABORTED');
  });

  it('keeps overlapping calls apart', async () => {
    const tool = digester();
    const controller = new AbortController();
    const first = codeOf(
      tool.digest([sparse('endless', 2 ** 43)], ['sha256'], { signal: controller.signal, onProgress: () => controller.abort() }),
    );
    const second = tool.digest([file('b', 'bb')], ['sha256']);
    const third = tool.digest([file('c', 'ccc')], ['sha512']);
    expect(await first).toBe('ABORTED');
    expect([...(await second).values()]).toMatchObject([{ size: 2 }]);
    expect([...(await third).values()]).toMatchObject([{ size: 3, digests: { sha512: createHash('sha512').update('ccc').digest('hex') } }]);
  });
});

describe('threads', () => {
  it('starts no more than the machine has cores, nor than asked for', async () => {
    const files = Array.from({ length: 200 }, (_, index) => ({ path: `${folder}/${index}` }));
    async function threads(workers: number): Promise<number> {
      const results = await digester({ workers, script: ODD }).digest(files, []);
      return new Set([...results.values()].map((result) => (result.state === 'ok' ? result.size : -1))).size;
    }
    expect(await threads(1000)).toBeLessThanOrEqual(availableParallelism());
    expect(await threads(1)).toBe(1);
    expect(await threads(0)).toBe(1);
  });

  it('takes a thread that ends for a failure of its file, and starts another for the next call', async () => {
    const tool = digester({ workers: 1, script: ODD });
    const results = await tool.digest([{ path: `${folder}/die` }, { path: `${folder}/a` }], []);
    expect([...results.values()]).toMatchObject([{ reason: 'failed' }, { reason: 'failed' }]);
    expect([...(await tool.digest([{ path: `${folder}/a` }], [])).values()]).toMatchObject([{ state: 'ok' }]);
  });

  it('answers when the threads cannot be started at all', async () => {
    const results = await digester({ script: pathToFileURL(join(folder, 'gone.js')) }).digest([{ path: 'a' }], []);
    expect(results.get('a')).toMatchObject({ state: 'unavailable', reason: 'failed' });
  });
});
