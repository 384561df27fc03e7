/** Hashing weights beside `openssl dgst -sha256`, on the same files in the same run: one file, and two at once. */
import { createWriteStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Measured, measure } from './measure.ts';

const MIB = 1024 * 1024;
const SIZE = 1024 * MIB;
const ROUNDS = 5;
const digester = new URL('../../src/core/io/digest/digester.ts', import.meta.url);

/**
 * Prints seconds, MB and ratios; asserts nothing. `root` is the benchmark's folder: two files of 1 GiB are kept there.
 * Ours is a process of its own, so that its memory can be seen. "hashing" leaves out the start of that process, as the budget is about
 * any size; "whole process" has it.
 */
export async function hashing(root: string): Promise<void> {
  mkdirSync(root, { recursive: true });
  const files = [await weights(join(root, 'weights-1.bin'), 1), await weights(join(root, 'weights-2.bin'), 2)];
  // Both read from the page cache: the disk is not what is compared.
  await openssl(files);
  await compare('one file of 1 GiB', files.slice(0, 1), 95);
  await compare(`two files of 1 GiB, ${availableParallelism()} cores`, files, 90);
}

async function compare(label: string, files: readonly string[], budget: number): Promise<void> {
  const theirs: number[] = [];
  const runs: (Measured & { hashing: number })[] = [];
  // In turns, so that whatever else the machine does meets both.
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await openssl(files));
    runs.push(await ours(files));
  }
  const reference = middle(theirs);
  const inside = middle(runs.map((run) => run.hashing));
  const whole = middle(runs.map((run) => run.seconds));
  const peak = Math.max(...runs.map((run) => run.peak ?? 0));
  const speed = (files.length * SIZE) / MIB / inside;
  console.log(`sha256, ${label}`);
  console.log(`  openssl dgst -sha256${files.length > 1 ? ', in parallel' : ''}`.padEnd(58), `${reference.toFixed(2).padStart(7)} s`);
  console.log(
    '  ours, hashing'.padEnd(58),
    `${inside.toFixed(2).padStart(7)} s ${String(peak).padStart(5)} MB  ${percent(reference, inside)} of openssl (budget ${budget} %), ${Math.round(speed)} MiB/s`,
  );
  console.log('  ours, whole process'.padEnd(58), `${whole.toFixed(2).padStart(7)} s           ${percent(reference, whole)} of openssl`);
}

async function ours(files: readonly string[]): Promise<Measured & { hashing: number }> {
  const script = `
    import { createDigester } from ${JSON.stringify(digester.href)};
    const digester = createDigester();
    const begin = performance.now();
    const results = await digester.digest(${JSON.stringify(files.map((path) => ({ path })))}, ['sha256']);
    console.log((performance.now() - begin) / 1000);
    if ([...results.values()].some((result) => result.state !== 'ok')) process.exitCode = 3;
    await digester.close();`;
  const run = await measure(process.execPath, ['--input-type=module', '-e', script]);
  if (run.exitCode !== 0) throw new Error(`hashing failed: ${run.stderr}`);
  return { ...run, hashing: Number(run.stdout) };
}

/** Seconds from the first start to the last end. */
async function openssl(files: readonly string[]): Promise<number> {
  const begin = performance.now();
  const runs = await Promise.all(files.map((file) => measure('openssl', ['dgst', '-sha256', file])));
  const failed = runs.find((run) => run.exitCode !== 0);
  if (failed !== undefined) throw new Error(`openssl failed: ${failed.stderr}`);
  return (performance.now() - begin) / 1000;
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

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function percent(reference: number, seconds: number): string {
  return `${((100 * reference) / seconds).toFixed(0)} %`;
}
