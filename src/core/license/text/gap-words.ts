/** Words as they are written, with what stands around them: by it sentences, names and notices are told. */
import { wordsOfLine, type WrittenWord, writtenWords } from './words.ts';

/** One line of a text with its words' place among all. */
export interface FramedLine {
  readonly line: string;
  /** Index of its first word. */
  readonly from: number;
  /** It was told to be a title or a notice. */
  readonly isPassed: boolean;
  /** A paragraph begins with it. */
  readonly isStart: boolean;
}

export interface GapWord extends WrittenWord {
  readonly text: string;
  /** It begins a line, a paragraph. */
  readonly isLine: boolean;
  readonly isStart: boolean;
  /** It ends its paragraph. */
  readonly isEnd: boolean;
  /** Already told to be a title or a notice by its line. */
  readonly isPassed: boolean;
}

/** The words from one place to another, as they are written. */
export function gapWords(lines: readonly FramedLine[], from: number, to: number): GapWord[] {
  const words: GapWord[] = [];
  for (let index = lineOf(lines, from); index < lines.length; index++) {
    const { line, from: first, isPassed, isStart } = lines[index] as FramedLine;
    if (first >= to) break;
    const endsParagraph = lines[index + 1]?.isStart ?? true;
    const all = gapLineWords(line, isStart, endsParagraph, isPassed);
    for (const word of all.slice(Math.max(0, from - first), to - first)) words.push(word);
  }
  return words;
}

/** Index of the line that holds this word. */
function lineOf(lines: readonly FramedLine[], word: number): number {
  let low = 0;
  for (let high = lines.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((lines[middle + 1]?.from ?? Infinity) <= word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One line, whose first word may begin a paragraph, and whose last one may end it. */
export function gapLineWords(line: string, isStart: boolean, isEnd = true, isPassed = false): GapWord[] {
  const written = writtenWords(line);
  return wordsOfLine(line).flatMap((text, at) => {
    const word = written[at];
    if (word === undefined) return [];
    return [{ ...word, text, isLine: at === 0, isStart: isStart && at === 0, isEnd: isEnd && at === written.length - 1, isPassed }];
  });
}
