/** What the core asks of the world; io/ answers, the doors (CLI, Action, App) wire it. */
import type { TrustRoot } from '../verify/sigstore/trust-root.ts';
import type { InstalledFiles, MetadataStore } from './installed.ts';
import type { AdvisorySource, Depth, Evidence, FileFacts, Question, Tree, TreeEntry } from '../model/index.ts';

export type * from './installed.ts';

export interface Ports {
  /** Facts of these entries, cached by blob. Never throws for content reasons. `like`: what another tree says at that path, where it is known. */
  extract(
    tree: Tree,
    entries: readonly TreeEntry[],
    depth: Depth,
    like?: (path: string) => FileFacts | undefined,
  ): Promise<ReadonlyMap<string, FileFacts>>;
  /** Asks, and adds one answer for every question to the evidence: "could not look" is an answer too. */
  gather(questions: readonly Question[]): Promise<void>;
  readonly evidence: Evidence;
  /** By id of a registry of packages, the base address that is asked. Absent, or without one: it is not asked. */
  readonly servers?: ReadonlyMap<string, string>;
  /** Who says which advisories name a package. Absent: the operator names nobody, and nobody is asked. */
  readonly advisories?: AdvisorySource['kind'];
  /** Opened when something needs it. Absent: nobody looks beside the commit. */
  readonly checkout?: () => Promise<Checkout>;
  /** What installers left on the disk, opened when a package is asked about. Absent: nobody looks. */
  readonly installed?: () => Promise<InstalledFiles>;
  /** What was heard of packages before. Absent: nothing is kept. */
  readonly metadata?: MetadataStore;
  /** Whose signatures can be verified at all (T12): the operator's; absent: the public good instance's, of this release. */
  readonly trustRoot?: TrustRoot;
  /** The one moment of this run. */
  readonly now: Date;
  /** For a person who waits; never part of the result. */
  progress(message: string): void;
  /** For the log: what this run did otherwise than runs like it, and why. Never part of the result. */
  log(message: string): void;
}

export type CheckoutFile =
  /** `blob`: git blob id of the content, null where it was too large to be one that the hub keeps in git. Lower-case hex. */
  | { readonly state: 'ok'; readonly sha256: string; readonly blob: string | null; readonly size: number }
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable'; readonly detail: string };

/** The files on disk beside a commit, for bytes that the commit only names. Nothing is read through links (T15). */
export interface Checkout {
  /** Whether the checked-out commit has this object at this path: else what lies there belongs to another state. */
  holds(path: string, id: string): boolean;
  /**
   * Paths below a folder, relative to it, sorted; at most `limit`. Empty where there is no such folder. `complete`: false where there are
   * more, where a folder cannot be read, or where it lies behind a link.
   */
  list(folder: string, limit: number): Promise<{ readonly paths: readonly string[]; readonly complete: boolean }>;
  digests(paths: readonly string[]): Promise<ReadonlyMap<string, CheckoutFile>>;
}

/** What a Bom describes: a repository or folder, and its commit. */
export interface Subject {
  readonly name: string;
  readonly version: string | null;
}

/** What merging two commits gives. `unrelated`: their histories have nothing in common. `unknown`: whoever merges them (GitHub) has not said; nothing is merged here. */
export type MergeResult =
  | { readonly state: 'merged'; readonly tree: string }
  | { readonly state: 'conflict'; readonly paths: readonly string[] }
  | { readonly state: 'unrelated' | 'unknown' };

/** Commits by full id, wherever they are: in a clone, or behind GitHub's API. */
export interface Commits {
  /** What merging gives. `mergeBase`: as the repository or, where the history is not in this clone, a server tells it; null: whatever it is. */
  mergeTree(base: string, head: string, mergeBase: string | null): Promise<MergeResult>;
  /** Whether the commit and its tree are here, by full id. */
  has(id: string): Promise<boolean>;
  /** Parents as the commit names them, also at the border of a shallow clone. */
  parents(id: string): Promise<readonly string[]>;
  tree(treeish: string, label: string, commit: string | null): Tree;
}

/** A git repository, as far as choosing trees needs it; implemented in io/git. */
export interface Repository extends Commits {
  /** Folder name of the repository, for people. */
  name(): string;
  readonly gitDirectory: string;
  /** Top of the working folder; null in a bare repository. */
  readonly workTree: string | null;
  /** Full commit id of a name. Throws InputError UNKNOWN_REVISION, UNBORN_BRANCH, AMBIGUOUS_REVISION. */
  resolve(ref: string): Promise<string>;
  /** The branch that changes are merged into, by convention; null when there is none. */
  defaultBase(): Promise<string | null>;
  /** Whether there is a branch of this name, here or at origin. */
  isBranch(name: string): Promise<boolean>;
  mergeBase(a: string, b: string): Promise<string | null>;
  /** Fetches commits by full id, without history, into a place of our own. Throws EffectError GIT_OBJECT_MISSING, GIT_FAILED. */
  fetch(ids: readonly string[], from: { readonly url: string; readonly token: string | null }): Promise<void>;
  isDirty(): Promise<boolean>;
  close(): Promise<void>;
}

/** Where a clone comes from, for what it lacks. */
export interface Origin {
  /** Makes these commits (full ids) available in the repository. */
  fetch(ids: readonly string[]): Promise<void>;
  /** The best common ancestor as the server computes it; null when there is none. */
  mergeBase(base: string, head: string): Promise<string | null>;
  /** The commit that a branch points to now; null when that cannot be told. */
  tip(branch: string): Promise<string | null>;
}
