/**
 * Sentences beside a license that grant and forbid nothing: "X is distributed under the MIT license", "a.go was taken from … under the following
 * license". Only known words make one, names of files and people apart: what else a sentence says may be a term (T11).
 */
import { entryOf } from '../catalogue.ts';
import type { GapWord } from './gap-words.ts';
import { isCapital } from './notice.ts';
import { isTelling, OF_OTHERS } from './telling.ts';
import { wordsOfLine } from './words.ts';

const MAX_WORDS = 36;
/** Names of things and people in one sentence. */
const MAX_NAMES = 10;
const MAX_TITLE = 8;

const KNOWN = new Set(
  `a about above adapted added additions all alterations also an and any are as at author authors automatically available based be been below both
  by can comes complete contributed contributions contributors copied copy created derivative derived developed developers
  directory distributed document entire extended extensions extracted file files folder following follows fork forked found from full generated has
  have here http https i in included inspired into is it its library license licensed licenses list located made maintained master material
  modification modifications modified module my of official on org original originally originating our package packages page part parts plus
  portions project projects published reference reimplementation released repository reproduced respectively see software
  subdirectory taken text that the their these this to towards under url version versions was we were which with work works written www`.split(
    /\s+/,
  ),
);
/** A license of which these are said is not this one, or not the license of all of it. */
const OTHERS = new Set([
  ...OF_OTHERS,
  ...`academic apache artistic attribution bsd cc cddl commons creative data dataset datasets eclipse epl general gnu isc mit model models mozilla mpl
  parameters public student students`.split(/\s+/),
]);
/** Words with a small letter that a title has besides known ones: "a parser". */
const MAX_SMALL = 1;
/** Whole sentences that hold another word and no term. */
const FIXED: readonly (readonly string[])[] = ['do not edit', 'terms of use', 'terms and conditions'].map((words) => words.split(' '));
/** Of a thing that has other parts; the license of these says nothing of the rest. */
const PARTS = new Set(['code', 'codebase', 'source', 'sources', 'scripts', 'documentation']);
/** What stands before "license" where it means the text beside it. */
const POINTING = new Set([
  'the',
  'this',
  'above',
  'below',
  'following',
  'under',
  'is',
  'are',
  'was',
  'were',
  'a',
  'its',
  'software',
  'and',
]);

/** Words of the names of these licenses. */
export function namesOfLicenses(ids: readonly string[]): ReadonlySet<string> {
  return new Set(ids.flatMap((id) => [id, entryOf(id)?.name ?? '', ...(entryOf(id)?.aliases ?? [])]).flatMap(wordsOfLine));
}

/** How many words from here are one whole sentence of that kind; 0: none. */
export function statementLength(words: readonly GapWord[], from: number, names: ReadonlySet<string>): number {
  if (from > 0 && !words[from]?.isStart && !isEnd(words, from - 1) && words[from - 1]?.isPassed !== true) return 0;
  const fixed = FIXED.find((sentence) => isSentence(words, from, sentence));
  if (fixed !== undefined) return fixed.length;
  let found = 0;
  let isOfPart = false;
  let isOfLicense = false;
  for (let at = from; at < words.length && at < from + MAX_WORDS; at++) {
    const word = words[at];
    if (word === undefined) return 0;
    const isPart = PARTS.has(word.text);
    if (!isPart && !KNOWN.has(word.text) && !names.has(word.text) && !isOfTerms(words, at)) {
      if (!isThing(word) || ++found > MAX_NAMES || OTHERS.has(word.text) || isTelling(word.text) || isUnder(words, at)) return 0;
    }
    const isLicense = word.text.startsWith('licens');
    if (isLicense && at > from && !isAboutThis(words[at - 1], names)) return 0;
    isOfLicense ||= isLicense;
    isOfPart ||= isPart;
    if (isEnd(words, at)) return isOfPart && isOfLicense ? 0 : at - from + 1;
  }
  return 0;
}

/** "under Example", "under the Example": whatever that is. */
function isUnder(words: readonly GapWord[], at: number): boolean {
  const previous = words[at - 1]?.text;
  return previous === 'under' || ((previous === 'the' || previous === 'a') && words[at - 2]?.text === 'under');
}

function isSentence(words: readonly GapWord[], from: number, sentence: readonly string[]): boolean {
  return sentence.every((word, at) => words[from + at]?.text === word) && isEnd(words, from + sentence.length - 1);
}

/** "under the terms of the MIT license". */
function isOfTerms(words: readonly GapWord[], at: number): boolean {
  const near = words.slice(Math.max(0, at - 2), at + 2).map(({ text }) => text);
  return near.join(' ') === 'under the terms of';
}

/** The first line of a file that names what it lies beside: "httplib2 Software License", "pycparser -- A C parser in Python". */
export function titleLength(words: readonly GapWord[], names: ReadonlySet<string>): number {
  const end = words.findIndex((word) => word.isEnd) + 1;
  const line = words.slice(0, end);
  const isOne = line.length <= MAX_TITLE && line.every(({ isLine, before }, at) => at === 0 || (!isLine && !/[.:;!?]\s/.test(before)));
  const isBare = line.every(({ text }) => !isTelling(text) && (!OTHERS.has(text) || names.has(text)));
  const small = line.filter((word, at) => at > 0 && !KNOWN.has(word.text) && !isThing(word));
  return isOne && isBare && small.length <= MAX_SMALL && !/[.;!?]/.test(line.at(-1)?.after ?? '') ? end : 0;
}

/** A sentence ends behind this word: with its paragraph, or by a mark. */
function isEnd(words: readonly GapWord[], at: number): boolean {
  const { isEnd: isLast = true, after = '' } = words[at] ?? {};
  return isLast || words[at + 1]?.isPassed === true || /[.:;!?]["'”’)*_`]{0,3}\s|\s[-–—]+\s/.test(after);
}

/** Names begin with a capital letter, and names of files hold a mark or a digit. */
function isThing({ text, written, before, after }: GapWord): boolean {
  return isCapital(written) || /\d/.test(text) || /[._/`@-]$/.test(before) || /^[._/`@-]/.test(after);
}

function isAboutThis(previous: GapWord | undefined, names: ReadonlySet<string>): boolean {
  return previous !== undefined && (POINTING.has(previous.text) || names.has(previous.text));
}
