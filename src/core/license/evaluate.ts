/** Does a license expression pass a policy's lists? Three answers: "unknown" is never permission. */
import { lookUp } from './catalogue.ts';
import { classesOf, isGrantingException } from './classes.ts';
import type { SpdxExpression, Leaf } from './expression.ts';
import { formatExpression } from './expression.ts';
import { modernId, versionsFrom } from './spdx-ids.ts';

/** Lists of a policy, read once for many licenses. */
export interface ReadLists {
  /** null: everything is allowed. */
  readonly allow: ReadonlySet<string> | null;
  readonly deny: ReadonlySet<string>;
  /** Some entry of either list is a class. */
  readonly asksClass: boolean;
}

/**
 * SPDX ids, LicenseRef ids, "class:NAME". `allow` undefined allows everything, empty allows nothing.
 * Names in lists are read as names in licenses are: "GPL-2.0" is "GPL-2.0-only".
 */
export function readLists(lists: { readonly allow?: readonly string[]; readonly deny: readonly string[] }): ReadLists {
  const read = (term: string): string => {
    const found = term.startsWith('class:') ? null : lookUp(term);
    return found?.state === 'known' ? modernId(found.id, false).id : term;
  };
  const allow = lists.allow === undefined ? null : new Set(lists.allow.map(read));
  const deny = new Set(lists.deny.map(read));
  return { allow, deny, asksClass: [...(allow ?? []), ...deny].some((term) => term.startsWith('class:')) };
}

export interface LicenseAnswer {
  readonly verdict: 'allowed' | 'unknown' | 'denied';
  /** The license that decided. */
  readonly license: string;
  /** The entry of `deny` that it fell under; null = it is not on the allow list, or nothing denies it. */
  readonly term: string | null;
}

const BEST_FIRST = ['allowed', 'unknown', 'denied'] as const;
const WORST_FIRST = ['denied', 'unknown', 'allowed'] as const;

/** OR = the best branch, AND = the worst part, "or later" = any later version suffices. Linear in the size of the expression. */
export function evaluate(expression: SpdxExpression, lists: ReadLists): LicenseAnswer {
  if (expression.kind === 'license') return ofLeaf(expression, lists);
  const answers = expression.parts.map((part) => evaluate(part, lists));
  return (
    picked(answers, expression.kind === 'any' ? BEST_FIRST : WORST_FIRST) ?? {
      verdict: 'unknown',
      license: formatExpression(expression),
      term: null,
    }
  );
}

function picked(answers: readonly LicenseAnswer[], order: readonly LicenseAnswer['verdict'][]): LicenseAnswer | undefined {
  return order.flatMap((verdict) => answers.find((answer) => answer.verdict === verdict) ?? [])[0];
}

function ofLeaf(leaf: Leaf, lists: ReadLists): LicenseAnswer {
  const license = formatExpression(leaf);
  if (isDeniedById(leaf, leaf.id, lists)) return { verdict: 'denied', license, term: leaf.id };
  const orLater = leaf.orLater || leaf.id.endsWith('-or-later');
  const choices = orLater ? versionsFrom(leaf.id) : [leaf.id];
  const best = picked(
    choices.map((id) => ofVersion(leaf, id, orLater, lists)),
    BEST_FIRST,
  );
  return { verdict: best?.verdict ?? 'unknown', license, term: best?.term ?? null };
}

/** A denied id also denies it with an exception, unless that exception is known to grant more: anybody can write "WITH AdditionRef-x". */
function isDeniedById(leaf: Leaf, id: string, lists: ReadLists): boolean {
  return lists.deny.has(id) && !isGrantingException(leaf.exception);
}

function ofVersion(leaf: Leaf, id: string, orLater: boolean, { allow, deny, asksClass }: ReadLists): LicenseAnswer {
  const answer = (verdict: LicenseAnswer['verdict'], term: string | null = null): LicenseAnswer => ({ verdict, license: id, term });
  if (isDeniedById(leaf, id, { allow, deny, asksClass })) return answer('denied', id);
  const classes = classesOf(id, leaf.exception);
  const terms = classes?.map((one) => `class:${one}`) ?? [];
  const denied = terms.find((term) => deny.has(term));
  if (denied !== undefined) return answer('denied', denied);
  // Exceptions only add permission, so the license without one is enough for an allow list.
  const names = orLater ? [id, leaf.id, id.replace(/-only$/, '-or-later')] : [id];
  if (allow !== null && [...names, ...terms].some((term) => allow.has(term))) return answer('allowed');
  // Without classes a class term is neither met nor missed.
  if (classes === null && asksClass) return answer('unknown');
  if (allow !== null) return answer('denied');
  return answer(leaf.recognized ? 'allowed' : 'unknown');
}
