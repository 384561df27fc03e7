/**
 * Questions about a text that only words can answer with yes, all of them asked in one pass (Aho and Corasick): what a text costs does not
 * depend on how many words are looked for (T39).
 */
import { type WordTable, wordTable } from './word-table.ts';

/** One word that may be the answer. What is said besides must hold too, where it stands. */
export interface SoughtWord {
  /** ASCII. */
  readonly word: string;
  /** No letter, digit or "_" stands before it, as of `\b`. */
  readonly begins?: boolean;
  /** Nor behind it. */
  readonly ends?: boolean;
  /** Sticky. Matches from the first character of the word on, and may look behind itself. */
  readonly at?: RegExp;
}

/** Yes, if one of the words stands there as it must. */
export type WordQuestion = readonly SoughtWord[];

/** Where the words stand, by their first characters in the order of the text: of a question that wants all places all of them, of others one. */
export type Answers = ReadonlyMap<WordQuestion, readonly number[]>;

/** `everywhere`: questions that want all places. */
export function createWordSearch(questions: readonly WordQuestion[], everywhere: readonly WordQuestion[] = []): (text: string) => Answers {
  const rows = [...questions, ...everywhere].flatMap((question) => question.map((sought): Row => ({ ...sought, question })));
  const all = new Set(everywhere);
  // Made for the first text: a program that meets none of its kind does not wait for its table.
  let table: WordTable | null = null;
  return (text) => {
    const { next, classes, accepting, width, ends } = (table ??= wordTable(rows.map(({ word }) => word)));
    const found = new Map<WordQuestion, number[]>();
    let state = 0;
    for (let index = 0; index < text.length; index++) {
      state = next[state + (classes[text.charCodeAt(index)] ?? 0)] ?? 0;
      if (state < accepting) continue;
      for (const which of ends[state / width] ?? []) {
        const row = rows[which];
        if (row !== undefined) note(row, text, index + 1, found, all);
      }
    }
    return found;
  };
}

function note(row: Row, text: string, end: number, found: Map<WordQuestion, number[]>, all: ReadonlySet<WordQuestion>): void {
  const { question, word } = row;
  const places = found.get(question);
  if ((places !== undefined && !all.has(question)) || !stands(row, text, end)) return;
  if (places === undefined) found.set(question, [end - word.length]);
  else places.push(end - word.length);
}

/** Words that no other one goes on with: they may go on themselves. */
export function beginning(...words: readonly string[]): WordQuestion {
  return words.map((word) => ({ word, begins: true }));
}

/** As `\bword\b`. */
export function wholeWords(...words: readonly string[]): WordQuestion {
  return words.map((word) => ({ word, begins: true, ends: true }));
}

/** One of the words, where the pattern matches from its first character on. It may look behind itself. */
export function matching(words: readonly string[], pattern: string): WordQuestion {
  const at = new RegExp(pattern, 'y');
  return words.map((word) => ({ word, at }));
}

interface Row extends SoughtWord {
  readonly question: WordQuestion;
}

function stands({ word, begins, ends, at }: Row, text: string, end: number): boolean {
  const start = end - word.length;
  if (begins === true && isWordUnit(text.charCodeAt(start - 1))) return false;
  if (ends === true && isWordUnit(text.charCodeAt(end))) return false;
  if (at === undefined) return true;
  at.lastIndex = start;
  return at.test(text);
}

/** `\w`. Beyond the text there is NaN, which is none. */
function isWordUnit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
