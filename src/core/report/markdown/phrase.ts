/** Phrases in Markdown. */
import type { Place } from '../../model/index.ts';
import type { Phrase, PhrasePiece } from '../view/phrase.ts';
import { cell, codeSpan } from './escape.ts';

/** Of a list in one line. */
const LIST = 2_000;

export function phrase(pieces: Phrase): string {
  return written(pieces);
}

/** The same for a list of several sentences in one line. */
export function listPhrase(pieces: Phrase): string {
  return written(pieces, LIST);
}

function written(pieces: Phrase, limit?: number): string {
  let result = '';
  for (const { text, style } of merged(pieces)) {
    const next =
      style === 'code' || style === 'copy' ? codeSpan(text) : style === 'strong' && text !== '' ? `**${cell(text)}**` : cell(text, limit);
    // Two code spans without anything between them would be read as one.
    result += result.endsWith('`') && next.startsWith('`') ? ` ${next}` : next;
  }
  return result;
}

/** Neighbors in plain text are one text: a word must not become something else because two harmless halves of it met. */
function merged(pieces: Phrase): Phrase {
  const result: PhrasePiece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.style === 'plain' && piece.style === 'plain') result[result.length - 1] = { ...last, text: last.text + piece.text };
    else if (piece.text !== '' || piece.style === 'code' || piece.style === 'copy') result.push(piece);
  }
  return result;
}

export function place({ path, line }: Pick<Place, 'path' | 'line'>): string {
  return codeSpan(`${path}:${line}`);
}

/** "`a:1`, `b:2` +3 more". */
export function places(all: readonly Pick<Place, 'path' | 'line'>[], shown: number): string {
  const more = all.length > shown ? ` +${all.length - shown} more` : '';
  return `${all.slice(0, shown).map(place).join(', ')}${more}`;
}

/** "+3 more", as a link where there is somewhere to go on. */
export function more(left: number, address: string | null): string {
  return address === null ? `+${left} more` : `[+${left} more](${address})`;
}
