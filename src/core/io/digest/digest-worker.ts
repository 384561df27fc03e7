/** The thread that hashes: synchronous reads of 1 MiB, as many files as it can take from the shared list. It parses nothing. */
import { parentPort } from 'node:worker_threads';
import { digestFile } from './digest-file.ts';
import { type DigestReport, type FileDigestResult, type DigestRun, isCanceled, takeNext } from './protocol.ts';

const BLOCK = 1024 * 1024;
/** A report is due after so many bytes or results, whatever comes first. */
const REPORT_BYTES = 16 * BLOCK;
const REPORT_RESULTS = 64;

const buffer = Buffer.allocUnsafeSlow(BLOCK);

function work({ id, paths, ranges, root, algorithms, shared }: DigestRun): void {
  let bytes = 0;
  let results: (readonly [number, FileDigestResult])[] = [];
  function report(done: boolean): void {
    parentPort?.postMessage({ run: id, bytes, results, done } satisfies DigestReport);
    bytes = 0;
    results = [];
  }
  function onBlock(count: number): boolean {
    bytes += count;
    if (bytes >= REPORT_BYTES) report(false);
    return !isCanceled(shared);
  }
  while (!isCanceled(shared)) {
    const index = takeNext(shared);
    const path = paths[index];
    if (path === undefined) break;
    const result = digestFile(path, { root, range: ranges[index] ?? null, algorithms, buffer, onBlock });
    if (result === null) break;
    results.push([index, result]);
    if (results.length >= REPORT_RESULTS) report(false);
  }
  report(true);
}

parentPort?.on('message', work);
