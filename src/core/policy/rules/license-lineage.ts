/** license/lineage: what the ancestors of a model forbid, the model does not allow, whatever its own card says. */
import { z } from 'zod';
import type { BomComponent } from '../../model/index.ts';
import type { Rule } from '../rule.ts';
import { isContestedData, isInherited, licenseUsesIn } from '../uses/index.ts';
import { byClauses } from './support/clauses.ts';
import { isAwaited } from './support/lineage-unheard.ts';

const RULE = 'license/lineage';

export const licenseLineage: Rule<Record<string, never>> = {
  id: RULE,
  about: {
    title: 'Terms of an ancestor that the product does not meet',
    motivation:
      'A fine-tune, an adapter, a merge or a quantized copy stays under the terms of what it was made from. Most cards of such models state something freer, and whoever believes them ships what the ancestor forbids.',
    decides:
      'The effective license of a model is its own together with that of every ancestor, over all hops, as far as the relation carries terms: all of them for fine-tunes, adapters, merges and quantized copies; those about outputs for distilled models; contested ones for training data, which without any policy are a remark. Each is held against the product as license/incompatible does. A child that claims freer terms than its ancestors leave is told as well. An ancestor that is gone, private, gated or of unknown license is never taken for permission. One that asking again may bring is told by verification/incomplete instead.',
    remedy:
      'Take a model whose whole lineage allows the use, get a license from the owner of the ancestor, or ask the owner of the policy for a waiver. To see the path and the clauses:\nweighbridge license hf:org/name@<40 hex>',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options: z.object({}),
  level: 'block',
  everywhere: false,
  passesOffers: true,
  drifts: true,
  topics: ['existence', 'license'],
  libraries: 'none',
  judge({ bom, policy, changes, before = null, ofChange = false }) {
    const touched = new Set(changes.flatMap(({ head }) => head.map(({ key }) => key)));
    // Of what a change leaves alone nobody follows the lineage: that its ancestors are not known is no news of the change. A scan asks.
    const isLeftAlone = ({ key, lineage }: BomComponent): boolean => ofChange && lineage === undefined && !touched.has(key);
    return [...licenseUsesIn({ bom, policy, before })].flatMap(([component, { reasons }]) => {
      const inherited = reasons.filter((one) => isInherited(one, component) && !isAwaited(one, component) && !isContestedData(one, policy));
      return isLeftAlone(component) ? [] : byClauses(RULE, component, inherited);
    });
  },
};
