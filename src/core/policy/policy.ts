/** The effective policy: all layers merged, every value known with its origin. */
import type { Level, Scope } from '../model.ts';
import type { PolicySigner } from './signers.ts';

export type Use = 'commercial' | 'research' | 'distributed' | 'saas' | 'internal' | 'device' | 'api';

export interface RuleSetting {
  readonly level: Level;
  /** Parsed by the rule's own option schema. */
  readonly options: unknown;
}

/** A finding is waived when everything that is not null here fits it; an id, or a component with a rule, is given. */
export interface Waiver {
  /** The finding's id, "wb-k3f7q2ma". */
  readonly id: string | null;
  /** Reference, with or without revision; with one, a new revision voids the waiver (T28). */
  readonly component: string | null;
  readonly rule: string | null;
  readonly reason: string;
  readonly approver: string;
  /** Last valid day, "2027-01-31" (UTC). */
  readonly expires: string;
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
  /** SPDX ids, LicenseRef ids, or "class:NAME". */
  readonly licenses: Lists;
  /** In the order of the file. */
  readonly signers: readonly PolicySigner[];
  readonly waivers: readonly Waiver[];
  /** "built-in baseline" or "<path> at <commit>". */
  readonly label: string;
  /** Dotted key → where its value comes from: "built-in baseline", ".github/weighbridge.yml:12". */
  readonly origins: ReadonlyMap<string, string>;
}
