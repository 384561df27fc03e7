/** A parser thread for tests: what it does with a file is what the file says. */
import { parentPort, workerData } from 'node:worker_threads';
import { beginJob, type FactAnswer, type FactJob, type JobProgress } from '../../../../src/core/io/extract/protocol.ts';

function answer(job: FactJob, detector: string): FactAnswer {
  beginJob(workerData as JobProgress, job);
  const text = Buffer.from(job.bytes).toString();
  if (text.startsWith('hang') || text === `only ${detector}`) for (;;);
  if (text.startsWith('wait')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  // Longer than the deadline of its test, and without computing.
  if (text.startsWith('sleep')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  if (text.startsWith('die')) process.exit(3);
  if (text.startsWith('throw')) throw new Error('the thread broke');
  if (text.startsWith('grow')) for (const all: string[] = []; ; ) all.push('x'.repeat(100_000) + all.length);
  if (text.startsWith('fail')) return { facts: [], failure: 'a bug of the detector' };
  const message = text.startsWith('env') ? Object.keys(process.env).join(' ') : `${detector} ${job.depth} ${text} ${job.size}`;
  return { facts: [{ kind: 'problem', code: 'syntax', message, line: 1, column: 1 }], failure: null };
}

parentPort?.on('message', (jobs: readonly FactJob[]) => {
  for (const job of jobs) parentPort?.postMessage([{ id: job.id, answers: job.detectors.map((id) => answer(job, id)) }]);
});
