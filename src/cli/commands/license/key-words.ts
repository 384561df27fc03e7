/** What of a product decides, by the word that states it where one asks: a flag, or a key of a question. Reasons name keys of policies. */
import { FACT_KEYS, FACTS } from '../../../core/index.ts';

/** How the product was stated: by flags, or in a file. */
export type StatedBy = 'flags' | 'question';

type Spelled = Readonly<Record<StatedBy, string>>;

const KEYS: ReadonlyMap<string, Spelled> = new Map([
  ['product.use', { flags: '--use', question: 'product.commercial and product.context' }],
  ['product.license', { flags: '--outbound', question: 'product.outboundLicense' }],
  ['product.linkage', { flags: '--linkage', question: 'product.linkage' }],
  ['product.modified', { flags: '--modified', question: 'product.modified' }],
  ['product.seat', { flags: '--seat', question: 'product.territory.licenseeDomicile' }],
  ['product.markets', { flags: '--markets', question: 'product.territory.distributedTo' }],
  ['product.users.monthly', { flags: '--users', question: 'product.mau' }],
  ['product.users.monthly-at-release', { flags: '--users-at-release', question: 'product.mauAtReleaseDate' }],
  ['product.users.daily', { flags: '--daily-users', question: 'product.dau' }],
  ['product.users.visits', { flags: '--visits', question: 'product.visitsPerMonth' }],
  ['product.revenue-usd', { flags: '--revenue', question: 'product.annualRevenueUsd' }],
  ...FACTS.map((fact): [string, Spelled] => [
    FACT_KEYS[fact],
    { flags: FACT_KEYS[fact].replace('product.facts.', '--fact '), question: `facts.${fact}` },
  ]),
]);

/** "--seat", "--fact registered"; "product.territory.licenseeDomicile" */
export function keyWord(key: string, by: StatedBy): string {
  return KEYS.get(key)?.[by] ?? key;
}

/** Longer keys first: one may begin another. */
const ANY_KEY = new RegExp(
  [...KEYS.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((key) => key.replaceAll('.', '\\.'))
    .join('|'),
  'g',
);

/** A way out with the words of who asks: "state product.modified: false" is "state --no-modified". */
export function inWordsOf(text: string, by: StatedBy): string {
  const spelled =
    by === 'flags' ? text.replace('product.modified: false', '--no-modified').replace('product.use: [research]', '--use research') : text;
  return spelled.replace(ANY_KEY, (key) => keyWord(key, by));
}
