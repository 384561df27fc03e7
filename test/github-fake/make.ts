/** Makes what there is: the state, accounts, Apps, repositories. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicKeyOf, randomText } from './access.ts';
import { git } from './git.ts';
import { makeObjectReader } from './objects.ts';
import { GITHUB_LIMITS, type Limits } from './sizes.ts';
import type { Account, App, Permissions, Repository, State } from './state.ts';

export function makeState(root: string, limits: Partial<Limits>): State & { advance(ms: number): void } {
  let id = 1000;
  let commits = 0;
  let shift = 0;
  const now = (): number => Date.now() + shift;
  return {
    url: '',
    root,
    accounts: new Map(),
    teams: [],
    repositories: new Map(),
    moved: new Map(),
    apps: new Map(),
    installations: new Map(),
    tokens: new Map(),
    objects: makeObjectReader(),
    downloads: new Map(),
    manifests: new Map(),
    longTokens: false,
    limits: { ...GITHUB_LIMITS, ...limits },
    emit: () => undefined,
    nextId: () => ++id,
    now,
    moment: () => `${new Date(now()).toISOString().slice(0, 19)}Z`,
    commitDate: () => new Date(Date.UTC(2026, 0, 2, 3, 4, 5) + 1000 * commits++).toISOString().replace('.000Z', 'Z'),
    advance(ms) {
      shift += ms;
    },
  };
}

export function createAccount(
  state: State,
  login: string,
  type: Account['type'],
  basePermission: Account['basePermission'] = 'read',
): Account {
  const known = state.accounts.get(login.toLowerCase());
  if (known !== undefined) return known;
  const made: Account = { id: state.nextId(), login, type, basePermission, members: new Map(), propertySchema: new Map(), rulesets: [] };
  state.accounts.set(login.toLowerCase(), made);
  return made;
}

export interface NewApp {
  readonly slug: string;
  readonly name?: string;
  /** Default: an organization "app-makers". */
  readonly owner?: Account;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
  /** PEM; without one the App has a key that no other App of this stand-in has. */
  readonly privateKey?: string;
  readonly id?: number;
}

export function createApp(state: State, given: NewApp): App {
  const { slug, name = slug, id = state.nextId() } = given;
  const privateKey = given.privateKey ?? keyNumber(state.apps.size);
  const app: App = {
    id,
    slug,
    name,
    owner: given.owner ?? createAccount(state, 'app-makers', 'Organization'),
    bot: createAccount(state, `${slug}[bot]`, 'Bot'),
    privateKey,
    publicKey: publicKeyOf(privateKey),
    clientId: `Iv23li${randomText(14)}`,
    clientSecret: randomText(40),
    permissions: { metadata: 'read', ...given.permissions },
    events: [...(given.events ?? [])],
    webhookUrl: given.webhookUrl ?? null,
    webhookSecret: given.webhookSecret ?? randomText(40),
    deliveries: [],
    createdAt: state.moment(),
  };
  state.apps.set(app.id, app);
  return app;
}

/** Making a key takes some tenths of a second: the first App of each stand-in has the same one, and so on. */
const KEYS: string[] = [];

function keyNumber(index: number): string {
  while (KEYS.length <= index)
    KEYS.push(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  return KEYS[index] ?? '';
}

export interface NewRepository {
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly topics?: readonly string[];
  readonly properties?: Readonly<Record<string, string | string[] | null>>;
  readonly allowAutoMerge?: boolean;
  /** A git directory that is there already, bare or not; it stays where it is. */
  readonly gitDirectory?: string;
}

export function createRepository(
  state: State,
  owner: Account,
  name: string,
  given: NewRepository = {},
  parent: Repository | null = null,
): Repository {
  const id = state.nextId();
  const defaultBranch = given.defaultBranch ?? parent?.defaultBranch ?? 'main';
  const gitDirectory = given.gitDirectory ?? join(state.root, `${id}.git`);
  if (given.gitDirectory === undefined) {
    initialize(gitDirectory, defaultBranch);
    if (parent !== null) shareObjects(gitDirectory, parent.gitDirectory);
  }
  const repository: Repository = {
    id,
    owner,
    name,
    private: given.private ?? parent?.private ?? true,
    archived: false,
    deleted: false,
    defaultBranch,
    gitDirectory,
    parent,
    topics: [...(given.topics ?? [])],
    properties: new Map(Object.entries(given.properties ?? {})),
    collaborators: new Map(),
    pulls: new Map(),
    comments: [],
    suites: [],
    runs: [],
    statuses: [],
    rulesets: [],
    protection: new Map(),
    queue: [],
    releases: new Map(),
    allowAutoMerge: given.allowAutoMerge ?? false,
    nextNumber: 1,
    createdAt: state.moment(),
    pushedAt: state.moment(),
    facts: new Map(),
  };
  state.repositories.set(id, repository);
  if (parent !== null) copyBranches(repository, parent);
  return repository;
}

/** The empty repository that `git init --bare` makes, by name of its branch: made once, then written. */
const EMPTY = new Map<string, { readonly head: string; readonly config: string }>();

function initialize(gitDirectory: string, branch: string): void {
  const known = EMPTY.get(branch);
  const [head, config] = [join(gitDirectory, 'HEAD'), join(gitDirectory, 'config')];
  if (known === undefined) {
    // No hooks of examples: they are most of what it writes.
    git(gitDirectory, ['init', '-q', '--bare', '--template=', '-b', branch, gitDirectory]);
    EMPTY.set(branch, { head: readFileSync(head, 'utf8'), config: readFileSync(config, 'utf8') });
    return;
  }
  for (const folder of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags'])
    mkdirSync(join(gitDirectory, folder), { recursive: true });
  writeFileSync(head, known.head);
  writeFileSync(config, known.config);
}

/** Repositories of one fork network have one store of objects: GitHub serves a fork's commits under the parent's name (T7). */
function shareObjects(fork: string, parent: string): void {
  git(fork, ['config', 'gc.auto', '0']);
  rmSync(join(fork, 'objects'), { recursive: true });
  symlinkSync(join(parent, 'objects'), join(fork, 'objects'));
}

function copyBranches(fork: Repository, parent: Repository): void {
  const refs = git(parent.gitDirectory, ['for-each-ref', '--format=create %(refname) %(objectname)', 'refs/heads/', 'refs/tags/']);
  if (refs !== '') git(fork.gitDirectory, ['update-ref', '--stdin'], { input: `${refs}\n` });
}
