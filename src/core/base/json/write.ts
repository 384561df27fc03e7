/** JSON of ours as text: the same bytes for the same values, and nothing in it that is not seen. */

/** The same value with keys sorted: the bytes depend on what is said, not on which stage built an object first. */
export function keysInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysInOrder);
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value !== 'object' || value === null) return value;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const own = wellFormed(key);
    const inner = keysInOrder((value as Readonly<Record<string, unknown>>)[key]);
    // A key of that name (headers of hostile weights) stays data.
    if (own === '__proto__') Object.defineProperty(sorted, own, { value: inner, enumerable: true, configurable: true, writable: true });
    else sorted[own] = inner;
  }
  return sorted;
}

/** Lone surrogates (invalid UTF-8 in paths) as text `\u{dcff}`: as JSON escapes many strict readers refuse the whole document. */
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.replace(/\p{Cs}/gu, (unit) => `\\u{${unit.charCodeAt(0).toString(16)}}`);
}

/**
 * Bidi, zero-width and other unseen characters inside JSON strings as JSON escapes (T22): a terminal or editor that shows the file shows them,
 * a program that parses it gets the exact value. Line breaks of the layout are the only controls that stringify leaves, and stay.
 */
export function seenJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  // Nearly always all of it is seen: telling so is a tenth of the work.
  if (!/[^\n -~]/.test(text)) return `${text}\n`;
  const shown = text.replace(/[\u007f-\u009f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
  );
  return `${shown}\n`;
}
