/**
 * Names that stand inside of the terms of a license: who lends no name, who is not liable. The SPDX list marks them as replaceable (guidelines
 * for matching, annex B "replaceable text"). They are passed over where nothing in them could be a term.
 */
import { hasTerms } from './telling.ts';
import type { TextWord } from './words.ts';

const MAX_NAME = 24;

/** What goes before a name, what after it, and the one form of what goes before. */
const SLOTS: readonly (readonly [lead: string, ends: readonly string[], form?: string])[] = [
  ['neither the name of', ['nor the names of', 'nor the name of', 'nor names of', 'may be used']],
  ['neither the names of', ['nor the names of', 'nor names of', 'may be used'], 'neither the name of'],
  ['nor the names of', ['may be used']],
  ['nor the name of', ['may be used'], 'nor the names of'],
  ['nor names of', ['may be used'], 'nor the names of'],
  ['is provided by', ['as is']],
  ['in no event shall', ['be liable']],
  ['in no event will', ['be liable']],
  ['provided as is and', ['disclaims all', 'disclaim all']],
  ['except as contained in this notice the name of', ['shall not be used']],
  ['except as contained in this notice the names of', ['shall not be used']],
  ['this product includes software developed by', ['neither the', 'this software', 'the name']],
];

const LEADS = SLOTS.map(([lead, ends, form]) => ({
  lead: lead.split(' '),
  ends: ends.map((end) => end.split(' ')),
  form: (form ?? lead).split(' '),
}));
const BY_FIRST = Map.groupBy(LEADS, ({ lead }) => lead[0]);

/** The words without those names. Linear: behind each word at most `MAX_NAME` are looked at, for each of a few leads. */
export function withoutNames(words: readonly TextWord[]): TextWord[] {
  const kept: TextWord[] = [];
  for (let index = 0; index < words.length; ) {
    const word = words[index];
    if (word === undefined) break;
    const slot = BY_FIRST.get(word.text)?.find(({ lead }) => startsWith(words, index, lead));
    if (slot === undefined) {
      kept.push(word);
      index++;
      continue;
    }
    for (const text of slot.form) kept.push({ text, at: word.at });
    index = nameEnd(words, index + slot.lead.length, slot.ends);
  }
  return kept;
}

/** Where the name ends that begins here; `from` where there is none, or where it is more than a name. */
function nameEnd(words: readonly TextWord[], from: number, ends: readonly (readonly string[])[]): number {
  for (let index = from; index <= Math.min(from + MAX_NAME, words.length); index++) {
    if (!ends.some((end) => startsWith(words, index, end))) continue;
    return hasTerms(words.slice(from, index).map(({ text }) => text)) ? from : index;
  }
  return from;
}

function startsWith(words: readonly TextWord[], at: number, some: readonly string[]): boolean {
  return some.every((word, index) => words[at + index]?.text === word);
}
