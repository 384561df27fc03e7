/** What a license means for this product: the door. Pure; names of licenses come from the catalogue and the SPDX list only. */
import type { LicensedUse, ProductUse, UseAnswer, UseDuty, UseReason } from '../../model/index.ts';
import { entryOf } from '../catalogue.ts';
import type { Leaf } from '../expression.ts';
import { formatExpression, parseConcluded } from '../expression.ts';
import { versionsFrom } from '../spdx-ids.ts';
import { foldAnswers, isBetter, verdictOf } from './fold.ts';
import type { Folded } from './fold.ts';
import { judgeTerms } from './judge-terms.ts';
import { termsOf } from './terms.ts';

export { termsOf } from './terms.ts';

/**
 * May a component under this license be used in this product? Over the expression: OR takes the best branch, AND the worst part with the reasons
 * and duties of all, "or later" any version from there on, WITH the license as its exception changes it. What is not known is review (T11, T35).
 */
export function judgeLicense(use: LicensedUse, product: ProductUse): UseAnswer {
  const expression = use.expression === null ? null : parseConcluded(use.expression);
  const unknown =
    use.unknown ??
    (expression === null ? (use.expression === null ? 'not stated' : `not recognized: ${use.expression.slice(0, 60)}`) : null);
  const stated = unknown === null ? [] : [unknownLicense(use, unknown)];
  if (expression === null) return { verdict: 'review', reasons: stated, duties: [], effective: null };
  const folded = foldAnswers(expression, leafJudge(use, product));
  // A family without its member has said that the license is not known.
  const isSaid = folded.reasons.some(({ clause }) => clause === 'unknown-license');
  const reasons = unrepeated([...folded.reasons, ...(isSaid ? [] : stated)], keyOfReason);
  const effective = formatExpression(folded.effective);
  return {
    verdict: verdictOf({ reasons, duties: [] }),
    reasons: [...reasons.filter(({ verdict }) => verdict === 'deny'), ...reasons.filter(({ verdict }) => verdict === 'review')],
    duties: unrepeated(folded.duties, keyOfDuty),
    effective,
  };
}

/** Equal leaves are judged once, so that long expressions of few licenses cost little. */
function leafJudge(use: LicensedUse, product: ProductUse): (leaf: Leaf) => Folded {
  const known = new Map<string, Folded>();
  return (leaf) => {
    const key = formatExpression(leaf);
    const found = known.get(key) ?? judgeLeaf(leaf, use, product);
    known.set(key, found);
    return found;
  };
}

/** The licensee picks the version of "or later" that fits best; where none is better than the one that is written, nothing is picked. What holds stays as it is written. */
function judgeLeaf(leaf: Leaf, use: LicensedUse, product: ProductUse): Folded {
  const isOpen = leaf.orLater || leaf.id.endsWith('-or-later');
  const written = judgeVersion(leaf, leaf, use, product);
  if (!isOpen || written.verdict === 'allow') return written;
  const versions = versionsFrom(leaf.id).map((id) => judgeVersion({ ...leaf, id, orLater: false }, leaf, use, product));
  return { ...versions.reduce((best, one) => (isBetter(one, best) ? one : best), written), effective: leaf };
}

function judgeVersion(version: Leaf, leaf: Leaf, use: LicensedUse, product: ProductUse): Folded {
  const terms = leaf.recognized ? termsOf(version.id, version.exception) : null;
  const license = formatExpression(version);
  if (terms === null) {
    const reason = entryOf(version.id)?.category === 'ambiguous-family' ? unknownMember(use, license) : unknownTerms(use, license);
    return { verdict: 'review', reasons: [reason], duties: [], effective: version };
  }
  const found = judgeTerms(use, terms, license, product);
  return { verdict: verdictOf(found), ...found, effective: version };
}

function unknownLicense(use: LicensedUse, why: string): UseReason {
  return {
    verdict: 'review',
    clause: 'unknown-license',
    path: [use.name],
    license: null,
    text: `Which license it is under is not known, and without one nobody but its authors may use it: ${why.slice(0, 160)}.`,
    fact: null,
    set: null,
    ways: ['ask its authors to state a license', 'name its license in the policy, with where you found it', `use another ${use.kind}`],
  };
}

/** "cc": some of its members forbid what others allow. */
function unknownMember(use: LicensedUse, license: string): UseReason {
  return {
    ...unknownLicense(use, ''),
    license,
    text: 'What is stated names a family of licenses, and which of them it is decides.',
    ways: ['read the license text in its repository', 'ask its authors to state which one', `use another ${use.kind}`],
  };
}

function unknownTerms(use: LicensedUse, license: string): UseReason {
  return {
    verdict: 'review',
    clause: 'unknown-terms',
    path: [use.name],
    license,
    text: 'What this license allows and asks for is not known here.',
    fact: null,
    set: null,
    ways: ['read it, and name it in the policy', `use a ${use.kind} under a license that is known`],
  };
}

function unrepeated<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function keyOfReason({ clause, license, path, text, set }: UseReason): string {
  return JSON.stringify([clause, license, path, text, set]);
}

function keyOfDuty({ clause, license, path, text }: UseDuty): string {
  return JSON.stringify([clause, license, path, text]);
}
