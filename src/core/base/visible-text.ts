/** Text that somebody else wrote, made safe to look at. Shared by every format; markup escapes live with their format. */

/**
 * Everything that is not seen, or that moves what is seen (T22): C0 and C1 controls with escape sequences, format characters (bidi, zero-width,
 * BOM, tags), lone surrogates, private use, noncharacters, line and paragraph separators, every space but U+0020, and whatever else
 * Unicode calls ignorable (fillers, variation selectors). One class, no repetition: linear on any input.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/**
 * The same text with every unseen character as `\u{hex}`. Written out and not dropped: a name with a hidden character must not look like
 * the name without it (T22). Line breaks and tabs are written out too, so the result is always one line of well-formed Unicode.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Escaped text of at most `limit` UTF-16 units: cut before an escape or a character, never in the middle of one; the end then is "…". */
export function clipped(text: string, limit: number): string {
  return text.length <= limit ? text : `${wholeEnd(text.slice(0, Math.max(limit - 1, 0)))}…`;
}

/** Without the half of an escape, or of a character, at the end. */
export function wholeEnd(text: string): string {
  const start = text.lastIndexOf('\\');
  const half = start >= 0 && HALF.test(text.slice(start));
  return (half ? text.slice(0, start) : text).replace(/[\uD800-\uDBFF]$/, '');
}

const HALF = /^\\(?:u(?:\{[0-9a-f]{0,6})?)?$/;

/** `visible`, cut to at most `limit` code points, the last one then being "…". Cuts before escaping, so that no escape is cut in half. */
export function visibleUpTo(text: string, limit: number): string {
  // A code point has at most two units: the slice keeps the work bounded on huge input.
  const points = Array.from(text.slice(0, limit * 2 + 2));
  return points.length <= limit ? visible(points.join('')) : `${visible(points.slice(0, Math.max(limit - 1, 0)).join(''))}…`;
}
