/** How clauses speak: reasons and duties of one license in one product. */
import type { LicenseClause, LicensedUse, ProductFacts, ProductUse, UseDuty, UseReason, UseVerdict } from '../../model/index.ts';
import { FACT_KEYS } from './facts.ts';
import type { ProductReach } from './reach.ts';
import type { Terms } from './terms.ts';

/** One license of one component in one product. */
export interface UseCase {
  readonly use: LicensedUse;
  readonly terms: Terms;
  readonly product: ProductUse;
  readonly reach: ProductReach;
  /** The product has it in an altered form: its owner changed it, or it comes by way of a fine-tune, an adapter, a merge. null: not stated. */
  readonly altered: boolean | null;
  /** As expressions print it: "GPL-2.0-only WITH Classpath-exception-2.0". */
  readonly license: string;
}

/** Whether copies of it reach others. A product that learned from a dataset does not pass its rows on: whether it does is a fact of its own. */
export function isPassedOn({ use, product, reach }: UseCase): boolean | null {
  return use.kind === 'dataset' ? (product.facts.redistributesData ?? (reach.ships === false ? false : null)) : reach.ships;
}

/** The same, where hosted access counts as passing on because the text says so. */
export function isShared(at: UseCase): boolean | null {
  return at.use.kind !== 'dataset' && at.terms.hostedIsSharing ? at.reach.offers : isPassedOn(at);
}

/** The policy key that says whether copies reach others. */
export function passingKey({ use }: UseCase): string {
  return use.kind === 'dataset' ? FACT_KEYS.redistributesData : 'product.use';
}

/** What one clause finds. */
export interface Findings {
  readonly reasons: readonly UseReason[];
  readonly duties: readonly UseDuty[];
}

/** One clause of a license against one product. */
export type JudgeClause = (at: UseCase) => Findings;

export const NOTHING: Findings = { reasons: [], duties: [] };

export function together(parts: readonly Findings[]): Findings {
  return { reasons: parts.flatMap(({ reasons }) => reasons), duties: parts.flatMap(({ duties }) => duties) };
}

interface Said {
  readonly clause: LicenseClause;
  readonly text: string;
  readonly fact?: string;
  readonly set?: string;
  readonly ways: readonly string[];
}

export function forbids(at: UseCase, said: Said): Findings {
  return { reasons: [reasonOf(at, 'deny', said)], duties: [] };
}

export function asks(at: UseCase, said: Said): Findings {
  return { reasons: [reasonOf(at, 'review', said)], duties: [] };
}

function reasonOf({ use, license }: UseCase, verdict: Exclude<UseVerdict, 'allow'>, said: Said): UseReason {
  const { clause, text, fact = null, set = null, ways } = said;
  return { verdict, clause, path: [use.name], license, text, fact, set, ways };
}

export function owes(at: UseCase, clause: LicenseClause, text: string, copy: string | null, state: UseDuty['state']): Findings {
  return { reasons: [], duties: [{ clause, path: [at.use.name], license: at.license, text, copy, state }] };
}

export interface FactDuty {
  readonly clause: LicenseClause;
  /** Imperative, for the duty. */
  readonly text: string;
  readonly copy?: string;
  readonly fact: keyof ProductFacts;
  /** Whether the duty is met, by what is stated; null: nothing is. */
  readonly met: boolean | null;
  /** "the product ships no notices": what is stated where it is breached. */
  readonly breached: string;
  /** Whether it takes a statement that it is met: true for licenses of one vendor or community. */
  readonly isAsked: boolean;
}

/** A duty that a fact of the product proves. A breached one is what the license forbids; an unstated one is a duty, or a question. */
export function owesByFact(at: UseCase, duty: FactDuty): Findings {
  const { clause, text, copy = null, fact, met, breached, isAsked } = duty;
  const set = FACT_KEYS[fact];
  const owed = owes(at, clause, text, copy, met === null ? 'unstated' : met ? 'met' : 'open');
  const ways = [`${lowered(text)}, and state it as ${set}`, anotherOne(at)];
  if (met === false)
    return together([
      owed,
      forbids(at, { clause, text: `The license allows the use only to those who do this: ${lowered(text)}.`, fact: breached, set, ways }),
    ]);
  if (met === true || !isAsked) return owed;
  return together([
    owed,
    asks(at, { clause, text: `The license asks for this, and nobody stated that it is done: ${lowered(text)}.`, set, ways }),
  ]);
}

/** The way out that always exists. */
export function anotherOne({ use }: UseCase): string {
  return `use another ${use.kind}, under a license without this clause`;
}

export const ASK_LICENSOR = 'ask the licensor for a license of your own';

export function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
