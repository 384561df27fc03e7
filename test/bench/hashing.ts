/** Hashing weights beside `openssl dgst -sha256`, on the same files in the same run: one file, and two at once. */
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ended, type Measured, measure, middle } from './measure.ts';
import type { Report } from './report.ts';
import type { Row } from './row.ts';

const MIB = 1024 * 1024;
const SIZE = 1024 * MIB;
const ROUNDS = 5;
const digester = new URL('../../src/core/io/digest/digester.ts', import.meta.url);

/**
 * Two files of 1 GiB are kept. Ours is a process of its own, so that its memory can be seen. "hashing" leaves out the start of that process,
 * as the budget is about any size; "whole process" has it.
 */
export const hashingRow: Row = {
  name: 'hashing',
  async run({ root }, report) {
    const files = [await weights(join(root, 'weights-1.bin'), 1), await weights(join(root, 'weights-2.bin'), 2)];
    // Both read from the page cache: the disk is not what is compared.
    await openssl(files);
    const one = await compare(report, 'one file of 1 GiB', files.slice(0, 1));
    report.came('hashing', one.share);
    const two = await compare(report, `two files of 1 GiB, ${availableParallelism()} cores`, files);
    report.came('hashing-memory', Math.max(one.peak, two.peak));
  },
};

/** `share`: how fast it hashes, in percent of openssl. */
async function compare(report: Report, label: string, files: readonly string[]): Promise<{ share: number; peak: number }> {
  const theirs: Measured[] = [];
  const runs: Measured[] = [];
  const inside: Measured[] = [];
  // In turns, so that whatever else the machine does meets both.
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await openssl(files));
    const run = await ours(files);
    runs.push(run);
    inside.push({ ...run, seconds: Number(run.stdout) });
  }
  const [reference, hashing, whole] = [middle(theirs), middle(inside), middle(runs)];
  const share = (100 * reference.seconds) / hashing.seconds;
  report.ran(`openssl dgst -sha256, ${label}`, reference);
  report.ran(
    `hashing, ${label}`,
    hashing,
    `${share.toFixed(0)} % of openssl, ${Math.round((files.length * SIZE) / MIB / hashing.seconds)} MiB/s`,
  );
  report.ran(`hashing, ${label}, whole process`, whole, `${((100 * reference.seconds) / whole.seconds).toFixed(0)} % of openssl`);
  return { share, peak: whole.peak ?? Number.NaN };
}

/** What it prints are the seconds of hashing. */
async function ours(files: readonly string[]): Promise<Measured> {
  const script = `
    import { createDigester } from ${JSON.stringify(digester.href)};
    const digester = createDigester();
    const begin = performance.now();
    const results = await digester.digest(${JSON.stringify(files.map((path) => ({ path })))}, ['sha256']);
    console.log((performance.now() - begin) / 1000);
    if ([...results.values()].some((result) => result.state !== 'ok')) process.exitCode = 3;
    await digester.close();`;
  return ended(await measure(process.execPath, ['--input-type=module', '-e', script]));
}

/** One process a file, all at once. */
async function openssl(files: readonly string[]): Promise<Measured> {
  const runs = await Promise.all(files.map(async (file) => ended(await measure('openssl', ['dgst', '-sha256', file]))));
  const cpu = runs.reduce((sum, run) => sum + (run.cpu ?? Number.NaN), 0);
  return { ...middle(runs), seconds: Math.max(...runs.map(({ seconds }) => seconds)), cpu: Number.isNaN(cpu) ? null : cpu };
}

/** Bytes that no file system can store as holes or compress away. */
async function weights(file: string, seed: number): Promise<string> {
  if (existsSync(file) && statSync(file).size === SIZE) return file;
  const words = new Uint32Array(MIB / 4);
  let state = seed;
  function* blocks(): Generator<Buffer> {
    for (let block = 0; block < SIZE / MIB; block++) {
      for (let index = 0; index < words.length; index++) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        words[index] = state;
      }
      yield Buffer.from(words.slice().buffer);
    }
  }
  await pipeline(Readable.from(blocks()), createWriteStream(file));
  return file;
}
