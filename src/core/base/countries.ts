/** Where a product is sold or a company has its seat, as ISO 3166-1 alpha-2 names it. */
const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR ' +
  'CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID ' +
  'IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS ' +
  'MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL ' +
  'SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

const COUNTRIES: ReadonlySet<string> = new Set(CODES.split(' '));

/** What is often written instead: ISO 3166 reserves both, and means neither. */
const MEANT: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

/**
 * The place that a text names, in any case and also as "UK": "EU", or a country of ISO 3166. null: neither. A place that no license can mean would
 * be one where every clause about territory silently holds its peace, so it is never taken for a country.
 */
export function territoryIn(text: string): string | null {
  const upper = text.trim().toUpperCase();
  const code = Object.hasOwn(MEANT, upper) ? (MEANT[upper] ?? upper) : upper;
  return code === 'EU' || COUNTRIES.has(code) ? code : null;
}

/** What is wrong with the name of a market or seat in a policy, which is written in one way only; null: nothing. */
export function complaintAboutPlace(text: string): string | null {
  const place = territoryIn(text);
  if (place === text) return null;
  const hint = place === null ? 'Write "EU", or the two capital letters of ISO 3166: "US", "DE".' : `Write "${place}".`;
  return `"${text.slice(0, 60)}" is no country of ISO 3166. ${hint}`;
}
