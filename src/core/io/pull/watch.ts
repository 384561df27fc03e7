/** Time caps of one transfer: a server that says nothing, or lets bytes drip, is given up (T19). Our own slow disk is not its fault. */

/** Bytes for each second of the cap: less is no transfer. */
const DRIP = 256;

export interface Watch {
  /** Ends the transfer: stalled, or stopped by the caller. */
  readonly signal: AbortSignal;
  readonly words: string;
  /** Waits for the network; the cap counts only here. */
  during<T>(work: () => Promise<T>): Promise<T>;
  count(bytes: number): void;
  stalled(): boolean;
  /** Throws when the caller stopped everything. */
  throwIfStopped(): void;
  end(): void;
}

/** `stallMs`: looked at once in each such span, so that a stall is seen after one to two of them. */
export function startWatch(stop: AbortSignal, stallMs: number): Watch {
  const stall = new AbortController();
  const least = (stallMs / 1000) * DRIP;
  let arrived = 0;
  let waiting = 0;
  // Only a span that was waited through from its beginning to its end counts.
  let whole = false;
  const timer = setInterval(() => {
    if (waiting > 0 && whole && arrived < least) stall.abort();
    arrived = 0;
    whole = waiting > 0;
  }, stallMs);
  return {
    signal: AbortSignal.any([stop, stall.signal]),
    words: `no bytes for ${Math.max(1, Math.round(stallMs / 1000))} s`,
    during: async (work) => {
      waiting++;
      try {
        return await work();
      } finally {
        waiting--;
      }
    },
    count: (bytes) => void (arrived += bytes),
    stalled: () => stall.signal.aborted,
    throwIfStopped: () => stop.throwIfAborted(),
    end: () => clearInterval(timer),
  };
}
