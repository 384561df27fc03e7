/** Who uses what: written with each AI SBOM, so that "where is it?" is one question to one index. */
import type { HeldUse } from '../where/uses-of-bom.ts';
import { storable, type Transaction } from './sql.ts';

export interface UseHolder {
  readonly installation: number;
  readonly repository: number;
  readonly held: 'branch' | 'pull' | 'release';
  /** Tag, or number of the pull request; empty for the default branch. */
  readonly name: string;
  readonly commit: string;
  /** ISO 8601: of a release when it was made; null: now is when it was seen first. */
  readonly at: string | null;
}

/** As much of an identity as is looked for: what is longer is nobody's name. */
const LONGEST = 400;

export function searchedAs(identity: string): string {
  return storable(identity).toLowerCase().slice(0, LONGEST);
}

/** All that it uses now. What was there and is not any more ends now; what stays keeps its beginning. */
export async function saveUses(tx: Transaction, holder: UseHolder, uses: readonly HeldUse[]): Promise<void> {
  const where = [holder.installation, holder.repository, holder.held, storable(holder.name)];
  const rows = uses.map((use) => ({ ...use, key: keyIn(holder, use), identity: searchedAs(use.purl), purl: storable(use.purl) }));
  const texts = rows.map((row) => ({
    ...row,
    version: storable(row.version),
    requested: storable(row.requested),
    through: JSON.stringify(row.through),
    places: JSON.stringify(row.places),
  }));
  // A pull request that takes it out again has never had it.
  const ending = holder.held === 'pull' ? 'DELETE FROM weighbridge.uses' : 'UPDATE weighbridge.uses SET until = now()';
  if (holder.held !== 'release')
    await tx.query(
      `${ending} WHERE installation_id = $1 AND repository_id = $2 AND held = $3 AND name = $4 AND until IS NULL AND NOT (key = ANY ($5))`,
      [...where, texts.map(({ key }) => key)],
    );
  await tx.query(
    `INSERT INTO weighbridge.uses (installation_id, repository_id, held, name, key, identity, purl, version, requested, kind, through, relation,
       places, more_places, commit_id, since, since_commit)
     SELECT $1, $2, $3, $4, u.key, u.identity, u.purl, u.version, u.requested, u.kind, u.through, u.relation, u.places, u.more, $5,
       coalesce($6::timestamptz, now()), $5
     FROM json_to_recordset($7::text::json) AS u (key text, identity text, purl text, version text, requested text, kind text, through text,
       relation text, places text, more integer)
     WHERE $3 <> 'pull' OR NOT EXISTS (SELECT 1 FROM weighbridge.uses b WHERE b.installation_id = $1 AND b.repository_id = $2
       AND b.held = 'branch' AND b.name = '' AND b.key = u.key AND b.until IS NULL)
     ON CONFLICT (installation_id, repository_id, held, name, key) WHERE until IS NULL
       DO UPDATE SET commit_id = excluded.commit_id, places = excluded.places, more_places = excluded.more_places`,
    [...where, holder.commit, holder.at, JSON.stringify(texts)],
  );
}

/** A tag that was moved is another release. */
function keyIn({ held, commit }: UseHolder, { key }: HeldUse): string {
  return held === 'release' ? `${key} ${commit}` : key;
}

/** The pull request is closed. */
export async function dropPullUses(tx: Transaction, installation: number, repository: number, number: number): Promise<void> {
  await tx.query("DELETE FROM weighbridge.uses WHERE installation_id = $1 AND repository_id = $2 AND held = 'pull' AND name = $3", [
    installation,
    repository,
    String(number),
  ]);
}
