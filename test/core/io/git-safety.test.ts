import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/core/io/git/repository.ts';
import type { Repository } from '../../../src/core/ports/index.ts';
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

async function opened(folder: string): Promise<Repository> {
  const repository = await openRepository(folder);
  cleanup.push(() => repository.close());
  return repository;
}

function setEnvironment(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) {
    const before = process.env[name];
    process.env[name] = value;
    cleanup.push(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
}

/** A program that stands in for git on PATH. */
function fakeGit(script: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-path-'));
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  setEnvironment({ PATH: `${folder}:${process.env['PATH'] ?? ''}` });
}

describe('programs that a repository names (T14)', () => {
  /** A repository that names a program wherever git would run one. */
  function trapped(): { made: TestRepository; trap: string; base: string; head: string } {
    const made = repo();
    const trap = join(made.folder, '.git', 'sprung');
    const program = join(made.folder, '.git', 'trap.sh');
    made.write('.gitattributes', '* filter=trap merge=trap diff=trap\n');
    made.write('a', '1\n2\n3\n4\n5\n');
    made.commit();
    made.branch('feature');
    made.write('a', '1\n2\n3\n4\nhead\n');
    const head = made.commit();
    made.checkout('main');
    made.write('a', 'base\n2\n3\n4\n5\n');
    const base = made.commit();
    writeFileSync(program, `#!/bin/sh\ntouch '${trap}'\ncat\n`, { mode: 0o755 });
    const named = [
      'core.fsmonitor',
      'core.sshCommand',
      'filter.trap.clean',
      'filter.trap.smudge',
      'filter.trap=x.clean',
      'merge.trap.driver',
      'diff.trap.command',
      'diff.trap.textconv',
    ];
    for (const name of named) made.git('config', name, program);
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction']) {
      writeFileSync(join(made.folder, '.git/hooks', hook), `#!/bin/sh\ntouch '${trap}'\n`, { mode: 0o755 });
    }
    made.git('config', 'filter.trap.required', 'true');
    return { made, trap, base, head };
  }

  it('would run when git is called without care', () => {
    const { made, trap, base, head } = trapped();
    spawnSync('git', ['-C', made.folder, '-c', 'merge.default=trap', 'merge-tree', '--write-tree', base, head]);
    spawnSync('git', ['-C', made.folder, 'status']);
    expect(existsSync(trap)).toBe(true);
  });

  it('do not run', async () => {
    const { made, trap, base, head } = trapped();
    made.git('config', 'merge.default', 'trap');
    rmSync(trap, { force: true });
    made.write('a', 'other!\n2\n3\n4\n5\n');
    const repository = await opened(made.folder);
    expect(await repository.isDirty()).toBe(true);
    const merged = await repository.mergeTree(base, head, null);
    if (merged.state !== 'merged') throw new Error('conflict');
    const tree = repository.tree(merged.tree, 'x', null);
    const entry = (await tree.list()).entries.find((one) => one.path === 'a');
    const read = entry === undefined ? null : await tree.read(entry, 100);
    expect(read?.state === 'ok' ? Buffer.from(read.bytes).toString() : read).toBe('base\n2\n3\n4\nhead\n');
    expect(existsSync(trap)).toBe(false);
  });
});

describe('objects that are not there', () => {
  it.each([
    ['that can be told not to', ''],
    ['that is too old to be told', 'unset GIT_NO_LAZY_FETCH;'],
  ])('say "missing" for a blob, and a git %s fetches nothing', async (_name, prepare) => {
    const origin = repo();
    origin.write('a', 'content');
    const commit = origin.commit();
    origin.git('config', 'uploadpack.allowFilter', 'true');
    origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = join(mkdtempSync(join(tmpdir(), 'weighbridge-partial-')), 'clone');
    origin.git('clone', '-q', '--bare', '--filter=blob:none', `file://${origin.folder}`, clone);
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanup.push(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    execFileSync('git', ['-C', clone, 'config', 'remote.origin.url', `http://127.0.0.1:${port}/origin`]);
    const real = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
    fakeGit(`${prepare} exec '${real}' "$@"`);
    const repository = await opened(clone);
    const tree = repository.tree(await repository.resolve('main'), 'x', commit);
    const entry = (await tree.list()).entries[0];
    if (entry === undefined) throw new Error('no entry');
    expect(await tree.read(entry, 10)).toMatchObject({ state: 'missing' });
    expect(await tree.digest(entry)).toMatchObject({ state: 'missing' });
    await expect(repository.resolve(entry.id)).rejects.toMatchObject({ code: 'UNKNOWN_REVISION' });
    expect(asked).toEqual([]);
  });

  it('go on behind a damaged object', async () => {
    const made = repo();
    made.write('a', 'content of a');
    made.write('b', randomBytes(300_000));
    made.write('c', 'content of c');
    const commit = made.commit();
    const id = made.git('rev-parse', 'HEAD:b');
    const file = `.git/objects/${id.slice(0, 2)}/${id.slice(2)}`;
    const half = readFileSync(join(made.folder, file)).subarray(0, 150_000);
    made.remove(file);
    made.write(file, half);
    const tree = (await opened(made.folder)).tree(commit, 'x', commit);
    const { entries } = await tree.list();
    const results = await Promise.all([...entries, ...entries].map((entry) => tree.read(entry, 10)));
    expect(results.map((one) => one.state)).toEqual(['ok', 'unreadable', 'ok', 'ok', 'unreadable', 'ok']);
    expect(results[5]).toMatchObject({ bytes: Uint8Array.from(Buffer.from('content of')), size: 12 });
  });

  it('answer nothing after close', async () => {
    const made = repo();
    made.write('a', '1');
    const commit = made.commit();
    const repository = await openRepository(made.folder);
    const tree = repository.tree(commit, 'x', commit);
    const entry = (await tree.list()).entries[0];
    if (entry === undefined) throw new Error('no entry');
    const pending = tree.read(entry, 10);
    await repository.close();
    expect(['ok', 'unreadable']).toContain((await pending).state);
    expect(await tree.read(entry, 10)).toMatchObject({ state: 'unreadable' });
    expect(await tree.read({ ...entry, id: 'HEAD' }, 10)).toMatchObject({ state: 'unreadable' });
  });
});

describe('the environment', () => {
  it('of the caller does not reach git', async () => {
    const made = repo();
    made.write('a', '1');
    const commit = made.commit();
    setEnvironment({
      GIT_DIR: '/nonexistent',
      GIT_OBJECT_DIRECTORY: '/nonexistent',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.bare',
      GIT_CONFIG_VALUE_0: 'true',
    });
    const repository = await opened(made.folder);
    expect(repository.workTree).not.toBeNull();
    expect(await repository.resolve('HEAD')).toBe(commit);
  });

  it('may lack git, or have an old one', async () => {
    const made = repo();
    fakeGit('echo git version 2.37.9');
    await expect(openRepository(made.folder)).rejects.toMatchObject({ name: 'EffectError', code: 'GIT_TOO_OLD' });
    setEnvironment({ PATH: '/nonexistent' });
    await expect(openRepository(made.folder)).rejects.toMatchObject({ name: 'EffectError', code: 'GIT_MISSING' });
  });

  it.each([[[]], [['--bare']]])('a repository of another user is refused with the way out (%j)', async (init) => {
    const made = makeRepository({ init });
    cleanup.push(() => made.dispose());
    const real = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
    fakeGit(`GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec '${real}' "$@"`);
    const foreign = openRepository(made.folder);
    if (init.length === 0)
      await expect(foreign).rejects.toMatchObject({ code: 'FOREIGN_REPOSITORY', hint: expect.stringContaining('safe.directory') });
    // The owner of a bare repository that is named is compared without git, and is right here.
    else await (await foreign).close();
  });

  it.each<[string, string, string]>([
    [
      'version 1 with an extension that this git does not know',
      '\trepositoryFormatVersion = 1\n[extensions]\n\tfromthefuture = true\n',
      'GIT_TOO_OLD',
    ],
    ['a version that no git knows yet', '\trepositoryFormatVersion = 99\n', 'GIT_TOO_OLD'],
    ['a configuration that is broken', '\trepositoryFormatVersion = 0\n[', 'NOT_A_REPOSITORY'],
  ])('a format is told apart from no repository: %s', async (_, lines, code) => {
    const made = repo();
    writeFileSync(join(made.folder, '.git', 'config'), `[core]\n\tbare = false\n${lines}`);
    made.write('app/x', '');
    await expect(openRepository(made.folder)).rejects.toMatchObject({ code });
    await expect(openRepository(join(made.folder, 'app'))).rejects.toMatchObject({ code });
  });

  it('is left as it was: no temporary folder stays', async () => {
    const made = repo();
    made.write('a', '1');
    made.commit();
    const temporary = mkdtempSync(join(tmpdir(), 'weighbridge-tmp-'));
    setEnvironment({ TMPDIR: temporary });
    const repository = await openRepository(made.folder);
    const list = (): string => execFileSync('ls', [temporary]).toString();
    expect(list()).not.toBe('');
    await repository.close();
    expect(list()).toBe('');
  });
});
