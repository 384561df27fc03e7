/** The product, as licenses are judged against it. */
import type { ProductContext, ProductUse } from '../model/index.ts';
import type { Policy } from './policy.ts';
import type { Use } from './product.ts';

/**
 * What the owner's layer states about the product (T24: no other layer describes it). "commercial" says whether it is sold, not how it reaches
 * people; research is a context, and is not commercial where nobody says that it is (design section 5).
 */
export function productUseOf({ product }: Pick<Policy, 'product'>): ProductUse {
  const { users, facts } = product;
  return {
    outboundLicense: product.license,
    contexts: product.use.filter(isContext),
    commercial: product.use.includes('commercial') ? true : product.use.includes('research') ? false : null,
    linkage: product.linkage,
    modified: product.modified,
    monthlyUsers: users.monthly,
    monthlyUsersAtRelease: users['monthly-at-release'],
    dailyUsers: users.daily,
    yearlyRevenueUsd: product['revenue-usd'],
    monthlyVisits: users.visits,
    seat: product.seat,
    markets: product.markets,
    facts: {
      noticesShipped: facts['notices-shipped'],
      acceptableUseAgreed: facts['acceptable-use-agreed'],
      useRestrictionsInTerms: facts['use-restrictions-in-terms'],
      namingDisplayed: facts['naming-displayed'],
      modelNameBeginsWith: facts['model-name-begins-with'],
      fieldOfUse: facts['field-of-use'],
      registered: facts.registered,
      guardrailsBypassed: facts['guardrails-bypassed'],
      competesWithLicensor: facts['competes-with-licensor'],
      offersComponentFunctionalityAsService: facts['offers-as-service'],
      redistributesData: facts['redistributes-data'],
    },
  };
}

function isContext(use: Use): use is ProductContext {
  return use !== 'commercial';
}
