/** license/incompatible: what the license asks for, and what the product does, do not go together. */
import { z } from 'zod';
import type { BomComponent, UseReason } from '../../model/index.ts';
import type { LicenseAnswer } from '../../license/evaluate.ts';
import { readLists } from '../../license/evaluate.ts';
import type { Rule } from '../rule.ts';
import { isInherited, licenseUsesIn } from '../uses/index.ts';
import { evaluation, licenseListsOf } from './support/license-lists.ts';
import { byClauses } from './support/clauses.ts';

const RULE = 'license/incompatible';

export const licenseIncompatible: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'A license that does not go with the product',
    motivation:
      'A license may allow a demonstration and forbid a product: through copyleft, a number of users, a territory, a name that has to be shown, a use that has to be forbidden to one’s own customers. Whoever notices after the release has to replace what ships.',
    decides:
      'The terms of the license are held against what the policy says of the product: its own license, use, markets, seat, users, revenue, how libraries are linked, which duties are met. A breached clause blocks. What depends on a fact that the policy does not state, or on a term that is not established, warns and names the fact. Using a library and publishing a changed model are two questions; weights beside code are not linked code. What only developers install or tests use does not ship and serves nobody, so copyleft asks nothing there.',
    remedy:
      'Take another component, use it in another way, state the missing fact, or ask the owner of the policy for a waiver. Facts of the product:\nproduct: { license: proprietary, use: [commercial, distributed], markets: [EU], users: { monthly: 20000 } }',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: false,
  passesOffers: true,
  drifts: true,
  topics: ['existence', 'license'],
  libraries: 'terms',
  judge({ bom, policy, before = null }) {
    const lists = readLists(licenseListsOf(policy));
    const isStated = policy.product.use.includes('commercial') || policy.product.use.includes('research');
    return [...licenseUsesIn({ bom, policy, before })].flatMap(([component, { reasons }]) => {
      const own = reasons.filter((one) => !isInherited(one, component) && !isToldElsewhere(one, component));
      return byClauses(RULE, component, own);
    });

    /** One problem is one finding: license/denied speaks of what the policy denies or asks a person about, license/unknown of what is not known. */
    function isToldElsewhere(reason: UseReason, component: BomComponent): boolean {
      const { clause, license } = reason;
      if (clause === 'unknown-license' || clause === 'lineage' || license?.startsWith('LicenseRef-unrecognized-') === true) return true;
      const found = evaluation(component.license, lists);
      if (isAskedAlready(reason, found)) return true;
      if (clause !== 'commercial-use' && clause !== 'research-only') return false;
      return !isStated || found?.verdict === 'denied';
    }

    /** What is only open about the component's own license adds nothing once that is denied, or waits for a person. Breaches stay. */
    function isAskedAlready({ verdict, path, license }: UseReason, found: LicenseAnswer | null): boolean {
      if (verdict !== 'review' || path.length > 1 || found === null) return false;
      if (found.verdict === 'denied') return found.license === license;
      return policy.approvers.length > 0 && found.asks.some((ask) => ask.license === license);
    }
  },
};
