/** Does a license expression pass a policy's lists? "unknown" is never permission. */
import { classesOf } from './classes.ts';
import { isListedException } from './exceptions.ts';
import type { Leaf, SpdxExpression } from './expression.ts';
import { formatExpression } from './expression.ts';
import { versionsFrom } from './spdx-ids.ts';
import type { Terms } from './terms.ts';
import { termsOf } from './terms.ts';

/** Lists of a policy, read once for many licenses. */
export interface ReadLists {
  /** null: everything is allowed. */
  readonly allow: Terms | null;
  readonly deny: Terms;
  readonly review: Terms;
}

/** Entries as terms.ts reads them. `allow` undefined allows everything, empty allows nothing. */
export function readLists(lists: {
  readonly allow?: readonly string[];
  readonly deny: readonly string[];
  readonly review?: readonly string[];
}): ReadLists {
  const { allow, deny, review = [] } = lists;
  return { allow: allow === undefined ? null : termsOf(allow), deny: termsOf(deny), review: termsOf(review) };
}

export interface LicenseAnswer {
  /** deny goes before review, review before allow: what a person may approve need not be on the allow list. */
  readonly verdict: 'allowed' | 'review' | 'unknown' | 'denied';
  /** The license that decided. */
  readonly license: string;
  /** The entry of `deny` or `review` that it fell under; null = it is not on the allow list, or nothing denies it. */
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

function picked(answers: readonly LicenseAnswer[], order: readonly Verdict[]): LicenseAnswer | undefined {
  return order.flatMap((verdict) => answers.find((answer) => answer.verdict === verdict) ?? [])[0];
}

function ofLeaf(leaf: Leaf, lists: ReadLists): LicenseAnswer {
  const license = formatExpression(leaf);
  const denied = lists.deny.ofLicense(leaf.id, leaf.exception);
  if (denied !== null) return { verdict: 'denied', license, term: denied, asks: [] };
  const reviewed = lists.review.ofLicense(leaf.id, leaf.exception);
  if (reviewed !== null) return { verdict: 'review', license, term: reviewed, asks: [{ license, term: reviewed }] };
  const orLater = leaf.orLater || leaf.id.endsWith('-or-later');
  const choices = orLater ? versionsFrom(leaf.id) : [leaf.id];
  const best = picked(
    choices.map((id) => ofVersion(leaf, id, orLater, lists)),
    BEST_FIRST,
  );
  const term = best?.term ?? null;
  return {
    verdict: best?.verdict ?? 'unknown',
    license,
    term,
    asks: best?.verdict === 'review' && term !== null ? [{ license, term }] : [],
  };
}

function ofVersion(leaf: Leaf, id: string, orLater: boolean, { allow, deny, review }: ReadLists): LicenseAnswer {
  const { exception } = leaf;
  const answer = (verdict: Verdict, term: string | null = null): LicenseAnswer => ({ verdict, license: id, term, asks: [] });
  const classes = classesOf(id, exception);
  const under = (list: Terms): string | null => list.ofLicense(id, exception) ?? (classes === null ? null : list.ofClass(classes));
  const denied = under(deny);
  if (denied !== null) return answer('denied', denied);
  const reviewed = under(review);
  if (reviewed !== null) return answer('review', reviewed);
  // Nobody knows what an exception says that the list does not have.
  const isClear = exception === null || isListedException(exception);
  // Exceptions of the list only add permission, so the license without one is enough for an allow list.
  const names = orLater ? [id, leaf.id, id.replace(/-only$/, '-or-later')] : [id];
  const isOn = (list: Terms): boolean =>
    under(list) !== null || names.some((name) => list.ofLicense(name, exception) !== null || list.ofLicense(name, null) !== null);
  if (allow !== null && isClear && isOn(allow)) return answer('allowed');
  // Without classes a class term is neither met nor missed.
  if (classes === null && [allow, deny, review].some((list) => list?.asksClass === true)) return answer('unknown');
  if (allow !== null) return answer(isClear ? 'denied' : 'unknown');
  return answer(leaf.recognized && isClear ? 'allowed' : 'unknown');
}
