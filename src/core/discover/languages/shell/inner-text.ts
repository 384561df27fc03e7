/** What a program gets as one argument, where that is a script or code: the text in the quotes. */
import { atPlace, type Mapped, part } from './mapped.ts';
import { plainText, type Word } from './words.ts';

/** Variables stay as they are written. */
export function innerText(word: Word): Mapped {
  if (word.quoted !== null) return word.quoted;
  const { source } = word;
  if (word.item === null && /^"(?:[^"\\]|\\[\s\S])*"$/.test(source.text))
    return withoutEscapes(part(source, 1, source.text.length - 1), /["$`\\\n]/);
  const text = plainText(word);
  return text === null ? source : atPlace(text, source.offsets[0] ?? 0);
}

/** Backslashes are taken away before these characters; a line end behind one goes with it. */
export function withoutEscapes(text: Mapped, before: RegExp): Mapped {
  if (!text.text.includes('\\')) return text;
  const characters: string[] = [];
  const offsets: number[] = [];
  for (let index = 0; index < text.text.length; index++) {
    if (text.text[index] === '\\' && before.test(text.text[index + 1] ?? '')) {
      index += 1;
      if (text.text[index] === '\n') continue;
    }
    characters.push(text.text[index] ?? '');
    offsets.push(text.offsets[index] ?? 0);
  }
  return { text: characters.join(''), offsets };
}
