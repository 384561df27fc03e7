/**
 * The contract of a host: who serves the bytes of models and datasets, and what that proves. Pure: a host looks at the answers so far, says
 * what it lacks, and what they mean. What one host says of another's things, nobody hears.
 */
import type {
  About,
  Ancestor,
  AnswerState,
  Component,
  Evidence,
  HostFile,
  HubFacts,
  Question,
  SignatureSeen,
  Topic,
  UnresolvedReason,
  Verification,
} from '../model/index.ts';
import type { Ref, RefType } from '../ref/index.ts';
import type { SignatureTrust } from '../verify/oms/listed.ts';

/** A model or dataset at one revision, as the code asks for it. */
export interface HostSubject {
  /** Without version. */
  readonly ref: Ref;
  /** Branch, tag, commit or digest as written; null = none. */
  readonly requested: string | null;
  /** Its loads run code of the repository: whatever may name some counts (T36). */
  readonly runsCode: boolean;
  /** Its loads take adapters, or folders inside of the repository: what lies in a folder counts, not only what lies at the top. */
  readonly takesFolders: boolean;
  /** A place runs it (an action, an image), and does not load it. */
  readonly runs: boolean;
  /** A change newly runs it: an action or image that the base does not have at this revision. */
  readonly anew: boolean;
  /** What only a lock says so far (T8): the host is asked for the bytes of these files, and for all that a load takes at these commits. */
  readonly claimed: { readonly files: readonly string[]; readonly commits: readonly string[] };
}

export type HostResult =
  | { readonly state: 'facts'; readonly facts: HubFacts }
  /** `facts`: the little that a redirect or a gate says. */
  | { readonly state: 'unresolved'; readonly reason: UnresolvedReason; readonly detail: string; readonly facts: HubFacts | null };

/** One thing that a model or dataset was made from, as somebody states it. */
export interface Relation {
  /** Without version; `unplacedRef` where what is stated names nothing that a known host has. */
  readonly ref: Ref;
  readonly relation: Ancestor['relation'];
  readonly by: Ancestor['by'];
}

export interface Relations {
  /** In the order of whoever states them, each once. */
  readonly all: readonly Relation[];
  /** There are more than are read. */
  readonly more: boolean;
}

/** Nothing is stated. */
export const NO_RELATIONS: Relations = { all: [], more: false };

export interface HostProofs {
  readonly verifications: readonly Verification[];
  readonly signatures: readonly SignatureSeen[];
}

export interface ProofContext {
  readonly evidence: Evidence;
  /** Roots and keys: what a signature can be checked with. Says nothing about who may sign what. */
  readonly trust: SignatureTrust;
  /** The moment of this run; where the evidence tells a better one, that counts. */
  readonly now: Date;
  /** What the rules want to know: where nobody was asked about that, a host says so. Absent: nothing beyond what was answered. */
  readonly wanted?: ReadonlySet<Topic>;
}

/** A registry that speaks the distribution protocol of OCI, and whom it may send us to (T19). Origins and addresses without a trailing slash. */
export interface DistributionServer {
  /** As references name it: "docker.io". */
  readonly name: string;
  readonly address: string;
  /** Who hands out its tokens, beside itself. */
  readonly signIn: readonly string[];
  /** Where its blobs lie, beside itself. */
  readonly stores: readonly string[];
}

/** Where a host is that is asked, and how it answers. Addresses and credentials are the operator's, never those of a tree (T20). */
export interface HostService {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** What the operator sets in the environment: another address, a credential; of several the first that is set counts. Without tokens it takes none. */
  readonly variables: { readonly url: string; readonly tokens: readonly string[] };
  /**
   * It speaks the distribution protocol of OCI: these registries are known to it, and questions name the one that is meant. The operator's variable
   * may hold a list of others.
   */
  readonly distribution?: { readonly servers: readonly DistributionServer[] };
  /** Whether to strangers it answers 404 about what may be private, as if it were not there. `isPublic`: asked at `publicUrl`. */
  readonly hidesPrivate?: (path: string, isPublic: boolean) => boolean;
  /** How every path begins that is asked for (T19): data of its API, content of files. */
  readonly paths: { readonly json: string; readonly bytes: string };
  /**
   * Where its answers may point to for what it keeps elsewhere: these origins, or the one that the operator sets in the environment. They are asked
   * without its credential. Absent: nowhere.
   */
  readonly storage?: { readonly variable: string; readonly origins: readonly string[] };
  /** Codes in the header of its error answers that are known, and what they mean. */
  readonly errors: {
    readonly header: string;
    readonly codes: Readonly<Record<string, { readonly state: Exclude<AnswerState, 'ok'>; readonly text: string }>>;
  };
}

/** What an answer says of a host that has no address in this run. */
export const NOT_ADDRESSED = 'not asked: this host has no address';

export interface Host {
  /** The name of its folder, of its setting and of its questions. */
  readonly id: string;
  readonly about: About;
  /** Types of references that are its own; no other host has them. */
  readonly refs: readonly RefType[];
  /** What its word proves. All false: it names, and never confirms. */
  readonly vouches: { readonly existence: boolean; readonly revision: boolean; readonly bytes: boolean };
  /** Null: it is never asked, and has no address. */
  readonly service: HostService | null;
  /** Questions whose answers are missing in `evidence` and that the wanted topics need; of one key one is asked. Called until nobody lacks anything. */
  needs(subjects: readonly HostSubject[], evidence: Evidence, wanted: ReadonlySet<Topic>): readonly Question[];
  /** What it says, lineage and licenses included; null: its questions have no answer yet. What it never asks about is "not-asked" or "invalid-name". */
  facts(subject: HostSubject, evidence: Evidence): HostResult | null;
  /** Every file, in the order of the host; null: it did not say. */
  files(subject: HostSubject, evidence: Evidence): readonly HostFile[] | null;
  /**
   * What it was made from, as its own source states it: one step, and nobody else knows how a card says it. Null: nobody answered, or nobody was
   * asked; what is gone or elsewhere states nothing.
   */
  relations(subject: HostSubject, evidence: Evidence): Relations | null;
  /** What its answers prove. Policy-free: "signed by S", never "trusted". */
  proofs(component: Component, context: ProofContext): HostProofs;
}
