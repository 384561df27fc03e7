/** Names of GNU licenses, as people write them: "GNU General Public License v3 or later (GPLv3+)", "LGPL v2.1", "GPL-2". */

const NAME =
  /^(?:gnu )?(?:(affero|lesser|library) )?(?:general public licen[sc]e|(a|l)?gpl)(?: (?:licen[sc]e|version|v))?[ -]?v?(\d)(?:\.(\d))?(?:\.0)?(?:(\+)| or (?:any )?(?:later|newer|greater)(?: versions?)?| (only))?(?: [al]?gpl ?v?\d(?:\.\d)?\+?)?(?: licen[sc]e)?$/;

/** The whole of a text of at most 100 characters, or null. A name without "or later" grants no later version: "only", which grants no more than is written. */
export function readGnuName(text: string): string | null {
  if (text.length > 100) return null;
  const words = text
    .toLowerCase()
    .replace(/[\s_,"'()]+/g, ' ')
    .replace(/^ | $/g, '')
    .replace(/^the /, '');
  const found = NAME.exec(words);
  if (found === null) return null;
  const [whole, word, letter, major, minor = '0', plus, only] = found;
  const family = letter === 'a' || word === 'affero' ? 'AGPL' : letter === 'l' || word !== undefined ? 'LGPL' : 'GPL';
  const isLater = plus !== undefined || (only === undefined && / or (?:any )?(?:later|newer|greater)/.test(whole));
  return `${family}-${major}.${minor}-${isLater ? 'or-later' : 'only'}`;
}
