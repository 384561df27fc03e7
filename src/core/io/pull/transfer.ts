/** One try: asks for what is missing, and appends it to the part while it comes. */
import { networkCauseOf } from '../net/egress.ts';
import { type Failure, failed, readAnswer } from './answer.ts';
import { type HubCall, openConnection } from './connection.ts';
import type { PartialFile } from './part.ts';
import type { PullTarget } from './types.ts';
import { startWatch, type Watch } from './watch.ts';

/** Written and hashed together: fewer, larger steps. */
const BATCH = 512 * 1024;

export interface Lane {
  readonly hubOrigin: string;
  readonly cdnOrigins: readonly string[];
  readonly token: string | null;
  readonly fetch: typeof globalThis.fetch;
  readonly stallMs: number;
  readonly stop: AbortSignal;
  /** Takes so many bytes from the quota; false when it is used up. */
  spend(bytes: number): boolean;
  /** After each batch that is on disk. */
  progress(target: PullTarget, held: number): void;
}

/** null: all bytes are on disk. Throws EffectError DISK, and what `stop` throws. */
export async function transfer(target: PullTarget, part: PartialFile, lane: Lane): Promise<Failure | null> {
  const watch = startWatch(lane.stop, lane.stallMs);
  try {
    const offset = part.held();
    const call: HubCall = { ...lane, url: target.url, offset };
    const opened = await openConnection(call, watch);
    if (opened.state === 'refused') return failed('refused', opened.detail);
    if (opened.state !== 'answered') return failed(opened.state, opened.detail, { again: true });
    const { response, way, wait } = opened;
    const meaning = readAnswer({ status: response.status, way, wait }, target, offset);
    const reader = response.body?.getReader();
    try {
      if (meaning.state === 'failed') return meaning;
      // The server does not continue files: what was there comes again.
      if (meaning.from < offset) await part.restart();
      return await receive(reader, target, part, lane, watch);
    } finally {
      // Closes the connection when not all was read; the reason for stopping is known.
      await reader?.cancel().catch(() => undefined);
    }
  } finally {
    watch.end();
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function receive(
  reader: Reader | undefined,
  target: PullTarget,
  part: PartialFile,
  lane: Lane,
  watch: Watch,
): Promise<Failure | null> {
  let held = part.held();
  let batch: Uint8Array[] = [];
  let waiting = 0;
  // One batch is written while the next one comes.
  let writing: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    await writing;
    lane.progress(target, part.held());
    if (waiting === 0) return;
    const bytes = Buffer.concat(batch, waiting);
    batch = [];
    waiting = 0;
    writing = part.append(bytes);
    // Whoever waits for it sees the error; until then it is not unhandled.
    writing.catch(() => undefined);
  };
  try {
    for (;;) {
      const chunk = await next(reader, watch);
      // Without Content-Length, an end in the middle looks like any end.
      if (chunk === null)
        return held === target.file.size ? null : failed('unreachable', 'the connection ended before the file', { again: true });
      if (!(chunk instanceof Uint8Array)) return chunk;
      if (!lane.spend(chunk.byteLength)) return failed('quota', 'more bytes than this pull may fetch');
      held += chunk.byteLength;
      if (held > target.file.size)
        return failed('wrong-size', `more than the ${target.file.size} bytes that the lock says`, { fresh: true });
      batch.push(chunk);
      waiting += chunk.byteLength;
      if (waiting >= BATCH) await flush();
    }
  } finally {
    // What has come is kept, also when it ends badly: the next try continues there.
    await flush();
    await flush();
  }
}

/** null at the end. */
async function next(reader: Reader | undefined, watch: Watch): Promise<Uint8Array | Failure | null> {
  if (reader === undefined) return null;
  try {
    const { done, value } = await watch.during(() => reader.read());
    if (done) return null;
    watch.count(value.byteLength);
    return value;
  } catch (error) {
    watch.throwIfStopped();
    if (watch.stalled()) return failed('stalled', watch.words, { again: true });
    return failed('unreachable', networkCauseOf(error), { again: true });
  }
}
