/** One pass over a text: the words that tell, weights, and where words stand beside which a literal is a name. Pure. */
import type { TellingFact } from '../../model/index.ts';
import { automaton, stands, type Style, type TellingRow } from './rows.ts';

const MAX_HITS = 200_000;

export interface FoundTelling {
  readonly what: TellingFact['what'];
  readonly text: string;
  readonly start: number;
}

/** `near`: also of words that tell nothing alone. */
export function wordsIn(text: string, style: Style): { readonly found: readonly FoundTelling[]; readonly near: readonly number[] } {
  const found: FoundTelling[] = [];
  const near: number[] = [];
  let hits = 0;
  automaton.run(text, (hit) => {
    if (++hits > MAX_HITS) {
      found.push({ what: 'hidden', text: 'more words than are looked at', start: hit.start });
      return false;
    }
    if (!stands(text, hit, style)) return true;
    if (hit.row === 'near') near.push(hit.start);
    else {
      found.push(foundAs(hit.row, text, hit.start, hit.end));
      if (hit.row !== 'suffix' && hit.row !== 'path-suffix') near.push(hit.start);
    }
    return true;
  });
  return { found, near };
}

function foundAs(row: TellingRow, text: string, start: number, end: number): FoundTelling {
  if (row !== 'suffix' && row !== 'path-suffix')
    return { what: row === 'computed' ? 'hidden' : 'word', text: text.slice(start, end), start };
  const name = /[\w./:@%+~-]{0,150}$/.exec(text.slice(Math.max(0, start - 150), start))?.[0] ?? '';
  return { what: 'weights', text: `${name}${text.slice(start, end)}`, start: start - name.length };
}
