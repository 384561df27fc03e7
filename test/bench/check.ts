/** A check of a pull request in a product of some size: where the base is known from before, where nothing is, and the first time. */
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { git } from './history.ts';
import { measure, type Measured, median, middle } from './measure.ts';
import { productRepository } from './product/repository.ts';
import type { Report } from './report.ts';
import type { Place, Row } from './row.ts';
import { REGISTRIES_OFF } from '../support/registries-off.ts';

const LARGEST = 200_000;
const SIZES = [5_000, 50_000, LARGEST] as const;
const RUNS = 5;

interface Asked {
  readonly branch: string;
  /** False: as the Action does it. */
  readonly kept: boolean;
}

/** As people run it: with the report for a terminal. `more`: further arguments. */
function check(place: Place, folder: string, { branch, kept }: Asked, more: readonly string[] = []): Promise<Measured> {
  const args = ['--offline', ...(kept ? [] : ['--no-cache']), '--base', 'main', '--head', branch, ...more];
  return measure(process.execPath, [place.cli, 'check', ...args, '-C', folder], {
    env: { ...process.env, ...REGISTRIES_OFF, XDG_CACHE_HOME: cacheOf(place) },
  });
}

function outOf({ root }: Place): string {
  return join(root, 'check.json');
}

/** None of the user's own, and the same for all rows. */
function cacheOf({ root }: Place): string {
  return join(root, 'cache');
}

const verdict = z.object({
  conclusion: z.string(),
  verdict: z.object({ findings: z.array(z.object({ status: z.string(), finding: z.object({ id: z.string() }) })) }),
});

/** What the same check says, in a run that is not measured. One that waits for an answer ends with 2, as one that could not run: only the first wrote something. */
async function saidOf(place: Place, folder: string, asked: Asked): Promise<{ words: string; findings: string }> {
  rmSync(outOf(place), { force: true });
  const { stderr } = await check(place, folder, asked, ['--format', 'json', '-o', outOf(place)]);
  if (!existsSync(outOf(place))) throw new Error(`the check could not run: ${stderr.trim().slice(0, 500)}`);
  const { conclusion, verdict: judged } = verdict.parse(JSON.parse(readFileSync(outOf(place), 'utf8')));
  const news = judged.findings.filter(({ status }) => status === 'new' || status === 'worse').map(({ finding }) => finding.id);
  return { words: `${conclusion}, ${news.length} findings`, findings: `${conclusion} ${news.sort().join(' ')}` };
}

/** A pull request in a repository whose base an earlier check has read, and the same with nothing kept. */
export async function checkKnown(place: Place, report: Report, work: string, folder: string): Promise<Measured> {
  const asked: Asked = { branch: 'feature', kept: true };
  // The first run may be the one that reads the base.
  await check(place, folder, asked);
  const result = await median(RUNS, () => check(place, folder, asked));
  const said = await saidOf(place, folder, asked);
  report.ran(`${work}, base known`, result, said.words);
  const fresh = await check(place, folder, { ...asked, kept: false });
  const again = await saidOf(place, folder, { ...asked, kept: false });
  report.ran(`${work}, nothing kept`, fresh, again.words);
  if (said.findings !== again.findings) throw new Error('the verdict depends on what was kept');
  return result;
}

function written(total: number): string {
  return total.toLocaleString('en');
}

export const indexRow: Row = {
  name: 'index',
  async run(place, report) {
    const folder = await productRepository(place.root, LARGEST);
    const list = join(place.root, 'blobs.txt');
    writeFileSync(list, git(['-C', folder, 'ls-tree', '-r', '--format=%(objectname)', 'main']));
    const read = async (): Promise<Measured> => {
      const input = openSync(list, 'r');
      const result = await measure('git', ['-C', folder, 'cat-file', '--batch'], { input, discard: true });
      closeSync(input);
      return result;
    };
    // Before and behind it, so that whatever else the machine does meets both.
    const before = await read();
    rmSync(cacheOf(place), { recursive: true, force: true });
    const asked: Asked = { branch: 'feature', kept: true };
    const ours = await check(place, folder, asked);
    const theirs = middle([before, await read(), await read()]);
    report.ran(`git cat-file --batch, ${written(LARGEST)} files`, theirs);
    const cpu = theirs.cpu === null || ours.cpu === null ? '' : `, ${(ours.cpu / theirs.cpu).toFixed(1)} times the CPU seconds`;
    report.ran(`first check, ${written(LARGEST)} files`, ours, `${(await saidOf(place, folder, asked)).words}${cpu}`);
    report.came('index', ours.seconds / theirs.seconds);
  },
};

export const checkRow: Row = {
  name: 'check',
  async run(place, report) {
    const known: Measured[] = [];
    for (const total of SIZES) {
      const result = await checkKnown(place, report, `check, 10 files of ${written(total)}`, await productRepository(place.root, total));
      known.push(result);
      report.came(`check-${total}`, result.seconds);
    }
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined) return;
    report.came('check-growth', last.seconds / first.seconds);
    report.came('check-memory', Math.max(...known.map(({ peak }) => peak ?? Number.NaN)));
  },
};

export const freshRow: Row = {
  name: 'fresh',
  async run(place, report) {
    const total = 50_000;
    const folder = await productRepository(place.root, total);
    for (const [names, branch] of [
      [10, 'feature'],
      [1_000, 'seeds-1000'],
      [20_000, 'seeds-20000'],
    ] as const) {
      const result = await median(RUNS, () => check(place, folder, { branch, kept: false }));
      report.ran(
        `check, ${written(total)} files, nothing kept, ${written(names)} names`,
        result,
        (await saidOf(place, folder, { branch, kept: false })).words,
      );
      report.came(`fresh-${names}`, result.seconds);
    }
  },
};
