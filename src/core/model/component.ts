/** Components, what was verified about them, and the Bom. */
import type { Ref } from '../ref/index.ts';
import type { Retirement } from '../ref/retirements.ts';
import type { AdvisoriesSeen, AdvisorySource } from './advisory.ts';
import type { Kind, Place } from './base.ts';
import type { DeclaredAt, Stated } from './declared.ts';
import type { AnswerState, From } from './evidence.ts';
import type { InstalledSeen } from './installed.ts';
import type { OwnLicense, PackageTerms } from './own-license.ts';
import type { License, LicenseClaim } from './license.ts';
import type { PackageMetadata } from './metadata.ts';
import type { RegistryAnswer } from './registry.ts';
import type { Sighting } from './sighting.ts';
import type { Steering } from './steering.ts';
import type { Problem } from './tree.ts';
import type { Unknown } from './unknown.ts';

export interface Hash {
  readonly algorithm: 'sha256' | 'sha512' | 'sha1' | 'git-sha1';
  /** Lower-case hex. */
  readonly value: string;
}

export interface FileDigest {
  readonly path: string;
  readonly size: number;
  readonly hashes: readonly Hash[];
}

/** What a lock says about one component, and whether that may be believed. */
export interface Locked {
  /** Key of the entry. */
  readonly reference: string;
  readonly requested: string | null;
  readonly commit: string;
  /** The hub's id of the repository when the entry was written; null: not recorded. */
  readonly repositoryId: string | null;
  /** Who signed it when the entry was written; null: nobody whose signature was valid. */
  readonly signer: SignerSeen | null;
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly size: number }[];
  /** "lock-head": new or changed in the tree under test, a claim (T8). */
  readonly from: 'lock-base' | 'lock-head';
  /** What the base's lock recorded, where the change rewrites the entry: nobody makes it forgotten by editing the lock. */
  readonly before?: Pick<Locked, 'repositoryId' | 'signer'>;
  /** A loadable file of a new or changed entry whose SHA-256 the hub did not confirm, and why. */
  readonly unconfirmed?: { readonly path: string; readonly reason: AnswerState; readonly detail: string };
  /** True: nobody else could be asked, and the facts of `hub` are those of the base's lock. */
  readonly vouches: boolean;
  /** Where the entry stands. */
  readonly place: Place;
}

export type LineageRelation = 'finetune' | 'adapter' | 'quantized' | 'merge' | 'base';

/** One step of a lineage: what a model or dataset was made from, as somebody states it. */
export interface Ancestor {
  /**
   * Canonical reference without revision: "hf:org/name", "hf:datasets/org/name". Of a name that no known host could have, "generic:" and that
   * name, percent-encoded (`statedNameOf` in ref): it is `unresolved`, and no reference to anything.
   */
  readonly ref: string;
  readonly kind: Extract<Kind, 'model' | 'dataset'>;
  /** Reference of the child that this step starts at: at the first hop that of the component itself. */
  readonly of: string;
  readonly relation: LineageRelation | 'distilled' | 'trained-on';
  /** Who says so. "hint": a name or a key that only suggests it, and caps the verdict at review (T11). */
  readonly by: 'card' | 'config' | 'lock' | 'hint';
  /** Of a hint by equal weights: another model has them, or another revision of the child has them and states this. Absent: a name or a key. */
  readonly weights?: 'of-another' | 'of-another-revision';
  /** What its own source states, of its default branch: whoever names an ancestor names no revision. Empty where nobody answered. */
  readonly claims: readonly LicenseClaim[];
  /** Concluded from the claims, or what the owner of the policy says. Absent: nobody concluded yet. */
  readonly license?: License;
  readonly commit: string | null;
  readonly pipelineTag: string | null;
  /** Why its source told nothing: gone, private, limit; null: it answered. */
  readonly unresolved: { readonly reason: UnresolvedReason; readonly detail: string } | null;
}

/** Why a component could not be resolved further. */
export type UnresolvedReason =
  | AnswerState // the hub did not give the answer
  | 'no-source' // weights in the tree without any known origin
  | 'unsupported-source' // no host knows it
  | 'not-asked' // its host had no question about it
  | 'named-only' // its host names, and is never asked
  | 'invalid-name'; // not a possible revision; nothing was asked

/** What the hub says about the source of a model or dataset at the asked revision. */
export interface HubFacts {
  /** Full commit that the requested revision points to now. */
  readonly commit: string | null;
  /** Whether `commit` is reachable from a branch or tag of this repository (T7); "not-asked" when the request floats. */
  readonly reachable: 'yes' | 'no' | 'unknown' | 'not-asked';
  /** Reason behind reachable "unknown". */
  readonly reachableDetail: string;
  /** The hub answered with another id: the canonical id that it names (never followed silently). */
  readonly redirectedTo: string | null;
  readonly gated: boolean;
  readonly files: readonly FileDigest[];
  /** True when every LFS file's pointer, rebuilt from sha256 and size, hashes to its blob id. */
  readonly digestsConsistent: boolean | null;
  readonly licenses: readonly LicenseClaim[];
  readonly baseModels: readonly { readonly id: string; readonly relation: LineageRelation }[];
  readonly datasets: readonly string[];
  readonly pipelineTag: string | null;
  readonly libraryName: string | null;
  readonly architecture: string | null;
  /** The hub's own id of the repository: another one under the same name is another repository. Absent: not told. */
  readonly repositoryId?: string;
  /**
   * What its configurations name under `auto_map`, sorted: "modeling_x.XModel", or "org/other--modeling_x.XModel" for another repository.
   * Of a load that trusts code: all configurations that it may read. Null: nobody told.
   */
  readonly autoMap?: readonly string[] | null;
  /** What decides which code it runs, or which base it adapts, and could not be read. */
  readonly unread?: readonly { readonly what: 'code' | 'base'; readonly reason: AnswerState; readonly detail: string }[];
  /** The configuration of an adapter was read, and names no base: which one it adapts is not known, and asking again tells no more (T11). */
  readonly baseless?: true;
}

/** One component in one version; several may share an identity. */
export interface Component {
  /** Unique within a Bom: identity, or identity + "@" + version or requested revision. */
  readonly key: string;
  /** The purl without version (or canonical reference where no purl type exists). Survives versions. */
  readonly identity: string;
  readonly kind: Kind;
  readonly ref: Ref;
  /** For people: "acme/support-llama", "torch". */
  readonly name: string;
  /** Exact version or full commit as confirmed; null when not known. */
  readonly version: string | null;
  /** As requested: range, branch, tag, commit; null = nothing. */
  readonly requested: string | null;
  /** AI framework or library (design: "framework is a flag"); of an action: it runs AI. */
  readonly framework: boolean;
  readonly sightings: readonly Sighting[];
  readonly resolution:
    | { readonly state: 'resolved' }
    | { readonly state: 'unresolved'; readonly reason: UnresolvedReason; readonly detail: string };
  /** Of the component as one artifact: lock integrity, weights file digest. */
  readonly hashes: readonly Hash[];
  readonly claims: readonly LicenseClaim[];
  /** null for anything that is not on a hub, or was not answered. */
  readonly hub: HubFacts | null;
  /**
   * Of a model or dataset: every step of its lineage over all hops, in the order in which it was followed; each (of, ref, relation) once, so that
   * cycles end. `cut`: more than was followed (T32). Absent: nobody asked, or nothing is declared, which is unknown lineage (T11).
   */
  readonly lineage?: { readonly ancestors: readonly Ancestor[]; readonly cut: boolean };
  /** Of a library: what its registry says of this version. Absent: nobody asked. */
  readonly registry?: RegistryAnswer;
  /** Of a library: what lies on the disk of this version. Absent: nobody looked, or nothing does. */
  readonly installed?: readonly InstalledSeen[];
  /** Of a library: what it says of itself, where that is known without its registry. Absent: it is not. */
  readonly metadata?: PackageMetadata;
  /** Of a hosted model: when its provider turns it off. Absent: no day is known. */
  readonly retirement?: Retirement;
  /** Its entry in the tree's lock; absent where there is none. */
  readonly locked?: Locked;
  /** What the tree's lock declares of something that no host serves. */
  readonly stated?: Stated;
}

/** Who signed, as proven; whether that person or key may sign this model is the policy's word. */
export type SignerSeen =
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string }
  /** Hex SHA-256 of the key's PEM text. */
  | { readonly kind: 'key'; readonly hint: string };

/**
 * A model signature (OpenSSF Model Signing) beside the files, checked against the digests of the commit.
 * valid: the signature holds, and every signed file is there with the signed bytes. invalid: it does not hold, or a file differs.
 * unknown-key: nobody named the key to check it with. unverifiable: only who has the weights can check it. unread: could not look.
 */
export interface SignatureSeen {
  /** Path in the repository of the model. */
  readonly file: string;
  /** sha256 of the signature file, hex; null: not read. */
  readonly bundle: string | null;
  readonly state: 'valid' | 'invalid' | 'unknown-key' | 'unverifiable' | 'unread';
  /** Proven, whatever the files say; null: it is not. */
  readonly signer: SignerSeen | null;
  /** Why it is not valid, one sentence; "" when it is. */
  readonly detail: string;
  /** For "unread". */
  readonly reason: AnswerState | null;
  /** Signed files whose digest at this commit is the signed one. */
  readonly matching: number;
  /** Of these, files of which the bytes themselves were hashed here; of the others the hub named the digest. */
  readonly hashed: number;
  /** Signed, and other bytes or not there, sorted. */
  readonly wrong: readonly string[];
  /** Loadable, and not signed, sorted. */
  readonly unsigned: readonly string[];
}

export type VerificationTopic =
  | 'source'
  | 'revision'
  | 'reachability'
  | 'digests'
  | 'bytes'
  | 'signature'
  | 'integrity'
  | 'license'
  /** The lock's hashes are those of the registry. */
  | 'registry'
  | 'provenance'
  /** What lies on the disk is what the lock names. */
  | 'installed'
  | 'action-commit'
  | 'advisories'
  | 'vulnerabilities';

/** One thing proven or not. Policy-free: says who says so, never "trusted". */
export interface Verification {
  readonly topic: VerificationTopic;
  readonly outcome: 'passed' | 'failed' | 'not-applicable' | 'unavailable' | 'error';
  /** For "unavailable": why, as an answer state; for "failed": "not-found" where the registry has no such thing; else null. */
  readonly reason: AnswerState | 'not-asked' | null;
  /** One sentence for people. */
  readonly detail: string;
  readonly by: From | 'tree';
  readonly asOf: string | null;
}

export interface BomComponent extends Component {
  readonly license: License;
  readonly verifications: readonly Verification[];
  /** Absent: nobody looked, or there is none. */
  readonly signatures?: readonly SignatureSeen[];
  /** Absent: nobody was asked. No part of an SBOM. */
  readonly advisories?: AdvisoriesSeen;
  /** Of a model, all that it was made from counted. Absent: nobody asked. */
  readonly openSource?: OpenSourceAnswer;
}

/** Whether a model is free and open-source, as Article 53(2) of the AI Act asks. */
export interface OpenSourceAnswer {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** One sentence for people. */
  readonly reason: string;
}

/** The AI SBOM, neutral of format and policy. Components are sorted by key. */
export interface Bom {
  /** What it describes: repository name or folder. */
  readonly subject: { readonly name: string; readonly version: string | null };
  readonly components: readonly BomComponent[];
  /** Loads without a name, sorted by place. */
  readonly unknowns: readonly Unknown[];
  /** Edges by component key: a model on its base models and datasets, where both are in the Bom. */
  readonly dependencies: readonly { readonly from: string; readonly to: string; readonly relation: LineageRelation | 'trained-on' }[];
  readonly problems: readonly Problem[];
  /** What the tree lets installers of packages do, sorted by place. Absent: nothing. */
  readonly steering?: readonly Steering[];
  /** What the tree states of the license of its own packages, sorted by place. Absent: nothing. */
  readonly ownLicenses?: readonly OwnLicense[];
  /** What these come to for each package, sorted by folder. Absent: nothing. */
  readonly packageTerms?: readonly PackageTerms[];
  /** Entries that the change writes into the lock and that no place of the product asks for: judged, and no part of the inventory. Absent: none. */
  readonly lockClaims?: readonly BomComponent[];
  /** The tree's lock; absent where there is none. */
  readonly lock?: {
    readonly path: string;
    readonly entries: number;
    /** Entries that no place in the tree loads. */
    readonly unused: readonly { readonly reference: string; readonly place: Place }[];
    /** Declarations that speak of no load in the tree. */
    readonly idle: readonly DeclaredAt[];
  };
  /** Who was asked for advisories; absent: nobody, because the operator names no source. */
  readonly advisorySource?: AdvisorySource;
  /** ISO 8601 UTC: the moment passed in, never the clock. */
  readonly asOf: string;
}
