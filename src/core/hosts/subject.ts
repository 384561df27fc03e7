/** Places where something is named → what hosts are asked about it. No other file of the hosts reads places. */
import type { Component, Sighting } from '../model/index.ts';
import type { HostSubject } from './host.ts';

/** `claimed`: commits of which only a lock says what their files are (T8). */
export function hostSubject(
  { ref, requested, sightings }: Pick<Component, 'ref' | 'requested' | 'sightings'>,
  claimed: readonly string[] = [],
): HostSubject {
  return {
    ref,
    requested,
    runsCode: sightings.some(({ remoteCode }) => remoteCode),
    takesFolders: sightings.some(({ api, subfolder }) => subfolder === true || /peft|adapter|lora/i.test(api)),
    claimed: { files: sightings.flatMap(claimedFile), commits: claimed },
  };
}

/** Where only the lock says that committed weights are this file. */
function claimedFile({ origin }: Sighting): string[] {
  return origin?.confirmed === false ? [origin.file] : [];
}
