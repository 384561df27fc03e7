/** An error as lines for the log. */
import { errorWords, visibleUpTo } from '../core/index.ts';

export function wordsOf(error: unknown): string {
  const words = errorWords(error);
  if (words !== null) return [`${words.message}.`, ...words.mistakes.map((one) => `${one}.`), words.hint].join('\n');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return ['This is a bug of Weighbridge, and nothing was judged.', ...detail.split('\n').map((line) => visibleUpTo(line, 1_000))].join(
    '\n',
  );
}
