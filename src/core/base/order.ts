/** The one order of texts: by UTF-16 code units, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Code point order, the order of Tree listings and of what is written to be merged. JavaScript's own `<` compares UTF-16 units, which differs above U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let index = 0;
  while (index < shorter && a.charCodeAt(index) === b.charCodeAt(index)) index++;
  if (index === shorter) return a.length - b.length;
  // The units before are equal: if they start a pair, the pairs differ.
  if (index > 0 && (a.charCodeAt(index - 1) & 0xfc00) === 0xd800) index--;
  return (a.codePointAt(index) ?? 0) - (b.codePointAt(index) ?? 0);
}
