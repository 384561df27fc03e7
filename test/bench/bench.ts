/**
 * The budgets of the design, as figures and ratios of one run. It asserts nothing: a loaded machine is no bug.
 *
 *   npm run bench -- [ROW…] [--json FILE]
 *
 * Without names all rows run. FILE gets the figures, for the page of them (scripts/performance.ts).
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openReports } from './report.ts';
import type { Place } from './row.ts';
import { ROWS } from './rows.ts';

const home = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(home, 'dist');
const place: Place = { dist, cli: join(dist, 'cli.js'), root: join(home, 'out', 'bench') };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const names = ROWS.map(({ name }) => name);
const unknown = positionals.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no row "${unknown}". The rows are ${names.join(', ')}.`);
  process.exit(2);
}
mkdirSync(place.root, { recursive: true });
if (values.json !== undefined) mkdirSync(dirname(values.json), { recursive: true });
console.log(`Node ${process.versions.node}; seconds of the clock, CPU seconds and MB of all processes of a program (of the largest one)`);
const reports = openReports((line) => console.log(line));
for (const row of ROWS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  console.log(`\n${row.name}`);
  try {
    await row.run(place, reports.of(row.name));
  } catch (error) {
    // The other rows are worth their time.
    console.error(error);
    process.exitCode = 1;
  }
  if (values.json !== undefined) reports.save(values.json);
}
console.log(`\n${reports.summary()}`);
