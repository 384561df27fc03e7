/** The names of what jobs know by number, as they are now. */
import type { SweepGitHub } from './jobs/github.ts';
import { syncInstallation } from './jobs/installations.ts';
import { accountOf, type StoredRepository, repositoriesToSweep, repositoryById } from './store/installations.ts';
import type { Target } from './evaluate/deps.ts';
import type { Store } from './store/sql.ts';

export interface Directory {
  /** null: the installation has no such repository (any more). */
  readonly target: (installation: number, repository: number) => Promise<Target | null>;
  /** The same after asking GitHub again: names may have changed, the App may have been removed. */
  readonly refreshed: (installation: number, repository: number) => Promise<Target | null>;
  /** All repositories of an installation that are not archived. */
  readonly targets: (installation: number) => Promise<readonly Target[]>;
  /** null: nobody has this number. */
  readonly login: (installation: number, person: number) => Promise<string | null>;
  /** "owner/name" as it was last read here, for the operator's log; null: this process has not read it. Asks nobody. */
  readonly nameOf: (installation: number, repository: number) => string | null;
}

const ALL = 10_000;
/** Names that are remembered for the log. */
const NAMES = 10_000;

export function openDirectory(store: Store, github: SweepGitHub): Directory {
  const names = new Map<string, string>();
  const remember = (installation: number, { id, owner, name }: StoredRepository): void => {
    names.set(`${installation}/${id}`, `${owner}/${name}`);
    const [oldest] = names.size > NAMES ? names.keys() : [];
    if (oldest !== undefined) names.delete(oldest);
  };
  const known = (installation: number, repository: number): Promise<Target | null> =>
    store.transaction({ installation }, async (tx) => {
      const account = await accountOf(tx, installation);
      const found = await repositoryById(tx, installation, repository);
      if (found !== null) remember(installation, found);
      return account === null || found === null ? null : targetOf(installation, account, found);
    });
  const refreshed = async (installation: number, repository: number): Promise<Target | null> => {
    await syncInstallation(store, github, installation, new AbortController().signal);
    return known(installation, repository);
  };
  return {
    // A pull request may be opened before the job that lists a new installation has run.
    target: async (installation, repository) => (await known(installation, repository)) ?? (await refreshed(installation, repository)),
    refreshed,
    targets: (installation) =>
      store.transaction({ installation }, async (tx) => {
        const account = await accountOf(tx, installation);
        if (account === null) return [];
        return (await repositoriesToSweep(tx, installation, ALL)).map((one) => targetOf(installation, account, one));
      }),
    login: github.login,
    nameOf: (installation, repository) => names.get(`${installation}/${repository}`) ?? null,
  };
}

function targetOf(installationId: number, account: string, { id, owner, name }: StoredRepository): Target {
  return { installationId, account, repositoryId: id, owner, repo: name };
}
