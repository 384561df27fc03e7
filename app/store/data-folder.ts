/** The first data folder of the embedded database: unpacked from beside the program, where the build left it, which takes a tenth of making it. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** Beside the bundle, which scripts/build.ts writes. */
const PACKED = new URL(import.meta.url.endsWith('.ts') ? '../../dist/pgdata.br' : './pgdata.br', import.meta.url);
const NEWLINE = 10;

interface List {
  /** Parents before their children. */
  readonly folders: readonly string[];
  readonly files: readonly (readonly [name: string, bytes: number])[];
}

/** Leaves a folder that is there alone. False: nothing was packed, as in a clone that was never built; then the database makes its own. */
export async function unpackDataFolder(target: string, packed: URL = PACKED): Promise<boolean> {
  const unpacked = `${target}.new`;
  await rm(unpacked, { recursive: true, force: true });
  const content = await readFile(packed).catch(() => null);
  if (content === null) return false;
  const bytes = await promisify(brotliDecompress)(content);
  const start = bytes.indexOf(NEWLINE) + 1;
  const { folders, files } = JSON.parse(bytes.toString('utf8', 0, start)) as List;
  for (const folder of ['', ...folders]) await mkdir(join(unpacked, folder), { mode: 0o700 });
  let at = start;
  const places = files.map(([name, size]) => ({ name, from: at, to: (at += size) }));
  await Promise.all(places.map(({ name, from, to }) => writeFile(join(unpacked, name), bytes.subarray(from, to), { mode: 0o600 })));
  // All of it or nothing: who is killed before this begins again.
  await rename(unpacked, target);
  return true;
}
