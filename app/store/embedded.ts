/** PostgreSQL inside of this process (PGlite) over one folder: nothing to install, one process. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';
import { unpackDataFolder } from './data-folder.ts';
import { lockFolder } from './folder-lock.ts';
import type { Driver, Sql } from './sql.ts';

export interface EmbeddedOptions {
  /** null: in memory only, for tests. */
  readonly folder: string | null;
  /** A folder dumped earlier (`dumpDataDir`), loaded when there is none yet: starts in a third of the time. */
  readonly template?: Blob;
}

const INT8 = 20;
/** One process with a team's rows needs no more, and all of it is resident from the start: the standard is 128 MB. */
const SETTINGS = ['-c', 'shared_buffers=16MB'];

/** Those with rows of their own: a partitioned one has none. */
const TABLES = `SELECT format('%I.%I', relnamespace::regnamespace::text, relname) AS name FROM pg_class
  WHERE relkind = 'r' AND relnamespace::regnamespace::text IN ('weighbridge', 'pgboss') ORDER BY 1`;

/** Throws InputError USAGE when another process uses the folder: the two would lose each other's data without an error. */
export async function openEmbedded({ folder, template }: EmbeddedOptions): Promise<Driver> {
  if (folder !== null) await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = folder === null ? () => {} : lockFolder(folder);
  try {
    const data = folder === null ? null : join(folder, 'pgdata');
    if (data !== null && template === undefined && !existsSync(data)) await unpackDataFolder(data);
    const database = await PGlite.create({
      dataDir: data ?? 'memory://',
      parsers: { [INT8]: Number },
      startParams: [...PGlite.defaultStartParams, ...SETTINGS],
      ...(template === undefined ? {} : { loadDataDir: template }),
    });
    return {
      ...overPGlite(database),
      async close() {
        await database.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** One connection only: inside of `transaction` nothing but the given `sql` may be used, or both wait for ever. */
function overPGlite(database: PGlite): Driver {
  const turns = new Map<string, Promise<unknown>>();
  return {
    kind: 'embedded',
    ...sqlOver(database),
    transaction: (prelude, work) =>
      database.transaction(async (tx) => {
        await tx.exec(prelude);
        return work(sqlOver(tx));
      }),
    // There is one process only: a chain per key does it.
    async exclusively(key, work) {
      const mine = (turns.get(key) ?? Promise.resolve()).then(work, work);
      turns.set(key, mine);
      try {
        return await mine;
      } finally {
        if (turns.get(key) === mine) turns.delete(key);
      }
    },
    async tidy() {
      const tables = await database.query<{ name: string }>(TABLES);
      // One after the other: a webhook in between waits for one only.
      for (const { name } of tables.rows) await database.exec(`VACUUM (ANALYZE) ${name}`);
    },
    boss: () => ({ db: fromPglite(database), backend: 'pglite' }),
    close: () => database.close(),
  };
}

function sqlOver(on: PGlite | Transaction): Sql {
  return {
    async query<Row>(text: string, values: readonly unknown[] = []) {
      return (await on.query<Row>(text, [...values])).rows;
    },
    async script(text) {
      await on.exec(text);
    },
  };
}
