/**
 * Many words as one table of states (Aho and Corasick): a text is gone over once, however many words are looked for (T39). Who goes over it
 * follows `next` from character to character, in a loop of his own: a call for each character would cost more than the table.
 */

export interface WordTable {
  /** By state and class of the character. A state is the place of its row, so that following an edge is one addition. */
  readonly next: Int32Array;
  /** By character; 0: of no word. */
  readonly classes: Uint8Array;
  /** States from here on end words. */
  readonly accepting: number;
  readonly width: number;
  /** By number of the state: the words that end there, the longest one first. */
  readonly ends: readonly (readonly number[])[];
}

/** `anyCase`: words in small letters, which stand for large ones, too. */
export function wordTable(words: readonly string[], anyCase = false): WordTable {
  const alphabet = [...new Set(words.join(''))];
  const width = alphabet.length + 1;
  const classes = new Uint8Array(1 << 16);
  for (const [index, character] of alphabet.entries()) {
    classes[character.charCodeAt(0)] = index + 1;
    if (anyCase) classes[character.toUpperCase().charCodeAt(0)] = index + 1;
  }
  // One row for each state that there can be: a row that stays empty costs nothing but its place.
  const edges = new Int32Array((1 + words.reduce((sum, word) => sum + word.length, 0)) * width);
  const ends: number[][] = [[]];
  for (const [which, word] of words.entries()) {
    if (word === '') throw new Error('a pattern must begin with letters to be looked for by them');
    let state = 0;
    for (let index = 0; index < word.length; index++) {
      const edge = state * width + (classes[word.charCodeAt(index)] ?? 0);
      // No edge leads back to the first state: 0 is none.
      state = edges[edge] || ends.push([]) - 1;
      edges[edge] = state;
    }
    ends[state]?.push(which);
  }
  return numbered(edges, ends, width, classes);
}

/** Breadth first: each missing edge becomes that of the longest shorter match, whose words end here, too. */
function numbered(edges: Int32Array, ends: readonly number[][], width: number, classes: Uint8Array): WordTable {
  const shorter = new Int32Array(ends.length);
  const order = [0];
  for (const state of order) {
    const row = state * width;
    const back = (shorter[state] ?? 0) * width;
    for (let edge = 0; edge < width; edge++) {
      const child = edges[row + edge] ?? 0;
      // The row of the shorter match is whole already: it is nearer to the first state.
      const other = state === 0 ? 0 : (edges[back + edge] ?? 0);
      if (child === 0) edges[row + edge] = other;
      else {
        shorter[child] = other;
        for (const which of ends[other] ?? []) ends[child]?.push(which);
        order.push(child);
      }
    }
  }
  const plain = order.filter((state) => ends[state]?.length === 0);
  const sorted = [...plain, ...order.filter((state) => ends[state]?.length !== 0)];
  const places = new Int32Array(ends.length);
  for (const [index, state] of sorted.entries()) places[state] = index * width;
  const next = new Int32Array(ends.length * width);
  for (const state of sorted) {
    const from = state * width;
    const to = places[state] ?? 0;
    for (let edge = 0; edge < width; edge++) next[to + edge] = places[edges[from + edge] ?? 0] ?? 0;
  }
  return { next, classes, accepting: plain.length * width, width, ends: sorted.map((state) => ends[state] ?? []) };
}
