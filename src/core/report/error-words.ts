/** An error as words: what, where, what to do; nothing unseen in them (T22). Each door lays them out in its own way. */
import { EffectError, InputError } from '../base/errors.ts';
import { visibleUpTo } from '../base/visible-text.ts';
import { withoutCommands } from './view/words.ts';

const LIMIT = 1_000;

export interface ErrorWords {
  /** Without a full stop. */
  readonly message: string;
  /** "where: message", one for each mistake. */
  readonly mistakes: readonly string[];
  readonly hint: string;
}

/** Null: no error that we know, so a bug of ours. */
export function errorWords(error: unknown): ErrorWords | null {
  if (!(error instanceof InputError) && !(error instanceof EffectError)) return null;
  const mistakes = error instanceof InputError ? error.mistakes : [];
  return {
    message: oneLine(error.message).replace(/\.$/, ''),
    mistakes: mistakes.map(({ where, message }) => oneLine(`${where === null ? '' : `${where}: `}${message}`)),
    hint: oneLine(error.hint),
  };
}

function oneLine(text: string): string {
  return withoutCommands(visibleUpTo(text, LIMIT));
}
