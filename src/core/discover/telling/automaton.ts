/** Many words found in one pass: the cost of a text does not depend on how many words are looked for (T39). */
import { wordTable, type WordTable } from '../../base/word-table.ts';

export interface Hit<T> {
  readonly row: T;
  /** Of its first character, and behind its last. */
  readonly start: number;
  readonly end: number;
}

export interface Automaton<T> {
  /** Every place of every word, overlapping ones too; `visit` says false to end the search. */
  run(text: string, visit: (hit: Hit<T>) => boolean): void;
}

/** Rows by their words, in small letters. Letters are one whatever their case; a character of no word ends them all. */
export function createAutomaton<T>(rows: readonly (readonly [word: string, row: T])[]): Automaton<T> {
  let table: WordTable | null = null;
  return {
    run(text, visit) {
      // Made by the first text, as few runs ask.
      const { next, classes, accepting, width, ends } = (table ??= wordTable(
        rows.map(([word]) => word),
        true,
      ));
      let state = 0;
      for (let index = 0; index < text.length; index++) {
        state = next[state + (classes[text.charCodeAt(index)] ?? 0)] ?? 0;
        if (state < accepting) continue;
        for (const found of ends[state / width] ?? []) {
          const [word, row] = rows[found] ?? ['', undefined];
          if (row !== undefined && !visit({ row, start: index + 1 - word.length, end: index + 1 })) return;
        }
      }
    },
  };
}
