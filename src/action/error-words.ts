/** An error as lines for the log, and as a list for the summary. */
import { errorWords, markdownText, visibleUpTo } from '../core/index.ts';

const BUG = 'This is a bug of Weighbridge, and nothing was judged.';

export function wordsOf(error: unknown): string {
  const words = errorWords(error);
  if (words !== null) return [`${words.message}.`, ...words.mistakes.map((one) => `${one}.`.replace(/\.\.$/, '.')), words.hint].join('\n');
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [BUG, ...detail.split('\n').map((line) => visibleUpTo(line, 1_000))].join('\n');
}

/** Markdown. Mistakes quote the policy of somebody: escaped (T22). */
export function listOf(error: unknown): string {
  const words = errorWords(error);
  const lines = words === null ? [BUG, 'The log has the details.'] : [words.message, ...words.mistakes, words.hint];
  return lines.map((line) => `- ${markdownText(line, 1_000)}`).join('\n');
}
