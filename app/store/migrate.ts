/** Forward-only migrations, each once, in one transaction under an advisory lock: replicas that start together wait for the first. */
import { createHash } from 'node:crypto';
import { EffectError } from '../../src/core/index.ts';
import type { Driver, Migration } from './sql.ts';

const LOCK = 7_746_001;

/** Returns the names that were applied now. Throws EffectError DISK when the database is newer than this program, or one was edited afterwards. */
export async function migrate(driver: Driver, list: readonly Migration[]): Promise<readonly string[]> {
  return driver.transaction(
    `SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(${LOCK});`,
    async (sql) => {
      await sql.script(`
      CREATE SCHEMA IF NOT EXISTS weighbridge;
      CREATE TABLE IF NOT EXISTS weighbridge.migrations (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());`);
      const rows = await sql.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM weighbridge.migrations');
      const applied = new Map(rows.map((row) => [row.name, row.sha256]));
      for (const { name, sql: text } of list) {
        const known = applied.get(name);
        if (known !== undefined && known !== digest(text)) {
          throw new EffectError(
            'DISK',
            `migration ${name} is not the one that this database has seen`,
            'Run the release that belongs to the database.',
          );
        }
      }
      const unknown = [...applied.keys()].filter((name) => !list.some((one) => one.name === name));
      if (unknown.length > 0) {
        throw new EffectError(
          'DISK',
          `the database is newer than this program (${unknown.join(', ')})`,
          'Run the newer release: migrations go forward only.',
        );
      }
      const missing = list.filter(({ name }) => !applied.has(name));
      for (const { name, sql: text } of missing) {
        await sql.script(text);
        await sql.query('INSERT INTO weighbridge.migrations (name, sha256) VALUES ($1, $2)', [name, digest(text)]);
      }
      return missing.map(({ name }) => name);
    },
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
