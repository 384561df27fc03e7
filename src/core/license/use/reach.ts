/** How a product reaches people, in three values: true, false, and null where its owner stated nothing. */

import type { ProductContext, ProductUse } from '../../model/index.ts';
import { isResearch } from './fields.ts';

export interface ProductReach {
  /** Copies leave the house: a program, an image, a device. */
  readonly ships: boolean | null;
  /** People use it over a network. */
  readonly hosts: boolean | null;
  /** Either of both: somebody outside gets at it. */
  readonly offers: boolean | null;
  /** It is used in the house of its owner. */
  readonly inside: boolean | null;
  /** Only research, by how it is used or by what it is used for. Research is not commercial. */
  readonly onlyResearch: boolean | null;
  readonly commercial: boolean | null;
}

export function reachOf(product: ProductUse): ProductReach {
  const { contexts } = product;
  const any = (...wanted: readonly ProductContext[]): boolean | null =>
    contexts.length === 0 ? null : contexts.some((one) => wanted.includes(one));
  const isOnlyThere = contexts.length === 0 ? null : contexts.every((one) => one === 'research');
  const onlyResearch = product.commercial !== true && isResearch(product.facts.fieldOfUse) ? true : isOnlyThere;
  return {
    ships: any('distributed', 'device'),
    hosts: any('saas', 'api'),
    offers: any('distributed', 'device', 'saas', 'api'),
    inside: any('internal', 'research'),
    onlyResearch,
    commercial: product.commercial ?? (onlyResearch === true ? false : null),
  };
}
