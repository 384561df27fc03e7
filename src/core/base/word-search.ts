/**
 * Questions about a text that only words can answer with yes, all of them asked in one pass (Aho and Corasick): what a text costs does not
 * depend on how many words are looked for (T39).
 */

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
  const { next, classes, accepting, width, ends } = build(rows.map(({ word }) => word));
  return (text) => {
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

interface Table {
  /** By state and class of the character. A state is the place of its row, so that following an edge is one addition. */
  readonly next: Int32Array;
  /** By character; 0: of no word. */
  readonly classes: Uint8Array;
  /** States from here on end words. */
  readonly accepting: number;
  readonly width: number;
  /** By number of the state: the words that end there. */
  readonly ends: readonly (readonly number[])[];
}

function build(words: readonly string[]): Table {
  const alphabet = [...new Set(words.join(''))];
  const width = alphabet.length + 1;
  const classes = new Uint8Array(1 << 16);
  for (const [index, character] of alphabet.entries()) classes[character.charCodeAt(0)] = index + 1;
  const edges: number[][] = [[]];
  const ends: number[][] = [[]];
  for (const [which, word] of words.entries()) {
    if (word === '') throw new Error('a pattern must begin with letters to be looked for by them');
    let state = 0;
    for (let index = 0; index < word.length; index++) {
      const row = edges[state] ?? [];
      const edge = classes[word.charCodeAt(index)] ?? 0;
      state = row[edge] ??= edges.push([]) - 1;
      ends[state] ??= [];
    }
    ends[state]?.push(which);
  }
  return numbered(edges, ends, width, classes);
}

/** Breadth first: each missing edge becomes that of the longest shorter match, whose words end here, too. */
function numbered(edges: readonly (readonly number[])[], ends: readonly number[][], width: number, classes: Uint8Array): Table {
  const complete = edges.map(() => new Int32Array(width));
  const shorter = new Int32Array(edges.length);
  const order = [0];
  for (const state of order) {
    const row = complete[state] ?? NO_ROW;
    const back = complete[shorter[state] ?? 0] ?? NO_ROW;
    for (let edge = 0; edge < width; edge++) {
      const child = edges[state]?.[edge];
      const other = state === 0 ? 0 : (back[edge] ?? 0);
      row[edge] = child ?? other;
      if (child === undefined) continue;
      shorter[child] = other;
      ends[child]?.push(...(ends[other] ?? []));
      order.push(child);
    }
  }
  const plain = order.filter((state) => ends[state]?.length === 0);
  const sorted = [...plain, ...order.filter((state) => ends[state]?.length !== 0)];
  const places = new Int32Array(edges.length);
  for (const [index, state] of sorted.entries()) places[state] = index * width;
  const next = new Int32Array(edges.length * width);
  for (const state of sorted) next.set(complete[state]?.map((other) => places[other] ?? 0) ?? NO_ROW, places[state]);
  return { next, classes, accepting: plain.length * width, width, ends: sorted.map((state) => ends[state] ?? []) };
}

const NO_ROW = new Int32Array(0);
