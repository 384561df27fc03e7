/** What evaluating needs from whoever keeps things. Everything is read and written for one installation only (T27). */
import type { Approval, Bom, BoundWaiver, Stamped, HubSettings, MaliceHeard, Verdict } from '../../src/core/index.ts';
import type { BlobCache } from '../github/blobs.ts';
import type { KeptPull } from './kept-pull.ts';
import type { PolicyMemories } from '../github/policy-memory.ts';

/** The organization's policy repository, bound once by its numeric id (T23). */
export interface PolicyBinding {
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
}

export interface PolicyBindings {
  get(installationId: number): Promise<PolicyBinding | null>;
  /** Binds where nothing is bound, and answers with what is bound then: of two at the same moment one wins. */
  bind(installationId: number, binding: PolicyBinding): Promise<PolicyBinding>;
}

/** What is remembered about one pull request between two evaluations. */
export interface PullRecord {
  readonly head: string;
  /** ISO 8601: since when this head waits for a hub or for GitHub's test merge; null when it does not. */
  readonly waitingSince: string | null;
  readonly commentId: number | null;
}

export interface PullKey {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly number: number;
}

/** One verdict, as it was reported: the audit record. */
export interface Evaluation extends PullKey {
  readonly base: string;
  readonly head: string;
  /** Commit of the organization's policy; null without one. */
  readonly policyCommit: string | null;
  readonly verdict: Verdict;
  readonly bom: Bom;
  readonly malice: readonly MaliceHeard[];
  /** Absent: nothing that ends by itself. */
  readonly rests?: Rests;
}

/** What a verdict rests on that ends by itself, or with somebody's membership (T3). */
export interface Rests {
  /** ISO 8601: from when on it says something else though nothing moved. Null: never. */
  readonly againAt: string | null;
  /** Somebody's approval is part of it. */
  readonly approved: boolean;
}

/** An open pull request and what its newest verdict rests on; `kept` null: it has to be looked at again. */
export interface KeptState extends PullKey {
  readonly base: string;
  readonly head: string;
  readonly conclusion: string;
  /** Digest of what the check says (told.ts). */
  readonly told: string;
  readonly autoMerge: boolean;
  readonly kept: KeptPull | null;
}

/** As it was read. */
export interface ReadState extends KeptState {
  /** Another one as soon as anything of it is written, or a policy that moved was applied to it. */
  readonly version: string;
}

/** Whether so much may be written now; else from when on. */
export type Reserved = { readonly granted: true } | { readonly granted: false; readonly at: Date };

/** Pull requests that can be judged again without a question to anybody, and those that wait to be told anew (T3). */
export interface KeptPulls {
  /**
   * This head of it is looked at: until `save` it has to be looked at again, and nothing of it waits. A policy that moves meanwhile marks it, and the
   * mark stays.
   */
  begin(key: PullKey, head: string): Promise<void>;
  /** What became of the head that was begun; of another head, or of one that is dropped, nothing is kept. */
  save(state: KeptState): Promise<void>;
  load(key: PullKey): Promise<ReadState | null>;
  /** It is told. Where it is another version by now, it waits to be told once more. `kept`: what it rests on from now on; absent: on what it did. */
  settle(state: ReadState, told: Pick<KeptState, 'conclusion' | 'told'> & Partial<Pick<KeptState, 'kept'>>): Promise<void>;
  /** False: it is another version by now, and nothing was written. */
  replace(state: ReadState, kept: KeptPull): Promise<boolean>;
  /** A policy was applied to it, and says the same: whoever tells it meanwhile, by an older one, finds another version. */
  touch(key: PullKey): Promise<void>;
  keys(installationId: number): Promise<readonly PullKey[]>;
  /** All with this head: one check speaks for them (T1). */
  ofHead(key: Omit<PullKey, 'number'>, head: string): Promise<readonly PullKey[]>;
  /** It is closed. */
  drop(key: PullKey): Promise<void>;
  /** It waits to be told, the lowest first; null: it does not. */
  mark(key: PullKey, due: number | null): Promise<void>;
  /** The one that is to be told first; null: none waits. */
  first(installationId: number): Promise<PullKey | null>;
  /** Of what is written in bulk: GitHub limits what creates content, and people wait for what they pushed. */
  reserve(installationId: number, writes: number, now: Date): Promise<Reserved>;
}

/** The AI SBOM of a default branch as it is now: the inventory. */
export interface BranchRecord {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly commit: string;
  readonly bom: Bom;
}

export interface EvaluationStore {
  pull(key: PullKey): Promise<PullRecord | null>;
  savePull(key: PullKey, record: PullRecord): Promise<void>;
  record(evaluation: Evaluation): Promise<void>;
  /** Whether this was judged, and nothing ended the verdict since (T3). Absent: nobody knows. */
  stands?(key: PullKey & { readonly head: string; readonly base: string }): Promise<boolean>;
  /** It is closed: nobody is asked about its packages any more. */
  forgetAsked(key: PullKey): Promise<void>;
  /** Takes the place of what was recorded of this branch before. */
  recordBranch(record: BranchRecord): Promise<void>;
}

/** Facts by (installation, detector stamp, key); the key holds detectors, depth and blob id (T17). */
export interface FactStore {
  get(installationId: number, stamp: string, keys: readonly string[]): Promise<ReadonlyMap<string, readonly Stamped[]>>;
  put(installationId: number, stamp: string, facts: ReadonlyMap<string, readonly Stamped[]>): Promise<void>;
}

/** Repositories that were read as a whole once, by detectors with this stamp; what changes later is read with the pull requests. */
export interface BaselineStore {
  has(installationId: number, repositoryId: number, stamp: string): Promise<boolean>;
  add(installationId: number, repositoryId: number, stamp: string, commit: string): Promise<void>;
}

/** What an approver has accepted, and where. */
export interface KeptApproval extends Approval {
  /** The entry of `approvers` that they spoke for: "@acme/security". */
  readonly as: string;
  /** Number of the review, or of the comment. */
  readonly review: number;
  /** Absent: a review. */
  readonly by?: 'review' | 'comment';
}

/** Remembered across the repositories of an installation: an approval is for a component in one version under one license, wherever it is used. */
export interface ApprovalStore {
  find(installationId: number, components: readonly string[]): Promise<readonly KeptApproval[]>;
  /** Once each, however often the same pull request is judged. */
  add(
    installationId: number,
    pull: { readonly repositoryId: number; readonly number: number; readonly head: string },
    given: readonly KeptApproval[],
  ): Promise<void>;
  /** What was accepted in these reviews. */
  givenIn(installationId: number, repositoryId: number, reviews: readonly number[]): Promise<readonly KeptApproval[]>;
  /** What was accepted in reviews that were taken back. */
  forget(installationId: number, repositoryId: number, reviews: readonly number[]): Promise<void>;
}

/** A release, or a tag without one, and what its commit contains. */
export interface ReleaseRecord {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly tag: string;
  readonly commit: string;
  /** A release was made of the tag. */
  readonly published: boolean;
  /** ISO 8601. */
  readonly at: string;
  readonly bom: Bom;
}

export interface ReleaseStore {
  has(installationId: number, repositoryId: number, tag: string, commit: string): Promise<boolean>;
  record(release: ReleaseRecord): Promise<void>;
}

/** A waiver that an approver gave in a comment: for one pull request, and for what it binds (T28). */
export interface GivenWaiver extends BoundWaiver {
  readonly number: number;
  /** Number of the comment. */
  readonly comment: number;
  readonly reason: string;
  /** "@ada" */
  readonly approver: string;
  /** The entry of `approvers` that they spoke for: "@acme/security". */
  readonly as: string;
  /** Last valid day, "2027-01-31" (UTC). */
  readonly expires: string;
}

export interface WaiverStore {
  /** `number` null: of all pull requests of the repository. */
  given(installationId: number, repositoryId: number, number: number | null): Promise<readonly GivenWaiver[]>;
  /** All of one comment; once, however often the command is worked on. */
  add(installationId: number, repositoryId: number, given: readonly GivenWaiver[]): Promise<void>;
}

export interface CommandKey {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly comment: number;
}

/** A command as it was signed by GitHub (T28). */
export interface SaidCommand {
  readonly number: number;
  /** Number of the person. */
  readonly sender: number;
  /** First line of the comment. */
  readonly line: string;
  /** Another line of it looks like a command, too. */
  readonly more: boolean;
  /** The verdict that was told when they wrote it; null: none was. */
  readonly shown: Pick<Verdict, 'findings' | 'head'> | null;
  readonly done: boolean;
}

export interface CommandStore {
  get(key: CommandKey): Promise<SaidCommand | null>;
  finish(key: CommandKey): Promise<void>;
  /** How many were done on this pull request within the last hour. */
  recent(key: PullKey): Promise<number>;
}

/** The list is closed: who reads the log years later knows what can be in it. */
export type AuditKind = 'verdict' | 'waiver' | 'approval' | 'policy' | 'override' | 'report' | 'bypass';

/** One entry of the audit chain (T31). */
export interface AuditEntry {
  readonly installationId: number;
  readonly repositoryId: number | null;
  readonly kind: AuditKind;
  /** Who did it, as GitHub names them: "@ada"; null: the App itself. */
  readonly actor: string | null;
  /** What it is about: "acme/product#12", "acme/.weighbridge". */
  readonly subject: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Only ever added to. */
export interface AuditLog {
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** Hash of the newest entry of an installation, for a copy outside of the database; null: there is none. Absent: no chain is kept. */
  newest?(installationId: number): Promise<string | null>;
}

/** One head is evaluated by one worker at a time, in all processes (T1). */
export interface HeadLock {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export interface Stores {
  readonly bindings: PolicyBindings;
  readonly policies: PolicyMemories;
  readonly evaluations: EvaluationStore;
  readonly facts: FactStore;
  readonly baselines: BaselineStore;
  readonly approvals: ApprovalStore;
  readonly kept: KeptPulls;
  readonly waivers: WaiverStore;
  readonly commands: CommandStore;
  readonly locks: HeadLock;
  readonly audit: AuditLog;
  readonly releases: ReleaseStore;
  blobs(installationId: number): BlobCache;
}

/**
 * Where models, packages and actions are looked up. T26: a credential belongs to one installation; without `spend` it stays at home, for what a
 * fork names and for what a public repository would show to everybody. `gitHubToken`: of the repository alone, for questions about actions; null:
 * there are none.
 */
export interface Hubs {
  settings(installationId: number, spend: boolean, gitHubToken: string | null): Promise<HubSettings>;
}
