/** What the digester and its threads say to each other. */
import type { DigestAlgorithm } from './algorithms.ts';

export type UnavailableReason =
  | 'not-found'
  /** A symbolic link: whatever it points to is another file's content. */
  | 'link'
  /** A folder, pipe, socket or device. */
  | 'not-a-file'
  | 'denied'
  /** It was written to, cut, or replaced while it was read: its digest would be of no moment. */
  | 'changed'
  /** The path has "." or ".." parts, or a folder on the way is a link. */
  | 'outside'
  | 'unreadable'
  /** The thread that read it ended. */
  | 'failed';

/** Bytes of a file, `end` exclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export type FileDigestResult =
  | {
      readonly state: 'ok';
      /** Bytes that were read. */
      readonly size: number;
      /** Lower-case hex, one for each algorithm that was asked for. */
      readonly digests: Readonly<Partial<Record<DigestAlgorithm, string>>>;
      /** Of a range only: the same for all ranges of a file that nobody touched between them. */
      readonly moment?: string;
    }
  | { readonly state: 'unavailable'; readonly reason: UnavailableReason; readonly detail: string };

/** One call of `digest`, given to every thread. They share the list: whoever is free takes the next file. */
export interface DigestRun {
  readonly id: number;
  /** Absolute, or relative to `root`. */
  readonly paths: readonly string[];
  /** By the same index; null: the whole file. */
  readonly ranges: readonly (ByteRange | null)[];
  /** Absolute and real; null: paths stand for themselves. */
  readonly root: string | null;
  readonly algorithms: readonly DigestAlgorithm[];
  readonly shared: Int32Array;
}

/** Sent whenever enough has come together, so that neither many small files nor one large file flood the channel. */
export interface DigestReport {
  readonly run: number;
  /** Read since the last report. */
  readonly bytes: number;
  readonly results: readonly (readonly [index: number, result: FileDigestResult])[];
  /** This thread takes no more files of the run. */
  readonly done: boolean;
}

const NEXT = 0;
const CANCELED = 1;

export function sharedRun(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** Each number from 0 once, whoever asks. */
export function takeNext(shared: Int32Array): number {
  return Atomics.add(shared, NEXT, 1);
}

export function cancel(shared: Int32Array): void {
  Atomics.store(shared, CANCELED, 1);
}

export function isCanceled(shared: Int32Array): boolean {
  return Atomics.load(shared, CANCELED) !== 0;
}
