/** Cutting to a budget of characters so that what matters most survives. */

/** As many items as fit, joined by line breaks, then "+N more"; the order is the order of importance. */
export function fittedComment(items: readonly string[], budget: number, more: (left: number) => string): string {
  const kept: string[] = [];
  let used = 0;
  for (const [index, item] of items.entries()) {
    const rest = items.length - index - 1;
    const reserve = rest > 0 ? more(rest).length + 1 : 0;
    if (used + item.length + 1 + reserve > budget) break;
    kept.push(item);
    used += item.length + 1;
  }
  const left = items.length - kept.length;
  if (left === 0) return kept.join('\n');
  return kept.length === 0 && more(left).length > budget ? '' : [...kept, more(left)].join('\n');
}

/**
 * Items that come in several lengths, longest first. All get the second length where that fits (else, from the end, shorter ones, and only
 * then is anything dropped); then, from the start, the longest that still fits within `comfort`.
 */
export function fittedLengths(
  items: readonly (readonly string[])[],
  budget: number,
  comfort: number,
): { readonly texts: readonly string[]; readonly left: number } {
  const sizes = items.map((lengths) => lengths.map((text) => text.length + 2));
  const chosen = items.map((lengths) => Math.min(1, lengths.length - 1));
  const size = (index: number): number => sizes[index]?.[chosen[index] ?? 0] ?? 0;
  let total = items.reduce((sum, _, index) => sum + size(index), 0);
  for (let index = items.length - 1; index >= 0 && total > budget; index--) {
    total -= size(index);
    chosen[index] = (items[index]?.length ?? 1) - 1;
    total += size(index);
  }
  let kept = items.length;
  while (kept > 0 && total > budget) {
    kept--;
    total -= size(kept);
  }
  for (let index = 0; index < kept; index++) {
    const longest = sizes[index]?.[0] ?? 0;
    if (total - size(index) + longest > Math.min(budget, comfort)) break;
    total += longest - size(index);
    chosen[index] = 0;
  }
  return { texts: items.slice(0, kept).map((lengths, index) => lengths[chosen[index] ?? 0] ?? ''), left: items.length - kept };
}
