/** The audit chain of an installation in the database: appended and read; who removes a prefix is audit-retention.ts (T31). */
import { randomBytes } from 'node:crypto';
import { type Appended, chainOrigin, type ChainEnd, type Link, linkAfter } from '../audit/chain.ts';
import type { Checkpoint } from '../audit/checkpoint.ts';
import type { Transaction } from './sql.ts';

/**
 * Hangs them on the chain, in their order. Who appends to the same chain waits until the caller's transaction ends; other installations do not. So it
 * comes last in a transaction: rows first, then the chain, and no two callers wait for each other.
 */
export async function appendAudit(tx: Transaction, installation: number, entries: readonly Appended[]): Promise<void> {
  if (entries.length === 0) return;
  await lockChain(tx, installation);
  const [now] = await tx.query<{ at: Date }>("SELECT date_trunc('milliseconds', clock_timestamp()) AS at");
  if (now === undefined) throw new Error('the database does not tell the time');
  let end = (await chainEnd(tx, installation)) ?? chainOrigin(installation);
  const links = entries.map((entry) => {
    const link = linkAfter(end, { installation, time: now.at.toISOString(), nonce: randomBytes(16).toString('hex') }, entry);
    end = link;
    return link;
  });
  await tx.query(
    `INSERT INTO weighbridge.audit_log (installation_id, sequence, at, nonce, previous, hash, content)
     SELECT $1, sequence, time, nonce, previous, hash, content FROM json_to_recordset($2::text::json)
       AS l (sequence bigint, time timestamptz, nonce text, previous text, hash text, content text)`,
    [installation, JSON.stringify(links)],
  );
}

/** Until the end of the transaction. 64 bits of the name: no two installations share a lock. */
export async function lockChain(tx: Transaction, installation: number): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7746))', [`audit ${installation}`]);
}

/** Null: nothing was ever appended. */
export async function chainEnd(tx: Transaction, installation: number): Promise<ChainEnd | null> {
  const [end] = await tx.query<ChainEnd>(
    `(SELECT sequence, hash FROM weighbridge.audit_log WHERE installation_id = $1 ORDER BY sequence DESC LIMIT 1)
     UNION ALL (SELECT sequence, hash FROM weighbridge.audit_checkpoints WHERE installation_id = $1 ORDER BY sequence DESC LIMIT 1)
     ORDER BY sequence DESC LIMIT 1`,
    [installation],
  );
  return end ?? null;
}

interface LinkRow extends Omit<Link, 'time'> {
  readonly at: Date;
}

/** In the order of their numbers, at most `limit` behind `after`. `since`: leaves out what is older. */
export async function auditRows(
  tx: Transaction,
  installation: number,
  { after, limit, since = null }: { readonly after: number; readonly limit: number; readonly since?: Date | null },
): Promise<readonly Link[]> {
  const rows = await tx.query<LinkRow>(
    `SELECT installation_id AS installation, sequence, at, nonce, previous, hash, content FROM weighbridge.audit_log
     WHERE installation_id = $1 AND sequence > $2 AND ($3::timestamptz IS NULL OR at >= $3) ORDER BY sequence LIMIT $4`,
    [installation, after, since, limit],
  );
  return rows.map(({ at, ...row }) => ({ ...row, time: at.toISOString() }));
}

/** What stands for the rows that are no longer kept; null: all are. */
export async function auditCheckpoint(tx: Transaction, installation: number): Promise<Checkpoint | null> {
  const [row] = await tx.query<Omit<Checkpoint, 'through'> & { through: Date }>(
    `SELECT installation_id AS installation, sequence, hash, through, key_id AS "keyId", signature FROM weighbridge.audit_checkpoints
     WHERE installation_id = $1 ORDER BY sequence DESC LIMIT 1`,
    [installation],
  );
  return row === undefined ? null : { ...row, through: row.through.toISOString() };
}
