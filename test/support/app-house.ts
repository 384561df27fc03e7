/** An organization on the stand-in of GitHub with the App installed, and what evaluates its pull requests: real HTTP, real git, stores in memory. */
import { generateKeyPairSync } from 'node:crypto';
import { Probot, ProbotOctokit } from 'probot';
import type { Deps, Target } from '../../app/evaluate/deps.ts';
import { evaluatePullRequest, type HeadOutcome } from '../../app/evaluate/evaluate-head.ts';
import { type MemoryStores, memoryStores } from '../../app/evaluate/memory-stores.ts';
import { hubSettings } from '../../src/core/index.ts';
import { REGISTRIES_OFF } from './registries-off.ts';
import { parsers } from './threads.ts';
import { PULL_REQUEST_LIMITS } from '../../app/github/blobs.ts';
import { listingMemory } from '../../app/github/listing-memory.ts';
import { createClients } from '../../app/github/client.ts';
import { type App, type CheckRun, type FakeGitHub, startGitHub } from '../github-fake/index.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';

export const REPO = 'acme/product';
export const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
export const OTHER = 'd01e77b5c4a3928170f6e5d4c3b2a1908f7e6d5c';
export const PINNED_POLICY = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';

/** One line that loads a model; without a commit it floats. */
export function load(model: string, commit?: string): string {
  const revision = commit === undefined ? '' : `, revision="${commit}"`;
  return `from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("${model}"${revision})\n`;
}

export interface AppHouse {
  readonly github: FakeGitHub;
  readonly hub: FakeHub;
  readonly app: App;
  readonly stores: MemoryStores;
  readonly deps: Deps;
  readonly target: Target;
  evaluate(number: number, signal?: AbortSignal): Promise<HeadOutcome>;
  /** Our newest run of this name on a head: what the gate looks at. */
  run(head: string, name?: string): CheckRun | undefined;
  /** Moves the clock of the App. */
  advance(ms: number): void;
  close(): Promise<void>;
}

let key: string | null = null;
/** Made once: it takes some tenths of a second. */
function privateKey(): string {
  key ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return key;
}

const WEIGHTS = [
  { path: 'config.json', size: 712 },
  { path: 'model.safetensors', size: 2_471_645_608, sha256: '6f9a1d0b5c3e27f8a4b19c6d70e8f532a1b4c7d9e0f3628571ac4de9b8037f61' },
];

export interface HouseOptions {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly isPublic?: boolean;
  readonly offerPin?: boolean;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly gitDirectory?: string;
  /** What the App is told; nobody listens, and the log has it. */
  readonly events?: readonly string[];
  readonly policyPatience?: Deps['policyPatience'];
}

export async function appHouse(options: HouseOptions = {}): Promise<AppHouse> {
  const github = await startGitHub();
  const hub = await startHub({
    repos: ['acme/a', 'acme/b'].map((id) => ({ id, commits: [COMMIT, OTHER], card: { license: 'apache-2.0' }, files: WEIGHTS })),
  });
  github.createOrganization('acme');
  github.createUser('ada');
  github.addMember('acme', 'ada', 'admin');
  const { gitDirectory, isPublic = false, events = [] } = options;
  const files = options.files ?? { '.github/weighbridge.yml': PINNED_POLICY, 'app/old.py': load('acme/b', OTHER) };
  github.createRepository(REPO, gitDirectory === undefined ? { files, private: !isPublic } : { gitDirectory, private: !isPublic });
  const permissions = options.permissions ?? {
    checks: 'write',
    contents: options.offerPin === true ? 'write' : 'read',
    pull_requests: 'write',
    statuses: 'write',
    merge_queues: 'read',
  };
  const app = github.createApp({ slug: 'weighbridge', permissions, privateKey: privateKey(), events, webhookUrl: 'http://127.0.0.1:9/' });
  const installation = github.installApp(app, 'acme');
  const probot = new Probot({
    appId: app.id,
    privateKey: app.privateKey,
    baseUrl: github.url,
    logLevel: 'fatal',
    // The pace for GitHub itself would make each write wait for a second.
    Octokit: ProbotOctokit.defaults((given: object) => ({ ...given, throttle: { enabled: false } })),
  });
  let shift = 0;
  const now = (): Date => new Date(Date.now() + shift);
  const stores = memoryStores();
  const deps: Deps = {
    clients: createClients({ probot, now }),
    stores,
    parsers,
    limits: PULL_REQUEST_LIMITS,
    listings: listingMemory(),
    // Tests change policies without a word; what is remembered has tests of its own.
    policyPatience: options.policyPatience ?? { state: 0, none: 0 },
    hubs: {
      settings: (_installation, _spend, token) =>
        Promise.resolve(
          hubSettings(
            { ...REGISTRIES_OFF, GITHUB_API_URL: github.url, ...(token === null ? {} : { GITHUB_TOKEN: token }) },
            { hubUrl: hub.url },
          ),
        ),
    },
    app: { id: app.id, slug: () => Promise.resolve(app.slug) },
    now,
    rulesUrl: null,
    offerPin: options.offerPin ?? false,
  };
  const { id } = github.repository(REPO);
  const target: Target = { installationId: installation.id, account: 'acme', repositoryId: id, owner: 'acme', repo: 'product' };
  return {
    github,
    hub,
    app,
    stores,
    deps,
    target,
    evaluate: (number, signal = new AbortController().signal) => evaluatePullRequest(deps, target, number, signal),
    run: (head, name = 'weighbridge') => github.checkRuns(REPO, head).findLast((one) => one.app === app && one.name === name),
    advance(ms) {
      shift += ms;
    },
    async close() {
      await Promise.all([github.close(), hub.close()]);
    },
  };
}
