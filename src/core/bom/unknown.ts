/** What is loaded and cannot be named: listed apart, never as a component, because the text of an expression is no name (T33). */
import type { BomComponent } from '../model/index.ts';

/** True where the code computes the name, or writes one that no hub can have. */
export function isUnknown({ resolution }: Pick<BomComponent, 'resolution'>): boolean {
  return resolution.state === 'unresolved' && (resolution.reason === 'dynamic' || resolution.reason === 'invalid-name');
}
