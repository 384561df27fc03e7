/** Numbers that look drawn and are always the same: a product made twice is the same product. */

/** A number below `limit` that belongs to these numbers: each is mixed in as hash functions do. */
export function draw(limit: number, ...from: readonly number[]): number {
  let state = 0x9e37_79b9;
  for (const one of from) {
    state = Math.imul(state ^ one, 0x85eb_ca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2_ae35);
    state ^= state >>> 16;
  }
  return (state >>> 0) % limit;
}

export function drawOf<T>(list: readonly [T, ...T[]], ...from: readonly number[]): T {
  return list[draw(list.length, ...from)] ?? list[0];
}

const WORDS =
  'account batch channel device event feature group header index job key label message node order page queue record session token user value window zone report invoice metric policy';
const DOING = 'load build collect merge parse render resolve sort split store update validate filter find';

type Words = readonly [string, ...string[]];

export const NOUNS = WORDS.split(' ') as readonly string[] as Words;
export const VERBS = DOING.split(' ') as readonly string[] as Words;

/** A sentence of `words` words, for docstrings and pages. */
export function sentence(words: number, ...from: readonly number[]): string {
  const said = Array.from({ length: words }, (_, at) => drawOf(at % 3 === 1 ? VERBS : NOUNS, at, ...from));
  const text = said.join(' ');
  return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
