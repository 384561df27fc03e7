import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/core/io/git/repository.ts';
import { makeRepository, type TestRepository } from '../../support/repo.ts';

const cleanup: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanup.splice(0).reverse()) await step();
});

function repo(init: readonly string[] = []): TestRepository {
  const made = makeRepository({ init });
  cleanup.push(() => made.dispose());
  return made;
}

async function opened(folder: string): ReturnType<typeof openRepository> {
  const repository = await openRepository(folder);
  cleanup.push(() => repository.close());
  return repository;
}

describe('openRepository', () => {
  it.each([
    ['a work tree', [] as string[]],
    ['a SHA-256 repository', ['--object-format=sha256']],
  ])('reads entries, kinds and contents of %s', async (_name, init) => {
    const made = repo(init);
    const big = randomBytes(3_000_000);
    made.write('a.txt', 'hello');
    made.write('dir/big.bin', big);
    made.write('run.sh', '#!/bin/sh');
    made.executable('run.sh');
    made.link('link', 'a.txt');
    const commit = made.commit();
    const repository = await opened(made.folder);
    const tree = repository.tree(await repository.resolve('main'), 'main', commit);
    const { entries, problems } = await tree.list();
    expect(entries.map((entry) => [entry.path, entry.kind])).toEqual([
      ['a.txt', 'file'],
      ['dir/big.bin', 'file'],
      ['link', 'symlink'],
      ['run.sh', 'executable'],
    ]);
    expect(problems).toEqual([]);
    const [text, bytes, link] = entries;
    if (text === undefined || bytes === undefined || link === undefined) throw new Error('missing');
    const results = await Promise.all([
      tree.read(text, 100),
      tree.read(bytes, 1000),
      tree.digest(bytes),
      tree.read(link, 100),
      tree.read(text, 2),
    ]);
    expect(results[0]).toMatchObject({ state: 'ok', size: 5, truncated: false, bytes: Uint8Array.from(Buffer.from('hello')) });
    expect(results[1]).toMatchObject({ state: 'ok', size: 3_000_000, truncated: true, bytes: Uint8Array.from(big.subarray(0, 1000)) });
    expect(results[2]).toEqual({ state: 'ok', size: 3_000_000, sha256: createHash('sha256').update(big).digest('hex') });
    // A link is its text: the file behind it is never opened (T15).
    expect(results[3]).toMatchObject({ bytes: Uint8Array.from(Buffer.from('a.txt')) });
    expect(results[4]).toMatchObject({ bytes: Uint8Array.from(Buffer.from('he')), truncated: true });
  });

  it('refuses a path with a line break: the half before it could be another repository', async () => {
    const made = repo();
    made.write('a', '1');
    made.commit();
    const other = join(mkdtempSync(join(tmpdir(), 'weighbridge-line-')), 'other');
    made.git('clone', '-q', '--bare', made.folder, other);
    made.git('clone', '-q', made.folder, `${other}\nx`);
    await expect(openRepository(`${other}\nx`)).rejects.toMatchObject({ code: 'NOT_A_FOLDER' });
  });

  it('opens a bare repository that is named itself', async () => {
    const made = repo();
    made.write('a', '1');
    made.commit();
    const bare = join(mkdtempSync(join(tmpdir(), 'weighbridge-bare-')), 'product.git');
    made.git('clone', '-q', '--bare', made.folder, bare);
    const repository = await opened(bare);
    expect(repository.workTree).toBeNull();
    expect(await repository.isDirty()).toBe(false);
    expect(repository.name()).toBe('product');
    expect((await repository.tree(await repository.resolve('main'), 'main', null).list()).entries).toHaveLength(1);
  });

  it.each([
    ['nowhere', 'UNKNOWN_REVISION'],
    ['--output=x', 'UNKNOWN_REVISION'],
    ['', 'UNKNOWN_REVISION'],
    ['main:a', 'UNKNOWN_REVISION'],
    ['main\nmain', 'UNKNOWN_REVISION'],
  ])('refuses the revision %j', async (ref, code) => {
    const made = repo();
    made.write('a', '1');
    made.commit();
    const repository = await opened(made.folder);
    await expect(repository.resolve(ref)).rejects.toMatchObject({ code });
  });

  it('says that a branch has no commit yet, and that a folder is no repository', async () => {
    const made = repo();
    await expect((await opened(made.folder)).resolve('HEAD')).rejects.toMatchObject({ code: 'UNBORN_BRANCH' });
    await expect(openRepository(mkdtempSync(join(tmpdir(), 'weighbridge-none-')))).rejects.toMatchObject({ code: 'NOT_A_REPOSITORY' });
    await expect(openRepository('/nonexistent-folder')).rejects.toMatchObject({ code: 'NOT_A_FOLDER' });
  });

  it('takes the branch where a tag has the same name', async () => {
    const made = repo();
    made.write('a', '1');
    made.git('tag', '-a', 'release', '-m', 'x', made.commit());
    made.branch('release');
    made.write('a', '2');
    const branch = made.commit();
    expect(await (await opened(made.folder)).resolve('release')).toBe(branch);
  });
});

describe('resolve', () => {
  it('does not take a branch for the branch of a remote, nor for a commit', async () => {
    const made = repo();
    made.write('a', '1');
    const first = made.commit();
    made.git('update-ref', 'refs/remotes/origin/main', first);
    made.branch('origin/main');
    made.write('a', '2');
    const second = made.commit();
    made.git('update-ref', `refs/heads/${first}`, second);
    const repository = await opened(made.folder);
    await expect(repository.resolve('origin/main')).rejects.toMatchObject({ code: 'AMBIGUOUS_REVISION' });
    expect(await repository.resolve('refs/remotes/origin/main')).toBe(first);
    expect(await repository.resolve('HEAD~1')).toBe(first);
    expect(await repository.resolve(first)).toBe(first);
    expect(await repository.resolve(second.slice(0, 12))).toBe(second);
  });

  it('does not take a tag for the branch of origin', async () => {
    const made = repo();
    made.write('a', '1');
    const first = made.commit();
    made.git('update-ref', 'refs/remotes/origin/trunk', first);
    made.write('a', '2');
    made.git('tag', 'trunk', made.commit());
    const repository = await opened(made.folder);
    await expect(repository.resolve('trunk')).rejects.toMatchObject({ code: 'AMBIGUOUS_REVISION' });
    expect(await repository.resolve('refs/remotes/origin/trunk')).toBe(first);
    made.git('tag', '-f', 'trunk', first);
    expect(await repository.resolve('trunk')).toBe(first);
  });

  it('does not take a tag for a branch because it is called like the whole name of one', async () => {
    const made = repo();
    made.write('a', '1');
    const first = made.commit();
    made.git('update-ref', 'refs/remotes/origin/trunk', first);
    made.write('a', '2');
    const second = made.commit();
    for (const name of ['refs/heads/trunk', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/heads/gone'])
      made.git('update-ref', `refs/tags/${name}`, second);
    const repository = await opened(made.folder);
    expect(await repository.resolve('origin/trunk')).toBe(first);
    expect(await repository.isBranch('gone')).toBe(false);
    expect(await repository.defaultBase()).toBe('main');
    await expect(repository.resolve('refs/heads/gone')).rejects.toMatchObject({ code: 'UNKNOWN_REVISION' });
    await expect(repository.resolve('refs/heads/trunk')).rejects.toMatchObject({ code: 'UNKNOWN_REVISION' });
  });

  it('refuses the beginning of several ids', async () => {
    const made = repo();
    const commits = Array.from(
      { length: 1500 },
      (_, index) => `commit refs/heads/main\ncommitter A <a@example.org> ${index} +0000\ndata 0\n`,
    );
    execFileSync('git', ['-C', made.folder, 'fast-import', '--quiet'], { input: commits.join('') });
    const short = made
      .git('rev-list', 'main')
      .split('\n')
      .map((id) => id.slice(0, 4));
    const twice = short.find((id, index) => short.indexOf(id) !== index);
    await expect((await opened(made.folder)).resolve(twice ?? '')).rejects.toMatchObject({ code: 'AMBIGUOUS_REVISION' });
  });

  it.each([
    [['refs/remotes/origin/trunk', 'refs/remotes/origin/main', 'refs/heads/main'], 'origin/trunk'],
    [['refs/remotes/origin/main', 'refs/remotes/origin/master'], 'origin/main'],
    [['refs/remotes/origin/master', 'refs/heads/main'], 'origin/master'],
    [['refs/heads/main', 'refs/heads/master'], 'main'],
    [['refs/heads/master'], 'master'],
    [['refs/heads/other'], null],
  ])('finds the base among %j', async (refs, expected) => {
    const made = repo();
    const commit = made.git('commit-tree', '-m', 'x', made.git('write-tree'));
    for (const ref of refs) made.git('update-ref', ref, commit);
    made.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    expect(await (await opened(made.folder)).defaultBase()).toBe(expected);
  });
});

describe('where it is opened', () => {
  it('works in a folder below, and in a linked work tree', async () => {
    const made = repo();
    made.write('dir/a', '1');
    const commit = made.commit();
    const linked = join(mkdtempSync(join(tmpdir(), 'weighbridge-linked-')), 'other');
    made.git('worktree', 'add', '-q', '--detach', linked);
    for (const folder of [join(made.folder, 'dir'), linked]) {
      const repository = await opened(folder);
      const tree = repository.tree(await repository.resolve('HEAD'), 'x', commit);
      const [entry] = (await tree.list()).entries;
      expect(entry === undefined ? null : await tree.read(entry, 9)).toMatchObject({ state: 'ok', size: 1 });
      expect(await repository.isDirty()).toBe(false);
    }
    expect((await opened(join(made.folder, 'dir'))).name()).toBe(basename(made.folder));
    made.write('dir/a', '2');
    expect(await (await opened(made.folder)).isDirty()).toBe(true);
  });

  it('merges in a shallow clone as far as its history goes', async () => {
    const made = repo();
    for (const content of ['1', '2', '3']) {
      made.write('a', content);
      made.commit();
    }
    const clone = join(mkdtempSync(join(tmpdir(), 'weighbridge-shallow-')), 'clone');
    made.git('clone', '-q', '--depth=2', `file://${made.folder}`, clone);
    const repository = await opened(clone);
    const [head, parent] = [await repository.resolve('HEAD'), await repository.resolve('HEAD~1')];
    expect(await repository.mergeBase(parent, head)).toBe(parent);
    expect(await repository.mergeTree(parent, head, null)).toMatchObject({ state: 'merged' });
    await expect(repository.resolve('HEAD~2')).rejects.toMatchObject({ code: 'UNKNOWN_REVISION' });
  });
});

describe('mergeTree', () => {
  it('makes the merge result without writing into the repository', async () => {
    const made = repo();
    made.write('a', '1\n');
    made.commit();
    made.branch('feature');
    made.write('b', 'feature\n');
    const head = made.commit();
    made.checkout('main');
    made.write('c', 'main\n');
    const base = made.commit();
    const before = readdirSync(join(made.folder, '.git/objects')).sort();
    const repository = await opened(made.folder);
    const result = await repository.mergeTree(base, head, null);
    if (result.state !== 'merged') throw new Error('conflict');
    const tree = repository.tree(result.tree, 'merge', null);
    const { entries } = await tree.list();
    expect(entries.map((entry) => entry.path)).toEqual(['a', 'b', 'c']);
    const first = entries[1];
    expect(first === undefined ? null : await tree.read(first, 10)).toMatchObject({ state: 'ok', size: 8 });
    expect(readdirSync(join(made.folder, '.git/objects')).sort()).toEqual(before);
  });

  it('is the branch itself where one begins at the tip of the other, in both directions', async () => {
    const made = repo();
    made.write('a', '1\n');
    const old = made.commit();
    made.write('b', '2\n');
    const fresh = made.commit();
    const repository = await opened(made.folder);
    const expected = await repository.mergeTree(old, fresh, null);
    expect(expected).toEqual({ state: 'merged', tree: made.git('rev-parse', `${fresh}^{tree}`) });
    expect(await repository.mergeTree(old, fresh, await repository.mergeBase(old, fresh))).toEqual(expected);
    expect(await repository.mergeTree(fresh, old, await repository.mergeBase(fresh, old))).toEqual(expected);
    await expect(repository.mergeTree(old, 'f'.repeat(40), old)).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });

  it('names the paths of a conflict, and has no merge base for unrelated histories', async () => {
    const made = repo();
    made.write('a', '1\n');
    const base = made.commit();
    made.branch('feature');
    made.write('a', 'feature\n');
    const head = made.commit();
    made.checkout('main');
    made.write('a', 'main\n');
    const tip = made.commit();
    made.git('checkout', '-q', '--orphan', 'other');
    const orphan = made.commit();
    const repository = await opened(made.folder);
    expect(await repository.mergeTree(tip, head, null)).toEqual({ state: 'conflict', paths: ['a'] });
    expect(await repository.mergeBase(tip, head)).toBe(base);
    expect(await repository.mergeBase(tip, orphan)).toBeNull();
  });
});
