/** A bar for each budget that was measured: how much of it is used. The same figures give the same bytes. */
import { type Came, type Figures, limitOf, numeral, used } from './figures.ts';

const WIDTH = 960;
const LEFT = 390;
const ROW = 24;
const TOP = 34;
/** Of a bar that uses all. */
const WHOLE = 200;
/** Longer bars end here, with a mark: what is far over must not make the others points. */
const MOST = 1.5;

export function chart({ budgets }: Figures): string {
  const measured = budgets.flatMap((came) => (came.value === null ? [] : [{ came, value: came.value }]));
  const height = TOP + measured.length * ROW + 10;
  const limit = LEFT + WHOLE;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="How much of each budget is used">`,
    // Readable on the light and the dark page.
    '<style>text{font:13px sans-serif;fill:#57606a}.holds{fill:#2f81f7}.over{fill:#d1242f}.limit{stroke:#57606a;stroke-dasharray:3 3}@media(prefers-color-scheme:dark){text{fill:#9ea7b3}.limit{stroke:#9ea7b3}}</style>',
    `<text x="${limit}" y="14" text-anchor="middle">budget</text>`,
    ...measured.map(({ came, value }, at) => bar(came, value, TOP + at * ROW)),
    `<line class="limit" x1="${limit}" y1="20" x2="${limit}" y2="${height - 4}"/>`,
    '</svg>',
  ].join('\n')}\n`;
}

function bar(came: Came, value: number, top: number): string {
  const share = used(came, value);
  const length = Math.max(1, Math.round(Math.min(share, MOST) * WHOLE));
  const end = LEFT + length;
  const cut = share > MOST ? ` <path class="over" d="M${end} ${top}l8 8l-8 8z"/>` : '';
  const words = `${numeral(value)} ${came.unit} (${limitOf(came)})`;
  return [
    `<text x="${LEFT - 8}" y="${top + 13}" text-anchor="end">${escaped(came.work)}</text>`,
    `<rect class="${share <= 1 ? 'holds' : 'over'}" x="${LEFT}" y="${top}" width="${length}" height="16"/>${cut}`,
    `<text x="${Math.max(end, LEFT + WHOLE) + 14}" y="${top + 13}">${escaped(words)}</text>`,
  ].join('\n');
}

/** Backquotes are of the page. */
function escaped(text: string): string {
  return text.replaceAll('`', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
