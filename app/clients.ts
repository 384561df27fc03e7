/**
 * Clients of GitHub, always through `probot.auth(id)`: a client made any other way shares one throttle over all installations. A rate limit is
 * thrown, not slept on: the job goes back into the queue (rate-limits.ts).
 */
import { Probot, ProbotOctokit } from 'probot';
import { nextLink } from '../src/core/index.ts';
import type { Config } from './config.ts';
import { fetchFromOneOrigin } from './github/one-origin.ts';
import type { HookDelivery, OpenPullRequest, SweepGitHub } from './jobs/github.ts';
import type { Installation, StoredRepository } from './store/installations.ts';

/** The most that GitHub gives at once. */
const PAGE = 100;

export type Octokit = Awaited<ReturnType<Probot['auth']>>;

export interface AppClients {
  /** For clients with narrowed tokens. */
  readonly probot: Pick<Probot, 'auth'>;
  /** As the App itself, by its JWT. */
  readonly asApp: () => Promise<Octokit>;
  readonly asInstallation: (id: number) => Promise<Octokit>;
  /** The App's name on GitHub: "weighbridge" of "weighbridge[bot]". */
  readonly slug: () => Promise<string>;
}

/** `answered`: called when GitHub gave an answer that is none of an outage. */
export function openClients({ appId, privateKey, webhookSecrets, githubApi }: Config, answered: () => void = () => {}): AppClients {
  const notHere = (): boolean => false;
  const probot = new Probot({
    appId,
    privateKey,
    // Never used, as the front door checks signatures; but without one Probot takes the word "development".
    secret: webhookSecrets[0] ?? '',
    baseUrl: githubApi,
    logLevel: 'fatal',
    Octokit: ProbotOctokit.defaults((options: object) => ({
      ...options,
      userAgent: 'weighbridge-app',
      request: { fetch: listening(answered) },
      throttle: { ...('throttle' in options ? (options.throttle as object) : {}), onRateLimit: notHere, onSecondaryRateLimit: notHere },
      // It would repeat a refusal at once, and sleep between tries: the queue does both better.
      retry: { enabled: false },
    })),
  });
  return {
    probot,
    asApp: () => probot.auth(),
    asInstallation: (id) => probot.auth(id),
    async slug() {
      const { data } = await (await probot.auth()).request('GET /app');
      if (data?.slug === undefined) throw new Error('GitHub does not tell the name of the App');
      return data.slug;
    },
  };
}

function listening(answered: () => void): typeof fetchFromOneOrigin {
  return async (address, init) => {
    const response = await fetchFromOneOrigin(address, init);
    if (response.status < 500) answered();
    return response;
  };
}

export function sweepOver(clients: AppClients): SweepGitHub {
  return {
    async *deliveries() {
      const app = await clients.asApp();
      let cursor: string | null = null;
      do {
        const { data, headers } = await app.request('GET /app/hook/deliveries', { per_page: 100, ...(cursor === null ? {} : { cursor }) });
        yield data.map(hookDelivery);
        cursor = nextCursor(headers.link);
      } while (cursor !== null);
    },
    async redeliver(attempt) {
      const app = await clients.asApp();
      await app.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: attempt as number });
    },
    async *installations() {
      const app = await clients.asApp();
      yield* pages(async (page) => (await app.request('GET /app/installations', page)).data.map(installationOf));
    },
    async installation(id) {
      const app = await clients.asApp();
      return orNull(async () =>
        installationOf((await app.request('GET /app/installations/{installation_id}', { installation_id: id })).data),
      );
    },
    async login(installation, person) {
      const client = await clients.asInstallation(installation);
      return orNull(async () => (await client.request('GET /user/{account_id}', { account_id: person })).data.login);
    },
    async *repositories(installation) {
      const client = await clients.asInstallation(installation);
      yield* pages(async (page) => (await client.request('GET /installation/repositories', page)).data.repositories.map(repositoryOf));
    },
    async *openPullRequests(installation, { owner, name }) {
      const client = await clients.asInstallation(installation);
      const query = { owner, repo: name, state: 'open' } as const;
      yield* pages(async (page) =>
        (await client.request('GET /repos/{owner}/{repo}/pulls', { ...query, ...page })).data.map(openPullRequest),
      );
    },
  };
}

/** By number: the address of the next page, which an answer names, is not followed (T19). */
async function* pages<T>(
  ask: (page: { readonly per_page: number; readonly page: number }) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  for (let page = 1; ; page++) {
    const found = await ask({ per_page: PAGE, page });
    yield found;
    if (found.length < PAGE) return;
  }
}

function hookDelivery(one: {
  readonly id: number | bigint;
  readonly guid: string;
  readonly delivered_at: string;
  readonly status_code: number;
}): HookDelivery {
  return {
    attempt: one.id,
    guid: one.guid,
    deliveredAt: new Date(one.delivered_at),
    delivered: one.status_code >= 200 && one.status_code < 300,
  };
}

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 404) return null;
    throw error;
  }
}

/** Only the cursor is taken from the link, never its address. */
function nextCursor(link: string | undefined): string | null {
  return /[?&]cursor=([^&]{1,200})/.exec(nextLink(link) ?? '')?.[1] ?? null;
}

interface InstallationAnswer {
  readonly id: number;
  readonly account: object | null;
  readonly suspended_at: string | null;
}

function installationOf({ id, account, suspended_at }: InstallationAnswer): Installation {
  const owner = { id: 0, login: '', slug: '', ...account };
  return { id, account: { id: owner.id, login: owner.login === '' ? owner.slug : owner.login }, suspended: suspended_at !== null };
}

interface RepositoryAnswer {
  readonly id: number | bigint;
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly private: boolean;
  readonly archived?: boolean;
  readonly default_branch: string;
}

function repositoryOf(one: RepositoryAnswer): StoredRepository {
  return {
    id: Number(one.id),
    owner: one.owner.login,
    name: one.name,
    private: one.private,
    archived: one.archived ?? false,
    defaultBranch: one.default_branch,
  };
}

function openPullRequest({
  number,
  head,
  base,
}: {
  readonly number: number;
  readonly head: { sha: string };
  readonly base: { sha: string };
}): OpenPullRequest {
  return { number, head: head.sha, base: base.sha };
}
