/** The bytes of a license file → its text, without what only shapes it. */

/** Longer than any license of the list: what is longer is not looked at, and is no license (T39). */
export const MAX_LICENSE_BYTES = 256 * 1024;

export type PlainText = { readonly text: string } | { readonly unreadable: string };

/** UTF-8, UTF-16 with its mark, or else Windows-1252, in which old files have their ©. What holds a NUL is no text. */
export function readableText(bytes: Uint8Array): PlainText {
  if (bytes.length > MAX_LICENSE_BYTES) return { unreadable: 'longer than any license' };
  const text = decoded(bytes);
  if (text.includes('\0')) return { unreadable: 'not a text' };
  return { text: withoutMarkup(text.normalize('NFKC')) };
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * Tags that shape a text, by their names, with attributes whose values are one word: a person who reads the file as it is sees whatever else
 * stands between angle brackets, so that it counts as words of the text.
 */
const TAG =
  /<\/?(?:!doctype html|a|abbr|b|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|li|link|main|meta|ol|p|pre|section|small|span|strong|table|tbody|td|th|title|tr|tt|u|ul)(?:\s{1,8}[a-z-]{1,20}="[^"\s<>]{0,300}"){0,8}\s{0,8}\/?>/gi;
/** Tags that end a paragraph, without attributes or with such. */
const BLOCK = new RegExp(
  TAG.source.replace(/\(\?:!doctype[^)]*\)/, '(?:blockquote|body|div|h[1-6]|head|html|li|p|pre|section|title|tr|ul)'),
  'gi',
);
const ENTITY = /&(?:quot|amp|lt|gt|nbsp|apos|copy|[lr][sd]quo|[mn]dash|#\d{1,5});/gi;
/** An address holds no terms; copies of one license differ in theirs. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'”’()[\]]{1,500}|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/gi;
/** "1." "2.1." "(a)" "iv)": how paragraphs are counted. What is left of "(c)", the sign of a copyright, goes with them. */
const MARKER = /(?<=^|[\s>*_|#“"-])\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{2,5})[.)](?=$|[\s*_])/gim;

/** "\\." and "\\(": a mark that Markdown escapes. */
const ESCAPED = /\\(?=[.()*_#[\]-])/g;
/** "2.1 Definitions" where a sentence begins, and the numbers that a license counts its sections by. */
const SECTION = /(?<=(?:^|[.;:!?])[\s*#>_]{0,40})\d{1,2}(?:\.\d{1,2}){1,3}(?=\s{1,8}["“]?\p{Lu})/gmu;
/** "2001, 2002, 2003-2024": of whose years only the first tells whether it is a notice. */
const YEARS = /\b((?:19|20)\d\d)(?:\s{0,40}[,–-]\s{0,40}(?:19|20)\d\d\b){1,60}/g;
/** Where the Free Software Foundation lived when a copy of its licenses was made. */
const FOUNDATION = /\b(?:31 Milk|51 Franklin|59 Temple|675 Mass)\b[^<>()]{1,100}?\bUSA\b/gi;

function withoutMarkup(text: string): string {
  const plain = text.replace(BLOCK, '\n\n').replace(TAG, breakOr).replace(ENTITY, ' ').replace(ADDRESS, ' ').replace(ESCAPED, '');
  return plain.replace(MARKER, ' ').replace(SECTION, ' ').replace(YEARS, '$1').replace(FOUNDATION, ' ');
}

/** A line ends where it says so. */
function breakOr(tag: string): string {
  return /^<br\b/i.test(tag) ? '\n' : ' ';
}

/** Words that were parted at the end of a line, "distri-" and "bution"; null: there are none. */
export function withoutHyphens(text: string): string | null {
  const joined = text.replace(/(?<=\p{Ll})-[ \t]{0,20}\n[\s*#>/]{0,40}(?=\p{Ll})/gu, '');
  return joined === text ? null : joined;
}
