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
  const edges: Map<number, number>[] = [new Map()];
  const ends: number[][] = [[]];
  for (const [which, word] of words.entries()) {
    if (word === '') throw new Error('a pattern must begin with letters to be looked for by them');
    let state = 0;
    for (let index = 0; index < word.length; index++) {
      const edge = classes[word.charCodeAt(index)] ?? 0;
      const known = edges[state]?.get(edge);
      if (known === undefined) {
        edges[state]?.set(edge, edges.length);
        edges.push(new Map());
        ends.push([]);
      }
      state = known ?? edges.length - 1;
    }
    ends[state]?.push(which);
  }
  return numbered(edges, ends, width, classes);
}

/**
 * Breadth first: each missing edge becomes that of the longest shorter match, whose words end here, too. Programs make their tables when they
 * start, so rows are copied whole.
 */
function numbered(edges: readonly ReadonlyMap<number, number>[], ends: readonly number[][], width: number, classes: Uint8Array): WordTable {
  const complete = new Int32Array(edges.length * width);
  const shorter = new Int32Array(edges.length);
  const order = [0];
  for (const state of order) {
    const [row, back] = [state * width, (shorter[state] ?? 0) * width];
    if (state !== 0) complete.copyWithin(row, back, back + width);
    for (const [edge, child] of edges[state] ?? []) {
      const other = complete[row + edge] ?? 0;
      complete[row + edge] = child;
      shorter[child] = other;
      ends[child]?.push(...(ends[other] ?? []));
      order.push(child);
    }
  }
  const plain = order.filter((state) => ends[state]?.length === 0);
  const sorted = [...plain, ...order.filter((state) => ends[state]?.length !== 0)];
  const places = new Int32Array(edges.length);
  for (const [index, state] of sorted.entries()) places[state] = index * width;
  const next = new Int32Array(complete.length);
  for (const state of sorted)
    for (let edge = 0; edge < width; edge++) next[(places[state] ?? 0) + edge] = places[complete[state * width + edge] ?? 0] ?? 0;
  return { next, classes, accepting: plain.length * width, width, ends: sorted.map((state) => ends[state] ?? []) };
}
