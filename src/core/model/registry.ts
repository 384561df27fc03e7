/** What registries say of package versions, and what that proves. */
import type { BuildIdentity } from './build-identity.ts';
import type { AnswerState } from './evidence.ts';
import type { PackageMetadata } from './metadata.ts';

/** One file that a registry serves for a version. */
export interface RegistryFile {
  /** File name of the archive. */
  readonly name: string;
  /** As in PackageFact: "sha256:<hex>" or SRI. */
  readonly integrity: readonly string[];
  /** ISO 8601; null: not told. */
  readonly uploaded: string | null;
}

/**
 * How a version was published, as the registry tells: a claim that ranks versions against each other, without cryptography.
 * `trusted`: from a workflow that the registry trusts, with provenance; `provenance`: with provenance; `none`: neither.
 */
export type PublishedBy = 'trusted' | 'provenance' | 'none';

/** A proof of one version: of its registry's signature, or of where it was built. */
export interface Proof {
  /**
   * verified: it holds. absent: the registry answers, and has none. invalid: there is one, and it does not hold. unverifiable: it cannot be
   * told from here (T13: of the registry, never of one package).
   */
  readonly state: 'verified' | 'absent' | 'invalid' | 'unverifiable';
  /** One sentence for people. */
  readonly detail: string;
  /** Unverifiable because nobody answered: silence is no loss. */
  readonly unheard?: true;
  /** Who built it, proven; null: nobody says, or nothing is proven. */
  readonly build: BuildIdentity | null;
}

/** What a registry says of one version. Texts are the publisher's, cut and cleaned. */
export interface RegistryFacts extends PackageMetadata {
  /** ISO 8601 UTC; null: not told. */
  readonly published: string | null;
  readonly files: readonly RegistryFile[];
  /** What the publisher says to who installs it; null: nothing. */
  readonly deprecated: string | null;
  /** Why it was taken back ("" without a reason); null: it was not. */
  readonly yanked: string | null;
  /** The whole project, where the registry has such a word. */
  readonly status: 'active' | 'archived' | 'deprecated' | 'quarantined' | null;
  readonly publishedBy: PublishedBy;
  /** The best way in which an earlier version was published, and which one; null: no earlier one is better. */
  readonly better: { readonly version: string; readonly publishedBy: PublishedBy } | null;
  /** The first version of this name was published then, ISO 8601 UTC; null: not told. */
  readonly firstPublished: string | null;
}

/** The answer of a registry about a version of a package. */
export type RegistryAnswer =
  | {
      readonly state: 'answered';
      /** "npm", "PyPI", or the server that the operator names in its place. */
      readonly registry: string;
      readonly asOf: string;
      readonly facts: RegistryFacts;
      /** The registry's own signature; absent: this registry signs nothing. */
      readonly signature?: Proof;
      readonly provenance: Proof;
      /** The tree says itself that it comes from this very registry: a file that is not among these is in none. */
      readonly stated?: true;
    }
  /** The tree says that it comes from this very registry, which answered that it has no such name or version. */
  | { readonly state: 'absent'; readonly registry: string; readonly asOf: string; readonly detail: string }
  /** Another server than the one that is asked, or no answer. `reason`: "other-origin" where nobody was asked. */
  | { readonly state: 'unverifiable'; readonly reason: 'other-origin' | 'off' | AnswerState; readonly detail: string };
