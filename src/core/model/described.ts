/** Components that were found out about, told from those that were not yet. */
import type { BomComponent, Component } from './component.ts';

export function isDescribed(component: Component | BomComponent): component is BomComponent {
  return 'license' in component && 'verifications' in component;
}
