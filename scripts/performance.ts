/**
 * Writes the figures of docs/performance.md and docs/performance.svg from what `npm run bench -- --json FILE` wrote:
 *
 *   node scripts/performance.ts FILE…
 *
 * Of several files a later one goes before an earlier one, row by row. Nothing else of the page is touched.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chart } from './performance/chart.ts';
import { type Figures, readFigures, together } from './performance/figures.ts';
import { pageWith } from './performance/page.ts';

const DOCS = fileURLToPath(new URL('../docs', import.meta.url));
const PAGE = join(DOCS, 'performance.md');

const [first, ...rest] = process.argv.slice(2).map((file): Figures => readFigures(readFileSync(file, 'utf8')));
if (first === undefined) {
  console.error('usage: node scripts/performance.ts FILE…');
  process.exitCode = 2;
} else {
  const figures = rest.reduce(together, first);
  writeFileSync(PAGE, pageWith(readFileSync(PAGE, 'utf8'), figures));
  writeFileSync(join(DOCS, 'performance.svg'), chart(figures));
  console.log('wrote docs/performance.md and docs/performance.svg');
}
