/**
 * What is found of what is there: recall, precision, versions, unknowns and traps, beside labels that people wrote before any scan.
 *
 *   npm run bench:discovery -- [--set corpus|real|kinds] [--only NAME] [--at FOLDER] [--peers] [--misses] [--json FILE]
 *
 * A fact is found by its id or an alias, in the right file, within three lines, in the stated version. "corpus" is `test/corpus`; "real" are the
 * repositories of `test/corpus/real.json`, whose clones are OWNER+NAME in FOLDER; "kinds" are those of them whose misses may be looked at. NAME is a part of a repository's name.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readClaims } from './discovery/claims.ts';
import { compareWithTruth } from './discovery/match.ts';
import { peers, type Program, weighbridge } from './discovery/programs.ts';
import { corpusRepositories, realRepositories, type Repository } from './discovery/repositories.ts';
import { byFileKind, figuresOf, type Scored } from './discovery/score.ts';
import { misses, tables } from './discovery/table.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'corpus' },
    only: { type: 'string', default: '' },
    at: { type: 'string', default: 'out/bench/real' },
    peers: { type: 'boolean', default: false },
    misses: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const only = (one: Repository): boolean => one.name.includes(values.only);

function chosen(): Repository[] {
  if (values.set === 'corpus') return corpusRepositories().filter(only);
  const { here, absent } = realRepositories(values.at, values.set === 'kinds' ? 'kinds' : 'labelled');
  if (absent.length > 0) process.stderr.write(`not in ${values.at}: ${absent.join(', ')}\n`);
  return here.filter(only);
}

/** Each in a folder of its own outside of any repository: what a program ignores, or finds above, is no part of the figure. */
async function measured(program: Program, repositories: readonly Repository[]): Promise<Scored[]> {
  const scored: Scored[] = [];
  for (const repository of repositories) {
    const { name, truth } = repository;
    const place = mkdtempSync(join(tmpdir(), 'discovery-'));
    try {
      const folder = join(place, 'tree');
      repository.writeTo(folder);
      const text = await program.scan(folder, join(place, 'bom.json'));
      if (text === null) process.stderr.write(`${program.name} wrote nothing for ${name}\n`);
      scored.push({ name, outcome: compareWithTruth(truth, text === null ? { claims: [], unknowns: [] } : readClaims(text)) });
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }
  return scored;
}

const repositories = chosen();
if (repositories.length === 0) {
  console.error('There is no such repository.');
  process.exit(2);
}
const kept = fileURLToPath(new URL('../../out/bench', import.meta.url));
const own = await weighbridge();
const programs = [own, ...(values.peers ? peers(kept) : [])];
const all: Record<string, unknown> = {};
for (const program of programs) {
  const scored = await measured(program, repositories);
  console.log(`${tables(program.name, scored)}\n`);
  if (values.misses) console.log(`${misses(scored)}\n`);
  all[program.name] = { all: figuresOf(scored), files: Object.fromEntries(byFileKind(scored)), repositories: scored };
}
await own.close();
if (values.json !== undefined) {
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
}
