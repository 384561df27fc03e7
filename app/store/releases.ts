/** Releases, and tags without one, with the AI SBOM of their commit. Kept for the support period, whatever becomes of the repository. */
import type { HeldUse } from '../where/uses-of-bom.ts';
import { storable, type Transaction } from './sql.ts';
import { saveUses } from './uses.ts';

export interface ReleaseRow {
  readonly repository: number;
  readonly tag: string;
  readonly commit: string;
  /** A release was made of the tag. */
  readonly published: boolean;
  /** ISO 8601: of the release, else of the tag or its commit. */
  readonly at: string;
  readonly content: Uint8Array;
}

export async function hasRelease(tx: Transaction, installation: number, repository: number, tag: string, commit: string): Promise<boolean> {
  const [row] = await tx.query(
    'SELECT 1 FROM weighbridge.releases WHERE installation_id = $1 AND repository_id = $2 AND tag = $3 AND commit_id = $4',
    [installation, repository, storable(tag), commit],
  );
  return row !== undefined;
}

export async function saveRelease(tx: Transaction, installation: number, one: ReleaseRow, uses: readonly HeldUse[]): Promise<void> {
  const { repository, tag, commit, published, at, content } = one;
  await tx.query(
    `INSERT INTO weighbridge.releases (installation_id, repository_id, tag, commit_id, published, released_at, content)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (installation_id, repository_id, tag, commit_id)
     DO UPDATE SET published = excluded.published, released_at = excluded.released_at, content = excluded.content, recorded_at = now()`,
    [installation, repository, storable(tag), commit, published, at, content],
  );
  await saveUses(tx, { installation, repository, held: 'release', name: tag, commit, at }, uses);
}

/** Returns how many went. */
export async function dropOldReleases(tx: Transaction, installation: number, days: number): Promise<number> {
  const gone = await tx.query(
    `WITH gone AS (DELETE FROM weighbridge.releases WHERE installation_id = $1 AND released_at < now() - interval '1 day' * $2
       RETURNING repository_id, tag, commit_id)
     , rows AS (DELETE FROM weighbridge.uses u USING gone g
       WHERE u.installation_id = $1 AND u.repository_id = g.repository_id AND u.held = 'release' AND u.name = g.tag AND u.commit_id = g.commit_id)
     SELECT 1 FROM gone`,
    [installation, days],
  );
  return gone.length;
}
