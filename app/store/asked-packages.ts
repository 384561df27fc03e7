/** Which packages the newest verdict of each pull request rests on, and which reports of malice were known of them (T3). */
import type { MaliceHeard } from '../../src/core/index.ts';
import type { Transaction } from './sql.ts';

export interface AskedPull {
  readonly repository: number;
  readonly number: number;
  readonly heard: readonly MaliceHeard[];
}

/** Takes the place of what was kept of this pull request; without packages there is nothing to ask again. */
export async function saveAsked(tx: Transaction, installation: number, { repository, number, heard }: AskedPull): Promise<void> {
  const key = [installation, repository, number];
  if (heard.length === 0)
    await tx.query('DELETE FROM weighbridge.asked_packages WHERE installation_id = $1 AND repository_id = $2 AND number = $3', key);
  else
    await tx.query(
      `INSERT INTO weighbridge.asked_packages (installation_id, repository_id, number, heard) VALUES ($1, $2, $3, $4)
       ON CONFLICT (installation_id, repository_id, number) DO UPDATE SET heard = excluded.heard, asked_at = now()`,
      [...key, JSON.stringify(heard)],
    );
}

/** Those whose packages were asked about longest ago, and not within the last `minutes`. */
export async function dueAsked(tx: Transaction, installation: number, minutes: number, limit: number): Promise<readonly AskedPull[]> {
  const rows = await tx.query<{ repository: number; number: number; heard: string }>(
    `SELECT repository_id AS repository, number, heard FROM weighbridge.asked_packages
     WHERE installation_id = $1 AND asked_at < now() - interval '1 minute' * $2 ORDER BY asked_at, repository_id, number LIMIT $3`,
    [installation, minutes, limit],
  );
  return rows.map(({ heard, ...row }) => ({ ...row, heard: JSON.parse(heard) as readonly MaliceHeard[] }));
}

/** What was heard now, unless the pull request was judged meanwhile: that is newer. `ago`: minutes since it counts as asked; 0 is now. */
export async function saveHeard(
  tx: Transaction,
  installation: number,
  { repository, number, heard }: AskedPull,
  now: readonly MaliceHeard[],
  ago: number,
): Promise<void> {
  await tx.query(
    `UPDATE weighbridge.asked_packages SET heard = $5, asked_at = now() - interval '1 minute' * $6
     WHERE installation_id = $1 AND repository_id = $2 AND number = $3 AND heard = $4`,
    [installation, repository, number, JSON.stringify(heard), JSON.stringify(now), ago],
  );
}
