/** A text → the words by which it is compared, whatever its case, marks and line ends. */

/** One word of a text, and where it stands among all of them. */
export interface TextWord {
  readonly text: string;
  readonly at: number;
}

/** Spellings of one word, which the SPDX guidelines for matching name as equal (annex B, "varietal word spelling"). */
const SAME: ReadonlyMap<string, string> = new Map(
  `acknowledgement acknowledgment|acknowledgements acknowledgments|analogue analog|analyse analyze|artefact artifact|artefacts artifacts
  authorisation authorization|authorise authorize|authorised authorized|calibre caliber|cancelled canceled|capitalisations capitalizations
  catalogue catalog|categorise categorize|centre center|emphasised emphasized|favour favor|favourite favorite|fulfil fulfill
  fulfilment fulfillment|initialise initialize|judgement judgment|labelling labeling|labour labor|licence license|licences licenses
  licenced licensed|maximise maximize|modelled modeled|modelling modeling|offence offense|optimise optimize|organisation organization
  organisations organizations|organise organize|practise practice|programme program|realise realize|recognise recognize|signalling signaling
  sublicence sublicense|sublicences sublicenses|sublicenced sublicensed|utilisation utilization|whilst while|wilful willful`
    .split(/[|\n]/)
    .map((pair) => pair.trim().split(' ') as [string, string]),
);

const APOSTROPHE = /(?<=\p{L})['’‘`](?=\p{L})/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Letters and digits make words; an apostrophe ends none. */
export function wordsOfLine(line: string): string[] {
  return writtenWords(line).map(({ written }) => comparedWord(written));
}

export interface WrittenWord {
  readonly written: string;
  /** What stands between it and the words beside it, where a line ends "\\n". */
  readonly before: string;
  readonly after: string;
}

/** The same words as they are written. */
export function writtenWords(line: string): WrittenWord[] {
  const plain = line.replace(APOSTROPHE, '');
  const found = [...plain.matchAll(WORD)];
  const endOf = (match: RegExpExecArray | undefined): number => (match === undefined ? 0 : match.index + match[0].length);
  return found.map((match, index) => ({
    written: match[0],
    before: plain.slice(endOf(found[index - 1]), match.index),
    after: index + 1 < found.length ? plain.slice(endOf(match), found[index + 1]?.index) : `${plain.slice(endOf(match))}\n`,
  }));
}

function comparedWord(written: string): string {
  const word = written.toLowerCase();
  return SAME.get(word) ?? word;
}

/** "non-commercial" is "noncommercial", "sub-license" is "sublicense", also over the end of a line. */
export function joinedWords(words: readonly TextWord[]): TextWord[] {
  const found: TextWord[] = [];
  let lead = '';
  for (const { text, at } of words) {
    if (text === 'non' || text === 'sub') lead += text;
    else {
      found.push({ text: lead + text, at });
      lead = '';
    }
  }
  const last = words.at(-1);
  if (lead !== '' && last !== undefined) found.push({ text: lead, at: last.at });
  return found;
}
