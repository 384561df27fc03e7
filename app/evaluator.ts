/** The evaluation of pull requests, on the stores, clients and settings of this process. */
import { hubSettings, openParsers } from '../src/core/index.ts';
import type { Config } from './config.ts';
import { askMaliceAt } from './evaluate/ask-malice.ts';
import type { Deps } from './evaluate/deps.ts';
import { giveUp } from './evaluate/evaluate-head.ts';
import { createHeadEvaluator, type MoreWork } from './evaluate/evaluator.ts';
import type { Hubs } from './evaluate/ports.ts';
import { memoryBlobCache, PULL_REQUEST_LIMITS } from './github/blobs.ts';
import { createClients } from './github/client.ts';
import { listingMemory } from './github/listing-memory.ts';
import { POLICY_PATIENCE } from './github/policy-memory.ts';
import type { EvaluationJobs } from './jobs/jobs.ts';
import type { Workshop } from './run.ts';
import { loadCredential } from './store/credentials.ts';
import { evaluationStores } from './store/evaluation-stores.ts';
import type { Store } from './store/sql.ts';

export function openEvaluator({ config, store, queue, clients, directory, heard }: Workshop): EvaluationJobs {
  const parsers = openParsers();
  const now = (): Date => new Date();
  const deps: Deps = {
    // Of contents only what one evaluation reads again is kept: facts are what outlives it.
    stores: { ...evaluationStores(store), blobs: () => memoryBlobCache() },
    clients: createClients({ probot: clients.probot, now, heard }),
    hubs: hubsOf(config, store),
    app: { id: config.appId, slug: once(async () => slugOf((await (await clients.asApp()).request('GET /app')).data)) },
    parsers,
    limits: PULL_REQUEST_LIMITS,
    listings: listingMemory(),
    policyPatience: POLICY_PATIENCE,
    now,
    rulesUrl: config.rulesUrl,
    offerPin: config.pinModels,
  };
  const evaluator = createHeadEvaluator({
    deps,
    directory,
    ask: (work, at) => queue.enqueue(work, { priority: PRIORITY[work.kind] ?? 0, ...(at === undefined ? {} : { at }) }),
    baseline: { origins: archiveOrigins(config.githubApi) },
  });
  const { osvUrl } = config;
  return {
    ...evaluator,
    ...(osvUrl === null ? {} : { askMalice: askMaliceAt(osvUrl, parsers, now) }),
    async giveUp(job, signal) {
      if (job.kind !== 'pull-request' && job.kind !== 'head' && job.kind !== 'merge-group') return;
      const target = await directory.target(job.installation, job.repository);
      if (target === null) return;
      await giveUp(deps, target, job, signal);
    },
    close: () => parsers.close(),
  };
}

/** What nobody waits for goes behind what people push. */
const PRIORITY: Readonly<Partial<Record<MoreWork['kind'], number>>> = { release: -2, gates: -1 };

/** T26: the credential that this installation stored for this host, and only where it may be spent. */
function hubsOf({ githubApi, hubEndpoint, osvUrl, registries, encryptionKeys }: Config, store: Store): Hubs {
  const asked = { ...registries, GITHUB_API_URL: githubApi, ...(osvUrl === null ? {} : { OSV_URL: osvUrl }) };
  const { host } = new URL(hubSettings(asked, { hubUrl: hubEndpoint }).hubUrl);
  return {
    async settings(installation, spend, gitHubToken) {
      const keys = spend ? encryptionKeys : [];
      const token =
        keys.length === 0 ? null : await store.transaction({ installation }, (tx) => loadCredential(tx, keys, installation, host));
      const credentials = {
        ...(token === null ? {} : { HF_TOKEN: token }),
        ...(gitHubToken === null ? {} : { GITHUB_TOKEN: gitHubToken }),
      };
      return hubSettings({ ...asked, ...credentials }, { hubUrl: hubEndpoint });
    },
  };
}

/** Where GitHub sends for a tarball: github.com has a host for it, a GitHub Enterprise server sends to itself or to a host below it. */
function archiveOrigins(api: string): string[] {
  const { origin, protocol, host } = new URL(api);
  return host === 'api.github.com' ? ['https://codeload.github.com'] : [origin, `${protocol}//codeload.${host}`];
}

function slugOf(app: object | null): string {
  return app !== null && 'slug' in app && typeof app.slug === 'string' ? app.slug : '';
}

/** Asked once; after a failure, again. */
function once(read: () => Promise<string>): () => Promise<string> {
  let known: string | null = null;
  return async () => (known ??= await read());
}
