/** Who uses a component, over all repositories of one installation. */
import type { UsePlace } from '../where/uses-of-bom.ts';
import type { Transaction } from './sql.ts';

/** What is looked for, in small letters: one identity, or all that begin so. */
export type SearchedName = { readonly identity: string } | { readonly prefix: string };

export interface FoundUse {
  readonly owner: string;
  readonly repository: string;
  readonly defaultBranch: string;
  /** The App has no access to it any more; its releases are kept. */
  readonly removed: boolean;
  readonly held: 'branch' | 'pull' | 'release';
  readonly name: string;
  readonly purl: string;
  readonly version: string;
  readonly requested: string;
  readonly kind: string;
  readonly through: readonly string[];
  readonly relation: string | null;
  readonly places: readonly UsePlace[];
  readonly morePlaces: number;
  readonly commit: string;
  readonly since: string;
  readonly sinceCommit: string;
  /** Null: it is there now. */
  readonly until: string | null;
}

interface UseRow extends Omit<FoundUse, 'through' | 'places' | 'since' | 'until'> {
  readonly through: string;
  readonly places: string;
  readonly since: Date;
  readonly until: Date | null;
}

/** `past`: also what was there once. At most `limit`, by repository. */
export async function findUses(
  tx: Transaction,
  installation: number,
  what: SearchedName,
  { past, limit }: { readonly past: boolean; readonly limit: number },
): Promise<readonly FoundUse[]> {
  const rows = await tx.query<UseRow>(usesQuery(what, past), [installation, ...boundsOf(what), limit]);
  return rows.map(({ through, places, since, until, ...row }) => ({
    ...row,
    through: JSON.parse(through) as readonly string[],
    places: JSON.parse(places) as readonly UsePlace[],
    since: since.toISOString(),
    until: until?.toISOString() ?? null,
  }));
}

/** Exported so that its plan can be looked at (test/bench/where.ts). */
export function usesQuery(what: SearchedName, past: boolean): string {
  const named = 'identity' in what ? 'u.identity = $2' : 'u.identity >= $2 AND u.identity < $3';
  return `SELECT r.owner, r.name AS repository, r.default_branch AS "defaultBranch", r.removed_at IS NOT NULL AS removed, u.held, u.name, u.purl,
       u.version, u.requested, u.kind, u.through, u.relation, u.places, u.more_places AS "morePlaces", u.commit_id AS commit, u.since,
       u.since_commit AS "sinceCommit", u.until
     FROM weighbridge.uses u JOIN weighbridge.repositories r USING (installation_id, repository_id)
     WHERE u.installation_id = $1 AND ${named} ${past ? '' : 'AND u.until IS NULL'} AND (r.removed_at IS NULL OR u.held = 'release')
     ORDER BY u.repository_id, u.held, u.name, u.purl, u.version, u.since LIMIT $${'identity' in what ? 3 : 4}`;
}

/** In the order of bytes, which is that of the column: all that begin so lie before the prefix with its last character raised. */
export function boundsOf(what: SearchedName): readonly string[] {
  return 'identity' in what ? [what.identity] : [what.prefix, `${what.prefix}\u{10FFFF}`];
}

export interface Inventoried {
  /** Repositories that the App may read now. */
  readonly repositories: number;
  /** Those of which nobody knows what they contain. */
  readonly unread: number;
  /** The first of them. */
  readonly names: readonly string[];
  readonly releases: number;
}

export async function inventoried(tx: Transaction, installation: number): Promise<Inventoried> {
  const [counts] = await tx.query<Omit<Inventoried, 'names'>>(
    `SELECT count(*)::int AS repositories, count(*) FILTER (WHERE s.repository_id IS NULL)::int AS unread,
       (SELECT count(*)::int FROM weighbridge.releases WHERE installation_id = $1) AS releases
     FROM weighbridge.repositories r LEFT JOIN weighbridge.snapshots s
       ON s.installation_id = r.installation_id AND s.repository_id = r.repository_id AND s.latest AND s.listed
     WHERE r.installation_id = $1 AND r.removed_at IS NULL`,
    [installation],
  );
  const names = await tx.query<{ name: string }>(
    `SELECT r.owner || '/' || r.name AS name FROM weighbridge.repositories r
     WHERE r.installation_id = $1 AND r.removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM weighbridge.snapshots s
       WHERE s.installation_id = $1 AND s.repository_id = r.repository_id AND s.latest AND s.listed)
     ORDER BY 1 LIMIT 20`,
    [installation],
  );
  return { repositories: 0, unread: 0, releases: 0, ...counts, names: names.map(({ name }) => name) };
}
