/** `$ARGS` without quotes stands for the words of its value (POSIX.1-2024, 2.6.5). */
import { atPlace } from './mapped.ts';
import { type Variables, wordValue } from './values.ts';
import type { Command, Word } from './words.ts';

/** Words that variables may add to one command. */
const MAX_ADDED = 200;

export interface Split {
  readonly words: Command;
  /** The first variable that whoever starts the command may set otherwise, or null. */
  readonly more: Word | null;
}

export function splitWords(command: Command, variables: Variables): Split {
  let more: Word | null = null;
  let added = 0;
  const words = command.flatMap((word): readonly Word[] => {
    const [only] = word.pieces;
    if (
      word.pieces.length !== 1 ||
      only?.kind !== 'variable' ||
      word.quoted !== null ||
      word.item !== null ||
      /^["']/.test(word.source.text)
    )
      return [word];
    const { value } = wordValue(word, variables);
    const fixed = value.kind === 'overridable' ? value.fallback : value;
    if (fixed?.kind !== 'literal' || !/\s|^-/.test(fixed.text.trim())) return [word];
    const texts = fixed.text.trim().split(/\s+/);
    added += texts.length;
    if (added > MAX_ADDED) return [word];
    if (value.kind === 'overridable') more ??= word;
    return texts.map((text) => ({
      pieces: [{ kind: 'text', text }],
      source: atPlace(text, word.source.offsets[0] ?? 0),
      quoted: null,
      item: null,
    }));
  });
  return { words, more };
}
