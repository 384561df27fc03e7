/**
 * "Copyright (c) 2024 Ada Example and contributors. All rights reserved.", wherever its lines end. A notice is years and names and no more: nobody
 * adds a condition by writing it behind a © (T11).
 */
import { gapLineWords, type GapWord } from './gap-words.ts';
import { isTelling, OF_OTHERS } from './telling.ts';

/** More than a notice has; a list of people has one notice each. */
export const MAX_NOTICE = 40;
/** Words with a small letter that are no name, as far as is known: "isaacs", "npm", "holger krekel". */
const MAX_SMALL = 2;

const SMALL = new Set(
  `a affiliates al an and at authors by c co community contributing contributor contributors copr copyright corp da de del den der developers di do du et
  file foundation from gmbh group his holder holders in inc individual institute its la lab laboratory le listed llc ltd maintainers of on org or other others
  owner owners portions present project rightsholders see team the their university van von y`.split(/\s+/),
);
/** Words of names of firms and people, where they are written as names. */
const OF_FIRMS = new Set(['grant', 'limited', 'research', 'free', 'production', 'productions', 'personal', 'internal']);
/** Behind these a dot ends no sentence; as little behind a single letter. */
const SHORTENED = new Set('ag al assn bv co corp dept dr ed gmbh inc jr llc ltd mr mrs ms plc prof pty sa sr srl st univ'.split(' '));

/** Whether a line that begins like a notice is years and names to its end. */
export function isOfNames(line: string): boolean {
  const words = gapLineWords(line, true);
  let at = 0;
  while (at < words.length) {
    const length = isReserved(words, at) ? 3 : at === 0 || noticeLength(words, at) > 0 ? namesLength(words, at, 1) : 0;
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** How many words from here are one notice; 0: none begins here. */
export function noticeLength(words: readonly GapWord[], at: number): number {
  const { text, before, isStart } = words[at] ?? { text: '', before: '', isStart: false };
  if (isReserved(words, at)) return 3;
  if (text === 'portions' && words[at + 1]?.text === 'copyright') return namesLength(words, at, 2);
  if (text === 'copyright' || text === 'copr' || text === 'copyrights') return isName(words[at + 1]) ? namesLength(words, at, 1) : 0;
  return before.includes('©') || (isStart && /^\d{4}$/.test(text)) ? namesLength(words, at, 1) : 0;
}

/** How many words go on with a notice that a line before began and did not end. */
export function continuedNotice(words: readonly GapWord[], at: number): number {
  return at === 0 || !endsSentence(words[at - 1]) ? namesLength(words, at, 0, 1) : 0;
}

/** "All rights reserved", which grants and forbids nothing that the license does not say. */
function isReserved(words: readonly GapWord[], at: number): boolean {
  const { text = '' } = words[at] ?? {};
  return (text === 'all' || text === 'some') && words[at + 1]?.text === 'rights' && words[at + 2]?.text === 'reserved';
}

/** A year, a place for one, or a name: what goes on otherwise is a sentence about copyrights. */
function isName(word: GapWord | undefined): boolean {
  if (word === undefined || word.isStart) return false;
  return /^\d{4}/.test(word.text) || /[©[<{]/.test(word.before) || isCapital(word.written) || word.text === 'c';
}

/** To the end of the sentence or paragraph, or the next notice; 0 where a word could be a term. */
function namesLength(words: readonly GapWord[], from: number, head: number, most = MAX_SMALL): number {
  let small = 0;
  let dash = 0;
  let at = from + head;
  for (; at < words.length && at < from + MAX_NOTICE; at++) {
    const word = words[at];
    if (word === undefined || word.isStart || word.isPassed || isReserved(words, at)) break;
    if (at > from + head && noticeStarts(words, at)) break;
    if (at > from && endsSentence(words[at - 1])) break;
    if (/\s[-–—]+\s/.test(word.before)) dash = at;
    if (!isCapital(word.written) && !/^\d/.test(word.text) && !SMALL.has(word.text) && !isInName(word) && ++small > most) return 0;
    // "2024 Ada Example - Licensed as MIT": what follows is judged by itself.
    if (OF_OTHERS.has(word.text) || (isTelling(word.text) && !isOfFirm(words, at))) return dash > from + head ? dash - from : 0;
  }
  return at - from;
}

/** "com" in "Example.com", "foo" in "foo-bar". */
function isInName({ before, after }: GapWord): boolean {
  return /^[._/@&+-]$/.test(before) || /^[._/@&+-]$/.test(after);
}

function noticeStarts(words: readonly GapWord[], at: number): boolean {
  return words[at]?.text === 'copyright' && isName(words[at + 1]);
}

function endsSentence(word: GapWord | undefined): boolean {
  return word !== undefined && /[.!?;。]["'”’)>\]]{0,3}\s/.test(word.after) && !SHORTENED.has(word.text) && word.text.length > 1;
}

/** "Example Research Limited", and not "for Research". */
function isOfFirm(words: readonly GapWord[], at: number): boolean {
  const word = words[at];
  const previous = words[at - 1];
  if (word === undefined || !OF_FIRMS.has(word.text) || !isCapital(word.written)) return false;
  // A person: "2024 Grant Example".
  if (word.text === 'grant') return /\d/.test(previous?.text ?? '') && isCapital(words[at + 1]?.written ?? '');
  if (word.text === 'free') return words[at + 1]?.text === 'software' && words[at + 2]?.text === 'foundation';
  return previous !== undefined && isCapital(previous.written);
}

export function isCapital(written: string): boolean {
  return /^\p{Lu}/u.test(written);
}
