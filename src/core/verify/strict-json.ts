/** JSON that two readers cannot understand differently: strict UTF-8, no key twice, bounded depth. For whatever is signed or proves a signature. */
import { type JSONVisitor, visit } from 'jsonc-parser';

export type StrictJson = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly cause: string };

/** Bundles, trust roots and in-toto statements nest about ten deep; predicates of others a little deeper. */
const MAX_DEPTH = 64;

/** Ends the walk of the visitor. */
class Stop extends Error {}

/**
 * Linear in the bytes. `cause` is a phrase without hostile text. `maxValues`: what is small as text may be large as objects.
 * A key that stands twice is refused, as one reader takes the first and another the last (RFC 8259, section 4).
 */
export function readStrictJson(bytes: Uint8Array, maxValues = Number.POSITIVE_INFINITY): StrictJson {
  try {
    // A byte order mark stays in the text, where JSON.parse refuses it.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    checkShape(text, maxValues);
    return { ok: true, data: JSON.parse(text) };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, cause: error.message };
    return { ok: false, cause: error instanceof TypeError ? 'not UTF-8 text' : 'not JSON' };
  }
}

function checkShape(text: string, maxValues: number): void {
  const keys: (Set<string> | null)[] = [];
  let values = 0;
  const count = (): void => {
    if (++values > maxValues) throw new Stop(`more than ${maxValues} values`);
  };
  const open = (holder: Set<string> | null): void => {
    count();
    // Before the parser's own recursion gets anywhere near the end of the stack.
    if (keys.length >= MAX_DEPTH) throw new Stop(`nested deeper than ${MAX_DEPTH} levels`);
    keys.push(holder);
  };
  const visitor: JSONVisitor = {
    onObjectBegin: () => open(new Set()),
    onObjectEnd: () => void keys.pop(),
    onArrayBegin: () => open(null),
    onArrayEnd: () => void keys.pop(),
    onObjectProperty(name) {
      const known = keys.at(-1);
      if (known?.has(name) === true) throw new Stop('a key stands twice in one object');
      known?.add(name);
    },
    onLiteralValue: count,
    onError() {
      throw new Stop('not JSON');
    },
  };
  visit(text, visitor, { disallowComments: true, allowTrailingComma: false });
}
