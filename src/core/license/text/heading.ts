/** The heading of a license: its name, version and date, however they are wrapped. It is passed over, and grants and forbids nothing. */
import { entryOf } from '../catalogue.ts';
import { wordsOfLine } from './words.ts';

/** Words of headings that belong to no license in particular. */
const COMMON = new Set(
  `a academic acceptable agreement and april august b c code commons community copyright creative date december effective february full general
  january july june last legal library license licenses march may model modified november october of open policy public release september software
  source text terms the updated use v version`.split(/\s+/),
);
/** More than a heading has. */
const MAX_HEADING = 24;

/** How many of the first words are the heading of one of these licenses: words of their names, numbers and words of any heading. */
export function headingLength(words: readonly string[], ids: readonly string[]): number {
  const own = new Set(ids.flatMap((id) => [id, entryOf(id)?.name ?? '', ...(entryOf(id)?.aliases ?? [])]).flatMap(wordsOfLine));
  let length = 0;
  while (length < Math.min(words.length, MAX_HEADING + 1) && isOfHeading(words[length] ?? '', own)) length++;
  return length > MAX_HEADING ? 0 : length;
}

function isOfHeading(word: string, own: ReadonlySet<string>): boolean {
  return own.has(word) || COMMON.has(word) || /^\d{1,4}$/.test(word);
}
