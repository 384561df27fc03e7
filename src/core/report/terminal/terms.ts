/** What licenses say, on a terminal. */
import type { DutiesView } from '../view/duties.ts';
import { type Phrase, phraseWords } from '../view/phrase.ts';
import { type Line, unbroken, wrap } from './lines.ts';

/** Of a list of ways, or of duties. */
const LIMIT = 2_000;

export function termLines(lines: readonly Phrase[], indent: string): Line[] {
  return lines.flatMap((line) => wrap(phraseWords(line), indent, 'plain', null, LIMIT));
}

/** What to do, and the words to copy below it, each on a line of its own. */
export function dutyLines(duties: readonly DutiesView[], indent: string): Line[] {
  return duties.flatMap(({ line, copies }) => [
    ...termLines([line], indent),
    ...copies.map((text) => ({ ...unbroken(`${indent}  copy: ${text}`), tone: 'dim' as const })),
  ]);
}
