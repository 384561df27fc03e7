/** `$ARGS` without quotes stands for the words of its value (POSIX.1-2024, 2.6.5). */
import type { Expression } from '../../../model/index.ts';
import type { Work } from './limits.ts';
import { atPlace } from './mapped.ts';
import { type Variables, wordValue } from './values.ts';
import type { ShellCommand, Word } from './words.ts';

/** `"${ARGS[@]}"`: each word of the list. */
const WHOLE_LIST = /^"?\$\{[A-Za-z_]\w{0,200}\[[@*]\]\}"?$/;
/** Words that one variable may stand for. */
const MAX_ADDED = 200;

export interface Split {
  readonly words: ShellCommand;
  /** The first variable that whoever starts the command may set otherwise, or null. */
  readonly more: Word | null;
}

export function splitWords(command: ShellCommand, variables: Variables, work: Work): Split {
  let more: Word | null = null;
  const words = command.flatMap((word): readonly Word[] => {
    const [only] = word.pieces;
    const list = only?.kind === 'variable' && WHOLE_LIST.test(word.source.text) ? variables.get(only.name)?.words : undefined;
    if (list !== undefined && list.length <= work.words) {
      work.words -= list.length;
      return list;
    }
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
    const texts = fixed?.kind === 'literal' ? wordsOf(fixed) : null;
    if (texts === null || texts.length > Math.min(MAX_ADDED, work.words)) return [word];
    work.words -= texts.length;
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

/** A variable is used again and again: its words are found once. null: one word, which is no option. */
const known = new WeakMap<Expression, readonly string[] | null>();

function wordsOf(value: Expression & { readonly kind: 'literal' }): readonly string[] | null {
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = value.text.trim();
  const texts = /\s|^-/.test(text) ? text.split(/\s+/) : null;
  known.set(value, texts);
  return texts;
}
