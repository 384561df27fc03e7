/** An error as words for the log: what, where, what to do; nothing unseen in it (T22). */
import { EffectError, InputError, visibleUpTo } from '../core/index.ts';

export function wordsOf(error: unknown): string {
  const words =
    error instanceof InputError
      ? [`${error.message}.`, ...error.mistakes.map((one) => `${one.where ?? ''}: ${one.message}.`), error.hint]
      : error instanceof EffectError
        ? [`${error.message}.`, error.hint]
        : [
            'This is a bug of Weighbridge, and nothing was judged.',
            error instanceof Error ? (error.stack ?? error.message) : String(error),
          ];
  return words
    .flatMap((line) => line.split('\n'))
    .map((line) => visibleUpTo(line, 1_000))
    .join('\n');
}
