/** license/unknown: nobody can say what one may do with it. */
import { z } from 'zod';
import type { BomComponent } from '../../model/index.ts';
import type { ReadLists } from '../../license/evaluate.ts';
import { readLists } from '../../license/evaluate.ts';
import type { Policy } from '../policy.ts';
import type { Rule } from '../rule.ts';
import { isFileRef } from '../../ref/format.ts';
import { evaluation, NOT_FOR_SALE } from './support/license-lists.ts';
import type { Says } from './support/draft.ts';
import { byScope, draftOf, short } from './support/draft.ts';
import { licenseWasAsked } from './support/license-asked.ts';

const RULE = 'license/unknown';

export const licenseUnknown: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A license that is not known, or cannot be judged',
    motivation:
      'No license means no permission. Many model cards say nothing, "other", or a name that stands for several texts; a guess there is a guess about a contract.',
    decides:
      'Models and datasets whose license is not stated, not recognized, or ambiguous, in whole or in a part that applies. Libraries that state a license which is not recognized ("SEE LICENSE IN TERMS.txt"); not those that state none. Names are compared as a whole: "apache-2.0-modified" is not Apache-2.0. Also any component whose license belongs to classes that nobody has established, where the policy denies or reviews by class. Also any component whose license forbids commercial use or allows research only, while product.use says neither "commercial" nor "research": then one fact about the product is missing.',
    remedy:
      'Read the text in the repository; ask its owner to state an SPDX id. Say what the product is for:\nproduct: { use: [commercial, saas] }',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'warn',
  everywhere: false,
  passesOffers: true,
  drifts: true,
  topics: ['existence', 'license'],
  libraries: 'terms',
  judge({ bom, policy }) {
    const own = readLists(policy.licenses);
    const forSale = readLists({ deny: NOT_FOR_SALE });
    return bom.components.flatMap((component) => {
      const says = [
        unknown(component) ?? unreadable(component, own) ?? unclear(component, own),
        isUseStated(policy) ? null : useNotStated(component, own, forSale),
      ].flatMap((one) => one ?? []);
      return says.flatMap((one) =>
        byScope(component.sightings).map(([scope, sightings]) => draftOf(RULE, component, scope, sightings, one)),
      );
    });
  },
};

/** There is nowhere to look but with whoever put them there: it is one question about all of them. */
const FILES: Says = {
  gap: 'unknown',
  reason: 'nobody can say what the terms of a file are that has nothing but an address',
  title: 'Find out the licenses of the files that come by an address',
  cause: 'license addresses',
};

function unknown(component: BomComponent): Says | null {
  const { license, name, identity, ref } = component;
  if (license.unknown === null || !licenseWasAsked(component)) return null;
  if (isFileRef(ref)) return FILES;
  return {
    gap: 'unknown',
    reason: `nobody can say what its terms are (${license.unknown.slice(0, 160)})`,
    title: `Find out the license of ${short(name)}`,
    cause: `license ${identity}`,
  };
}

/** Many libraries are one question: what those terms say. None of them is named, because all are folded into it. */
const LIBRARIES = {
  title: 'Find out the licenses of the libraries whose stated terms are not known',
  cause: 'license libraries',
};

/** A library that states something nobody can read. One that states nothing would be noise; under an allow list license/denied speaks of both. */
function unreadable({ kind, license, claims }: BomComponent, { allow }: ReadLists): Says | null {
  if (kind !== 'library' || allow !== null || claims.length === 0) return null;
  if (license.unknown === null || license.unknown === NOT_STATED) return null;
  return {
    gap: `unreadable:${license.unknown}`,
    reason: `nobody can say what its terms are (${license.unknown.slice(0, 160)})`,
    ...LIBRARIES,
  };
}

const NOT_STATED = 'not stated';

/** The policy speaks of classes, and nobody has established those of this license. Under an allow list that is license/denied. */
function unclear({ license, name, identity }: BomComponent, lists: ReadLists): Says | null {
  const found = license.unknown === null && lists.allow === null ? evaluation(license, lists) : null;
  if (found?.verdict !== 'unknown') return null;
  return {
    gap: `class-unknown:${found.license}`,
    reason: `the policy asks about classes of licenses, and which ${short(found.license)} belongs to is not established`,
    title: `Name the license of ${short(name)} in the policy, to allow or to deny it`,
    cause: `license ${identity}`,
  };
}

function isUseStated({ product }: Policy): boolean {
  return product.use.includes('commercial') || product.use.includes('research');
}

/** The same classes that license/denied denies to a commercial product: without the fact neither answer is right. */
function useNotStated({ license, name, identity }: BomComponent, own: ReadLists, forSale: ReadLists): Says | null {
  const denied = evaluation(license, forSale);
  if (denied?.verdict !== 'denied' || evaluation(license, own)?.verdict === 'denied') return null;
  const words = denied.term === 'class:research-only' ? 'allows research only' : 'forbids commercial use';
  return {
    gap: `use-not-stated:${denied.license}`,
    reason: `${short(denied.license)} ${words}, and the policy does not say whether the product is commercial`,
    title: `Set product.use in the policy, to decide on ${short(name)}`,
    cause: `license ${identity}`,
  };
}
