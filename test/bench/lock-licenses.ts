/**
 * What real locks say of licenses, and what is made of it: the newest commit of some git repositories, scanned offline under the built-in policy and
 * their own license. Whatever a package states, in whichever of these locks, is its license in all of them: older tools write none.
 *
 *   node test/bench/lock-licenses.ts <git directory>… [--use commercial,distributed] [--ask FOLDER] [--out FILE]
 *
 * Locks of Python, Rust and Go state no license: with --ask pip, cargo and go are asked, and what they say is kept in FOLDER.
 * Prints for each repository its own license, its libraries, of how many a license is stated, and of these how many are known, unknown, refused and
 * for somebody to look at; then what stays unknown. FILE (out/bench/lock-licenses.jsonl) gets a line for each license that is not simply known.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { openParsers } from '../../src/core/index.ts';
import { askedLicenses } from './lock-licenses/ask.ts';
import { repositoryName } from './noise/count.ts';
import { judgedLibraries, librariesIn, type ScannedProject, scannedProject, statedIn } from './lock-licenses/scan.ts';
import { licenseTable, unknownTable } from './lock-licenses/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    use: { type: 'string', default: '' },
    ask: { type: 'string' },
    out: { type: 'string', default: 'out/bench/lock-licenses.jsonl' },
  },
});

const parsers = openParsers();
const projects: ScannedProject[] = [];
try {
  for (const folder of positionals) {
    projects.push(await scannedProject(repositoryName(folder), folder, parsers));
    process.stderr.write(`${repositoryName(folder)}\n`);
  }
} finally {
  await parsers.close();
}
const { ask } = values;
const asked = ask === undefined ? [] : projects.flatMap(({ folder, name, bom }) => [...askedLicenses(folder, name, librariesIn(bom), ask)]);
const stated = new Map([...asked, ...statedIn(projects.flatMap(({ bom }) => librariesIn(bom)))]);
const judged = projects.map((project) =>
  judgedLibraries(
    project,
    stated,
    values.use.split(',').filter((one) => one !== ''),
  ),
);
mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(values.out, judged.flatMap(({ lines }) => lines.map((line) => `${JSON.stringify(line)}\n`)).join(''));
process.stdout.write(`${licenseTable(judged)}\n\n${unknownTable(judged)}\n`);
