/** When a bundle was signed, and whether keys and clock agree with that. Called after the library has proven each of these times. */
import type { SignedEntity } from '@sigstore/verify';
import { BundleRefusal } from './outcome.ts';

/** Clocks of build machines differ by seconds; what is signed minutes ahead of ours cannot be. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

export interface ProvenTimes {
  readonly times: readonly Date[];
  readonly earliest: Date | null;
  readonly from: readonly ('log' | 'timestamp-authority')[];
}

/** Only an inclusion promise is a signature over the integrated time (Rekor v1); in Rekor v2 there is no such time. */
export function provenTimes(timestamps: SignedEntity['timestamps']): ProvenTimes {
  const logged = timestamps.flatMap((one) =>
    one.$case === 'transparency-log' && one.tlogEntry.inclusionPromise !== undefined
      ? [new Date(Number(one.tlogEntry.integratedTime) * 1000)]
      : [],
  );
  const stamped = timestamps.flatMap((one) => (one.$case === 'timestamp-authority' ? [one.timestamp.signingTime] : []));
  const times = [...logged, ...stamped];
  return {
    times,
    earliest: times.length === 0 ? null : new Date(Math.min(...times.map(Number))),
    from: [...(logged.length > 0 ? (['log'] as const) : []), ...(stamped.length > 0 ? (['timestamp-authority'] as const) : [])],
  };
}

/** Throws Refusal. */
export function checkClock({ times }: ProvenTimes, now: Date): void {
  const ahead = times.find((time) => time.getTime() > now.getTime() + CLOCK_SKEW_MS);
  if (ahead === undefined) return;
  throw new BundleRefusal('time', `signed at ${ahead.toISOString()}, which is after the clock of this machine (${now.toISOString()})`);
}
