/** Which server the tree names for its loads (T9). */
import { cleanUrl } from '../redact.ts';
import type { Resolved } from './resolve-value.ts';

export const PUBLIC_HUB = 'https://huggingface.co';

/** The address without user-info, query and fragment (T21), or words for one that cannot be read; null when all of them are the public hub. */
export function elsewhere(options: readonly Resolved[]): string | null {
  // One of several is enough: whoever offers the public hub as a choice has named the other one, too.
  return options.map(addressOf).find((address) => address !== PUBLIC_HUB) ?? null;
}

function addressOf({ text }: Resolved): string {
  if (text === null) return 'an address that the code computes';
  return cleanUrl(text.slice(0, 2000)) ?? 'an address that is no URL';
}
