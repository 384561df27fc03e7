/** Stands in for the hashing thread, to show what the digester does with one that misbehaves: a file named "die" ends it, others say which thread answered. */
import { parentPort, threadId } from 'node:worker_threads';
import { type DigestReport, type DigestRun, takeNext } from '../../../../src/core/io/digest/protocol.ts';

parentPort?.on('message', ({ id, paths, shared }: DigestRun) => {
  for (let index = takeNext(shared); index < paths.length; index = takeNext(shared)) {
    if (paths[index]?.endsWith('/die') === true) process.exit(3);
    const result = { state: 'ok', size: threadId, digests: {} } as const;
    parentPort?.postMessage({ run: id, bytes: 1, results: [[index, result]], done: false } satisfies DigestReport);
  }
  parentPort?.postMessage({ run: id, bytes: 0, results: [], done: true } satisfies DigestReport);
});
