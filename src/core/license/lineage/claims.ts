/** What is wrong with a lineage whatever a product does: freer terms than its ancestors leave, and terms that cannot hold together. */
import type { ProductUse } from '../../model/index.ts';
import { entryOf } from '../catalogue.ts';
import type { SpdxExpression } from '../expression.ts';
import type { FoundReason } from './answers.ts';
import { conflictIn } from './combining.ts';
import { launderingOf } from './laundering.ts';
import type { Reached } from './walk.ts';

/** One whose terms come to the component as a whole; `works[0]` is the component itself. */
export interface WholeWork {
  readonly at: Reached;
  readonly expression: SpdxExpression | null;
}

export function claimReasons(works: readonly WholeWork[], product: ProductUse): readonly FoundReason[] {
  const known = works.flatMap(({ at, expression }) => (expression === null ? [] : [{ at, expression }]));
  return [...laundered(works, known), ...conflicting(known, product)];
}

/** T11: who publishes a child cannot give more than was given. Not a breach of the one who uses it; but what the card says is not what holds. */
function laundered(
  [own, ...ancestors]: readonly WholeWork[],
  known: readonly { readonly at: Reached; readonly expression: SpdxExpression }[],
): FoundReason[] {
  if (own === undefined || own.expression === null || ancestors.length === 0) return [];
  const of = launderingOf(own.expression);
  return known.flatMap(({ at, expression }) => {
    const found = at === own.at ? null : of(expression);
    if (found === null) return [];
    const whose = entryOf(found.license)?.name ?? found.license;
    return [
      {
        verdict: 'review' as const,
        clause: 'laundering' as const,
        at,
        license: found.license,
        text: `Its own license claims more than it can give: it was made from work under ${whose}, which ${found.lost.join(', and ')}.`,
        fact: null,
        set: null,
        ways: [
          'keep to the terms of the ancestor as well, whatever the card says',
          'use a model whose whole lineage is under the license that it claims',
          'ask its publisher to correct the license',
        ],
      },
    ];
  });
}

/** Sharing such a work breaches one of the two licenses; keeping it in the house does not. */
function conflicting(
  known: readonly { readonly at: Reached; readonly expression: SpdxExpression }[],
  { contexts }: ProductUse,
): FoundReason[] {
  const found = conflictIn(known);
  if (found === null) return [];
  const shares = contexts.find((one) => one === 'distributed' || one === 'device');
  const name = (id: string): string => entryOf(id)?.name ?? id;
  return [
    {
      verdict: shares === undefined ? 'review' : 'deny',
      clause: 'compatibility',
      at: found.strict.at.from === null ? found.other.at : found.strict.at,
      license: found.strict.license,
      text: `It was made from works whose terms cannot hold together: ${name(found.strict.license)} lets nobody add terms, and ${name(found.other.license)} ${found.other.words}.`,
      fact: shares === undefined ? null : `the product is ${shares === 'device' ? 'part of a device' : 'distributed'}`,
      set: contexts.length === 0 ? 'product.use' : null,
      ways: ['use a model that was not made from both', 'ask the owners of both for other terms'],
    },
  ];
}
