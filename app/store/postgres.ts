/** PostgreSQL through a pool. */
import pg from 'pg';
import type { Driver, Sql } from './sql.ts';

export interface PostgresOptions {
  readonly url: string;
  readonly connections: number;
  /** A connection in the pool broke: it is replaced by itself, and told here. */
  readonly onError: (error: Error) => void;
}

const INT8 = 20;
/** A webhook must be answered within 10 s, so nothing waits longer than this for a connection or an answer. */
const CONNECT_MS = 4000;
const STATEMENT_MS = 60_000;
/** Who waits for a row of somebody else gives up in time to be tried alone (jobs/grouped.ts) before GitHub does. */
const LOCK_MS = 4000;

export function openPostgres({ url, connections, onError }: PostgresOptions): Driver {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    keepAlive: true,
    application_name: 'weighbridge',
    types: { getTypeParser: typeParser },
  });
  pool.on('error', onError);
  return {
    kind: 'postgres',
    ...sqlOver(pool),
    async transaction(prelude, work) {
      const client = await pool.connect();
      // A connection that breaks between two statements must not end the process.
      client.on('error', onError);
      let broken = false;
      try {
        await client.query(`BEGIN; ${prelude}`);
        const result = await work(sqlOver(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        broken = await client.query('ROLLBACK').then(
          () => false,
          () => true,
        );
        throw error;
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
    },
    // Its autovacuum does that.
    tidy: async () => {},
    exclusively: (key, work) => holdingAdvisoryLock(url, key, onError, work),
    boss: () => ({
      connectionString: url,
      max: Math.max(3, Math.ceil(connections / 2)),
      application_name: 'weighbridge-jobs',
      connectionTimeoutMillis: CONNECT_MS,
    }),
    close: () => pool.end(),
  };
}

/**
 * A lock of a session of its own: it may be held for minutes, and must not take a connection from the pool that the work itself waits for. If its
 * connection breaks the lock is gone and the work goes on, so the work must bear a second one beside it.
 */
async function holdingAdvisoryLock<T>(url: string, key: string, onError: (error: Error) => void, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'weighbridge-lock',
  });
  client.on('error', onError);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 7746))', [key]);
    return await work();
  } finally {
    // Ends the session, and with it the lock.
    await client.end().catch(onError);
  }
}

function sqlOver(on: pg.Pool | pg.PoolClient): Sql {
  return {
    async query<Row>(text: string, values: readonly unknown[] = []) {
      return (await on.query(text, [...values])).rows as Row[];
    },
    async script(text) {
      await on.query(text);
    },
  };
}

/** GitHub's ids fit into a double; the standard parser gives text for int8. */
function typeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8) return Number;
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
}
