/** A phrase: words with a little emphasis, raw (unescaped). Each format has its own writer, which escapes every piece (T22). */

export interface PhrasePiece {
  readonly text: string;
  /** `code` is for text that somebody else wrote: names, versions, branches. `copy`: such a text, which is copied as a whole. */
  readonly style: 'plain' | 'strong' | 'code' | 'copy';
}

export type Phrase = readonly PhrasePiece[];

export function plain(text: string): PhrasePiece {
  return { text, style: 'plain' };
}

export function strong(text: string): PhrasePiece {
  return { text, style: 'strong' };
}

export function code(text: string): PhrasePiece {
  return { text, style: 'code' };
}

export function copy(text: string): PhrasePiece {
  return { text, style: 'copy' };
}

/** Phrases side by side with a separator between them. */
export function joined(phrases: readonly Phrase[], separator: string): Phrase {
  return phrases.flatMap((phrase, index) => (index === 0 ? phrase : [plain(separator), ...phrase]));
}

/** Splits `text` around the first `name`, so that the name can be shown as what it is: somebody else's word. */
export function naming(text: string, name: string): Phrase {
  const at = name === '' ? -1 : text.indexOf(name);
  if (at < 0) return [plain(text)];
  return [plain(text.slice(0, at)), code(name), plain(text.slice(at + name.length))].filter((piece) => piece.text !== '');
}

/** Without emphasis, where a format has none. */
export function phraseWords(phrase: Phrase): string {
  return phrase.map((piece) => piece.text).join('');
}
