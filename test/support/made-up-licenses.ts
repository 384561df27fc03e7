/** License texts that nobody has written: long enough to be told apart, and free to be committed. */
import { type TextIndex, textIndex } from '../../src/core/license/text/known-texts.ts';
import { wordsDigest, runMarksOf } from '../../src/core/license/text/print.ts';
import { comparedWords } from '../../src/core/license/text/recognize.ts';

const SYLLABLES = [
  'ba',
  'de',
  'fi',
  'go',
  'hu',
  'ka',
  'le',
  'mi',
  'no',
  'pu',
  'ra',
  'se',
  'ti',
  'vo',
  'zu',
  'lan',
  'mer',
  'sol',
  'tor',
  'ven',
];

/** Paragraphs of `count` words in all, wrapped at 70 characters; other seeds give other words. */
export function madeUpTerms(seed: number, count = 240): string {
  let state = seed * 2_654_435_761 + 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const words = Array.from({ length: count }, () => Array.from({ length: 2 + next(2) }, () => SYLLABLES[next(SYLLABLES.length)]).join(''));
  const lines = [''];
  words.forEach((word, index) => {
    const end = index % 60 === 59 ? '.\n' : '';
    if ((lines.at(-1) ?? '').length > 70) lines.push('');
    lines[lines.length - 1] = `${lines.at(-1)} ${word}${end}`.trimStart();
  });
  return lines.join('\n');
}

export interface MadeUp {
  readonly ids: readonly string[];
  readonly text: string;
  readonly part?: 'use-policy';
}

export function indexOfTexts(texts: readonly MadeUp[]): TextIndex {
  return textIndex(
    texts.map(({ ids, text, part }) => {
      const [words = []] = comparedWords(text).forms;
      return { ids, part: part ?? 'license', titles: [], words: words.length, digest: wordsDigest(words), marks: runMarksOf(words) };
    }),
  );
}
