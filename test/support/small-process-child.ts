/** The small process: one program after the other, until who asks is gone. */
import { spawnSync } from 'node:child_process';
import { openSync, readSync, writeSync } from 'node:fs';
import { answerOf, runOf } from './small-process-wire.ts';

const [, , requests = '', answers = ''] = process.argv;
const to = openSync(answers, 'w');
// Says that it is here.
writeSync(to, '!');
const from = openSync(requests, 'r');

function read(size: number): Buffer | null {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; ) {
    const got = readSync(from, bytes, at, size - at, null);
    if (got === 0) return null;
    at += got;
  }
  return bytes;
}

for (let size = read(4); size !== null; size = read(4)) {
  const bytes = read(size.readUInt32LE());
  if (bytes === null) break;
  const { program, args, env, input } = runOf(bytes);
  const ran = spawnSync(program, args, { env, maxBuffer: 1 << 30, ...(input !== undefined && { input }) });
  const failed = ran.error === undefined || ran.status !== null ? {} : { failed: `${program}: ${ran.error.message}` };
  const answer = answerOf({ status: ran.status, stdout: ran.stdout ?? Buffer.alloc(0), stderr: String(ran.stderr ?? ''), ...failed });
  for (let at = 0; at < answer.length; ) at += writeSync(to, answer, at);
}
