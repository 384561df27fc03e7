/** Terms that somebody states of an ancestor beside its license. They only ever add. */
import type { ProductUse } from '../../model/index.ts';
import { reachOf } from '../use/reach.ts';
import type { FoundReason } from './answers.ts';
import type { LineageNode } from './graph.ts';
import { DISTILLED, type Reached, TRAINED } from './walk.ts';

/** What data says of its use binds a model that was trained on it only where it names such models: else that is contested. */
export function ownTermReasons(at: Reached, { terms }: LineageNode, product: ProductUse): readonly FoundReason[] {
  if (terms === undefined) return [];
  const { commercial } = reachOf(product);
  const isContested = (at.way & TRAINED) !== 0 && !terms.bindsModels;
  const verdict = isContested || commercial === null ? 'review' : 'deny';
  const reason = (part: Pick<FoundReason, 'verdict' | 'clause' | 'text' | 'fact' | 'set'>): FoundReason => ({
    ...part,
    at,
    license: null,
    ways: ['use a model that was made without it', 'ask its owner for a license of your own'],
  });
  const doubt = isContested ? ' Whether such terms of data reach a model is contested.' : '';
  const forSale = commercial === true ? 'the product is commercial' : null;
  const set = commercial === null ? 'product.use' : null;
  const found: FoundReason[] = [];
  if (terms.researchOnly && commercial !== false)
    found.push(reason({ verdict, clause: 'research-only', text: `Its stated terms allow research only.${doubt}`, fact: forSale, set }));
  else if (terms.forbidsCommerce && commercial !== false)
    found.push(reason({ verdict, clause: 'commercial-use', text: `Its stated terms forbid commercial use.${doubt}`, fact: forSale, set }));
  if (terms.forbidsTraining && (at.way & (TRAINED | DISTILLED)) !== 0)
    found.push(
      reason({ verdict: 'deny', clause: 'training', text: 'Its stated terms forbid to train such models.', fact: null, set: null }),
    );
  if (terms.unread !== null)
    found.push(
      reason({
        verdict: 'review',
        clause: 'unknown-terms',
        text: `It has terms of its own that have to be read: ${terms.unread}.`,
        fact: null,
        set: null,
      }),
    );
  return found;
}
