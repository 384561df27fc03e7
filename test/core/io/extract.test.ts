import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Detector } from '../../../src/core/discover/detector.ts';
import { detectors } from '../../../src/core/discover/index.ts';
import { createExtract, detectorStamp } from '../../../src/core/io/extract/extract.ts';
import { diskCache, type FactCache, memoryCache } from '../../../src/core/io/extract/fact-cache.ts';
import { createPool, type Pool, type PoolOptions, type PoolResult } from '../../../src/core/io/extract/pool.ts';
import { memoryTree } from '../../../src/core/io/trees/memory-tree.ts';
import type { Depth, FileFacts, Tree, TreeEntry } from '../../../src/core/model/index.ts';
import { wholeZip } from '../inspect/archives.ts';

const ODD = new URL('./workers/odd.ts', import.meta.url);
const NOTHING_SAID: PoolResult = { state: 'ok', answers: [{ facts: [], failure: null }] };
const cleanup: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanup.splice(0)) await step();
});

function pool(options: Partial<PoolOptions> = {}): Pool {
  const made = createPool({ workers: 1, deadline: 30_000, memory: 256, ...options });
  cleanup.push(() => made.close());
  return made;
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'weighbridge-cache-'));
  cleanup.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const ABOUT = { title: 't', motivation: 'm', decides: 'd', remedy: 'r', serves: 's' };
function detector(id: string, more: Partial<Detector> = {}): Detector {
  return {
    id,
    version: 1,
    about: ABOUT,
    reads: 'text',
    limit: 1000,
    wants: (path) => path.endsWith('.x'),
    grammar: () => null,
    facts: () => [],
    ...more,
  };
}

function messages(files: ReadonlyMap<string, FileFacts>): Record<string, string[]> {
  const text = ({ facts }: FileFacts): string[] =>
    facts.map((fact) => (fact.kind === 'problem' ? `${fact.code}: ${fact.message}` : fact.kind));
  return Object.fromEntries([...files].map(([path, file]) => [path, text(file)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function extracted(
  tree: Tree,
  more: { readonly pool?: Pool; readonly detectors?: readonly Detector[]; readonly cache?: FactCache; readonly depth?: Depth } = {},
) {
  const extract = createExtract({
    detectors: more.detectors ?? [detector('odd')],
    pool: more.pool ?? pool({ script: ODD }),
    cache: more.cache ?? memoryCache(),
  });
  return extract(tree, (await tree.list()).entries, more.depth ?? 'surface');
}

describe('parser threads (T18)', () => {
  it.each([
    ['hang', 'timeout: parsing took longer than 1000 ms', 1000, 256],
    ['wait', 'timeout: parsing took longer than 200 ms', 200, 256],
    ['die', 'unreadable: the parser thread ended', 30_000, 256],
    ['throw', 'unreadable: the thread broke', 30_000, 256],
    ['fail', 'unreadable: a bug of the detector', 30_000, 256],
    ['grow', expect.stringMatching(/^unreadable: .*memory/), 30_000, 16],
  ])('a file that makes it %s is a problem of that file; all others are read', async (what, problem, deadline, memory) => {
    const others = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${String.fromCharCode(97 + index)}.x`, `${index}`]));
    const files = messages(await extracted(memoryTree({ ...others, 'g2.x': what }), { pool: pool({ script: ODD, deadline, memory }) }));
    expect(files['g2.x']).toEqual([problem]);
    for (const [path, text] of Object.entries(others)) expect(files[path]).toEqual([`syntax: odd surface ${text} ${text.length}`]);
  });

  it('a file is given up for the time that its thread computed, not for what passed meanwhile', async () => {
    const files = messages(await extracted(memoryTree({ 'a.x': 'sleep' }), { pool: pool({ script: ODD, deadline: 1000 }) }));
    expect(files['a.x']).toEqual(['syntax: odd surface sleep 5']);
  });

  it('several bad files, two threads: each is its own problem', async () => {
    const tree = memoryTree(
      Object.fromEntries(['die', 'ok', 'throw', 'fail', 'die again', 'ok too'].map((text, index) => [`${index}.x`, text])),
    );
    const files = messages(await extracted(tree, { pool: pool({ script: ODD, workers: 2 }) }));
    expect(Object.values(files).map(([text]) => text?.split(':')[0])).toEqual([
      'unreadable',
      'syntax',
      'unreadable',
      'unreadable',
      'unreadable',
      'syntax',
    ]);
  });

  it('of several detectors of one file the one that hangs is the problem; the others say what they say', async () => {
    const three = [detector('hangs'), detector('odd'), detector('other')];
    const tree = memoryTree({ 'a.x': 'only hangs', 'b.x': 'ok' });
    const files = messages(await extracted(tree, { detectors: three, pool: pool({ script: ODD, deadline: 300 }) }));
    expect(files).toEqual({
      'a.x': ['timeout: parsing took longer than 300 ms', 'syntax: odd surface only hangs 10', 'syntax: other surface only hangs 10'],
      'b.x': ['hangs', 'odd', 'other'].map((id) => `syntax: ${id} surface ok 2`),
    });
  });

  it('a thread that cannot even start fails every file, and the run ends', async () => {
    const files = messages(
      await extracted(memoryTree({ 'a.x': '1', 'b.x': '2' }), { pool: pool({ script: new URL('./workers/none.ts', import.meta.url) }) }),
    );
    expect([files['a.x']?.length, files['b.x']?.length]).toEqual([1, 1]);
  });

  it('sees no variable of the environment', async () => {
    process.env['WB_TEST_TOKEN'] = 'secret';
    cleanup.push(() => delete process.env['WB_TEST_TOKEN']);
    expect(messages(await extracted(memoryTree({ 'a.x': 'env' })))).toEqual({ 'a.x': ['syntax: '] });
  });

  it('closing answers what was still open', async () => {
    const made = pool({ script: ODD });
    const open = made.run({ detectors: ['odd'], bytes: Buffer.from('hang'), size: 4, depth: 'full' });
    await made.close();
    expect(await open).toMatchObject({ state: 'crashed' });
    expect(await made.run({ detectors: ['odd'], bytes: Buffer.from('x'), size: 1, depth: 'full' })).toMatchObject({ state: 'crashed' });
  });
});

describe('which files are read, and how much of them', () => {
  it('come in the order of the tree, whichever was read first (T39)', async () => {
    const waiting: (() => void)[] = [];
    const lastFirst: Pool = {
      run: () =>
        new Promise((resolve) => {
          waiting.unshift(() => resolve(NOTHING_SAID));
          if (waiting.length === 3) for (const answer of waiting) setImmediate(answer);
        }),
      close: () => Promise.resolve(),
    };
    const files = await extracted(memoryTree({ 'a.x': '1', 'b.x': '2', 'c.x': '3' }), { pool: lastFirst });
    expect([...files.keys()]).toEqual(['a.x', 'b.x', 'c.x']);
  });

  it('only what a detector wants, and no links or submodules (T15)', async () => {
    const tree = memoryTree({ 'a.x': '1', 'b.y': '2' });
    const odd: TreeEntry[] = (['symlink', 'submodule'] as const).map((kind) => ({ path: `${kind}.x`, kind, id: 'f'.repeat(40), size: 1 }));
    const extract = createExtract({ detectors: [detector('odd')], pool: pool({ script: ODD }), cache: memoryCache() });
    const files = await extract(tree, [...(await tree.list()).entries, ...odd], 'surface');
    expect([...files.keys()]).toEqual(['a.x']);
  });

  it('what is too large, gone or unreadable is a problem', async () => {
    const tree = memoryTree({ 'a.x': 'y'.repeat(1001) });
    const gone: TreeEntry = { path: 'gone.x', kind: 'file', id: 'f'.repeat(40), size: 1 };
    const extract = createExtract({ detectors: [detector('odd')], pool: pool({ script: ODD }), cache: memoryCache() });
    expect(messages(await extract(tree, [...(await tree.list()).entries, gone], 'surface'))).toEqual({
      'a.x': ['too-large: 1001 bytes; files of this kind are read up to 1000 bytes'],
      'gone.x': ['missing: not in this tree'],
    });
  });

  it('a head is 64 KiB, whatever another detector of the file reads', async () => {
    const both = [detector('head', { reads: 'head' }), detector('text', { limit: 100_000 })];
    const lengths: Record<string, number> = {};
    const counting: Pool = {
      run: (job) => {
        for (const id of job.detectors) lengths[id] = job.bytes.length;
        return Promise.resolve({ state: 'ok', answers: job.detectors.map(() => ({ facts: [], failure: null })) });
      },
      close: () => Promise.resolve(),
    };
    await extracted(memoryTree({ 'a.x': 'y'.repeat(90_000) }), { detectors: both, pool: counting });
    expect(lengths).toEqual({ head: 65_536, text: 90_000 });
  });

  it('asks again for a path whose size has changed', async () => {
    const bySize = detector('odd', { wants: (_path, size) => size !== null && size > 3 });
    const extract = createExtract({ detectors: [bySize], pool: pool({ script: ODD }), cache: memoryCache() });
    for (const [text, count] of [
      ['ab', 0],
      ['abcd', 1],
      ['ab', 0],
    ] as const) {
      const tree = memoryTree({ a: text });
      expect((await extract(tree, (await tree.list()).entries, 'surface')).size).toBe(count);
    }
  });
});

describe('the real detectors in the real thread', () => {
  it('surface first, then in full; weights get their digest; hostile files stay with themselves', async () => {
    const tree = memoryTree({
      'app.py': 'from transformers import AutoModel\nAutoModel.from_pretrained("org/a")\n',
      'cfg.py': 'import os\nM = "org/a"\n',
      'deep.py': `from_pretrained\n${'('.repeat(3_000)}`,
      'n.ipynb': 'no notebook',
      'm.gguf': Buffer.concat([Buffer.from('GGUF\x03\0\0\0'), Buffer.alloc(200)]),
    });
    const one = pool();
    const surface = await extracted(tree, { pool: one, detectors });
    const kinds = (path: string, files: ReadonlyMap<string, FileFacts>): string[] => files.get(path)?.facts.map(({ kind }) => kind) ?? [];
    expect([kinds('app.py', surface), kinds('cfg.py', surface), kinds('n.ipynb', surface)]).toEqual([
      ['import', 'scopes', 'load'],
      ['import'],
      ['problem'],
    ]);
    expect(surface.get('m.gguf')?.facts[0]).toMatchObject({
      kind: 'weights',
      format: 'gguf',
      size: 208,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(surface.has('deep.py')).toBe(true);
    const full = await extracted(tree, { pool: one, detectors, depth: 'full' });
    expect(kinds('cfg.py', full)).toEqual(['import', 'scopes']);
  });
});

describe('weights by their whole content (T34)', () => {
  it('a torch model behind 100 kB is found, digested in the same stream, once', async () => {
    const bytes = wholeZip([
      ['a/filler', 'f'.repeat(100_000)],
      ['a/data.pkl', 'x'],
    ]);
    const tree = memoryTree({ 'model.pt': bytes });
    let streams = 0;
    const counted: Tree = { ...tree, digest: (entry, observe) => ((streams += 1), tree.digest(entry, observe)) };
    const files = await extracted(counted, { pool: pool(), detectors });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(files.get('model.pt')?.facts).toMatchObject([{ kind: 'weights', format: 'torch-zip', sha256, size: bytes.length }]);
    expect(streams).toBe(1);
  });

  it('content that cannot be streamed to its end is a problem, never "no model"', async () => {
    const tree = memoryTree({ 'model.pt': wholeZip([['a/filler', 'f'.repeat(100_000)]]) });
    const broken: Tree = { ...tree, digest: () => Promise.resolve({ state: 'unreadable', detail: 'it broke off' }) };
    expect(messages(await extracted(broken, { pool: pool(), detectors }))).toEqual({ 'model.pt': ['unreadable: it broke off'] });
  });
});

describe('the cache (T17)', () => {
  async function twice(first: string, second: string, cache: FactCache, seen: string[]): Promise<void> {
    const watching: Pool = {
      run: (job) => {
        seen.push(Buffer.from(job.bytes).toString());
        const bad = job.bytes[0] === 0x21;
        return Promise.resolve<PoolResult>(bad ? { state: 'timeout', detail: 'slow' } : NOTHING_SAID);
      },
      close: () => Promise.resolve(),
    };
    for (const text of [first, second]) await extracted(memoryTree({ [`${seen.length}.x`]: text }), { pool: watching, cache });
  }

  it.each([
    ['the same content is read once, under any path', 'same', 'same', 1],
    ['other content is read', 'one', 'two', 2],
    ['what timed out is tried again', '!', '!', 2],
  ])('%s', async (_, first, second, count) => {
    const seen: string[] = [];
    await twice(first, second, memoryCache(), seen);
    expect(seen).toHaveLength(count);
  });

  it('comes back from disk as it was, for the same detectors only', async () => {
    const file = join(folder(), 'sub', 'cache.json');
    const tree = memoryTree({
      'a.py': 'import numpy as np\nfrom . import x\nfrom a.b import (c as d, e)\nimport q\nM = 1\n',
      'b.py': '# nothing',
    });
    const stamp = detectorStamp(detectors);
    const cache = await diskCache(file, stamp);
    const one = pool();
    const fresh = await extracted(tree, { pool: one, detectors, cache });
    await cache.save();
    expect(statSync(`${file}.recent`).mode & 0o777).toBe(0o600);
    const silent: Pool = { run: () => Promise.reject(new Error('parsed again')), close: () => Promise.resolve() };
    expect(await extracted(tree, { pool: silent, detectors, cache: await diskCache(file, stamp) })).toEqual(fresh);
    await expect(extracted(tree, { pool: silent, detectors, cache: await diskCache(file, `${stamp} new@1`) })).rejects.toThrow(
      'parsed again',
    );
    expect(readFileSync(`${file}.recent`, 'utf8')).not.toContain('a.py');
  });
});
