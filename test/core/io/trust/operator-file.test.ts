import { createHash } from 'node:crypto';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArtifact, readOperatorFile } from '../../../../src/core/io/trust/operator-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'weighbridge-files-'));
writeFileSync(join(folder, 'small'), 'weights');

describe('files that the operator names', () => {
  it('are read whole, or one byte past the limit', async () => {
    expect(Buffer.from(await readOperatorFile(folder, 'small', 100)).toString()).toBe('weights');
    expect((await readOperatorFile(folder, 'small', 3)).byteLength).toBe(4);
  });

  it('as artifact: bytes when small, digests when large', async () => {
    expect(await readArtifact(folder, 'small')).toEqual({ bytes: Buffer.from('weights') });
    writeFileSync(join(folder, 'large'), '');
    truncateSync(join(folder, 'large'), 64 * 1024 * 1024 + 1);
    const zeros = Buffer.alloc(64 * 1024 * 1024 + 1);
    const hex = (name: string): string => createHash(name).update(zeros).digest('hex');
    expect(await readArtifact(folder, 'large')).toEqual({
      digests: { sha256: hex('sha256'), sha384: hex('sha384'), sha512: hex('sha512') },
    });
  });

  it.each(['missing', '.', '/dev/null'])('%s cannot be read', async (path) => {
    await expect(readArtifact(folder, path)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(readOperatorFile(folder, path, 10)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
