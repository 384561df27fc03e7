/** JSON of ours as text: the same bytes for the same values, and nothing in it that is not seen. */

/** The same value with keys sorted: the bytes depend on what is said, not on which stage built an object first. */
export function keysInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysInOrder);
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties, so a key such as "__proto__" (headers of hostile weights) stays data.
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, inner]) => [wellFormed(key), keysInOrder(inner)]),
  );
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
  const shown = JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
  );
  return `${shown}\n`;
}
