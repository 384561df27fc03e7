/**
 * What stands around the terms of a license and differs from copy to copy: titles, and who holds the copyright. It is passed over, unless a
 * word in it could be a term: nobody adds a condition by writing it behind a © (T11).
 */
import { lookUp } from '../catalogue.ts';
import type { FramedLine } from './gap-words.ts';
import { isOfNames, MAX_NOTICE } from './notice.ts';
import { type TextWord, wordsOfLine } from './words.ts';

const MAX_TITLE = 14;
/** Characters of a line that is looked at: the rest is terms. */
const MAX_LINE = 600;
/** "Version 2.0, January 2004": under a title, and never what tells two licenses apart, whose terms differ. */
const VERSION =
  /^[\s#*_>=-]{0,40}(?:version|v\.?)\s{0,4}\d{1,2}(?:\.\d{1,2}){0,2},?(?:\s{1,4}(?:\d{1,2}\s)?\p{L}{3,9}\s(?:\d{1,2},?\s)?\d{4})?[\s*_=.]{0,40}$/iu;

export interface Framed {
  /** All words of the text, and its lines, so that what stands around a license can be looked at again. */
  readonly words: readonly TextWord[];
  readonly lines: readonly FramedLine[];
  readonly body: readonly TextWord[];
  /** Licenses that a title names, as ids. */
  readonly titles: readonly string[];
}

/**
 * Linear: each line is looked at once. A paragraph may be wrapped anywhere, so that any of its words may begin a line: what is no more than likely
 * counts only where a paragraph begins.
 */
export function withoutFrame(text: string): Framed {
  const all: TextWord[] = [];
  const lines: FramedLine[] = [];
  const body: TextWord[] = [];
  const titles: string[] = [];
  let isStart = true;
  let isParagraph = true;
  for (const line of linesOf(text)) {
    const words = wordsOfLine(line);
    if (words.length === 0) {
      isStart = true;
      isParagraph = true;
      continue;
    }
    const id: string | null = isStart ? titleOf(line, words) : null;
    if (id !== null) titles.push(id);
    isStart = id !== null || isNotice(line, words, isStart);
    lines.push({ line, from: all.length, isPassed: isStart, isStart: isParagraph });
    for (const word of words) {
      const one = { text: word, at: all.length };
      all.push(one);
      if (!isStart) body.push(one);
    }
    isParagraph = false;
  }
  return { words: all, lines, body, titles };
}

/** A text without lines is parted where a notice begins, behind a name of a license, and before the first words of those that follow a notice. */
function linesOf(text: string): string[] {
  const [first = '', ...others] = text
    .trimStart()
    .replace(INSIDE, '\n$&')
    .split(/\r\n?|[\n\f\v\u2028\u2029]/);
  const words = first.slice(0, MAX_LINE).split(' ', MAX_TITLE + 1);
  const sizes = words.length > MAX_TITLE ? words.map((_, index) => MAX_TITLE - index).filter((size) => size > 0) : [];
  const size = sizes.find((one) => lookUp(words.slice(0, one).join(' ')).state === 'known');
  if (size === undefined) return [first, ...others];
  const title = words.slice(0, size).join(' ');
  return [title, first.slice(title.length), ...others];
}

const INSIDE =
  /\bcopyright\s{1,8}(?:©\s{0,8})?[\d[<{]|\b(?:permission is hereby granted|permission to use, copy|redistribution and use in source|licensed under the apache license)\b/gi;

const STATES =
  /^(?:this (?:software|project|code|library|package|work|model) is )?(?:released|licensed|distributed|available) under (?:the terms of )?/i;

/** The name of a license and nothing else, or a sentence that says no more; "" for a name that several have, and for a version. */
function titleOf(line: string, words: readonly string[]): string | null {
  if (words.length > MAX_TITLE || line.length > MAX_LINE) return null;
  if (VERSION.test(line)) return '';
  const plain = line.replace(/^[\s#*_=>"“([-]+|[\s#*_=:;,."”)\]-]+$/g, '');
  // A sentence that ends with its line: else it is the first line of a paragraph of terms.
  const stated = /[.:]\s*$/.test(line) ? plain.replace(STATES, '') : plain;
  for (const name of [
    plain,
    stated,
    plain.replace(/ ?\([\w. -]{1,20}$/, ''),
    plain.replace(/,?\s{1,4}(?:\d{1,2} )?\p{L}{3,9} \d{4}$/u, ''),
  ]) {
    const found = lookUp(name);
    if (found.state === 'known') return found.id;
    if (found.state === 'ambiguous') return '';
  }
  return null;
}

const HOLDS = '(?!(?:holders?|owners?|notices?|laws?|acts?|licen[sc]es?|interests?|status|statement|office|and|or|in|of|to|is)\\b)';
/** "Copyright (c) 2024 Ada Example", whose "(c)" is gone: with a year or a place for one, wherever it stands. */
const DATED =
  /^[^\p{L}\p{N}]*(?:portions\s+)?(?:copyright|copr\.)(?:[\s:,]|©)+(?:\d{4}|[[<{])|\bcopyright\s{1,8}(?:©\s{0,8})?(?:\d{4}|[[<{])/iu;
/** "Copyright Ada Example", "© Ada Example", a year, who wrote it, "All rights reserved", at the begin of a paragraph. */
const LIKELY = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:(?:portions\\s+)?(?:copyright|copr\\.)(?:[\\s:,]|©)+${HOLDS}[\\p{L}\\p{N}]|©|authors?\\b|all rights reserved|\\d{4}\\b)`,
  'iu',
);
/** The same in the middle of a short line, where only a capital tells a name. */
const NAMED = /^(?:\S{1,20} ){1,4}Copyright (?!Holder|Owner|Notice|Law|Act|Licen|Interest|Status|Statement|Office)\p{Lu}\p{Ll}/u;

function isNotice(line: string, words: readonly string[], isStart: boolean): boolean {
  if (words.length > MAX_NOTICE || line.length > MAX_LINE || !(DATED.test(line) || (isStart && (LIKELY.test(line) || NAMED.test(line)))))
    return false;
  return isOfNames(line);
}
