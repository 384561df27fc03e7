import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BlobLimits, createBlobReader, memoryBlobCache, PULL_REQUEST_LIMITS } from '../../../app/github/blobs.ts';
import { READ_ONLY } from '../../../app/github/calls.ts';
import type { GitHubClient } from '../../../app/github/client.ts';
import { createGitHubTree } from '../../../app/github/tree.ts';
import { listTree } from '../../../app/github/tree-listing.ts';
import { openRepository, type Tree, type TreeEntry } from '../../../src/core/index.ts';
import { type AppHouse, appHouse, REPO } from '../../support/app-house.ts';
import { discovered } from '../../support/checking.ts';

let house: AppHouse;
let client: GitHubClient;
let root = '';
const name = { owner: 'acme', repo: 'product' };
const BIG = Buffer.alloc(700_000, 'x');

beforeAll(async () => {
  house = await appHouse({ files: { 'README.md': 'x\n' } });
  const { github, target } = house;
  const commit = github.pushCommit(REPO, {
    files: {
      'a.py': 'print(1)\n',
      'a/x.py': 'print(2)\n',
      a0: '',
      'deep/er/and/deeper.py': 'print(3)\n',
      'ünïcode.py': 'print(4)\n',
      'run.sh': { executable: '#!/bin/sh\n' },
      link: { link: 'a.py' },
      'linked/app.py': { link: '../load.txt' },
      'linked/gone.py': { link: '/etc/x.py' },
      folder: { link: 'deep' },
      'load.txt': 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/a")\n',
      'hidden/.gitattributes': '*.py working-tree-encoding=latin1\n',
      'hidden/x.py': 'print(1)\n',
      outside: { link: '../../etc/passwd' },
      module: { gitlink: '1'.repeat(40) },
      'big.bin': BIG,
      'model.safetensors': 'version https://git-lfs.github.com/spec/v1\noid sha256:' + 'a'.repeat(64) + '\nsize 12345\n',
      'README.MD': 'another case\n',
    },
  });
  root = github.git(REPO, 'rev-parse', `${commit}^{tree}`);
  const scope = { installationId: target.installationId, repositoryIds: [target.repositoryId], permissions: READ_ONLY };
  client = await house.deps.clients.open(scope, new AbortController().signal);
});
afterEach(() => {
  house.github.limits.treeEntries = 100_000;
  house.github.clearFaults();
  expect(house.github.violations).toEqual([]);
});
afterAll(() => house.close());

function treeOf(of: GitHubClient = client, limits: BlobLimits = PULL_REQUEST_LIMITS): Tree {
  return createGitHubTree(of, name, createBlobReader(of, name, memoryBlobCache(), limits), { treeId: root, label: 'x', commit: null });
}

async function entry(path: string): Promise<TreeEntry> {
  const found = (await treeOf().list()).entries.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  return found;
}

describe('the same tree as git shows', () => {
  it('entries, kinds, order, problems, contents and digests', async () => {
    const repository = await openRepository(house.github.repository(REPO).gitDirectory);
    const git = repository.tree(root, 'x', null);
    const tree = treeOf();
    const [ours, theirs] = [await tree.list(), await git.list()];
    const withoutSize = (entries: readonly TreeEntry[]): unknown => entries.map(({ size: _, ...rest }) => rest);
    expect(withoutSize(ours.entries)).toEqual(withoutSize(theirs.entries));
    expect(ours.problems).toEqual(theirs.problems);
    expect(ours.problems.map(({ code }) => code).sort()).toEqual(['ambiguous-path', 'submodule']);
    for (const one of ours.entries.filter(({ kind }) => kind !== 'submodule')) {
      expect(await tree.read(one, 1000)).toEqual(await git.read(one, 1000));
      expect(await tree.digest(one)).toEqual(await git.digest(one));
    }
    await repository.close();
  });

  it('what is used through links, and what a checkout would hide', async () => {
    const repository = await openRepository(house.github.repository(REPO).gitDirectory);
    const [ours, theirs] = [await discovered(treeOf()), await discovered(repository.tree(root, 'x', null))];
    expect(ours.sightings).toEqual(theirs.sightings);
    expect(ours.problems).toEqual(theirs.problems);
    expect(ours.sightings.map(({ place }) => place.path)).toContain('linked/app.py');
    expect(ours.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(
      expect.arrayContaining(['hidden-link linked/gone.py', 'ambiguous-path outside', 'hidden-encoding hidden/x.py']),
    );
    await repository.close();
  });

  it('also where GitHub cuts its listing: folder by folder', async () => {
    const all = await listTree(client, name, root);
    const rows = house.github.git(REPO, 'ls-tree', root).split('\n').length;
    house.github.limits.treeEntries = rows;
    const before = house.github.requests.length;
    expect(await listTree(client, name, root)).toEqual(all);
    expect(house.github.requests.length - before).toBeGreaterThan(3);
  });

  it('a folder that GitHub does not list whole even by itself is said, never passed over', async () => {
    house.github.limits.treeEntries = 3;
    await expect(listTree(client, name, root)).rejects.toMatchObject({ code: 'limit' });
  });
});

describe('GitHub is trusted, and checked', () => {
  /** The real answers, with one thing changed on the way. */
  const spoilt = (change: Partial<GitHubClient>): GitHubClient => ({ ...client, ...change });

  it.each([
    ['a row is missing', (rows: { path: string; sha: string }[]) => rows.filter(({ path }) => path !== 'a.py')],
    [
      'another content',
      (rows: { path: string; sha: string }[]) => rows.map((row) => (row.path === 'a.py' ? { ...row, sha: 'b'.repeat(40) } : row)),
    ],
    [
      'a file was put in',
      (rows: { path: string; sha: string }[]) => [...rows, { ...rows[0], path: 'zzz', sha: 'c'.repeat(40), mode: '100644' }],
    ],
    ['nothing below the top is left', (rows: { path: string; sha: string }[]) => rows.filter(({ path }) => !path.includes('/'))],
    ['a folder below is cut', (rows: { path: string; sha: string }[]) => rows.filter(({ path }) => !path.startsWith('deep/er/'))],
  ])('a listing in which %s is not used', async (_, change) => {
    const call: GitHubClient['call'] = async (route, parameters, schema) => {
      const answer = (await client.call(route, parameters, schema)) as { tree: { path: string; sha: string }[] };
      return schema.parse({ ...answer, tree: change(answer.tree) });
    };
    await expect(listTree(spoilt({ call }), name, root)).rejects.toMatchObject({ code: 'invalid' });
  });

  it.each([
    ['other bytes', 'print(9)\n'],
    ['fewer bytes', 'print'],
    ['more bytes', 'print(1)\n\n\n\n\n'],
  ])('%s than the id says are unreadable', async (_, text) => {
    const stream = (): Promise<ReadableStream<Uint8Array>> => Promise.resolve(new Blob([text]).stream());
    const tree = treeOf(spoilt({ stream }));
    expect(await tree.read(await entry('a.py'), 100)).toMatchObject({ state: 'unreadable' });
  });

  it('content that breaks off is no content', async () => {
    const file = await entry('a.py');
    house.github.fault({ path: '/git/blobs/', cut: 'before' });
    await expect(treeOf().read(file, 100)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('limits of one pull request (T32)', () => {
  it('what was not read is a result with its reason, and is counted', async () => {
    const blobs = createBlobReader(client, name, memoryBlobCache(), { blobs: 2, bytes: 1_000_000 });
    const [a, b, c] = [await entry('a.py'), await entry('a/x.py'), await entry('ünïcode.py')];
    blobs.reserve([c.id]);
    expect(await blobs.read(a, 100)).toMatchObject({ state: 'ok' });
    expect(await blobs.read(b, 100)).toMatchObject({ state: 'budget' });
    expect(blobs.unread()).toBe(1);
    // What the pull request changes comes first, whoever asked before.
    expect(await blobs.read(c, 100)).toMatchObject({ state: 'ok' });
  });

  it('bytes count, too; and what is known is asked no second time', async () => {
    const blobs = createBlobReader(client, name, memoryBlobCache(), { blobs: 100, bytes: BIG.length + 10 });
    const big = await entry('big.bin');
    const before = house.github.requests.length;
    const [one, two] = await Promise.all([blobs.read(big, 10), blobs.digest(big)]);
    expect([one.state, two.state]).toEqual(['ok', 'ok']);
    expect(house.github.requests.length - before).toBe(1);
    expect(await blobs.read(await entry('ünïcode.py'), 10)).toMatchObject({ state: 'ok' });
    expect(await blobs.read(await entry('a/x.py'), 10)).toMatchObject({ state: 'budget' });
  });
});

describe('errors of GitHub', () => {
  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [409, 'conflict'],
    [422, 'rejected'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i becomes "%s"', async (status, code) => {
    house.github.fault({ path: '/git/trees/', status });
    await expect(treeOf().list()).rejects.toMatchObject({ code, status });
  });

  it('one broken answer is asked again, once', async () => {
    house.github.fault({ path: '/git/trees/', status: 502, times: 1 });
    expect((await treeOf().list()).entries.length).toBeGreaterThan(5);
  });

  it('a limit says when to come back, and nobody sleeps', async () => {
    house.github.secondaryLimit(1, 17);
    const error: unknown = await treeOf()
      .list()
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'rate-limited' });
    const at = (error as { retryAt: Date }).retryAt.getTime() - Date.now();
    expect(at).toBeGreaterThan(10_000);
    expect(at).toBeLessThan(18_000);
  });
});
