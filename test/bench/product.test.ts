/** The product that the benchmark judges is what its comments say, as our own scanner sees it. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../src/core/index.ts';
import type { Discovery } from '../../src/core/survey/discovery.ts';
import { discovered } from '../support/checking.ts';
import { git, keptHistory } from './history.ts';
import { feature } from './product/branches.ts';
import { fileOf } from './product/files.ts';
import { loadOf } from './product/loads.ts';
import { makeProduct, productRepository } from './product/repository.ts';

const TOTAL = 2_000;
const files = Array.from({ length: TOTAL }, (_, index) => ({ ...fileOf(index, TOTAL), load: loadOf(index) }));
const root = mkdtempSync(join(tmpdir(), 'weighbridge-product-'));
const made = join(root, 'first');

beforeAll(() => makeProduct(made, TOTAL));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function holding(branch: string): Promise<Discovery> {
  const repository = await openRepository(made);
  const commit = git(['-C', made, 'rev-parse', branch]).trim();
  const found = await discovered(repository.tree(commit, branch, commit));
  await repository.close();
  return found;
}

describe('the product', () => {
  it('is the same wherever it is made', async () => {
    const again = join(root, 'second');
    await makeProduct(again, TOTAL);
    const heads = (folder: string): string => git(['-C', folder, 'for-each-ref', '--format=%(refname) %(objectname)']);
    expect(heads(again)).toBe(heads(made));
    expect(heads(made).match(/refs\/heads\/\S+/g)).toEqual(
      ['feature', 'main', 'plain', 'seeds-1000', 'seeds-20000'].map((name) => `refs/heads/${name}`),
    );
  });

  it('loads a model in one file of 250, and the scanner finds each and nothing else', async () => {
    const expected = files.flatMap(({ path, load }) => (load === null ? [] : [`${load.model} ${path}`]));
    expect(expected).toHaveLength(TOTAL / 250);
    // "feature" is "main" but for seven more, and for a constant that is another model where nothing else changed.
    const changed = new Set(feature(TOTAL).map(({ path }) => path));
    const { sightings, problems } = await holding('feature');
    const found = sightings.flatMap(({ ref, place }) => (ref.type === 'hf' ? [`${ref.namespace}/${ref.name} ${place.path}`] : []));
    const all = [...new Set(found)].sort();
    const isChanged = (load: string): boolean => changed.has(load.replace(/^\S+ /, ''));
    expect(all.filter((load) => !isChanged(load))).toEqual(expected.map((load) => load.replace('encoder-10 ', 'encoder-10-v1 ')).sort());
    expect(all.filter((load) => load.includes('-v1 '))).toHaveLength(1);
    expect(all.filter(isChanged)).toHaveLength(7);
    expect(problems).toEqual([]);
  });

  it('has each path once, and imports only what another module defines', () => {
    const texts = new Map(files.map(({ path, text }) => [path, text]));
    expect(texts.size).toBe(TOTAL);
    const imports = files.flatMap(({ path, text }) =>
      [...text.matchAll(/^from (\w+\d+(?:\.\w+)+) import (\w+)$/gm)].map(([, module = '', name = '']) => ({ path, module, name })),
    );
    const missing = imports.filter(
      ({ module, name }) => !new RegExp(`^(?:def )?${name}\\b`, 'm').test(texts.get(`src/${module.replaceAll('.', '/')}.py`) ?? ''),
    );
    expect(missing).toEqual([]);
    const across = imports.filter(({ path, module }) => path.startsWith('src/') && path.split('/')[1] !== module.split('.')[0]);
    expect(across.length).toBeGreaterThan(TOTAL / 10);
  });

  it.each([['feature'], ['plain']])('changes ten files on %s, in the languages that people change together', (branch) => {
    const changed = git(['-C', made, 'diff', '--name-only', 'main', branch]).trim().split('\n');
    expect(changed.map((path) => path.replace(/.*\./, '')).sort()).toEqual([
      'py',
      'py',
      'py',
      'py',
      'sh',
      'sh',
      'ts',
      'ts',
      'yaml',
      'yaml',
    ]);
  });
});

describe('what is kept between runs', () => {
  it('is made once, and not taken where making it failed', async () => {
    const folder = join(root, 'kept');
    mkdirSync(folder);
    const fail = (unfinished: string): Promise<void> => {
      mkdirSync(unfinished);
      return Promise.reject(new Error('no space'));
    };
    await expect(keptHistory(folder, 'one', fail)).rejects.toThrow('no space');
    expect(readdirSync(folder)).toEqual([]);
    expect(await keptHistory(folder, 'one', (unfinished) => mkdir(unfinished))).toBe(join(folder, 'one'));
    expect(await keptHistory(folder, 'one', fail)).toBe(join(folder, 'one'));
  });

  it('goes when the generator writes something else', async () => {
    const folder = join(root, 'old');
    mkdirSync(join(folder, 'product-00000000-5000'), { recursive: true });
    await productRepository(folder, TOTAL);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^product-(?!00000000)[0-9a-f]{8}-2000$/)]);
  });
});
