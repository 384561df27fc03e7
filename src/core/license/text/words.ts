/** A text → the words by which it is compared, whatever its case, marks and line ends. */

/** Spellings of one word, which the SPDX guidelines for matching name as equal (annex B, "varietal word spelling"). */
const SAME: ReadonlyMap<string, string> = new Map([
  ['licence', 'license'],
  ['licences', 'licenses'],
  ['licenced', 'licensed'],
  ['authorisation', 'authorization'],
  ['favour', 'favor'],
  ['fulfil', 'fulfill'],
  ['organisation', 'organization'],
  ['whilst', 'while'],
  ['acknowledgement', 'acknowledgment'],
]);

/** Letters and digits make words; an apostrophe ends none. */
export function wordsIn(line: string): string[] {
  const plain = line.toLowerCase().replace(/(?<=\p{L})['’‘`](?=\p{L})/gu, '');
  return (plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map((word) => SAME.get(word) ?? word);
}

/** "non-commercial" is "noncommercial", "sub-license" is "sublicense", also over the end of a line. */
export function joinedWords(words: readonly string[]): string[] {
  const found: string[] = [];
  let lead = '';
  for (const word of words) {
    if (word === 'non' || word === 'sub') lead += word;
    else {
      found.push(lead + word);
      lead = '';
    }
  }
  if (lead !== '') found.push(lead);
  return found;
}
