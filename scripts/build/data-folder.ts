/**
 * `node scripts/build/data-folder.ts FILE`: writes what PostgreSQL's initdb makes (app/store/data-folder.ts unpacks it), so that the App's first start
 * need not run it. A process of its own: the clock stands still and nothing is random, so that each build gives the same bytes.
 */
import type crypto from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants } from 'node:zlib';

const [, , target = ''] = process.argv;

// The cluster's identifier and the times in its catalogs come from these. Nothing secret does: nobody logs in, and there is no replica to tell apart.
const NEVER = Date.UTC(2026, 0, 1);
const zero = <T extends ArrayBufferView>(view: T): T => {
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(0);
  return view;
};
class StoppedDate extends Date {
  constructor(...given: readonly number[]) {
    super(...((given.length === 0 ? [NEVER] : given) as [number]));
  }
  static override now(): number {
    return NEVER;
  }
}
Object.assign(globalThis, { Date: StoppedDate });
performance.now = () => 0;
Object.assign(createRequire(import.meta.url)('node:crypto') as typeof crypto, { randomFillSync: zero });
Object.assign(globalThis.crypto, { getRandomValues: zero });

const { PGlite } = await import('@electric-sql/pglite');
const database = await PGlite.create({ dataDir: 'memory://' });
await database.exec('CHECKPOINT');
const tarball = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
await database.close();
// The three databases of a cluster hold the same tables: a window that spans them writes them once.
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 9,
  [constants.BROTLI_PARAM_LGWIN]: 24,
  [constants.BROTLI_PARAM_SIZE_HINT]: tarball.length,
};
writeFileSync(target, brotliCompressSync(tarball, { params }));
