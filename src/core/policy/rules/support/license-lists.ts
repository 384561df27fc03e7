/** Licenses against the lists of a policy, for every rule that asks about them. */
import type { License } from '../../../model/index.ts';
import { evaluate, type LicenseAnswer, type ReadLists } from '../../../license/evaluate.ts';
import { parseConcluded } from '../../../license/expression.ts';
import type { LicensePolicy, Policy } from '../../policy.ts';

/** What a product that is sold cannot contain, whatever else the policy says. */
export const NOT_FOR_SALE: readonly string[] = ['class:non-commercial', 'class:research-only'];

/** What the policy denies and allows; of a product that is sold also what no product for sale can contain. */
export function licenseListsOf({ licenses, product }: Policy): LicensePolicy {
  return product.use.includes('commercial') ? { ...licenses, deny: [...licenses.deny, ...NOT_FOR_SALE] } : licenses;
}

/** null: there is no expression to evaluate. */
export function evaluation(license: License, lists: ReadLists): LicenseAnswer | null {
  if (license.expression === null) return null;
  if (license.stated !== undefined && !lists.owned) return evaluation(license, ownedOf(lists));
  const known = answers.get(lists) ?? new Map<string, LicenseAnswer | null>();
  answers.set(lists, known);
  const before = known.get(license.expression);
  if (before !== undefined) return before;
  const expression = parseConcluded(license.expression);
  const answer = expression === null ? null : evaluate(expression, lists);
  known.set(license.expression, answer);
  return answer;
}

function ownedOf(lists: ReadLists): ReadLists {
  const known = owned.get(lists) ?? { ...lists, owned: true };
  owned.set(lists, known);
  return known;
}

const owned = new WeakMap<ReadLists, ReadLists>();

/** By lists and expression: thousands of packages state one of a few licenses. */
const answers = new WeakMap<ReadLists, Map<string, LicenseAnswer | null>>();
