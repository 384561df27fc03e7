/** What the owner of a policy says that one revision comes under, whatever is stated for it (T11). */
import type { License } from '../model/index.ts';
import { concludeLicense } from './conclude.ts';

/**
 * The license that counts instead of `stated`. What was stated stays visible as what is declared, and claims that disagree are settled. Whether
 * the word covers the component at this revision, and still holds, is decided by who asks.
 */
export function overriddenLicense(stated: License, { as, reason }: { readonly as: string; readonly reason: string }): License {
  const license = concludeLicense([{ from: 'card', text: as, name: null, link: null }]);
  return { ...license, declared: stated.expression, overridden: reason };
}
