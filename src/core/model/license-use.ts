/** May this license be used in this product: the question and the answer. Free of policy and of where the facts come from. */
import type { Kind } from './base.ts';
import type { LineageRelation } from './component.ts';

/** allow: it may be used, the duties met. review: a person decides. deny: a clause is breached. "Unknown" is never allow. */
export type UseVerdict = 'allow' | 'review' | 'deny';

/** How the product reaches people. Several may hold at once; the strictest answer counts. */
export type ProductContext = 'distributed' | 'saas' | 'internal' | 'research' | 'device' | 'api';

/** How a library is bound to the product's own code. */
export type Linkage = 'static' | 'dynamic' | 'process' | 'bundled';

/** What its owner states about a product. null and empty: not stated, which is neither yes nor no. */
export interface ProductUse {
  /** "proprietary", or an SPDX expression: the terms that the product itself goes out under. */
  readonly outboundLicense: string | null;
  readonly contexts: readonly ProductContext[];
  readonly commercial: boolean | null;
  readonly linkage: Linkage | null;
  /** Whether the component's own files are changed. */
  readonly modified: boolean | null;
  /** Users in a month: now, and on the day on which the component's version came out. */
  readonly monthlyUsers: number | null;
  readonly monthlyUsersAtRelease: number | null;
  readonly dailyUsers: number | null;
  readonly yearlyRevenueUsd: number | null;
  readonly monthlyVisits: number | null;
  /** Where the licensee has its principal place of business: ISO 3166 alpha-2, or "EU". */
  readonly seat: string | null;
  /** Where the product is used or sold: ISO 3166 alpha-2, or "EU". */
  readonly markets: readonly string[];
  readonly facts: ProductFacts;
}

/** Facts that decide whether a duty is met. null: not stated. */
export interface ProductFacts {
  readonly noticesShipped: boolean | null;
  readonly acceptableUseAgreed: boolean | null;
  readonly useRestrictionsInTerms: boolean | null;
  /** What the product shows: "Built with Llama"; true: what the license asks for, whatever that is. */
  readonly namingDisplayed: boolean | string | null;
  readonly modelNameBeginsWith: string | null;
  readonly fieldOfUse: string | null;
  readonly registered: boolean | null;
  readonly guardrailsBypassed: boolean | null;
  readonly competesWithLicensor: boolean | null;
  readonly offersComponentFunctionalityAsService: boolean | null;
  readonly redistributesData: boolean | null;
}

/** Which words of a license decide. */
export type LicenseClause =
  | 'commercial-use'
  | 'research-only'
  | 'redistribution'
  | 'derivatives'
  | 'share-alike'
  | 'network-use'
  | 'use-restrictions'
  | 'flow-down'
  | 'naming'
  | 'attribution'
  | 'threshold'
  | 'territory'
  | 'outputs'
  | 'training'
  | 'competition'
  | 'service'
  | 'gating'
  | 'revocation'
  | 'patents'
  | 'compatibility'
  | 'laundering'
  | 'lineage'
  | 'unknown-license'
  | 'unknown-terms'
  | 'unstated-use';

/** Why it is not simply allowed. */
export interface UseReason {
  readonly verdict: Exclude<UseVerdict, 'allow'>;
  readonly clause: LicenseClause;
  /** Who carries the clause, from the component itself to the ancestor whose terms it is: ["acme/ner", "acme/base", "meta/llama"]. */
  readonly path: readonly string[];
  /** The license whose clause it is, as SPDX id or LicenseRef; null: none is known. */
  readonly license: string | null;
  /** One sentence for people, without the name of the component. */
  readonly text: string;
  /** The fact about the product that decides, "the product is commercial"; null: none does. */
  readonly fact: string | null;
  /** The key of the policy whose value would decide, "product.users.monthly"; null: stating something changes nothing. */
  readonly set: string | null;
  /** What else one may do, most useful first, never empty: "use a model under a license that allows commercial use". */
  readonly ways: readonly string[];
  /** It is carried by what a model was trained on: whether such terms reach a model is contested. Absent: it is not. */
  readonly throughData?: true;
}

/** What one has to do to use it. */
export interface UseDuty {
  readonly clause: LicenseClause;
  readonly path: readonly string[];
  readonly license: string;
  /** Imperative: "Show “Built with Llama” where people see the product". */
  readonly text: string;
  /** Words to copy: the notice or the required name; null: there are none. */
  readonly copy: string | null;
  /** What the owner of the product stated about it. */
  readonly state: 'met' | 'open' | 'unstated';
}

/** The answer for one license, or for everything that a component carries. */
export interface UseAnswer {
  readonly verdict: UseVerdict;
  /** Those that decide first; then the others. Empty for allow. */
  readonly reasons: readonly UseReason[];
  /** Each once. */
  readonly duties: readonly UseDuty[];
  /** The expression that counts: of an OR the branch that was chosen. null: not known. */
  readonly effective: string | null;
}

/** How a component comes from another one. `component`: it is that which the product takes itself. */
export type TermsRelation = 'component' | LineageRelation | 'distilled' | 'trained-on';

/** One license to judge, and what carries it into the product. */
export interface LicensedUse {
  readonly kind: Kind;
  /** "acme/ner". */
  readonly name: string;
  readonly relation: TermsRelation;
  /** Concluded, as SPDX text; null: not known. */
  readonly expression: string | null;
  /** Why it is not known, in whole or in a part; null: it is. */
  readonly unknown: string | null;
  /** "text", "image", "audio", "video"; empty: not known. */
  readonly modalities: readonly string[];
  /** ISO 8601 day of the version; null: not known. */
  readonly released: string | null;
}
