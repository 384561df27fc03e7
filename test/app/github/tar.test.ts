import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTarball, TarError } from '../../../app/github/tar.ts';
import { makeRepository, type TestRepository } from '../../support/repo.ts';

const LONG = `${'deep/'.repeat(40)}${'n'.repeat(120)}.py`;
let repo: TestRepository;
let archive: Buffer;

beforeAll(() => {
  repo = makeRepository();
  repo.write('a.py', 'import os\n');
  repo.write('empty.py', '');
  repo.write('ünïcode/ﬁle.py', 'x\n');
  repo.write(LONG, 'y'.repeat(1537));
  repo.write('big.bin', Buffer.alloc(300_000, 7));
  repo.link('link', 'a.py');
  repo.commit();
  archive = execFileSync('git', ['-C', repo.folder, 'archive', '--format=tar', '--prefix=top/', 'HEAD'], { maxBuffer: 64 << 20 });
});
afterAll(() => repo.dispose());

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield Promise.resolve(bytes.subarray(start, start + size));
}

async function all(bytes: Uint8Array, size = 4096): Promise<Map<string, { type: string; content: Buffer }>> {
  const found = new Map<string, { type: string; content: Buffer }>();
  for await (const { path, type, content } of readTarball(chunked(bytes, size))) {
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(Uint8Array.from(part));
    found.set(path, { type, content: Buffer.concat(parts) });
  }
  return found;
}

describe('what git archive writes is read as it is', () => {
  it.each([1, 511, 512, 513, 65_536])('in chunks of %i bytes', async (size) => {
    const files = await all(size === 1 ? archive.subarray(0, 8192) : archive, size).catch((error: unknown) => error);
    if (size === 1) return expect(files).toBeInstanceOf(TarError);
    const found = files as Awaited<ReturnType<typeof all>>;
    expect(found.get('top/a.py')?.content.toString()).toBe('import os\n');
    expect(found.get('top/empty.py')?.content.length).toBe(0);
    expect(found.get('top/ünïcode/ﬁle.py')?.content.toString()).toBe('x\n');
    expect(found.get(`top/${LONG}`)?.content.length).toBe(1537);
    expect(found.get('top/big.bin')?.content.equals(Buffer.alloc(300_000, 7))).toBe(true);
    expect(found.get('top/link')?.type).toBe('link');
  });

  it('files whose content nobody reads are passed over', async () => {
    const paths: string[] = [];
    for await (const { path, type } of readTarball(chunked(archive, 700))) if (type === 'file') paths.push(path);
    expect(paths).toContain('top/big.bin');
    expect(paths).toHaveLength(5);
  });
});

describe('a hostile tar is an error, never a hang and never wrong content', () => {
  const spoilt = (change: (bytes: Buffer) => void): Buffer => {
    const copy = Buffer.from(archive);
    change(copy);
    return copy;
  };
  it.each([
    ['no tar at all', () => Buffer.from('x'.repeat(2000))],
    ['cut off in a header', () => archive.subarray(0, 700)],
    ['cut off in a file', () => archive.subarray(0, archive.length - 200_000)],
    ['a wrong checksum', () => spoilt((bytes) => bytes.writeUInt8(0x31, 1030))],
    ['a size that is no number', () => spoilt((bytes) => bytes.write('99999999999', 124))],
  ] as const)('%s', async (_, make) => {
    await expect(all(make())).rejects.toBeInstanceOf(TarError);
  });

  it('nothing at all is an archive without files', async () => {
    expect((await all(Buffer.alloc(0))).size).toBe(0);
    expect((await all(Buffer.alloc(1024))).size).toBe(0);
  });
});
