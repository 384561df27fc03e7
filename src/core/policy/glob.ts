/** `*` stops at "/", `**` does not; nothing else is special (T18). */

type Token = { readonly kind: 'character'; readonly text: string } | { readonly kind: 'star' } | { readonly kind: 'stars' };

/**
 * Whether `glob` covers the whole of `text`. Runs all positions of the pattern side by side, so the cost is at most
 * length(glob) × length(text): a policy file may come from a pull request, and a backtracking matcher on
 * "**a**a**a**b" is a way to stop the check (T18).
 */
export function globMatches(glob: string, text: string): boolean {
  return run(
    tokenize(glob),
    Array.from(text, (character) => ({ kind: 'character', text: character })),
  );
}

/**
 * Whether everything that `inner` matches is matched by `outer` as well (T24: a lower layer's allow list stays within the upper one).
 * Errs on "no": a star of `inner` is taken only by a star of `outer` that is at least as wide.
 */
export function globCovers(outer: string, inner: string): boolean {
  return run(tokenize(outer), tokenize(inner));
}

function run(glob: readonly Token[], text: readonly Token[]): boolean {
  let active = close(glob, new Set([0]));
  for (const symbol of text) {
    const next = new Set<number>();
    for (const at of active) {
      const token = glob[at];
      if (token === undefined) continue;
      if (token.kind === 'stars') next.add(at);
      else if (token.kind === 'star') {
        if (symbol.kind === 'star' || (symbol.kind === 'character' && symbol.text !== '/')) next.add(at);
      } else if (symbol.kind === 'character' && symbol.text === token.text) next.add(at + 1);
    }
    if (next.size === 0) return false;
    active = close(glob, next);
  }
  return active.has(glob.length);
}

/** Adds the positions that are reached without reading a character: a star may stand for nothing. */
function close(tokens: readonly Token[], positions: Set<number>): Set<number> {
  // Positions added while a Set is walked are walked too.
  for (const at of positions) {
    const token = tokens[at];
    if (token !== undefined && token.kind !== 'character') positions.add(at + 1);
  }
  return positions;
}

function tokenize(glob: string): Token[] {
  const tokens: Token[] = [];
  for (const character of glob) {
    if (character !== '*') {
      tokens.push({ kind: 'character', text: character });
      continue;
    }
    const last = tokens.at(-1);
    if (last?.kind === 'star') tokens[tokens.length - 1] = { kind: 'stars' };
    else if (last?.kind !== 'stars') tokens.push({ kind: 'star' });
  }
  return tokens;
}
