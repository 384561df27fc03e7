import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openFolder } from '../../../src/core/io/trees/directory-tree.ts';
import { memoryTree } from '../../../src/core/io/trees/memory-tree.ts';
import { discovered } from '../../support/checking.ts';
import { makeRepository, type TestRepository } from '../../support/repo.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'weighbridge-folder-'));
  folders.push(made);
  return made;
}

function repo(): TestRepository {
  const made = makeRepository();
  folders.push(made.folder);
  return made;
}

async function listed(root: string): Promise<{ entries: string[]; problems: string[] }> {
  const { entries, problems } = await (await openFolder(root)).list();
  return {
    entries: entries.map((entry) => `${entry.kind} ${entry.path}`),
    problems: problems.map((problem) => `${problem.code} ${problem.path}`),
  };
}

describe('openFolder outside git', () => {
  it('lists files, leaves out .git and node_modules, and never follows a link (T15)', async () => {
    const root = folder();
    const secret = folder();
    writeFileSync(join(secret, 'secret.txt'), 'secret');
    mkdirSync(join(root, 'node_modules/x'), { recursive: true });
    writeFileSync(join(root, 'node_modules/x/a.py'), '');
    mkdirSync(join(root, 'app'));
    writeFileSync(join(root, 'app/a.py'), 'x = 1\n');
    symlinkSync(join(secret, 'secret.txt'), join(root, 'app/link.py'));
    symlinkSync(secret, join(root, 'linked'));
    expect(await listed(root)).toEqual({
      entries: ['file app/a.py', 'symlink app/link.py', 'symlink linked'],
      problems: [],
    });
    const tree = await openFolder(root);
    const [file, link] = (await tree.list()).entries;
    if (file === undefined || link === undefined) throw new Error('missing');
    expect(await tree.read(file, 3)).toMatchObject({ state: 'ok', truncated: true, size: 6, bytes: Uint8Array.from(Buffer.from('x =')) });
    expect(await tree.digest(file)).toMatchObject({ sha256: createHash('sha256').update('x = 1\n').digest('hex'), size: 6 });
    expect(await tree.read(link, 5)).toMatchObject({
      state: 'ok',
      bytes: Uint8Array.from(Buffer.from(secret).subarray(0, 5)),
      truncated: true,
    });
  });

  it.each(['app/link.py', 'linked/secret.txt', '../outside', 'a/../../outside', '/etc/passwd', 'gone', 'l\uDCFF/secret.txt'])(
    'does not read %j, whatever was listed',
    async (path) => {
      const root = folder();
      const secret = folder();
      writeFileSync(join(secret, 'secret.txt'), 'secret');
      writeFileSync(join(root, '..', 'outside'), 'secret');
      folders.push(join(root, '..', 'outside'));
      mkdirSync(join(root, 'app'));
      symlinkSync(join(secret, 'secret.txt'), join(root, 'app/link.py'));
      symlinkSync(secret, join(root, 'linked'));
      symlinkSync(secret, Buffer.concat([Buffer.from(`${root}/l`), Buffer.from([0xff])]));
      const tree = await openFolder(root);
      const entry = { path, kind: 'file', id: 'x', size: 6 } as const;
      expect(await tree.read(entry, 100)).toMatchObject({ state: 'unreadable' });
      expect(await tree.digest(entry)).toMatchObject({ state: 'unreadable' });
      expect(await tree.read({ ...entry, kind: 'symlink' }, 100)).toMatchObject(
        path === 'app/link.py' ? { state: 'ok' } : { state: 'unreadable' },
      );
    },
  );

  it('reports a pipe instead of waiting for it', async () => {
    const root = folder();
    execFileSync('mkfifo', [join(root, 'weights.bin')]);
    expect(await listed(root)).toEqual({ entries: [], problems: ['unreadable weights.bin'] });
    expect(await (await openFolder(root)).read({ path: 'weights.bin', kind: 'file', id: 'x', size: 0 }, 10)).toMatchObject({
      state: 'unreadable',
    });
  });

  it('reads names that are not UTF-8, in folders too', async () => {
    const root = folder();
    const inner = Buffer.concat([Buffer.from(`${root}/d`), Buffer.from([0xfe])]);
    mkdirSync(inner);
    writeFileSync(Buffer.concat([inner, Buffer.from('/f'), Buffer.from([0xff])]), 'x');
    const tree = await openFolder(root);
    const [entry] = (await tree.list()).entries;
    expect(entry?.path).toBe('d\uDCFE/f\uDCFF');
    expect(entry === undefined ? null : await tree.read(entry, 10)).toMatchObject({ state: 'ok', size: 1 });
  });

  it.each(['/nonexistent-folder', '/etc/passwd'])('says that %s is not a folder', async (path) => {
    await expect(openFolder(path)).rejects.toMatchObject({ code: 'NOT_A_FOLDER' });
  });

  it('gives another id when the content is another', async () => {
    const root = folder();
    const id = async (): Promise<string | undefined> => (await (await openFolder(root)).list()).entries[0]?.id;
    writeFileSync(join(root, 'a'), '1');
    const before = await id();
    expect(await id()).toBe(before);
    writeFileSync(join(root, 'b'), '2');
    renameSync(join(root, 'b'), join(root, 'a'));
    expect(await id()).not.toBe(before);
  });
});

describe('openFolder in a repository', () => {
  it('leaves out what git ignores, and reads what is not committed yet', async () => {
    const made = repo();
    made.write('.gitignore', 'ignored/\n');
    made.write('a.py', '1');
    made.write('dir/b.py', '1');
    made.commit();
    made.write('ignored/x.py', '1');
    made.write('new.py', '1');
    made.remove('a.py');
    expect((await listed(made.folder)).entries).toEqual(['file .gitignore', 'file dir/b.py', 'file new.py']);
    expect((await listed(join(made.folder, 'dir'))).entries).toEqual(['file b.py']);
    // Named itself, an ignored folder is what somebody wants to see.
    expect((await listed(join(made.folder, 'ignored'))).entries).toEqual(['file x.py']);
  });

  it('does not look through a folder that became a link, nor for a file that became a folder', async () => {
    const made = repo();
    made.write('linked/secret.txt', '1');
    made.write('file', '1');
    made.commit();
    const secret = folder();
    writeFileSync(join(secret, 'secret.txt'), 'secret');
    made.remove('linked');
    symlinkSync(secret, join(made.folder, 'linked'));
    made.remove('file');
    made.write('file/inner', '1');
    expect(await listed(made.folder)).toEqual({ entries: ['file file/inner', 'symlink linked'], problems: [] });
  });

  it('reports submodules, and repositories that are none', async () => {
    const made = repo();
    made.write('a', '1');
    made.git('update-index', '--add', '--cacheinfo', `160000,${made.commit()},sub`);
    mkdirSync(join(made.folder, 'sub'));
    const inner = join(made.folder, 'inner');
    execFileSync('git', ['init', '-q', inner]);
    writeFileSync(join(inner, 'x.py'), '1');
    expect(await listed(made.folder)).toEqual({
      entries: ['file a', 'submodule inner', 'submodule sub'],
      problems: ['submodule inner', 'submodule sub'],
    });
  });

  it('lists a path once while a merge is not finished', async () => {
    const made = repo();
    made.write('a', '1\n');
    made.commit();
    made.branch('feature');
    made.write('a', '2\n');
    made.commit();
    made.checkout('main');
    made.write('a', '3\n');
    made.commit();
    expect(() => made.git('merge', 'feature')).toThrow();
    expect((await listed(made.folder)).entries).toEqual(['file a']);
  });

  it('reports no ids of this machine', async () => {
    const made = repo();
    made.link('link', '/etc/passwd');
    made.write('a\\b', '');
    made.write('a.py', Buffer.from([0xff]));
    const { problems } = await discovered(await openFolder(made.folder));
    expect(problems.map(({ code, path, blob }) => [code, path, blob])).toEqual([
      ['not-utf8', 'a.py', null],
      ['ambiguous-path', 'a\\b', null],
      ['ambiguous-path', 'link', null],
    ]);
  });
});

describe('memoryTree', () => {
  it('has the ids that git gives, sorted', async () => {
    const tree = memoryTree({ 'b\u{1F600}': 'x', 'b\uFF5E': '', a: Uint8Array.of(120) });
    const { entries } = await tree.list();
    expect(entries.map((entry) => entry.path)).toEqual(['a', 'b\uFF5E', 'b\u{1F600}']);
    const id = (content: string): string => execFileSync('git', ['hash-object', '--stdin'], { input: content }).toString().trim();
    expect(entries.map((entry) => entry.id)).toEqual([id('x'), id(''), id('x')]);
    expect(await tree.read({ path: 'gone', kind: 'file', id: 'x', size: 1 }, 1)).toMatchObject({ state: 'missing' });
  });
});
