/** Claims about a license → one conclusion that no claim can soften (T11). */
import type { License, LicenseClaim } from '../model/index.ts';
import { entryOf } from './catalogue.ts';
import { classesOf } from './classes.ts';
import type { SpdxExpression } from './expression.ts';
import { formatExpression, isRecognized, joinedExpressions, leavesOf, unrecognized } from './expression.ts';
import { licenseAddress } from './license-name.ts';
import { readClaim } from './read-claim.ts';

/**
 * The concluded license. Where claims disagree it is their conjunction, so that the strictest one decides: a publisher cannot launder
 * terms by writing a softer tag beside them (T11). Several values in one card come as several claims: no operator is defined for them.
 * `unknown` is set whenever it is not known what one agrees to, also beside an expression that names the part that is known.
 */
export function concludeLicense(claims: readonly LicenseClaim[]): License {
  const readings = claims.map(readClaim).filter((reading) => reading !== null);
  const reasons = [...new Set(readings.flatMap(({ unknown }) => (unknown === null ? [] : [unknown])))].sort();
  const expressions = readings.flatMap(({ expression }) => (expression === null ? [] : [expression]));
  const url = readings.map((reading) => reading.url).find((one) => one !== null) ?? null;
  const [first] = expressions;
  if (first === undefined) return { expression: null, name: null, classes: [], unknown: said(reasons), conflicting: false, url };
  const nameless = readings.filter(({ expression }) => expression === null).map(({ said }) => unrecognized(said));
  const whole = joinedExpressions('all', [...expressions, ...nameless]);
  const distinct = new Set([...expressions, ...nameless].map(formatExpression));
  const known = isRecognized(whole);
  return {
    expression: formatExpression(whole),
    name: nameOf(whole),
    classes: [...new Set(leavesOf(whole).flatMap(({ id, exception }) => classesOf(id, exception) ?? []))].sort(),
    unknown: known && reasons.length === 0 ? null : said(reasons),
    conflicting: distinct.size > 1 || readings.some((reading) => reading.conflicting),
    url: urlOf(whole) ?? url,
  };
}

/** `concludeLicense` for many components of one run: most packages state one of a few licenses. */
export function licenseMemo(): typeof concludeLicense {
  const known = new Map<string, License>();
  return (claims) => {
    const key = JSON.stringify(claims);
    const license = known.get(key) ?? concludeLicense(claims);
    known.set(key, license);
    return license;
  };
}

function said(reasons: readonly string[]): string {
  return reasons.length === 0 ? 'not stated' : reasons.join('; ').slice(0, 300);
}

/** One license has a name for people; a combination is best read as expression. */
function nameOf(expression: SpdxExpression): string | null {
  if (expression.kind !== 'license' || !expression.recognized) return null;
  return entryOf(expression.id)?.name ?? null;
}

function urlOf(expression: SpdxExpression): string | null {
  return expression.kind === 'license' && expression.recognized ? licenseAddress(expression.id) : null;
}
