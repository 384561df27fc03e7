/** Countries, as products state them and as licenses exclude them. */
import { territoryIn } from '../../base/countries.ts';

/** Member states of the European Union (ISO 3166 alpha-2). */
const EU = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));

/** Parts of member states with codes of their own, where the law of the Union holds (TFEU, Article 355(1) and (4)): what a license means by "EU" is open there. */
const EU_BEYOND = new Set(['AX', 'GF', 'GP', 'MF', 'MQ', 'RE', 'YT']);

/** Is a place inside one of the excluded territories? null: it may be, as it is no country ("worldwide", "XX"), or a part of one. */
export function isExcluded(place: string, excluded: readonly string[]): boolean | null {
  const code = territoryIn(place);
  if (code === null) return null;
  if (excluded.includes(code) || (EU.has(code) && excluded.includes('EU'))) return true;
  if (EU_BEYOND.has(code) && excluded.includes('EU')) return null;
  // "EU" as a market is any of its states.
  return code === 'EU' && excluded.some((one) => EU.has(one));
}
