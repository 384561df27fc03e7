/** license/denied: a license that the policy does not allow. */
import { z } from 'zod';
import type { BomComponent, License } from '../../model/index.ts';
import type { LicenseAnswer, ReadLists } from '../../license/evaluate.ts';
import { evaluate, readLists } from '../../license/evaluate.ts';
import { parseConcluded } from '../../license/expression.ts';
import type { Lists, Policy } from '../policy.ts';
import type { Rule } from '../rule.ts';
import { byScope, draftOf, short } from './support/draft.ts';
import { licenseWasAsked } from './support/license-asked.ts';

/** What a product that is sold cannot contain, whatever else the policy says. */
export const NOT_FOR_SALE: readonly string[] = ['class:non-commercial', 'class:research-only'];

export const licenseDenied: Rule<Record<string, never>> = {
  id: 'license/denied',
  about: {
    title: 'A license that the policy does not allow',
    motivation:
      'A license that forbids what the product does makes shipping it a breach of contract, and it is found late: by the owner of the model, or by a customer.',
    decides:
      'The concluded license is held against licenses.deny and licenses.allow (SPDX ids, LicenseRef ids, or classes such as class:non-commercial). Of "A OR B" the better branch counts, of "A AND B" the worse part; "or later" is met by any later version; an exception counts only when it is known to add permissions. ' +
      'When card, package and file header disagree, all of them apply. Once product.use includes "commercial", class:non-commercial and class:research-only are denied. deny wins over allow. With an allow list, a model or dataset whose license is not known is not allowed.',
    remedy:
      'Use another component, buy a license, or ask the owner of the policy for a waiver with a reason and an end. To deny by class:\nlicenses: { deny: ["class:network-copyleft", "CC-BY-SA-4.0"] }',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: false,
  drifts: true,
  topics: ['existence', 'license'],
  judge({ bom, policy }) {
    const lists = readLists(listsOf(policy));
    const own = readLists(policy.licenses);
    return bom.components.flatMap((component) => {
      const { license, name, identity } = component;
      const found = evaluation(license, lists);
      const denied = found?.verdict === 'denied' ? found : null;
      if (denied === null && !(lists.allow !== null && isUnknown(component))) return [];
      const gap = denied === null ? 'not-allowed:unknown' : `${denied.term === null ? 'not-allowed' : 'denied'}:${denied.license}`;
      return byScope(component.sightings).map(([scope, sightings]) =>
        draftOf('license/denied', component, scope, sightings, {
          gap,
          reason: denied === null ? 'the policy allows only licenses that it lists, and this one is not known' : reasonOf(denied, own),
          title: denied === null ? `Find out the license of ${short(name)}` : `Replace ${short(name)}, or get another license for it`,
          cause: `license ${identity}`,
          weight: denied === null ? 1 : 2,
        }),
      );
    });
  },
};

/** What the policy denies and allows; of a product that is sold also what no product for sale can contain. */
export function listsOf({ licenses, product }: Policy): Lists {
  return product.use.includes('commercial') ? { ...licenses, deny: [...licenses.deny, ...NOT_FOR_SALE] } : licenses;
}

/** null: there is no expression to evaluate. */
export function evaluation(license: License, lists: ReadLists): LicenseAnswer | null {
  if (license.expression === null) return null;
  const known = answers.get(lists) ?? new Map<string, LicenseAnswer | null>();
  answers.set(lists, known);
  const before = known.get(license.expression);
  if (before !== undefined) return before;
  const expression = parseConcluded(license.expression);
  const answer = expression === null ? null : evaluate(expression, lists);
  known.set(license.expression, answer);
  return answer;
}

/** By lists and expression: thousands of packages state one of a few licenses. */
const answers = new WeakMap<ReadLists, Map<string, LicenseAnswer | null>>();

function isUnknown(component: BomComponent): boolean {
  return component.license.unknown !== null && licenseWasAsked(component);
}

function reasonOf({ license, term }: LicenseAnswer, own: ReadLists): string {
  const shown = short(license);
  if (term === null) return `${shown} is not on the list of allowed licenses`;
  if (!own.deny.has(term) && term === 'class:non-commercial') return `${shown} forbids commercial use, and the product is commercial`;
  if (!own.deny.has(term) && term === 'class:research-only') return `${shown} allows research only, and the product is commercial`;
  return term.startsWith('class:')
    ? `the policy denies ${term.slice('class:'.length)} licenses, and ${shown} is one`
    : `the policy denies ${shown}`;
}
