/** Room for what is to come, looked at before the first byte does. */
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { EffectError, InputError } from '../../base/errors.ts';
import { onDisk } from './disk-error.ts';
import { look } from './folder.ts';
import { partPath } from './part.ts';
import type { PullTarget } from './types.ts';

/** Throws InputError USAGE when `missing` is more than may be fetched, EffectError DISK when it is more than there is room for. */
export async function checkRoom(root: string, shown: string, missing: readonly PullTarget[], maxBytes: number | null): Promise<void> {
  let fetched = 0n;
  let written = 0n;
  const seen = new Set<string>();
  for (const { file } of missing) {
    const held = seen.has(file.sha256) ? file.size : await heldOf(root, file.sha256, file.size);
    fetched += BigInt(file.size - held);
    // A second file with the same bytes is copied: it costs room, not traffic.
    written += BigInt(seen.has(file.sha256) ? file.size : file.size - held);
    seen.add(file.sha256);
  }
  if (maxBytes !== null && fetched > BigInt(maxBytes))
    throw new InputError(
      'USAGE',
      `${fetched} bytes are missing, more than the ${maxBytes} that this pull may fetch`,
      'Raise the limit, or choose files with --only.',
    );
  const { bavail, bsize } = await onDisk(shown, () => statfs(root, { bigint: true }));
  // Some file systems do not tell and say 0 blocks of 0 bytes.
  if (bsize > 0n && written > bavail * bsize)
    throw new EffectError(
      'DISK',
      `${shown}: ${written} bytes are missing, and the disk has room for ${bavail * bsize} (ENOSPC)`,
      'Make room, or choose files with --only. Nothing was fetched.',
    );
}

async function heldOf(root: string, sha256: string, size: number): Promise<number> {
  const info = await onDisk(join('.weighbridge-partial', `${sha256}.part`), () => look(partPath(root, sha256)));
  return info === null || !info.isFile() || info.size > size ? 0 : info.size;
}
