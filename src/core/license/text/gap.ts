/**
 * What stands before, between and behind the terms of licenses in one file → how many of its words say nothing that counts. It is judged by its
 * words and not by its lines, since a copy may be wrapped anywhere: headings, notices of copyrights, and sentences that name this very license
 * or tell where a file comes from. All else stays, and makes the text unknown (T11).
 */
import type { GapWord } from './gap-words.ts';
import { headingLength } from './heading.ts';
import { continuedNotice, noticeLength } from './notice.ts';
import { namesOfLicenses, statementLength, titleLength } from './statement.ts';

/** How many of the words are neither heading nor notice nor statement. `ids`: the licenses that stand beside the gap. */
export function wordsLeft(words: readonly GapWord[], ids: readonly string[], isFirst: boolean): number {
  const names = namesOfLicenses(ids);
  let left = 0;
  let last: 'notice' | 'other' | 'left' | null = null;
  for (let at = 0; at < words.length; ) {
    if (words[at]?.isPassed === true) {
      last = 'notice';
      at++;
      continue;
    }
    const continued: number = last === 'notice' && words[at]?.isStart === false ? continuedNotice(words, at) : 0;
    const notice: number = Math.max(continued, noticeLength(words, at));
    const heading: number = notice === 0 && (last !== 'left' || words[at]?.isLine === true) ? headingAt(words, at, ids) : 0;
    const title: number = isFirst && at === 0 ? titleLength(words, names) : 0;
    const length: number = notice || heading || statementLength(words, at, names) || title;
    last = notice > 0 ? 'notice' : length > 0 ? 'other' : 'left';
    if (length === 0) left++;
    at += Math.max(1, length);
  }
  return left;
}

/** A heading ends where its line or the gap does, or where a notice begins. */
function headingAt(words: readonly GapWord[], at: number, ids: readonly string[]): number {
  const near = words.slice(at, at + 30).map(({ text }) => text);
  const longest = headingLength(near, ids);
  for (let length = 1; length < longest; length++) if (noticeLength(words, at + length) > 0) return length;
  const next = words[at + longest];
  return next === undefined || next.isLine || next.isPassed || noticeLength(words, at + longest) > 0 ? longest : 0;
}
