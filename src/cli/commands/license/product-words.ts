/** What was stated of a product, in one line: an answer is worth no more than that. */
import { FACT_KEYS, FACTS, type ProductUse } from '../../../core/index.ts';

/** null: nothing. */
export function productWords(product: ProductUse): string | null {
  const { commercial, contexts, outboundLicense, linkage, modified, seat, markets, facts } = product;
  const figures: readonly (readonly [number | null, string])[] = [
    [product.monthlyUsers, 'users a month'],
    [product.monthlyUsersAtRelease, 'users a month at the release'],
    [product.dailyUsers, 'users a day'],
    [product.monthlyVisits, 'visits a month'],
    [product.yearlyRevenueUsd, 'US dollars a year'],
  ];
  const said = [
    commercial === null ? null : commercial ? 'commercial' : 'not commercial',
    ...contexts,
    outboundLicense === null ? null : `goes out as ${outboundLicense}`,
    linkage === null ? null : `linkage ${linkage}`,
    modified === null ? null : modified ? 'modified' : 'not modified',
    seat === null ? null : `seat in ${seat}`,
    markets.length === 0 ? null : `markets ${markets.join(', ')}`,
    ...figures.map(([figure, unit]) => (figure === null ? null : `${figure} ${unit}`)),
    ...FACTS.map((fact) => (facts[fact] === null ? null : `${FACT_KEYS[fact].replace('product.facts.', '')}: ${yesNo(facts[fact])}`)),
  ].filter((one) => one !== null);
  return said.length === 0 ? null : said.join('; ');
}

function yesNo(value: boolean | string | null): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? '');
}
