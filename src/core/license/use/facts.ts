/** What may be stated of a product so that a duty counts as met: the one list, for policies, flags and questions. */
import type { ProductFacts } from '../../model/index.ts';

/** The policy key of each fact. */
export const FACT_KEYS: Readonly<Record<keyof ProductFacts, string>> = {
  noticesShipped: 'product.facts.notices-shipped',
  acceptableUseAgreed: 'product.facts.acceptable-use-agreed',
  useRestrictionsInTerms: 'product.facts.use-restrictions-in-terms',
  namingDisplayed: 'product.facts.naming-displayed',
  modelNameBeginsWith: 'product.facts.model-name-begins-with',
  fieldOfUse: 'product.facts.field-of-use',
  registered: 'product.facts.registered',
  guardrailsBypassed: 'product.facts.guardrails-bypassed',
  competesWithLicensor: 'product.facts.competes-with-licensor',
  offersComponentFunctionalityAsService: 'product.facts.offers-as-service',
  redistributesData: 'product.facts.redistributes-data',
};

export type FactName = keyof ProductFacts;

export const FACTS = Object.keys(FACT_KEYS) as readonly FactName[];

/** Facts that only words can state; all others are yes or no, and a name that is shown is either. */
export const FACTS_IN_WORDS: ReadonlySet<FactName> = new Set<FactName>(['modelNameBeginsWith', 'fieldOfUse']);

/** `read` says of each fact what is stated, null for nothing. */
export function productFacts(read: (fact: FactName) => boolean | string | null): ProductFacts {
  // Each is of the type that its name has, because `FACTS_IN_WORDS` decides how `read` reads it.
  return Object.fromEntries(FACTS.map((fact) => [fact, read(fact)])) as Record<FactName, boolean | string | null> as ProductFacts;
}

/** Nobody stated anything. */
export const NO_FACTS: ProductFacts = productFacts(() => null);
