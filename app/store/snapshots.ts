/** The AI SBOM per commit, and its components, which can be asked over the whole organization. */
import { storable, type Transaction } from './sql.ts';

export interface SnapshotKey {
  readonly installation: number;
  readonly repository: number;
  readonly commit: string;
}

export interface ComponentRow {
  /** Without its version. */
  readonly purl: string;
  /** Empty when unknown. */
  readonly version: string;
  readonly kind: string;
  readonly rung: string | null;
  readonly license: string | null;
}

export interface Snapshot {
  readonly content: Uint8Array;
  readonly components: readonly ComponentRow[];
  /** The default branch stands here: the inventory shows this one. */
  readonly latest: boolean;
}

export async function saveSnapshot(tx: Transaction, { installation, repository, commit }: SnapshotKey, snapshot: Snapshot): Promise<void> {
  const key = [installation, repository, commit];
  if (snapshot.latest) {
    await tx.query(
      'UPDATE weighbridge.snapshots SET latest = false WHERE installation_id = $1 AND repository_id = $2 AND latest AND commit_id <> $3',
      key,
    );
  }
  await tx.query(
    `INSERT INTO weighbridge.snapshots AS s (installation_id, repository_id, commit_id, content, latest) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (installation_id, repository_id, commit_id) DO UPDATE
       SET content = excluded.content, latest = excluded.latest OR s.latest, created_at = now()`,
    [...key, snapshot.content, snapshot.latest],
  );
  await tx.query('DELETE FROM weighbridge.components WHERE installation_id = $1 AND repository_id = $2 AND commit_id = $3', key);
  const rows = snapshot.components.map((one) => ({
    ...one,
    purl: storable(one.purl),
    version: storable(one.version),
    license: one.license === null ? null : storable(one.license),
  }));
  await tx.query(
    `INSERT INTO weighbridge.components (installation_id, repository_id, commit_id, purl, version, kind, rung, license)
     SELECT $1, $2, $3, purl, version, kind, rung, license
     FROM json_to_recordset($4::text::json) AS c (purl text, version text, kind text, rung text, license text)
     ON CONFLICT DO NOTHING`,
    [...key, JSON.stringify(rows)],
  );
}

/** What it contains is in the table of uses now. */
export async function markListed(tx: Transaction, { installation, repository, commit }: SnapshotKey): Promise<void> {
  await tx.query(
    'UPDATE weighbridge.snapshots SET listed = true WHERE installation_id = $1 AND repository_id = $2 AND commit_id = $3 AND latest',
    [installation, repository, commit],
  );
}

/** Of default branches, as they were kept before there was a list of uses. */
export async function unlistedSnapshots(
  tx: Transaction,
  installation: number,
  limit: number,
): Promise<readonly { readonly repository: number; readonly commit: string; readonly content: Uint8Array }[]> {
  return tx.query(
    `SELECT repository_id AS repository, commit_id AS commit, content FROM weighbridge.snapshots
     WHERE installation_id = $1 AND latest AND NOT listed ORDER BY created_at DESC LIMIT $2`,
    [installation, limit],
  );
}

export async function loadSnapshot(tx: Transaction, { installation, repository, commit }: SnapshotKey): Promise<Uint8Array | null> {
  const [row] = await tx.query<{ content: Uint8Array }>(
    'SELECT content FROM weighbridge.snapshots WHERE installation_id = $1 AND repository_id = $2 AND commit_id = $3',
    [installation, repository, commit],
  );
  return row?.content ?? null;
}

export interface ComponentUse {
  readonly repository: number;
  readonly version: string;
  readonly rung: string | null;
  readonly license: string | null;
}

/** Where a component is used on default branches now. */
export async function usesOf(tx: Transaction, installation: number, purl: string): Promise<readonly ComponentUse[]> {
  return tx.query<ComponentUse>(
    `SELECT c.repository_id AS repository, c.version, c.rung, c.license
     FROM weighbridge.components c JOIN weighbridge.snapshots s USING (installation_id, repository_id, commit_id)
     WHERE c.installation_id = $1 AND c.purl = $2 AND s.latest ORDER BY c.repository_id, c.version`,
    [installation, storable(purl)],
  );
}
