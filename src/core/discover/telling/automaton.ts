/** Many words found in one pass (Aho and Corasick): the cost of a text does not depend on how many words are looked for (T39). */

export interface Hit<T> {
  readonly row: T;
  /** Of its first character, and behind its last. */
  readonly start: number;
  readonly end: number;
}

/** Characters that words are made of; any other one ends them all. Letters are one whatever their case. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789_-./:@ #=+(';
const WIDTH = ALPHABET.length + 1;
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code).toLowerCase()) + 1);

export interface Automaton<T> {
  /** Every place of every word, overlapping ones too; `visit` says false to end the search. */
  run(text: string, visit: (hit: Hit<T>) => boolean): void;
}

/** Rows by their words, in small letters of the alphabet above. */
export function createAutomaton<T>(rows: readonly (readonly [word: string, row: T])[]): Automaton<T> {
  const { next, ends, shorter } = build(rows.map(([word]) => word));
  return {
    run(text, visit) {
      let state = 0;
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        state = code < 128 ? (next[state * WIDTH + (CLASSES[code] ?? 0)] ?? 0) : 0;
        for (let at = state; at > 0; at = shorter[at] ?? 0) {
          for (const found of ends[at] ?? []) {
            const [word, row] = rows[found] ?? ['', undefined];
            if (row !== undefined && !visit({ row, start: index + 1 - word.length, end: index + 1 })) return;
          }
        }
      }
    },
  };
}

interface Table {
  readonly next: Int32Array;
  /** By state: the words that end there. */
  readonly ends: readonly (readonly number[] | undefined)[];
  /** By state: the nearest one, on the way of failed matches, in which a word ends; 0: there is none. */
  readonly shorter: Int32Array;
}

function build(words: readonly string[]): Table {
  const size = words.reduce((sum, word) => sum + word.length, 1);
  const next = new Int32Array(size * WIDTH);
  const ends: number[][] = [];
  let states = 1;
  for (const [index, word] of words.entries()) {
    let state = 0;
    for (const character of word) {
      const edge = state * WIDTH + ALPHABET.indexOf(character) + 1;
      if (edge % WIDTH === 0) throw new Error(`"${word}" has a character that no word may have`);
      if (next[edge] === 0) next[edge] = states++;
      state = next[edge] ?? 0;
    }
    (ends[state] ??= []).push(index);
  }
  return { next, ends, shorter: completed(next, ends, states) };
}

/** Breadth first: each missing edge becomes that of the longest shorter match. */
function completed(next: Int32Array, ends: readonly (readonly number[] | undefined)[], states: number): Int32Array {
  const failed = new Int32Array(states);
  const shorter = new Int32Array(states);
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    for (let edge = 0; edge < WIDTH; edge++) {
      const at = state * WIDTH + edge;
      const child = next[at] ?? 0;
      const back = state === 0 ? 0 : (next[(failed[state] ?? 0) * WIDTH + edge] ?? 0);
      if (child === 0) next[at] = back;
      else {
        failed[child] = back;
        shorter[child] = ends[back] === undefined ? (shorter[back] ?? 0) : back;
        queue.push(child);
      }
    }
  }
  return shorter;
}
