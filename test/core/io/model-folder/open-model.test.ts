import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/base/errors.ts';
import { openModel } from '../../../../src/core/io/model-folder/open-model.ts';
import type { ModelEntry, ModelFiles } from '../../../../src/core/verify/oms/model-files.ts';

let folder = '';
let root = '';
const open: ModelFiles[] = [];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'weighbridge-model-')));
  root = join(folder, 'model');
  mkdirSync(root);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((model) => model.close()));
  rmSync(folder, { recursive: true, force: true });
});

function model(path = root): ModelFiles {
  const made = openModel(path, { workers: 2 });
  open.push(made);
  return made;
}

function put(path: string, content: string | Uint8Array = path): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

async function list(allowSymlinks = false, skipped: (path: string) => boolean = () => false): Promise<ReadonlyMap<string, ModelEntry>> {
  const entries = await model().list({ allowSymlinks, skipped });
  return new Map(entries.map((entry) => [entry.path, entry]));
}

describe('a model folder', () => {
  it('is every file of it, hidden ones too, whatever git would ignore', async () => {
    for (const path of ['a.bin', 'sub/b.bin', '.hidden/c', '.gitignore', 'node_modules/x.js', 'sub/.git/config']) put(path);
    put('empty', '');
    const entries = await list();
    expect([...entries.keys()].sort()).toEqual([
      '.gitignore',
      '.hidden/c',
      'a.bin',
      'empty',
      'node_modules/x.js',
      'sub/.git/config',
      'sub/b.bin',
    ]);
    expect(entries.get('a.bin')).toEqual({ path: 'a.bin', size: 5 });
    expect([...(await list(false, (path) => path === 'sub')).keys()].some((path) => path.startsWith('sub/'))).toBe(false);
  });

  it('opens nothing through a link (T15)', async () => {
    put('a.bin');
    writeFileSync(join(folder, 'secret'), 'secret');
    mkdirSync(join(root, 'folder'));
    const links = {
      inside: 'a.bin',
      outside: '../secret',
      folder_link: 'folder',
      nowhere: 'nothing',
      loop: 'loop',
      root: '/',
      twice: 'inside',
    };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name));
    const off = await list();
    for (const name of Object.keys(links)) expect(off.get(name)?.problem).toContain('symbolic link');
    const on = await list(true);
    expect(on.get('inside')).toEqual({ path: 'inside', size: 5, target: 'a.bin' });
    expect(on.get('twice')?.target).toBe('a.bin');
    for (const name of ['outside', 'folder_link', 'nowhere', 'loop', 'root']) expect(on.get(name)?.problem).toContain('symbolic link');
  });

  it('does not walk in circles', async () => {
    mkdirSync(join(root, 'a'));
    symlinkSync('..', join(root, 'a', 'up'));
    put('a/x');
    expect([...(await list(true)).keys()].sort()).toEqual(['a/up', 'a/x']);
  });

  it('does not open special files', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const server = createServer().listen(join(root, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    const entries = await list();
    await new Promise((resolve) => server.close(resolve));
    expect(entries.get('pipe')?.problem).toContain('special file');
    expect(entries.get('socket')?.problem).toContain('special file');
  });

  it('refuses names that are not UTF-8, of files and of folders', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/a`), Buffer.from([0xff])]), 'x');
    mkdirSync(Buffer.concat([Buffer.from(`${root}/b`), Buffer.from([0xff])]));
    const problems = [...(await list()).values()].map(({ problem }) => problem);
    expect(problems).toEqual(['its name is not UTF-8', 'its name is not UTF-8']);
  });
});

describe('digests', () => {
  const hash = (algorithm: string, bytes: Uint8Array): string => createHash(algorithm).update(bytes).digest('hex');
  const bytes = Buffer.from('0123456789');

  it('of whole files, by each algorithm', async () => {
    put('a.bin', bytes);
    const opened = model();
    const entries = await opened.list({ allowSymlinks: false, skipped: () => false });
    expect((await opened.digest(entries, { hash: 'sha256', shardSize: null })).get('a.bin')).toEqual({
      size: 10,
      sha256: hash('sha256', bytes),
    });
    expect((await opened.digest(entries, { hash: 'blake2b', shardSize: null })).get('a.bin')).toEqual({
      size: 10,
      blake2b: hash('blake2b512', bytes),
    });
    // As `b3sum` prints it.
    expect((await opened.digest(entries, { hash: 'blake3', shardSize: null })).get('a.bin')).toEqual({
      size: 10,
      blake3: BLAKE3_OF_DIGITS,
    });
  });

  it.each([1, 3, 5, 9, 10, 11, 1000])('of shards of %i bytes', async (shardSize) => {
    put('a.bin', bytes);
    put('empty', '');
    const opened = model();
    const entries = await opened.list({ allowSymlinks: false, skipped: () => false });
    const digests = await opened.digest(entries, { hash: 'sha256', shardSize });
    const shards = Array.from({ length: Math.ceil(10 / shardSize) }, (_, index) =>
      hash('sha256', bytes.subarray(index * shardSize, (index + 1) * shardSize)),
    );
    expect(digests.get('a.bin')).toEqual({ size: 10, shards });
    expect(digests.get('empty')).toEqual({ size: 0, shards: [] });
  });

  it('say of a file that shrinks, vanishes or becomes a link that it is not the one that was listed', async () => {
    for (const name of ['shrinks', 'vanishes', 'link']) put(name, bytes);
    const opened = model();
    const entries = await opened.list({ allowSymlinks: false, skipped: () => false });
    writeFileSync(join(root, 'shrinks'), '0');
    rmSync(join(root, 'vanishes'));
    rmSync(join(root, 'link'));
    symlinkSync('shrinks', join(root, 'link'));
    const digests = await opened.digest(entries, { hash: 'sha256', shardSize: 4 });
    for (const name of ['shrinks', 'vanishes', 'link']) expect(digests.get(name)?.problem).toBeTypeOf('string');
  });

  it('of a link are those of its target', async () => {
    put('sub/a.bin', bytes);
    symlinkSync('sub/a.bin', join(root, 'link'));
    const opened = model();
    const digests = await opened.digest(await opened.list({ allowSymlinks: true, skipped: () => false }), {
      hash: 'sha256',
      shardSize: null,
    });
    expect(digests.get('link')).toEqual({ size: 10, sha256: hash('sha256', bytes) });
  });

  const BLAKE3_OF_DIGITS = '53b63a6fc8605d0c0ce559317a00177d72adb24d669235e4c914f443a8831ca1';
});

describe('a model of one file', () => {
  it('has the name by which it is given', async () => {
    put('weights.gguf', 'w');
    symlinkSync('weights.gguf', join(root, 'latest.gguf'));
    const entries = await model(join(root, 'latest.gguf')).list({ allowSymlinks: false, skipped: () => false });
    expect(entries).toEqual([{ path: 'latest.gguf', size: 1, target: 'weights.gguf' }]);
  });

  it('is there', () => {
    expect(() => openModel(join(root, 'none'))).toThrow(InputError);
    expect(() => openModel('/dev/null')).toThrow(InputError);
  });
});

describe('where a path lies', () => {
  it('inside or outside, also through a linked folder, also when it is not there yet', () => {
    put('sub/x');
    symlinkSync(root, join(folder, 'alias'));
    const opened = model();
    expect(opened.inside(join(root, 'model.sig'))).toBe('model.sig');
    expect(opened.inside(join(folder, 'alias', 'sub', 'model.sig'))).toBe('sub/model.sig');
    for (const path of [root, folder, join(folder, 'other'), `${root}-sibling/x`, '/']) expect(opened.inside(path)).toBeNull();
    expect(opened.inside(join(root, '..data'))).toBe('..data');
  });
});
