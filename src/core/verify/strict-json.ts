/** JSON that two readers cannot understand differently: strict UTF-8, no key twice, bounded depth. For whatever is signed or proves a signature. */
import { readJson } from '../base/json/read.ts';

export type StrictJson = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly cause: string };

/** Bundles, trust roots and in-toto statements nest about ten deep; predicates of others a little deeper. */
const MAX_DEPTH = 64;

/**
 * Linear in the bytes. `cause` is a phrase without hostile text. `maxValues`: what is small as text may be large as objects.
 * A key that stands twice is refused, as one reader takes the first and another the last (RFC 8259, section 4).
 */
export function readStrictJson(bytes: Uint8Array, maxValues = Number.POSITIVE_INFINITY): StrictJson {
  let text: string;
  try {
    // A byte order mark stays in the text, where JSON.parse refuses it.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ok: false, cause: 'not UTF-8 text' };
  }
  const json = readJson(text, { depth: MAX_DEPTH, values: maxValues });
  if (!json.ok) return { ok: false, cause: json.why === 'limit' ? json.fault.message : 'not JSON' };
  if (json.twice.count > 0) return { ok: false, cause: 'a key stands twice in one object' };
  return { ok: true, data: json.data };
}
