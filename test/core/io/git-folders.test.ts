/** Listings and differences of git trees are read from the objects themselves: they must be what git says of them. */
import type { EntryChange, TreeEntry } from '../../../src/core/model/index.ts';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFolders } from '../../../src/core/io/git/folders.ts';
import { listEntries } from '../../../src/core/io/git/list-entries.ts';
import { createObjectReader } from '../../../src/core/io/git/object-reader.ts';
import { openRepository } from '../../../src/core/io/git/repository.ts';
import { makeRepository, type TestRepository } from '../../support/repo.ts';

const cleanup: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanup.splice(0).reverse()) await step();
});

function repo(): TestRepository {
  const made = makeRepository();
  cleanup.push(() => made.dispose());
  return made;
}

async function opened(folder: string): ReturnType<typeof openRepository> {
  const repository = await openRepository(folder);
  cleanup.push(() => repository.close());
  return repository;
}

describe('diff', () => {
  it('names what git names, also where a file became a folder, or a folder lies elsewhere now', async () => {
    const made = repo();
    for (const path of ['a/b/c', 'a/b/d', 'a.txt', 'file', 'x/one', 'x/two', '\u00fcber/a', 'run']) made.write(path, path);
    const a = made.commit();
    made.git('mv', 'x', 'y');
    made.remove('file');
    made.write('file/in', 'folder');
    made.write('a/b/d', 'changed');
    made.executable('run');
    made.write('\u00fcber/b', '1');
    const b = made.commit();
    const named = made
      .git('-c', 'core.quotePath=false', 'diff-tree', '-r', '--no-renames', '--name-status', a, b)
      .split('\n')
      .map((line) => line.split('\t'));
    const found = (await (await opened(made.folder)).tree(b, 'b', b).since?.(a)) ?? [];
    const letter = ({ before, after }: EntryChange): string => (before === undefined ? 'A' : after === undefined ? 'D' : 'M');
    expect(found.map((one) => [letter(one), one.path])).toEqual(named);
  });

  it('names what differs, with ids and modes, and knows no renames', async () => {
    const made = repo();
    made.write('gone', '1');
    made.write('same', '2');
    made.write('dir/changed', '3');
    made.write('kind', '4');
    const a = made.commit();
    made.remove('gone');
    made.write('new', '1');
    made.write('dir/changed', '33');
    made.remove('kind');
    made.link('kind', 'same');
    const b = made.commit();
    const entry = (at: string, path: string): TreeEntry => ({ path, kind: 'file', id: made.git('rev-parse', `${at}:${path}`), size: null });
    const repository = await opened(made.folder);
    expect(await repository.tree(b, 'b', b).since?.(a)).toEqual([
      { path: 'dir/changed', before: entry(a, 'dir/changed'), after: entry(b, 'dir/changed') },
      { path: 'gone', before: entry(a, 'gone'), after: undefined },
      { path: 'kind', before: entry(a, 'kind'), after: { ...entry(b, 'kind'), kind: 'symlink' } },
      { path: 'new', before: undefined, after: entry(b, 'new') },
    ]);
    expect(await repository.tree(b, 'b', b).since?.('0'.repeat(40))).toBe(null);
  });
});

/** A tree object of these entries, sound or not; its id. */
function treeOf(made: TestRepository, ...entries: readonly (readonly [mode: string, name: string | Buffer, id: string])[]): string {
  const input = Buffer.concat(
    entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} `), Buffer.from(name), Buffer.alloc(1), Buffer.from(id, 'hex')]),
  );
  return execFileSync('git', ['-C', made.folder, 'hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], { input }).toString().trim();
}

function blobOf(made: TestRepository, content: string): string {
  return execFileSync('git', ['-C', made.folder, 'hash-object', '-w', '--stdin'], { input: content }).toString().trim();
}

describe('a listing', () => {
  it('is that of git, with modes that only old programs write and names that are not UTF-8', async () => {
    const made = repo();
    const blob = blobOf(made, 'x');
    const inner = treeOf(made, ['100664', 'b', blob], ['100700', 'c', blob], ['120000', 'd', blob], ['160000', 'e', blob]);
    const top = treeOf(
      made,
      ['100644', Buffer.from([0x61, 0xff]), blob],
      ['100644', 'a.b', blob],
      ['040000', 'a', inner],
      ['40000', 'z', inner],
    );
    const lines = execFileSync('git', ['-C', made.folder, 'ls-tree', '-r', '-z', top]).toString('latin1').split('\0').slice(0, -1);
    const { entries } = await (await opened(made.folder)).tree(top, 'x', null).list();
    const modes = { file: '100644', executable: '100755', symlink: '120000', submodule: '160000' };
    const types = { file: 'blob', executable: 'blob', symlink: 'blob', submodule: 'commit' };
    const named = entries.map(({ path, kind, id }) => `${modes[kind]} ${types[kind]} ${id}\t${path.replace('\udcff', '\xff')}`);
    expect(named.sort()).toEqual(lines.sort());
  });

  it.each([
    ['cut off', (id: string) => Buffer.concat([Buffer.from('100644 a\0'), Buffer.from(id, 'hex').subarray(0, 10)])],
    ['without a name', (id: string) => Buffer.concat([Buffer.from('100644 \0'), Buffer.from(id, 'hex')])],
    ['without a mode', (id: string) => Buffer.concat([Buffer.from('rw a\0'), Buffer.from(id, 'hex')])],
  ])('of a folder that is %s is refused', async (_, content) => {
    const made = repo();
    const broken = execFileSync('git', ['-C', made.folder, 'hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], {
      input: content(blobOf(made, 'x')),
    })
      .toString()
      .trim();
    const top = treeOf(made, ['40000', 'in', broken]);
    const repository = await opened(made.folder);
    await expect(repository.tree(top, 'x', null).list()).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringContaining('"in"'),
    });
    expect(await repository.tree(top, 'x', null).since?.(treeOf(made))).toBe(null);
  });

  it('of a clone without folders is refused, and nothing is fetched', async () => {
    const origin = repo();
    origin.write('dir/a', 'content');
    const commit = origin.commit();
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const clone = join(mkdtempSync(join(tmpdir(), 'weighbridge-treeless-')), 'clone');
    origin.git('clone', '-q', '--bare', '--filter=tree:0', `file://${origin.folder}`, clone);
    await expect((await opened(clone)).tree(commit, 'x', commit).list()).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });

  it('of folders that name themselves many times over is refused before it fills the memory (T39)', async () => {
    const made = repo();
    let id = treeOf(made, ['100644', 'x'.repeat(200), blobOf(made, 'x')]);
    for (let level = 0; level < 8; level++)
      id = treeOf(made, ...Array.from({ length: 10 }, (_, index) => ['40000', `${index}${'y'.repeat(100)}`, id] as const));
    const reader = createObjectReader({ gitDirectory: join(made.folder, '.git') });
    cleanup.push(() => reader.close());
    await expect(listEntries(createFolders(reader, 1 << 24), id)).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: expect.stringContaining('too many'),
    });
  });
});

it('a name that stands twice in a folder is never taken for unchanged', async () => {
  const made = repo();
  const [one, two] = [blobOf(made, '1'), blobOf(made, '2')];
  const [before, after] = [treeOf(made, ['100644', 'a', one]), treeOf(made, ['100644', 'a', one], ['100644', 'a', two])];
  const repository = await opened(made.folder);
  expect((await repository.tree(after, 'x', null).since?.(before))?.map(({ path, after: now }) => [path, now?.id ?? null])).toEqual([
    ['a', null],
    ['a', one],
    ['a', two],
  ]);
  expect((await repository.tree(after, 'x', null).list()).entries).toHaveLength(2);
});
