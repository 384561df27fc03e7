/** The first data folder of the embedded database: unpacked from beside the program, where the build left it, which takes a tenth of making it. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createBrotliDecompress } from 'node:zlib';
import { readTarball } from '../github/tar.ts';

/** Beside the bundle, by scripts/build/data-folder.ts. */
const PACKED = new URL(import.meta.url.endsWith('.ts') ? '../../dist/pgdata.tar.br' : './pgdata.tar.br', import.meta.url);

/** False: nothing was packed, as in a clone that was never built; then the database makes its own. */
export async function unpackDataFolder(target: string, packed: URL = PACKED): Promise<boolean> {
  if (!existsSync(packed)) return false;
  const unpacked = `${target}.new`;
  await rm(unpacked, { recursive: true, force: true });
  for await (const { path, type, content } of readTarball(createReadStream(packed).pipe(createBrotliDecompress()))) {
    const place = join(unpacked, path);
    await mkdir(type === 'folder' ? place : dirname(place), { recursive: true, mode: 0o700 });
    if (type === 'file') await writeFile(place, content, { mode: 0o600 });
  }
  // All of it or nothing: who is killed before this begins again.
  await rename(unpacked, target);
  return true;
}
