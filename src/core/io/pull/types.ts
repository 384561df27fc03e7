/** What a pull is asked for, and what it answers. */

export interface HubRef {
  readonly kind: 'models' | 'datasets';
  /** "org/name", or "gpt2" for the hub's oldest. */
  readonly id: string;
}

export interface PullFile {
  /** Inside the hub repository, "/" between parts. */
  readonly path: string;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  readonly size: number;
}

/** What the lock says of one model or dataset. */
export interface PullEntry {
  readonly hubRef: HubRef;
  /** 40 or 64 hex digits (T7). */
  readonly commit: string;
  readonly files: readonly PullFile[];
}

export interface PullHub {
  /** Base address without a trailing slash, from `hubSettings`. */
  readonly hubUrl: string;
  /** Sent to the origin of `hubUrl` and nowhere else (T19). */
  readonly token: string | null;
  /** Origins that the hub may send us on to; null: those of the public hub when `hubUrl` is the public hub, else none. */
  readonly cdnOrigins: readonly string[] | null;
}

export interface PullOptions {
  /** Where the files go; made when it is not there. The folder itself must not be a link. */
  readonly to: string;
  /** A folder that the operator trusts, for example the working folder: below it no part of `to` may be a link. null: only the last part is looked at. */
  readonly within: string | null;
  readonly hub: PullHub;
  /** Whether a file of the hub repository is wanted, by its path there; null: all are. */
  readonly only: ((path: string) => boolean) | null;
  /** What happens to another file that has the place of one in the lock: false leaves it and says so, true replaces it. */
  readonly replace: boolean;
  /** Files at once. */
  readonly concurrency: number;
  /** The most bytes that may come over the network, repeats counted; null: no limit. */
  readonly maxBytes: number | null;
  readonly signal: AbortSignal | null;
  readonly onProgress: ((progress: PullProgress) => void) | null;
  readonly fetch: typeof globalThis.fetch;
  readonly patience?: Partial<Patience>;
}

/** How long, how often. */
export interface Patience {
  /** Without bytes for so long, a transfer is given up, and begun again where it stood. */
  readonly stallMs: number;
  /** Tries in a row that bring less than 1 MiB. */
  readonly fruitless: number;
  /** Tries for one file in all. */
  readonly tries: number;
  /** What a server may ask us to wait; longer is reported instead. */
  readonly maxWaitMs: number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to below 1: the jitter. */
  readonly random: () => number;
}

export interface PullProgress {
  /** Below `to`. */
  readonly path: string;
  /** Bytes of this file that are on disk. */
  readonly held: number;
  readonly size: number;
}

export type PullFailure =
  | 'differs'
  | 'blocked'
  | 'wrong-bytes'
  | 'wrong-size'
  | 'wrong-commit'
  | 'not-a-file'
  | 'not-found'
  | 'unauthorized'
  | 'gated'
  | 'refused'
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'stalled'
  | 'quota';

export type PulledFile = {
  /** Below `to`. */
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  /** Bytes that came over the network for it. */
  readonly received: number;
} & (
  | {
      /**
       * present: was there, and its bytes were hashed again. downloaded: from the first byte on. resumed: the beginning was there.
       * copied: another file of this pull has the same bytes.
       */
      readonly state: 'present' | 'downloaded' | 'resumed' | 'copied';
    }
  | { readonly state: 'failed'; readonly failure: PullFailure; readonly detail: string }
);

export interface PullResult {
  /** One for each wanted file, sorted by path. */
  readonly files: readonly PulledFile[];
  /** What else lies in `to`; left alone. */
  readonly extra: { readonly paths: readonly string[]; readonly more: boolean };
  /** Beginnings of files that wait to be continued. */
  readonly unfinished: readonly string[];
}

/** One file with its place on disk and at the hub. */
export interface PullTarget {
  readonly file: PullFile;
  /** Below `to`. */
  readonly path: string;
  readonly url: string;
  readonly commit: string;
}
