/** Does a license expression pass a policy's lists? "unknown" is never permission. */
import { entryOf } from './catalogue.ts';
import { classesOf } from './classes.ts';
import { isListedException } from './exceptions.ts';
import type { Leaf, SpdxExpression } from './expression.ts';
import { formatExpression, isMadeUp } from './expression.ts';
import { versionsFrom } from './spdx-ids.ts';
import type { ListTerms } from './list-terms.ts';
import { listTermsOf } from './list-terms.ts';

/** Lists of a policy, read once for many licenses. */
export interface ReadLists {
  /** null: everything is allowed. */
  readonly allow: ListTerms | null;
  readonly deny: ListTerms;
  readonly review: ListTerms;
  /** T24: the allow list is of a layer below the owner's. To be on it is needed, and makes nothing known that is not. */
  readonly narrows: boolean;
  /** Asked also of what is allowed; of nothing else, because who adds it may not turn a refusal into a question (T24). */
  readonly alsoReview: ListTerms;
  /** The license is the word of the policy's owner: a LicenseRef of their own is known to them, and needs no place on the allow list. */
  readonly owned: boolean;
}

/** Entries as terms.ts reads them. `allow` undefined allows everything, empty allows nothing. */
export function readLists(lists: {
  readonly allow?: readonly string[];
  readonly deny: readonly string[];
  readonly review?: readonly string[];
  readonly alsoReview?: readonly string[];
  readonly narrows?: boolean;
}): ReadLists {
  const { allow, deny, review = [], alsoReview = [], narrows = false } = lists;
  return {
    allow: allow === undefined ? null : listTermsOf(allow),
    deny: listTermsOf(deny),
    review: listTermsOf(review),
    alsoReview: listTermsOf(alsoReview),
    narrows,
    owned: false,
  };
}

export interface LicenseAnswer {
  /** deny goes before review, review before allow: what a person may approve need not be on the allow list. */
  readonly verdict: 'allowed' | 'review' | 'unknown' | 'denied';
  /** The license that decided. */
  readonly license: string;
  /** The entry of `deny` or `review` that it fell under; null = it is not on the allow list, or nothing denies it. Of what is unknown: "allow" where it is on a list that narrows. */
  readonly term: string | null;
  /** Everything that a person has to accept, also beside a part that is unknown or denied; of an OR what the chosen branch asks. */
  readonly asks: readonly { readonly license: string; readonly term: string }[];
}

type Verdict = LicenseAnswer['verdict'];

/** Of A OR B one may choose: what is known and waits for a person is better than what nobody knows. */
const BEST_FIRST: readonly Verdict[] = ['allowed', 'review', 'unknown', 'denied'];
const WORST_FIRST: readonly Verdict[] = BEST_FIRST.toReversed();

/** OR = the best branch, AND = the worst part, "or later" = any later version suffices. Linear in the size of the expression. */
export function evaluate(expression: SpdxExpression, lists: ReadLists): LicenseAnswer {
  if (expression.kind === 'license') return ofLeaf(expression, lists);
  const answers = expression.parts.map((part) => evaluate(part, lists));
  const chosen = picked(answers, expression.kind === 'any' ? BEST_FIRST : WORST_FIRST);
  if (chosen === undefined) return { verdict: 'unknown', license: formatExpression(expression), term: null, asks: [] };
  return expression.kind === 'any' ? chosen : { ...chosen, asks: answers.flatMap(({ asks }) => asks) };
}

function picked<T extends { readonly verdict: Verdict }>(answers: readonly T[], order: readonly Verdict[]): T | undefined {
  return order.flatMap((verdict) => answers.find((answer) => answer.verdict === verdict) ?? [])[0];
}

function ofLeaf(leaf: Leaf, lists: ReadLists): LicenseAnswer {
  const license = formatExpression(leaf);
  const reviewed = (term: string): LicenseAnswer => ({ verdict: 'review', license, term, asks: [{ license, term }] });
  const named = (list: ListTerms): string | null => list.ofLicense(leaf.id, leaf.exception);
  const denied = named(lists.deny);
  if (denied !== null) return { verdict: 'denied', license, term: denied, asks: [] };
  const asked = named(lists.review);
  if (asked !== null) return reviewed(asked);
  const orLater = leaf.orLater || leaf.id.endsWith('-or-later');
  const choices = orLater ? versionsFrom(leaf.id) : [leaf.id];
  const best = picked(
    choices.map((id) => ofVersion(leaf, id, orLater, lists)),
    BEST_FIRST,
  ) ?? { verdict: 'unknown', term: null };
  const also = best.verdict === 'allowed' ? named(lists.alsoReview) : null;
  if (also !== null) return reviewed(also);
  return best.verdict === 'review' && best.term !== null ? reviewed(best.term) : { ...best, license, asks: [] };
}

interface VersionAnswer {
  readonly verdict: Verdict;
  readonly term: string | null;
}

/** deny, then review, then what is allowed, which the layers below may ask to review as well. */
function ofVersion({ exception, id: whole, recognized }: Leaf, id: string, orLater: boolean, lists: ReadLists): VersionAnswer {
  const { allow, deny, review, alsoReview, owned, narrows } = lists;
  const classes = classesOf(id, exception);
  const under = (list: ListTerms): string | null => list.ofLicense(id, exception) ?? (classes === null ? null : list.ofClass(classes));
  const denied = under(deny);
  if (denied !== null) return { verdict: 'denied', term: denied };
  const asked = under(review);
  if (asked !== null) return { verdict: 'review', term: asked };
  // Exceptions of the SPDX list only add permission; nobody knows what another one says.
  const isClear = exception === null || isListedException(exception);
  // So the license without one is enough for an allow list.
  const names = orLater ? [id, whole, id.replace(/-only$/, '-or-later')] : [id];
  const isOn = (list: ListTerms): boolean =>
    under(list) !== null || names.some((name) => list.ofLicense(name, exception) !== null || list.ofLicense(name, null) !== null);
  const isNamed = isClear && entryOf(id)?.category !== 'ambiguous-family' && !isMadeUp(id);
  const open = ((): VersionAnswer => {
    if (owned && !recognized) return ALLOWED;
    const isListed = allow === null || (isClear && isOn(allow));
    if (allow !== null && !isListed) return (classes === null && allow.asksClass) || !isNamed ? UNKNOWN : { verdict: 'denied', term: null };
    if (allow !== null && !narrows) return ALLOWED;
    // Without classes a class term is neither met nor missed.
    const isJudged = recognized && isClear && (classes !== null || !(deny.asksClass || review.asksClass));
    return isJudged ? ALLOWED : { verdict: 'unknown', term: allow === null ? null : 'allow' };
  })();
  const also = open.verdict === 'allowed' ? under(alsoReview) : null;
  return also === null ? open : { verdict: 'review', term: also };
}

const ALLOWED: VersionAnswer = { verdict: 'allowed', term: null };
const UNKNOWN: VersionAnswer = { verdict: 'unknown', term: null };
