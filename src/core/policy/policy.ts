/** The effective policy: all layers merged, every value known with its origin. */
import type { Justification, Level, Scope } from '../model/index.ts';
import type { PolicyLayerKind, PolicyGroup } from './load.ts';
import type { Product } from './product.ts';
import type { PolicySigner } from './signers.ts';
import type { Waiver, WaivingLimits } from './waiver.ts';

export interface RuleSetting {
  readonly level: Level;
  /** Parsed by the rule's own option schema. */
  readonly options: unknown;
  /** It refuses nothing yet, and what it would have refused is counted; absent: as the policy's mode. */
  readonly mode?: 'evaluate';
}

/** One file of those that a policy was merged from. */
export interface PolicyLayer {
  readonly layer: PolicyLayerKind;
  /** "<path> at <commit>" or the path. */
  readonly label: string;
  /** What origins of its values begin with. */
  readonly path: string;
}

/** A person's word that the product is not affected by one vulnerability of one library, as it is used (OpenVEX 0.2.0, `not_affected`). */
export interface UnaffectedStatement {
  /** One of its names: "GHSA-53q9-r3pm-6pq6", "CVE-2025-32434". */
  readonly vulnerability: string;
  /** The library with its exact version: "pypi:torch@2.5.1". */
  readonly component: string;
  readonly status: 'not_affected';
  readonly justification: Justification;
  /** Why, in words of its author. */
  readonly impact: string;
  /** The digest of what was looked at (use-digest.ts). */
  readonly use: string;
  /** The product that was looked at, with its version or commit, as a purl. */
  readonly product: string;
  readonly author: string;
  /** The day, "2026-11-20" (UTC). */
  readonly date: string;
  /** As of a waiver. */
  readonly repositories: readonly string[] | null;
  readonly outside: 'elsewhere' | 'nowhere' | null;
}

export interface Lists {
  /** Patterns of references; an empty array allows nothing, undefined everything. */
  readonly allow?: readonly string[];
  readonly deny: readonly string[];
}

/** What a component comes under, by the word of the owner of the policy. */
export interface StatedLicense {
  /** A pattern of references (patterns.ts); without a revision it covers all. */
  readonly component: string;
  /** An SPDX expression. */
  readonly as: string;
  readonly reason: string;
}

/** As `StatedLicense`, whatever the publisher states. */
export interface LicenseOverride extends StatedLicense {
  readonly approver: string | null;
  /** Last valid day, "2027-01-31" (UTC); null: it does not end. */
  readonly expires: string | null;
}

/** Lists of terms (license-terms.ts): ids, families, ids with an exception, classes. deny goes before review, review before allow. */
export interface LicensePolicy extends Lists {
  /** The allow list is of a layer below the owner's: it takes away, and makes nothing known. */
  readonly narrows: boolean;
  readonly review: readonly string[];
  /** What layers below the owner's add to it: of what is allowed, and of nothing that is refused. */
  readonly alsoReview: readonly string[];
  /** In the order of the file: the first that covers a component counts. */
  readonly unknown: readonly StatedLicense[];
  readonly override: readonly LicenseOverride[];
}

export interface Policy {
  readonly mode: 'enforce' | 'evaluate';
  readonly scope: { readonly block: readonly Scope[]; readonly show: readonly Scope[] };
  readonly product: Product;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly models: Lists;
  readonly datasets: Lists;
  readonly services: Lists;
  /** How far a load can stand whose name only a declaration of the lock gives. */
  readonly declared: 'named' | 'pinned';
  /** Models that are only offered for choice. show: told together by model/offered, where only warnings speak of them; judge: as if they were loaded. */
  readonly catalogs: 'judge' | 'show';
  readonly licenses: LicensePolicy;
  /** Who approves what waits for a review: "@acme/security". In the order of the file. */
  readonly approvers: readonly string[];
  /** In the order of the file. */
  readonly signers: readonly PolicySigner[];
  readonly waivers: readonly Waiver[];
  readonly waiving: WaivingLimits;
  readonly statements: readonly UnaffectedStatement[];
  /** Folders that do not ship. In the order of the file: the first that covers a path counts. */
  readonly scopes: readonly { readonly path: string; readonly as: Exclude<Scope, 'product'> }[];
  /** Of the owner's layer; they are merged for one repository (layers.ts). */
  readonly groups: readonly PolicyGroup[];
  /** What it was merged from, the lowest first; empty: nothing but the baseline. */
  readonly layers: readonly PolicyLayer[];
  /** "built-in baseline" or "<path> at <commit>". */
  readonly label: string;
  /** Dotted key → where its value comes from: "built-in baseline", ".github/weighbridge.yml:12". */
  readonly origins: ReadonlyMap<string, string>;
}
