/** Removes rows of an audit chain that were kept long enough, and signs what stands for them (T31). */
import { checkChain } from '../audit/check-chain.ts';
import type { Link } from '../audit/chain.ts';
import { type Checkpoint, isGenuine, isSignedBy, signCheckpoint } from '../audit/checkpoint.ts';
import { auditCheckpoint, auditRows, lockChain } from './audit-log.ts';
import type { Store, Transaction } from './sql.ts';

export interface AuditRetention {
  readonly days: number;
  /** The current one signs, the others only verify; empty: nothing is removed, as nothing could be signed. */
  readonly keys: readonly Uint8Array[];
}

/** removed: so many. broken: a row, or the checkpoint, is not as it was written; all stays as it is, for who looks into it. */
export type AuditRetained = { readonly state: 'done'; readonly removed: number } | { readonly state: 'broken'; readonly why: string };

/** Rows of one chain that go in one sweep: a clock that runs wild takes little before somebody sees it. */
const BATCH = 1_000;

export async function retainAudit(store: Store, installation: number, { days, keys }: AuditRetention): Promise<AuditRetained> {
  const [key] = keys;
  if (key === undefined) return { state: 'done', removed: 0 };
  return store.transaction({ installation }, async (tx): Promise<AuditRetained> => {
    await lockChain(tx, installation);
    const before = await auditCheckpoint(tx, installation);
    if (before !== null && !isGenuine(keys, before)) return { state: 'broken', why: 'the checkpoint is not signed by a key of this App' };
    const over = await overdue(tx, installation, days, before?.sequence ?? 0);
    const check = checkChain(installation, before, null);
    check.take(over);
    const [problem] = check.end().problems;
    // A signature would make good what somebody has changed.
    if (problem !== undefined) return { state: 'broken', why: problem.what };
    const last = over.at(-1);
    if (last !== undefined) {
      const { sequence, hash, time: through } = last;
      await replacePrefix(tx, signCheckpoint(key, { installation, sequence, hash, through }));
    } else if (before !== null && !isSignedBy(key, before)) {
      // The key was changed: the one before will be gone some day.
      const { sequence, hash, through } = before;
      await replacePrefix(tx, signCheckpoint(key, { installation, sequence, hash, through }));
    }
    return { state: 'done', removed: over.length };
  });
}

/**
 * The rows before the first one that is young enough, counted from now or from the newest row, whichever is earlier: a clock that is wrong by years
 * while nothing happens removes nothing.
 */
async function overdue(tx: Transaction, installation: number, days: number, after: number): Promise<readonly Link[]> {
  const [young] = await tx.query<{ sequence: number }>(
    `SELECT sequence FROM weighbridge.audit_log WHERE installation_id = $1 AND at >= least(now(), (
       SELECT at FROM weighbridge.audit_log WHERE installation_id = $1 ORDER BY sequence DESC LIMIT 1)) - interval '1 day' * $2
     ORDER BY sequence LIMIT 1`,
    [installation, days],
  );
  if (young === undefined) return [];
  const rows = await auditRows(tx, installation, { after, limit: BATCH });
  return rows.filter(({ sequence }) => sequence < young.sequence);
}

async function replacePrefix(tx: Transaction, { installation, sequence, hash, through, keyId, signature }: Checkpoint): Promise<void> {
  await asRetention(tx, async (run) => {
    await run('DELETE FROM weighbridge.audit_log WHERE installation_id = $1 AND sequence <= $2', [installation, sequence]);
    await run('DELETE FROM weighbridge.audit_checkpoints WHERE installation_id = $1', [installation]);
  });
  await tx.query(
    `INSERT INTO weighbridge.audit_checkpoints (installation_id, sequence, hash, through, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6)`,
    [installation, sequence, hash, through, keyId, signature],
  );
}

/** T27: all of an installation that is gone. */
export async function eraseAudit(tx: Transaction, installation: number): Promise<void> {
  await asRetention(tx, async (run) => {
    for (const table of ['audit_log', 'audit_checkpoints'])
      await run(`DELETE FROM weighbridge.${table} WHERE installation_id = $1`, [installation]);
  });
}

/** The role of the tenants may delete nothing here, and the owner of the tables only in this scope. */
async function asRetention(tx: Transaction, work: (run: Transaction['query']) => Promise<void>): Promise<void> {
  await tx.asOwner(async (sql) => {
    await sql.script("SET LOCAL weighbridge.scope = 'retention'");
    await work(sql.query);
    await sql.script("SET LOCAL weighbridge.scope = ''");
  });
}
