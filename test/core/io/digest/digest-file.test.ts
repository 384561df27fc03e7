import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestFile } from '../../../../src/core/io/digest/digest-file.ts';
import type { FileDigestResult } from '../../../../src/core/io/digest/protocol.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-digest-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(path: string, onBlock: (bytes: number) => boolean = () => true, root: string | null = null): FileDigestResult | null {
  return digestFile(path, { root, algorithms: ['sha256'], buffer: Buffer.alloc(1000), onBlock });
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function outcome(result: FileDigestResult | null): string {
  if (result === null) return 'stopped';
  return result.state === 'ok' ? 'ok' : result.reason;
}

describe('BLAKE3', () => {
  // From the test vectors of the BLAKE3 team (test_vectors.json): bytes that count to 250 and begin again.
  it.each([
    [1, '2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213'],
    [102400, 'bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085'],
  ])('of %i bytes, whatever the block', (length, expected) => {
    const path = join(folder, 'counting');
    writeFileSync(
      path,
      Uint8Array.from({ length }, (_, index) => index % 251),
    );
    for (const block of [1000, 4096, 1 << 20]) {
      const result = digestFile(path, { root: null, algorithms: ['blake3'], buffer: Buffer.alloc(block), onBlock: () => true });
      expect(result).toEqual({ state: 'ok', size: length, digests: { blake3: expected } });
    }
  });
});

describe('a range', () => {
  const range = (start: number, end: number): FileDigestResult | null =>
    digestFile(file('digits', '0123456789'), {
      root: null,
      range: { start, end },
      algorithms: ['sha256'],
      buffer: Buffer.alloc(3),
      onBlock: () => true,
    });

  it.each([
    [0, 10],
    [0, 1],
    [9, 10],
    [2, 8],
    [4, 4],
  ])('%i to %i is these bytes and no others', (start, end) => {
    const sha256 = createHash('sha256').update('0123456789'.slice(start, end)).digest('hex');
    expect(range(start, end)).toMatchObject({ state: 'ok', size: end - start, digests: { sha256 } });
  });

  it('that the file does not have is no range', () => {
    expect(range(0, 11)).toMatchObject({ state: 'unavailable', reason: 'changed' });
  });

  it('of a file that was written to between is of another moment', () => {
    const path = file('grows', 'aaaa');
    const read = (): FileDigestResult | null =>
      digestFile(path, { root: null, range: { start: 0, end: 2 }, algorithms: [], buffer: Buffer.alloc(9), onBlock: () => true });
    const [first, second] = [read(), read()];
    expect(first).toEqual(second);
    appendFileSync(path, 'b');
    expect(read()).not.toEqual(first);
  });
});

describe('digestFile', () => {
  // The values that `sha256sum`, `sha512sum` and `b2sum` print for "abc".
  it('gives all digests of one read', () => {
    const result = digestFile(file('abc', 'abc'), {
      root: null,
      algorithms: ['sha256', 'sha512', 'blake2b-512'],
      buffer: Buffer.alloc(2),
      onBlock: () => true,
    });
    expect(result).toEqual({
      state: 'ok',
      size: 3,
      digests: {
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        sha512:
          'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
        'blake2b-512':
          'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
      },
    });
  });

  it('stops where it is told to', () => {
    expect(read(file('a', 'x'.repeat(5000)), () => false)).toBeNull();
  });
});

describe('digestFile: a file that changes while it is read has no digest', () => {
  const CONTENT = 'x'.repeat(3500);
  it.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, 'y')],
    ['is cut', (path) => truncateSync(path, 1200)],
    ['is emptied', (path) => truncateSync(path, 0)],
    ['is written to, its size kept', (path) => writeFileSync(path, 'y'.repeat(3500), { flag: 'r+' })],
    ['is given another time', (path) => utimesSync(path, 1, 1)],
    ['is deleted', (path) => rmSync(path)],
    ['gets a second name', (path) => linkSync(path, `${path}2`)],
    [
      'is replaced by an equal one',
      (path) => {
        writeFileSync(`${path}.new`, CONTENT);
        renameSync(`${path}.new`, path);
      },
    ],
    [
      'is replaced by a link',
      (path) => {
        renameSync(path, `${path}.old`);
        symlinkSync(`${path}.old`, path);
      },
    ],
  ])('%s', (_name, change) => {
    const path = file('model.bin', CONTENT);
    utimesSync(path, 2, 2);
    let blocks = 0;
    const result = read(path, () => {
      blocks++;
      if (blocks === 2) change(path);
      return true;
    });
    expect(outcome(result)).toBe('changed');
  });

  it('grows as fast as it is read, and does not hold the reader for ever', () => {
    const path = file('log', CONTENT);
    let blocks = 0;
    const result = read(path, (bytes) => {
      blocks++;
      appendFileSync(path, 'y'.repeat(bytes));
      return blocks < 100;
    });
    expect(outcome(result)).toBe('changed');
    expect(blocks).toBeLessThan(10);
  });
});

describe('digestFile refuses what is no regular file, without waiting for it', () => {
  it('a pipe that nobody writes to', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(outcome(read(join(folder, 'pipe')))).toBe('not-a-file');
  });

  it('refuses a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
    expect(outcome(read(join(folder, 'socket')))).toBe('not-a-file');
    await new Promise((resolve) => server.close(resolve));
  });

  it.each(['/dev/zero', '/dev/null', '/'])('%s', (path) => {
    expect(outcome(read(path))).toBe('not-a-file');
  });

  it('a link, wherever it leads', () => {
    symlinkSync(file('real', 'x'), join(folder, 'good'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
    symlinkSync('/dev/zero', join(folder, 'device'));
    for (const name of ['good', 'dangling', 'device']) expect(outcome(read(join(folder, name)))).toBe('link');
  });

  it('what is not there, and names that no file can have', () => {
    expect(outcome(read(join(folder, 'gone')))).toBe('not-found');
    expect(outcome(read(join(file('plain', 'x'), 'below')))).toBe('not-found');
    expect(outcome(read(`${folder}/a\0b`))).toBe('unreadable');
    expect(outcome(read(join(folder, 'x'.repeat(300))))).toBe('unreadable');
  });

  it('a file of /proc, whose size is a lie', () => {
    expect(outcome(read('/proc/self/maps'))).toBe('changed');
  });
});

describe('digestFile below a root (T15)', () => {
  it.each([
    ['in/model.bin', 'ok'],
    ['../secret', 'outside'],
    ['in/../../secret', 'outside'],
    ['./in/model.bin', 'outside'],
    ['/etc/passwd', 'outside'],
    ['', 'outside'],
    ['linked/secret', 'outside'],
    ['linked-inside/model.bin', 'outside'],
    ['gone/model.bin', 'not-found'],
  ])('%j: %s', (path, expected) => {
    const root = join(folder, 'root');
    mkdirSync(join(root, 'in'), { recursive: true });
    file('secret', 'x');
    file('root/in/model.bin', 'x');
    symlinkSync(folder, join(root, 'linked'));
    symlinkSync(join(root, 'in'), join(root, 'linked-inside'));
    expect(outcome(read(path, () => true, root))).toBe(expected);
  });
});
