/** What the stand-in knows. Plain data; git facts are asked from git. */
import type { KeyObject } from 'node:crypto';
import type { ObjectReader } from './objects.ts';
import type { Limits } from './sizes.ts';

export type Json = Record<string, unknown>;
/** GitHub's roles of people on a repository, weakest first. */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof ROLES)[number];
/** Permissions of an App or token: `checks` → `write`. */
export type Permissions = Readonly<Record<string, string>>;

export interface Account {
  readonly id: number;
  login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
  /** Organizations: what every member may do in every repository. */
  basePermission: Role;
  readonly members: Map<string, 'admin' | 'member'>;
  /** Definitions of custom properties (organizations). */
  readonly propertySchema: Map<string, Json>;
  readonly rulesets: Ruleset[];
}

export interface Team {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly organization: Account;
  readonly parent: Team | null;
  readonly members: Map<string, 'member' | 'maintainer'>;
  /** Repository id → role. */
  readonly repositories: Map<number, Role>;
}

export interface Repository {
  readonly id: number;
  owner: Account;
  name: string;
  private: boolean;
  archived: boolean;
  deleted: boolean;
  defaultBranch: string;
  readonly gitDirectory: string;
  readonly parent: Repository | null;
  topics: string[];
  readonly properties: Map<string, string | string[] | null>;
  readonly collaborators: Map<string, Role>;
  readonly pulls: Map<number, Pull>;
  readonly comments: IssueComment[];
  readonly suites: CheckSuite[];
  readonly runs: CheckRun[];
  readonly statuses: CommitStatus[];
  readonly rulesets: Ruleset[];
  readonly protection: Map<string, Json>;
  readonly queue: QueueEntry[];
  /** By tag, in the order in which they were made. */
  readonly releases: Map<string, { readonly publishedAt: string | null; readonly draft: boolean }>;
  allowAutoMerge: boolean;
  nextNumber: number;
  readonly createdAt: string;
  pushedAt: string;
  /** Facts about object ids do not change: asked from git once. */
  readonly facts: Map<string, unknown>;
}

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly author: Account;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  draft: boolean;
  locked: boolean;
  baseRef: string;
  /** Tip of the base when it was last looked at; what GitHub shows as base.sha. */
  baseSha: string;
  readonly headRef: string;
  headSha: string;
  /** null after the fork was deleted. */
  headRepository: Repository | null;
  /** The last test merge: of which commits; sha null on a conflict. */
  test: { readonly base: string; readonly head: string; readonly sha: string | null } | null;
  /** The test merge before: shown until the new one is "computed". */
  staleMerge: string | null;
  /** So many more reads answer `mergeable: null`. */
  undecided: number;
  merged: { readonly sha: string; readonly by: Account; readonly at: string } | null;
  autoMerge: { readonly by: Account; readonly method: 'merge' | 'squash' | 'rebase' } | null;
  readonly reviews: Review[];
  readonly reviewComments: ReviewComment[];
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}

export interface IssueComment {
  readonly id: number;
  readonly number: number;
  readonly user: Account;
  readonly app: App | null;
  body: string;
  /** OUTDATED, RESOLVED, … after minimizeComment. */
  minimized: string | null;
  editor?: Account;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Review {
  readonly id: number;
  readonly user: Account;
  readonly app: App | null;
  readonly commit: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  body: string;
  readonly submittedAt: string;
}

export interface ReviewComment {
  readonly id: number;
  /** The first comment of its thread; its own id for the first. */
  readonly thread: number;
  readonly review: number;
  readonly user: Account;
  readonly app: App | null;
  readonly commit: string;
  readonly path: string;
  readonly line: number | null;
  readonly startLine: number | null;
  readonly side: 'LEFT' | 'RIGHT';
  readonly hunk: string;
  body: string;
  resolved: boolean;
  minimized: string | null;
  readonly createdAt: string;
  updatedAt: string;
}

export interface CheckSuite {
  readonly id: number;
  readonly app: App;
  readonly headSha: string;
  /** null for commits that no branch of this repository has: forks. */
  readonly headBranch: string | null;
  readonly before: string | null;
  readonly createdAt: string;
  updatedAt: string;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: CheckSuite;
  readonly app: App;
  readonly headSha: string;
  name: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  externalId: string | null;
  detailsUrl: string | null;
  startedAt: string;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: Json[];
  actions: Json[];
}

export interface CommitStatus {
  readonly id: number;
  readonly sha: string;
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly app: App | null;
  readonly createdAt: string;
}

export interface Ruleset {
  readonly id: number;
  name: string;
  target: string;
  enforcement: string;
  bypassActors: Json[];
  conditions: Json;
  rules: Json[];
  readonly createdAt: string;
  updatedAt: string;
}

export interface QueueEntry {
  readonly pull: Pull;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly headSha: string;
  readonly headRef: string;
  readonly by: Account;
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  /** `slug[bot]`. */
  readonly bot: Account;
  /** PEM, PKCS #1, as GitHub hands it out. */
  readonly privateKey: string;
  readonly publicKey: KeyObject;
  readonly clientId: string;
  readonly clientSecret: string;
  permissions: Permissions;
  events: string[];
  webhookUrl: string | null;
  webhookSecret: string;
  readonly deliveries: Delivery[];
  readonly createdAt: string;
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  selection: 'all' | 'selected';
  readonly repositories: Set<number>;
  permissions: Permissions;
  events: string[];
  suspendedAt: string | null;
  deleted: boolean;
  readonly createdAt: string;
}

export interface Token {
  readonly value: string;
  readonly permissions: Permissions;
  /** null: all that the installation has. */
  readonly repositories: ReadonlySet<number> | null;
  /** Milliseconds since 1970; Infinity for tokens of people. */
  readonly expires: number;
  readonly of: { readonly kind: 'installation'; readonly installation: Installation } | { readonly kind: 'user'; readonly user: Account };
}

export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  readonly at: string;
  readonly payload: Json;
  requestHeaders: Readonly<Record<string, string>>;
  /** 0: not sent or no answer. */
  statusCode: number;
  status: string;
  seconds: number;
  responseHeaders: Readonly<Record<string, string>>;
  responseBody: string;
}

export interface State {
  /** "http://127.0.0.1:<port>": API, git, pages and downloads. */
  url: string;
  readonly root: string;
  readonly accounts: Map<string, Account>;
  readonly teams: Team[];
  readonly repositories: Map<number, Repository>;
  /** Lower-case "owner/name" of before a renaming → id. */
  readonly moved: Map<string, number>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, Token>;
  readonly objects: ObjectReader;
  /** Addresses of archives that were handed out: key → what, until when. */
  readonly downloads: Map<string, { readonly repository: Repository; readonly sha: string; readonly expires: number }>;
  readonly manifests: Map<string, { readonly manifest: Json; readonly owner: Account }>;
  /** New installation tokens have the long form. */
  longTokens: boolean;
  readonly limits: Limits;
  /** Tells Apps; set by the server. */
  emit: (
    event: string,
    repository: Repository | null,
    payload: Json,
    only?: { readonly app?: App; readonly installation?: Installation },
  ) => void;
  nextId(): number;
  /** Milliseconds since 1970, moved by `advance`. */
  now(): number;
  /** ISO moment without milliseconds, as GitHub writes it. */
  moment(): string;
  /** Date for the next commit: fixed start, one second later each time, so that commits are reproducible. */
  commitDate(): string;
}
