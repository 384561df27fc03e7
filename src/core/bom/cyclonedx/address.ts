/** Addresses that may stand in a document: well-formed as RFC 3986 wants it, and without anything secret. */
import type { Ref } from '../../ref/index.ts';
import { displayName } from '../../ref/format.ts';

/** The public hub, which is also the default repository of the purl type "huggingface". */
const HUB = 'https://huggingface.co';

/**
 * An https or http address that the tree or a card states, without user-info, query and fragment (T21) and with everything that RFC 3986
 * does not allow percent-encoded; null for anything else. `javascript:` and `data:` addresses must not reach a viewer of the document (T22).
 */
export function safeAddress(text: string | null): string | null {
  if (text === null || text.length > 2048 || !URL.canParse(text)) return null;
  const url = new URL(text);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.host === '') return null;
  const path = url.pathname
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replace(/[^\w\-.~:/@!$&'()*+,;=%]/g, (character) => encodeURIComponent(character));
  return `${url.protocol}//${url.host}${path}`;
}

/** The page of a model or dataset on the public hub; at the commit, when one is known. null for other references. */
export function hubPage(ref: Ref, commit: string | null): string | null {
  if (ref.type !== 'hf') return null;
  const page = `${HUB}/${ref.repo === 'datasets' ? 'datasets/' : ''}${displayName(ref)}`;
  return safeAddress(commit === null ? page : `${page}/tree/${commit}`);
}
