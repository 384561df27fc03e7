/** Claims about a license → one conclusion that no claim can soften (T11). */
import type { License, LicenseClaim } from '../model/index.ts';
import { entryOf } from './catalogue.ts';
import { classesOf } from './classes.ts';
import type { SpdxExpression } from './expression.ts';
import { formatExpression, isRecognized, joinedExpressions, leavesOf, parseConcluded, unrecognized } from './expression.ts';
import { licenseAddress } from './license-name.ts';
import { type Reading, readClaim } from './read-claim.ts';
import { idsOfTexts, isSettledBy, readFileClaim, restrictsUse, weightsClaims } from './text-claims.ts';

/**
 * The concluded license. Where claims disagree it is their conjunction, so that the strictest one decides: a publisher cannot launder
 * terms by writing a softer tag beside them (T11). Several values in one card come as several claims: no operator is defined for them.
 * `unknown` is set whenever it is not known what one agrees to, also beside an expression that names the part that is known.
 */
export function concludeLicense(claims: readonly LicenseClaim[]): License {
  const ours = weightsClaims(claims);
  const words = ours.filter(({ file }) => file === undefined);
  if (words.length === ours.length) return concluded(words.flatMap((claim) => readClaim(claim) ?? []));
  const texts = idsOfTexts(ours);
  const spoken = words.flatMap((claim) => {
    const reading = readClaim(claim);
    return reading === null || isSettledBy(claim, reading, texts) ? [] : [reading];
  });
  const stated = new Set(spoken.flatMap(({ expression }) => (expression === null ? [] : leavesOf(expression).map(({ id }) => id))));
  const restricts = restrictsUse([...texts, ...stated]);
  const read = ours.flatMap(({ file }) => (file === undefined ? [] : (readFileClaim(file, stated, restricts) ?? [])));
  const license = concluded([...spoken, ...read]);
  const { expression: declared } = concluded(words.flatMap((claim) => readClaim(claim) ?? []));
  return declared === license.expression ? license : { ...license, declared };
}

function concluded(readings: readonly Reading[]): License {
  const reasons = [...new Set(readings.flatMap(({ unknown }) => (unknown === null ? [] : [unknown])))].sort();
  const expressions = readings.flatMap(({ expression }) => (expression === null ? [] : [expression]));
  const url = readings.map((reading) => reading.url).find((one) => one !== null) ?? null;
  const [first] = expressions;
  if (first === undefined) return { expression: null, name: null, classes: [], unknown: said(reasons), conflicting: false, url };
  const nameless = readings
    .filter(({ expression, isUnread }) => expression === null && isUnread !== true)
    .map((reading) => unrecognized(reading.said));
  const whole = joinedExpressions('all', [...expressions, ...nameless]);
  const distinct = new Set([...expressions, ...nameless].map(formatExpression));
  const known = isRecognized(whole);
  return {
    ...named(whole, url),
    unknown: known && reasons.length === 0 ? null : said(reasons),
    conflicting: distinct.size > 1 || readings.some((reading) => reading.conflicting),
  };
}

function named(whole: SpdxExpression, url: string | null): Pick<License, 'expression' | 'name' | 'classes' | 'url'> {
  return {
    expression: formatExpression(whole),
    name: nameOf(whole),
    classes: [...new Set(leavesOf(whole).flatMap(({ id, exception }) => classesOf(id, exception) ?? []))].sort(),
    url: urlOf(whole) ?? url,
  };
}

/**
 * What counts by the word of the policy's owner. Of a license that is unknown in a part only that part is replaced: what is known stays, and is judged.
 */
export function statedLicense(concluded: License, { key, as, origin }: StatedWord): License {
  const stated = parseConcluded(as);
  if (stated === null) return concluded;
  const known = key === 'override' || concluded.expression === null ? null : parseConcluded(concluded.expression);
  const whole =
    known === null ? stated : joinedExpressions('all', [...(known.kind === 'all' ? known.parts : [known]).filter(isRecognized), stated]);
  return {
    ...named(whole, null),
    unknown: null,
    conflicting: false,
    // What the publisher declared stays its word: the SBOM never puts the policy's into its mouth.
    declared: concluded.declared === undefined ? concluded.expression : concluded.declared,
    stated: { key, origin, claimed: concluded.expression ?? concluded.unknown ?? 'not stated' },
  };
}

type StatedWord = Pick<NonNullable<License['stated']>, 'key' | 'origin'> & { readonly as: string };

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
