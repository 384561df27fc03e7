/** Cutting a list of JSON values to a number of bytes so that what matters most survives. */

/** The share of the bytes that short forms may take when there are too many: the first items are never without their full form. */
const SHORT_SHARE = 0.8;

/** Upper bound of the bytes of `value` as UTF-8 JSON with an indent of two, `depth` levels deep, with a comma and a line break. */
export function bytesOf(value: unknown, depth = 0): number {
  const text = JSON.stringify(value, null, 2);
  return Buffer.byteLength(text) + text.split('\n').length * depth * 2 + 2;
}

/**
 * The order is the order of importance. As many items as fit in their short form; then, from the start, the full form of as many as fit.
 * Full forms are made only as far as there is room: the work is bounded by `budget`, not by what the items hold.
 */
export function fittedRun<T, R>(
  items: readonly T[],
  budget: number,
  depth: number,
  forms: { short(item: T): R; full(item: T): R },
): readonly R[] {
  const kept: { readonly item: T; readonly short: R; readonly size: number }[] = [];
  let used = 0;
  for (const item of items) {
    const short = forms.short(item);
    const size = bytesOf(short, depth);
    if (used + size > budget * SHORT_SHARE) break;
    used += size;
    kept.push({ item, short, size });
  }
  let upgrading = true;
  return kept.map(({ item, short, size }) => {
    if (!upgrading) return short;
    const full = forms.full(item);
    const more = bytesOf(full, depth) - size;
    if (used + more > budget) {
      upgrading = false;
      return short;
    }
    used += more;
    return full;
  });
}
