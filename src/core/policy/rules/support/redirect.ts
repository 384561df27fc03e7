/** Where the hub sends a name: one reading for the rules that ask. */
import type { BomComponent } from '../../../model/index.ts';

/** The other id that the hub names, or an address; null = the hub knows the component by the name in the code. */
export function redirectedTo({ hub, resolution }: BomComponent): string | null {
  if (hub?.redirectedTo != null) return hub.redirectedTo;
  return resolution.state === 'unresolved' && resolution.reason === 'redirect' ? resolution.detail : null;
}

/**
 * `renamed`: the same owner, or one of the old names without owner ("gpt2"), which only the hub itself can give away.
 * `other-owner`: whoever holds the new name need not be whom the author of the code trusted.
 */
export function redirectKind(component: BomComponent, target: string): 'renamed' | 'other-owner' {
  const owner = component.ref.namespace;
  const found = /^([\w.-]{1,96})\/[\w.-]{1,96}$/.exec(target);
  if (owner === null) return found === null && !/^[\w.-]{1,96}$/.test(target) ? 'other-owner' : 'renamed';
  return found?.[1]?.toLowerCase() === owner.toLowerCase() ? 'renamed' : 'other-owner';
}
