/** Questions as rows write them: short words for a component, a product and what its owner states. */
import type { Kind, LicensedUse, ProductFacts, ProductUse, TermsRelation, UseAnswer } from '../../src/core/model/index.ts';
import { concludeLicense } from '../../src/core/license/conclude.ts';
import { NO_FACTS } from '../../src/core/license/use/facts.ts';
import { judgeLicense } from '../../src/core/license/use/index.ts';

export const UNSTATED: ProductUse = {
  outboundLicense: null,
  contexts: [],
  commercial: null,
  linkage: null,
  modified: null,
  monthlyUsers: null,
  monthlyUsersAtRelease: null,
  dailyUsers: null,
  yearlyRevenueUsd: null,
  monthlyVisits: null,
  seat: null,
  markets: [],
  facts: NO_FACTS,
};

export type Stated = Partial<Omit<ProductUse, 'facts'>> & { readonly facts?: Partial<ProductFacts> };

export function productOf({ facts, ...stated }: Stated): ProductUse {
  return { ...UNSTATED, ...stated, facts: { ...NO_FACTS, ...facts } };
}

export interface Asked {
  readonly kind: Kind;
  /** As a card or a manifest writes it. */
  readonly license: string;
  readonly relation?: TermsRelation;
  readonly modalities?: readonly string[];
}

export function useOf({ kind, license, relation = 'component', modalities = [] }: Asked): LicensedUse {
  const { expression, unknown } = concludeLicense([{ from: 'card', text: license, name: null, link: null }]);
  return { kind, name: 'acme/part', relation, expression, unknown, modalities, released: null };
}

export function answer(asked: Asked, stated: Stated): UseAnswer {
  return judgeLicense(useOf(asked), productOf(stated));
}
