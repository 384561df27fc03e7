/** The effective policy: all layers merged, every value known with its origin. */
import type { Justification, Level, Scope } from '../model/index.ts';
import type { PolicySigner } from './signers.ts';

export type Use = 'commercial' | 'research' | 'distributed' | 'saas' | 'internal' | 'device' | 'api';

export interface RuleSetting {
  readonly level: Level;
  /** Parsed by the rule's own option schema. */
  readonly options: unknown;
}

/** Waives the findings of one rule about what it names, while the code asks for just that (T28). */
export interface Waiver {
  /** The id that the report printed, "wb-k3f7q2ma4x2p": a comment that is checked. It can only narrow; null: not given. */
  readonly id: string | null;
  /** See waiver-target.ts; null: the feeds alone say it. */
  readonly component: string | null;
  /** For loads without a name: all that feeds the name (T38). Null: it is for what has one. */
  readonly feeds: readonly string[] | null;
  readonly rule: string;
  /** "owner/name" of where it holds; null: not said. */
  readonly repositories: readonly string[] | null;
  /** Why it does not hold in the repository that is judged; null: it does. `elsewhere`: it is for others. */
  readonly outside: 'elsewhere' | 'nowhere' | null;
  readonly reason: string;
  readonly approver: string;
  /** Last valid day, "2027-01-31" (UTC). */
  readonly expires: string;
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

export interface Policy {
  readonly mode: 'enforce' | 'evaluate';
  readonly scope: { readonly block: readonly Scope[]; readonly show: readonly Scope[] };
  readonly product: { readonly license: string | null; readonly use: readonly Use[]; readonly markets: readonly string[] };
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly models: Lists;
  readonly datasets: Lists;
  readonly services: Lists;
  /** How far a load can stand whose name only a declaration of the lock gives. */
  readonly declared: 'named' | 'pinned';
  /** Models that are only offered for choice. show: told together by model/offered, where only warnings speak of them; judge: as if they were loaded. */
  readonly catalogs: 'judge' | 'show';
  /** SPDX ids, LicenseRef ids, or "class:NAME". */
  readonly licenses: Lists;
  /** In the order of the file. */
  readonly signers: readonly PolicySigner[];
  readonly waivers: readonly Waiver[];
  readonly statements: readonly UnaffectedStatement[];
  /** Folders that do not ship. In the order of the file: the first that covers a path counts. */
  readonly scopes: readonly { readonly path: string; readonly as: Exclude<Scope, 'product'> }[];
  /** "built-in baseline" or "<path> at <commit>". */
  readonly label: string;
  /** Dotted key → where its value comes from: "built-in baseline", ".github/weighbridge.yml:12". */
  readonly origins: ReadonlyMap<string, string>;
}
