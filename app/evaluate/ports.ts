/** What evaluating needs from whoever keeps things. Everything is read and written for one installation only (T27). */
import type { Approval, Bom, Stamped, HubSettings, MaliceHeard, Verdict } from '../../src/core/index.ts';
import type { BlobCache } from '../github/blobs.ts';
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
  /** Number of the review. */
  readonly review: number;
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
  /** What was accepted in reviews that were taken back. */
  forget(installationId: number, repositoryId: number, reviews: readonly number[]): Promise<void>;
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
  readonly locks: HeadLock;
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
