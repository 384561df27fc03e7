/** What licenses say, in Markdown: each clause with its path and ways out, and what they ask for (design section 6). */
import type { DutiesView } from '../view/duties.ts';
import type { BlockWithTerms } from '../view/terms.ts';
import type { ReportView } from '../view/view.ts';
import { count } from '../view/words.ts';
import { copyFence } from './escape.ts';
import { fittedComment } from './fit.ts';
import { listPhrase } from './phrase.ts';

/** Each begins with a word or a mark of ours. */
export function termTexts({ terms }: BlockWithTerms): string[] {
  const lines = [...terms.lines, ...terms.duties.map(({ line }) => line), ...(terms.ways === null ? [] : [terms.ways])];
  return lines.map(listPhrase);
}

/** Words to copy, folded. "" where there are none. */
export function copyTexts(duties: readonly DutiesView[]): string {
  const copies = [...new Set(duties.flatMap((one) => one.copies))];
  return copies.length === 0 ? '' : `<details><summary>Copy-ready texts</summary>\n\n${copyFence(copies)}\n\n</details>`;
}

/** What licenses ask for that stand in no block. "" where there are none, or no room. */
export function dutiesFold({ duties }: ReportView, budget: number): string {
  if (duties.length === 0) return '';
  const open = `<details><summary>What ${count(duties.length, 'license')} ${duties.length === 1 ? 'asks' : 'ask'} of you</summary>\n\n`;
  const close = '\n\n</details>';
  const copies = [...new Set(duties.flatMap((one) => one.copies))];
  const texts = copies.length === 0 ? '' : `\n\n${copyFence(copies)}`;
  const room = budget - open.length - close.length;
  const kept = texts.length < room / 2 ? texts : '';
  const body = fittedComment(
    duties.map(({ line }) => `- ${listPhrase(line)}`),
    room - kept.length,
    (left) => `- +${left} more: \`weighbridge notice\``,
  );
  return body === '' ? '' : `${open}${body}${kept}${close}`;
}
