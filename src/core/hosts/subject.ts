/** Places where something is named → what hosts are asked about it. No other file of the hosts reads places. */
import type { Component, Sighting } from '../model/index.ts';
import { asPull } from '../model/sighting.ts';
import type { HostSubject } from './host.ts';

/** `claimed`: commits of which only a lock says what their files are (T8). */
export function hostSubject(
  { ref, requested, sightings }: Pick<Component, 'ref' | 'requested' | 'sightings'>,
  claimed: readonly string[] = [],
): HostSubject {
  return {
    ref,
    requested,
    runsCode: sightings.some((one) => asPull(one)?.remoteCode === true),
    takesFolders: sightings.some((one) => asPull(one)?.subfolder === true || /peft|adapter|lora/i.test(one.api)),
    runs: sightings.some(({ type }) => type === 'run'),
    anew: sightings.some((one) => one.type === 'run' && one.anew === true),
    claimed: { files: sightings.flatMap(claimedFile), commits: claimed },
  };
}

/** Where only the lock says that committed weights are this file. */
function claimedFile(sighting: Sighting): string[] {
  const origin = sighting.type === 'weights' ? sighting.origin : undefined;
  return origin?.confirmed === false ? [origin.file] : [];
}
