/** Under which licenses the product goes out, as far as a component is concerned. */
import type { Bom, BomComponent } from '../model/index.ts';
import type { Policy } from './policy.ts';

/** "proprietary" or SPDX expressions; empty: not stated. */
export function outboundLicensesFor(_component: BomComponent, _bom: Bom, { product }: Policy): readonly string[] {
  return product.license === null ? [] : [product.license];
}
