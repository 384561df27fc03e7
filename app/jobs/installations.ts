/** Brings our list of an installation and its repositories to what GitHub says now. */
import { markUninstalled, type StoredRepository, replaceRepositories, saveInstallation } from '../store/installations.ts';
import type { Store } from '../store/sql.ts';
import { SWEEP } from './budgets.ts';
import type { SweepGitHub } from './github.ts';
import { DONE, type JobOutcome } from './jobs.ts';

/** An uninstalled one keeps its rows for the retention time. `added`: is told of each repository that was not there before, once. */
export async function syncInstallation(
  store: Store,
  github: SweepGitHub,
  id: number,
  signal: AbortSignal,
  added: (repository: StoredRepository) => Promise<void> = async () => {},
): Promise<JobOutcome> {
  const installation = await github.installation(id);
  const scope = { installation: id };
  if (installation === null) {
    await store.transaction(scope, (tx) => markUninstalled(tx, id));
    return DONE;
  }
  await store.transaction(scope, (tx) => saveInstallation(tx, installation));
  // A suspended installation gives no token.
  if (installation.suspended) return DONE;
  const all: StoredRepository[] = [];
  let pages = 0;
  for await (const page of github.repositories(id)) {
    signal.throwIfAborted();
    all.push(...page);
    pages += 1;
    // A list cut off would mark the rest as removed, which deletes them later.
    if (pages > SWEEP.repositoryPages) throw new Error(`installation ${id} has more than ${SWEEP.repositoryPages * 100} repositories`);
  }
  const fresh = await store.transaction(scope, (tx) => replaceRepositories(tx, id, all));
  for (const repository of fresh) if (!repository.archived) await added(repository);
  return DONE;
}
