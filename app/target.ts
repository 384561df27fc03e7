/** The repository that a job names by its number, as it is called now. */
import { syncInstallation } from './jobs/installations.ts';
import type { SweepGitHub } from './jobs/github.ts';
import { accountOf, repositoryById } from './store/installations.ts';
import type { Store } from './store/sql.ts';

export interface Target {
  readonly installationId: number;
  /** Login of the account that installed the App. */
  readonly account: string;
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
}

/**
 * null: the installation has no such repository (any more). A pull request may be opened before the job that lists the repositories of a new
 * installation has run; then the list is read here.
 */
export async function targetOf(
  store: Store,
  github: SweepGitHub,
  installation: number,
  repository: number,
  signal: AbortSignal,
): Promise<Target | null> {
  const known = await read(store, installation, repository);
  if (known !== null) return known;
  await syncInstallation(store, github, installation, signal);
  return read(store, installation, repository);
}

async function read(store: Store, installation: number, repository: number): Promise<Target | null> {
  return store.transaction({ installation }, async (tx) => {
    const account = await accountOf(tx, installation);
    const found = await repositoryById(tx, installation, repository);
    if (account === null || found === null) return null;
    return { installationId: installation, account, repositoryId: repository, owner: found.owner, repo: found.name };
  });
}
