/**
 * `node scripts/build/data-folder.ts FILE`: writes what PostgreSQL's initdb makes, packed (app/store/data-folder.ts reads it), so that the App's first
 * start need not run it. A process of its own: the clock stands still and nothing is random, so that each build gives the same bytes.
 */
import type crypto from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const [, , target = ''] = process.argv;
const home = mkdtempSync(join(tmpdir(), 'weighbridge-initdb-'));
// An identifier of the cluster and the times in its catalogs come from these; nothing secret does: replication, which would compare them, is not there.
const NEVER = Date.UTC(2026, 0, 1);
const zero = <T extends ArrayBufferView>(view: T): T => {
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(0);
  return view;
};
Date.now = () => NEVER;
performance.now = () => 0;
Object.assign(createRequire(import.meta.url)('node:crypto') as typeof crypto, { randomFillSync: zero });
Object.assign(globalThis.crypto, { getRandomValues: zero });

const { PGlite } = await import('@electric-sql/pglite');
const folder = join(home, 'pgdata');
const database = await PGlite.create({ dataDir: folder });
await database.close();

const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
const entries = names.map((name) => ({ path: join(folder, name), name: name.replaceAll('\\', '/') }));
const isFolder = ({ path }: { readonly path: string }): boolean => statSync(path).isDirectory();
const files = entries.filter((entry) => !isFolder(entry)).map(({ path, name }) => ({ name, content: readFileSync(path) }));
const list = {
  folders: entries.filter(isFolder).map(({ name }) => name),
  files: files.map(({ name, content }) => [name, content.length]),
};
const packed = Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), ...files.map(({ content }) => content)]);
// The three databases of a cluster hold the same tables: a window that spans them writes them once.
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 9,
  [constants.BROTLI_PARAM_LGWIN]: 24,
  [constants.BROTLI_PARAM_SIZE_HINT]: packed.length,
};
writeFileSync(target, brotliCompressSync(packed, { params }));
rmSync(home, { recursive: true, force: true });
