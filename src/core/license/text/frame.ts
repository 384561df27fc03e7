/**
 * What stands around the terms of a license and differs from copy to copy: titles, and who holds the copyright. It is passed over, unless a
 * word in it could be a term: nobody adds a condition by writing it behind a © (T11).
 */
import { lookUp } from '../catalogue.ts';
import { wordsIn } from './words.ts';

/** Words without which no condition, limit or grant is said. */
const TELLING = new Set(
  `agree agreed agreement allow allowed allows bound but cannot charge commercial commercially comply condition conditions conditional consent
  disallowed educational except exclude excluded excluding exclusively fee fees forbid forbidden forbids free grant granted grants however if
  illegal internal limit limited limits may military monthly must never no non nonprofit noncommercial not obligation only pay permission
  permit permitted permits personal policy production profit prohibit prohibited prohibits provided purpose purposes require required requires
  research restrict restricted restriction restrictions revenue revocable royalty sell selling shall should subject term terms terminate
  terminated terminates unless use used user users uses using violate warranty without`.split(/\s+/),
);

/** More than a line of names has. */
const MAX_NOTICE = 40;
const MAX_TITLE = 14;

export interface Framed {
  readonly body: readonly string[];
  /** Words that were passed over. */
  readonly passed: number;
  /** Licenses that a title names, as ids. */
  readonly titles: readonly string[];
}

/** Linear: each line is looked at once. */
export function withoutFrame(text: string): Framed {
  const body: string[] = [];
  const titles: string[] = [];
  let passed = 0;
  for (const line of text.replace(INSIDE, '\n$&').split(/\r\n?|[\n\f\v\u2028\u2029]/)) {
    const words = wordsIn(line);
    const id = titleOf(line, words);
    if (id !== null) titles.push(id);
    if (id !== null || (words.length <= MAX_NOTICE && isNotice(line) && !hasTerms(words))) passed += words.length;
    else for (const word of words) body.push(word);
  }
  return { body, passed, titles };
}

/** Where a new line could be in a text that has none: before a notice, and before the first words of licenses that follow one. */
const INSIDE =
  /\bcopyright\s{1,8}(?:©\s{0,8})?[\d[<{]|\b(?:permission is hereby granted|permission to use, copy|redistribution and use in source)\b/gi;

/** The name of a license and nothing else, or a sentence that says no more; "" for a name that several have. */
function titleOf(line: string, words: readonly string[]): string | null {
  if (words.length === 0 || words.length > MAX_TITLE) return null;
  const plain = line.replace(/^[\s#*_=>"“([-]+|[\s#*_=:;,."”)\]-]+$/g, '');
  const stated = plain.replace(
    /^(?:this (?:software|project|code|library|package|work|model) is )?(?:released|licensed|distributed|available) under (?:the terms of )?/i,
    '',
  );
  for (const name of [plain, stated, plain.replace(/ ?\([\w. -]{1,20}$/, ''), plain.replace(/,? {0,4}\p{L}{3,9} \d{4}$/u, '')]) {
    const found = lookUp(name);
    if (found.state === 'known') return found.id;
    if (found.state === 'ambiguous') return '';
  }
  return null;
}

const HOLDS = '(?!(?:holders?|owners?|notices?|laws?|acts?|licen[sc]es?|interests?|status|statement|office|and|or|in|of|to|is)\\b)';
/** "Copyright (c) 2024 Ada Example", whose "(c)" is gone; "Ada's part Copyright Ada Example"; a year; who wrote it; "All rights reserved". */
const NOTICE = new RegExp(
  [
    `^[^\\p{L}\\p{N}]*(?:portions\\s+)?(?:copyright|copr\\.)(?:[\\s:,]|©)+${HOLDS}[\\p{L}\\p{N}[<{]`,
    `^[^\\p{L}\\p{N}]*(?:©|authors?\\b|all rights reserved|\\d{4}\\b)`,
    '\\bcopyright\\s{1,8}(?:©\\s{0,8})?(?:\\d{4}|[[<{])',
  ].join('|'),
  'iu',
);
/** The same in the middle of a short line, where only a capital tells a name. */
const NAMED = /^(?:\S{1,20} ){1,4}Copyright (?!Holder|Owner|Notice|Law|Act|Licen|Interest|Status|Statement|Office)\p{Lu}\p{Ll}/u;

function isNotice(line: string): boolean {
  return NOTICE.test(line) || NAMED.test(line);
}

export function hasTerms(words: readonly string[]): boolean {
  return words.some((word) => TELLING.has(word));
}
