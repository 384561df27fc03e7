/** The table of changed AI components. */
import type { Row, RowState } from '../view/row.ts';
import { count } from '../view/words.ts';
import { codeSpan } from './escape.ts';
import { fittedComment } from './fit.ts';
import { more as moreOf, phrase, place } from './phrase.ts';

export const MARKS: Readonly<Record<RowState, string>> = {
  block: '⛔',
  unsure: '❔',
  harm: '🔴',
  warn: '⚠️',
  known: '🔸',
  open: '▫️',
  ok: '✅',
  gone: '➖',
};
const GREEN_ROWS = 10;
const YELLOW_ROWS = 30;

/** Red rows first, then a few of the others. "" without rows. */
export function table(rows: readonly Row[], first: boolean, budget: number, address: string | null): string {
  if (rows.length === 0) return '';
  const head = `| | ${first ? 'Found' : 'Changed'} | ${first ? 'Version' : 'Was → now'} | Proof | License |\n|:-:|---|---|---|---|`;
  const shown = [
    ...rows.filter(({ state }) => state === 'block' || state === 'unsure' || state === 'harm'),
    ...rows.filter(({ state }) => state === 'warn' || state === 'known').slice(0, YELLOW_ROWS),
    ...rows.filter(({ state }) => state === 'open' || state === 'ok' || state === 'gone').slice(0, GREEN_ROWS),
  ];
  const hidden = rows.length - shown.length;
  const more = (left: number): string => `| | ${moreOf(left + hidden, address)} | | | |`;
  const body = fittedComment(shown.map(line), budget - head.length - 40, more);
  const tail = hidden > 0 && !body.endsWith(' | | | |') ? `\n${more(0)}` : '';
  return `${head}\n${body}${tail}`;
}

function line(row: Row): string {
  const more = row.morePlaces > 0 ? ` +${count(row.morePlaces, 'place')}` : '';
  const where = row.place === null ? '' : ` <br> ${place(row.place)}${more}${row.placeNote === '' ? '' : ` (${row.placeNote})`}`;
  return `| ${MARKS[row.state]} | ${row.kind} ${codeSpan(row.name, 100)}${where} | ${phrase(row.version)} | ${phrase(row.proof)} | ${row.license.length === 0 ? '–' : phrase(row.license)} |`;
}
