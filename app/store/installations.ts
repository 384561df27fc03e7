/** Who installed the App, and on which repositories. */
import { storable, type Transaction } from './sql.ts';

export interface Installation {
  readonly id: number;
  readonly account: { readonly id: number; readonly login: string };
  readonly suspended: boolean;
}

export interface StoredRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly defaultBranch: string;
}

/** Also undoes a deletion: the App was installed again. */
export async function saveInstallation(tx: Transaction, { id, account, suspended }: Installation): Promise<void> {
  await tx.query(
    `INSERT INTO weighbridge.installations (installation_id, account_id, account_login, suspended) VALUES ($1, $2, $3, $4)
     ON CONFLICT (installation_id) DO UPDATE
       SET account_id = excluded.account_id, account_login = excluded.account_login, suspended = excluded.suspended, seen_at = now(), deleted_at = NULL`,
    [id, account.id, storable(account.login), suspended],
  );
}

/** Login of the account; null when it is not installed, or was uninstalled. */
export async function accountOf(tx: Transaction, installation: number): Promise<string | null> {
  const [row] = await tx.query<{ login: string }>(
    'SELECT account_login AS login FROM weighbridge.installations WHERE installation_id = $1 AND deleted_at IS NULL',
    [installation],
  );
  return row?.login ?? null;
}

/** Numbers of the installations of one account, by its login. Needs the scope 'operator'. */
export async function installationsOf(tx: Transaction, login: string): Promise<readonly number[]> {
  const rows = await tx.query<{ id: number }>(
    'SELECT installation_id AS id FROM weighbridge.installations WHERE lower(account_login) = lower($1) AND deleted_at IS NULL',
    [login],
  );
  return rows.map(({ id }) => id);
}

export interface InstalledAccount {
  readonly installation: number;
  readonly login: string;
}

/** All whose rows are kept, also those that have uninstalled the App meanwhile. Needs the scope 'operator'. */
export async function accounts(tx: Transaction): Promise<readonly InstalledAccount[]> {
  return tx.query<InstalledAccount>(
    'SELECT installation_id AS installation, account_login AS login FROM weighbridge.installations ORDER BY lower(account_login), installation_id',
  );
}

/** Its rows stay for the retention time. */
export async function markUninstalled(tx: Transaction, installation: number): Promise<void> {
  await tx.query('UPDATE weighbridge.installations SET deleted_at = coalesce(deleted_at, now()) WHERE installation_id = $1', [
    installation,
  ]);
}

/** Not suspended, not uninstalled. Needs the scope 'operator'. */
export async function activeInstallations(tx: Transaction): Promise<readonly number[]> {
  const rows = await tx.query<{ id: number }>(
    'SELECT installation_id AS id FROM weighbridge.installations WHERE deleted_at IS NULL AND NOT suspended ORDER BY installation_id',
  );
  return rows.map(({ id }) => id);
}

/** Needs the scope 'operator'. */
export async function knownInstallations(tx: Transaction): Promise<readonly number[]> {
  const rows = await tx.query<{ id: number }>('SELECT installation_id AS id FROM weighbridge.installations WHERE deleted_at IS NULL');
  return rows.map(({ id }) => id);
}

/** The whole list as it is now; what is not in it any more is marked as removed. */
export async function replaceRepositories(
  tx: Transaction,
  installation: number,
  all: readonly StoredRepository[],
): Promise<readonly StoredRepository[]> {
  const rows = await tx.query<{ repository_id: number }>(
    'SELECT repository_id FROM weighbridge.repositories WHERE installation_id = $1 AND removed_at IS NULL',
    [installation],
  );
  const before = new Set(rows.map(({ repository_id: id }) => id));
  for (const one of all) {
    await tx.query(
      `INSERT INTO weighbridge.repositories (installation_id, repository_id, owner, name, private, archived, default_branch)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (installation_id, repository_id) DO UPDATE
         SET owner = excluded.owner, name = excluded.name, private = excluded.private, archived = excluded.archived,
             default_branch = excluded.default_branch, removed_at = NULL`,
      [installation, one.id, storable(one.owner), storable(one.name), one.private, one.archived, storable(one.defaultBranch)],
    );
  }
  await tx.query(
    `UPDATE weighbridge.repositories SET removed_at = now()
     WHERE installation_id = $1 AND removed_at IS NULL AND NOT (repository_id = ANY ($2::bigint[]))`,
    [installation, all.map(({ id }) => id)],
  );
  return all.filter(({ id }) => !before.has(id));
}

interface RepositoryRow {
  readonly repository_id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly default_branch: string;
}

const COLUMNS = 'repository_id, owner, name, private, archived, default_branch';

export async function repositoryById(tx: Transaction, installation: number, repository: number): Promise<StoredRepository | null> {
  const [row] = await tx.query<RepositoryRow>(
    `SELECT ${COLUMNS} FROM weighbridge.repositories WHERE installation_id = $1 AND repository_id = $2 AND removed_at IS NULL`,
    [installation, repository],
  );
  return row === undefined ? null : repositoryOf(row);
}

/** Those not looked at for the longest time first; archived ones have no pull requests to merge. */
export async function repositoriesToSweep(tx: Transaction, installation: number, limit: number): Promise<readonly StoredRepository[]> {
  const rows = await tx.query<RepositoryRow>(
    `SELECT ${COLUMNS} FROM weighbridge.repositories
     WHERE installation_id = $1 AND removed_at IS NULL AND NOT archived ORDER BY swept_at NULLS FIRST, repository_id LIMIT $2`,
    [installation, limit],
  );
  return rows.map(repositoryOf);
}

export async function markSwept(tx: Transaction, installation: number, repository: number): Promise<void> {
  await tx.query('UPDATE weighbridge.repositories SET swept_at = now() WHERE installation_id = $1 AND repository_id = $2', [
    installation,
    repository,
  ]);
}

function repositoryOf(row: RepositoryRow): StoredRepository {
  return {
    id: row.repository_id,
    owner: row.owner,
    name: row.name,
    private: row.private,
    archived: row.archived,
    defaultBranch: row.default_branch,
  };
}
