/** Changed AI components, two lines each. */
import { phraseWords } from '../view/phrase.ts';
import type { Row, RowState } from '../view/row.ts';
import { count } from '../view/words.ts';
import { BLANK, type Line, type Tone, wrap } from './lines.ts';

const MARKS: Readonly<Record<RowState, readonly [string, Tone]>> = {
  block: ['BLOCKS ', 'red'],
  unsure: ['UNSURE ', 'yellow'],
  harm: ['HARMFUL', 'red'],
  warn: ['warns  ', 'yellow'],
  known: ['known  ', 'yellow'],
  open: ['open   ', 'dim'],
  ok: ['ok     ', 'green'],
  gone: ['removed', 'dim'],
};
const RED = 40;
const YELLOW = 20;
const GREEN = 10;

export function rowLines(rows: readonly Row[]): Line[] {
  const shown = [
    ...rows.filter(({ state }) => state === 'block' || state === 'unsure' || state === 'harm').slice(0, RED),
    ...rows.filter(({ state }) => state === 'warn' || state === 'known').slice(0, YELLOW),
    ...rows.filter(({ state }) => state === 'open' || state === 'ok' || state === 'gone').slice(0, GREEN),
  ];
  if (shown.length === 0) return [];
  const more = rows.length - shown.length;
  return [...shown.flatMap(rowLine), ...(more > 0 ? wrap(`+${more} more`, '  ', 'dim') : []), BLANK];
}

function rowLine(row: Row): Line[] {
  const [mark, tone] = MARKS[row.state];
  const where =
    row.place === null
      ? ''
      : `  ${row.place.path}:${row.place.line}${row.morePlaces > 0 ? ` +${count(row.morePlaces, 'place')}` : ''}${row.placeNote === '' ? '' : ` (${row.placeNote})`}`;
  const facts = [
    phraseWords(row.version),
    phraseWords(row.proof),
    ...(row.license.length === 0 ? [] : [`license ${phraseWords(row.license)}`]),
  ].filter((fact) => fact !== '');
  return [...wrap(`${row.kind} ${row.name}${where}`, `  ${mark}  `, tone, mark.length + 2), ...wrap(facts.join(' · '), ' '.repeat(11))];
}
