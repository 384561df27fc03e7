/** One license text → the versions of it that people ship: with and without what a license puts before and after its terms. */

/** The terms begin with the license's own name before these words. */
const HEADS: readonly (readonly [name: string, start: string])[] = [
  ['creative commons', 'by exercising the licensed rights'],
  ['creative commons', 'the work as defined below is provided under'],
];
const STARTS: readonly string[] = [
  'by exercising the licensed rights',
  'the work as defined below is provided under',
  'statement of purpose',
];

/** After these words only instructions follow, which bind nobody. `true`: copies leave out the words themselves, too. */
const TAILS: readonly (readonly [words: string, isOptional: boolean])[] = [['end of terms and conditions', true]];
/** Instructions and notes after the terms that begin with these words. */
const ENDS: readonly string[] = [
  'creative commons is not a party to its public licenses',
  'creative commons is not a party to this license and makes no warranty',
  'creative commons notice creative commons is not a party to this license',
  'how to apply these terms to your new',
  'appendix how to apply the apache license to your work',
  'exhibit a source code form license notice',
  'exhibit b incompatible with secondary licenses',
];

/** Less is another text, or only its preface. */
const MOST = 0.6;

/** Notices that copies put in the place of the terms, or behind them: texts of their own. They go to the end. */
const NOTICES: readonly string[] = ['licensed under the apache license version 2 0 the license you may not use this file'];

export function versionsOfText(words: readonly string[]): string[][] {
  return [...wholeVersions(words), ...NOTICES.flatMap((notice) => fromLast(words, notice))];
}

function fromLast(words: readonly string[], text: string): string[][] {
  const at = indexOf(words, text);
  return at === null ? [] : [words.slice(at)];
}

function wholeVersions(words: readonly string[]): string[][] {
  const starts = [
    0,
    ...STARTS.flatMap((start) => indexOf(words, start) ?? []),
    ...HEADS.flatMap(([name, start]) => headOf(words, name, start) ?? []),
  ];
  const ends = [
    words.length,
    ...TAILS.flatMap(([tail, isOptional]) => tailOf(words, tail, isOptional)),
    ...ENDS.flatMap((end) => indexOf(words, end) ?? []),
  ];
  const isMost = (from: number, to: number): boolean => to - from >= MOST * words.length;
  return starts.flatMap((from) => ends.flatMap((to) => (isMost(from, to) ? [words.slice(from, to)] : [])));
}

function headOf(words: readonly string[], name: string, start: string): number | null {
  const at = indexOf(words, start);
  if (at === null) return null;
  const lead = name.split(' ');
  for (let index = at - lead.length; index >= Math.max(0, at - 20); index--) {
    if (lead.every((word, offset) => words[index + offset] === word)) return index;
  }
  return null;
}

function tailOf(words: readonly string[], tail: string, isOptional: boolean): number[] {
  const at = indexOf(words, tail);
  return at === null ? [] : [at + tail.split(' ').length, ...(isOptional ? [at] : [])];
}

/** Of the last place where they stand. */
function indexOf(words: readonly string[], text: string): number | null {
  const wanted = text.split(' ');
  for (let index = words.length - wanted.length; index > 0; index--) {
    if (wanted.every((word, offset) => words[index + offset] === word)) return index;
  }
  return null;
}
