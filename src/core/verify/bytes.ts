/** Bytes that are at hand, against what an authority says about the commit: copies of whole folders, and files behind LFS pointers. Pure. */
import { namesWeights } from '../base/weight-names.ts';
import { isLoadable } from '../model/loadable.ts';
import type { Component, CopySighting, HubFacts, LocalCopy, LocalFile, Sighting, Verification, WeightsSighting } from '../model/index.ts';

export type CopyState =
  | { readonly state: 'equal' }
  /** `files`: sorted; they are other files, more files, or cannot be read. */
  | { readonly state: 'differs'; readonly files: readonly string[] }
  /** The folder lacks the weights. */
  | { readonly state: 'absent' }
  /** Nobody confirmed what belongs there. */
  | { readonly state: 'open' };

/**
 * Every file of the folder that a load may take must be one of the commit, byte for byte; files of the commit may be missing, as after
 * `pull --only`, but not all of its weights. `hub`: what the hub, or the unchanged lock of the base, says (T8).
 */
export function copyState(copy: LocalCopy, hub: HubFacts | null): CopyState {
  if (hub === null || hub.files.length === 0) return { state: 'open' };
  const listed = new Map(hub.files.map((file) => [file.path, file]));
  const held = new Map(copy.files.map((file) => [file.path, file]));
  const weights = hub.files.filter(({ path }) => namesWeights(path));
  if (![...held.keys()].some((path) => listed.has(path)) || (weights.length > 0 && !weights.some(({ path }) => held.has(path))))
    return { state: 'absent' };
  const compared = copy.files.map((file) => ({ path: file.path, equal: isEqual(file, listed.get(file.path)) }));
  const differing = compared.filter(({ path, equal }) => equal === false && (listed.has(path) || isLoadable(path))).map(({ path }) => path);
  if (differing.length > 0) return { state: 'differs', files: differing.sort() };
  const open = !copy.complete || compared.some(({ path, equal }) => equal === null && isLoadable(path));
  return open ? { state: 'open' } : { state: 'equal' };
}

/** Null: there is nothing that both have a digest of. */
function isEqual({ sha256, blob }: LocalFile, listed: HubFacts['files'][number] | undefined): boolean | null {
  if (listed === undefined) return false;
  for (const { algorithm, value } of listed.hashes) {
    if (algorithm === 'sha256') return sha256 === value;
    if (algorithm === 'git-sha1' && blob !== null) return blob === value;
  }
  return sha256 === null ? false : null;
}

/** Whether who says what belongs to the commit has these bytes in it: the hub, or the unchanged lock of the base (T8). True where nobody claims it. */
export function isOriginConfirmed(sighting: Sighting, hub: HubFacts | null): boolean {
  if (sighting.type !== 'weights') return true;
  const { weights, origin } = sighting;
  const sha256 = weights.sha256?.toLowerCase();
  const has = ({ hashes }: HubFacts['files'][number]): boolean =>
    hashes.some(({ algorithm, value }) => algorithm === 'sha256' && value === sha256);
  return origin === undefined || origin.confirmed || hub?.files.some(has) === true;
}

/** Whether the bytes at this place are others than the commit has; null where nothing is wrong. For people. */
export function mismatchAt(sighting: Sighting, hub: HubFacts | null): string | null {
  if (sighting.type === 'weights') return sighting.bytes?.state === 'differs' ? sighting.bytes.detail : null;
  if (sighting.type !== 'copy') return null;
  const { copy } = sighting;
  const state = copyState(copy, hub);
  if (state.state !== 'differs') return null;
  const more = state.files.length > 1 ? ` and ${state.files.length - 1} more` : '';
  return `${state.files[0]?.slice(0, 100)}${more} in ${copy.folder.slice(0, 100)} is not what the commit has`;
}

/** One verification for all places; none where no bytes are at hand. */
export function bytesAtHand({ sightings, hub, resolution }: Component): Verification[] {
  const concerned = sightings.flatMap((one) => atHand(one) ?? []);
  if (concerned.length === 0) return [];
  const wrong = concerned.flatMap((one) => mismatchAt(one, hub) ?? [])[0];
  if (wrong !== undefined) return [said('failed', wrong)];
  const unread = concerned.flatMap((one) =>
    one.type === 'weights' && one.bytes?.state === 'unreadable' ? [[one.place, one.bytes] as const] : [],
  )[0];
  if (unread !== undefined) return [said('error', `${unread[0].path} cannot be read in the checkout (${unread[1].detail})`)];
  const open = concerned.find((one) => !isOriginConfirmed(one, hub));
  // Where the hub did not answer at all, that is said already.
  if (open !== undefined && resolution.state === 'resolved')
    return [{ ...said('unavailable', `the hub did not confirm that ${open.place.path} is a file of the commit`), reason: 'invalid' }];
  const equal = concerned.some((one) =>
    one.type === 'copy'
      ? copyState(one.copy, hub).state === 'equal'
      : one.bytes?.state === 'equal' || (one.origin !== undefined && !one.weights.pointer && open === undefined),
  );
  return [
    equal
      ? said('passed', 'the bytes in the tree were hashed, and are those of the commit')
      : said('not-applicable', 'the bytes are not here'),
  ];
}

/** The sighting, where bytes of it were seen. */
function atHand(sighting: Sighting): WeightsSighting | CopySighting | null {
  if (sighting.type === 'copy') return sighting;
  return sighting.type === 'weights' && (sighting.bytes !== undefined || sighting.origin !== undefined) ? sighting : null;
}

function said(outcome: Verification['outcome'], detail: string): Verification {
  return { topic: 'bytes', outcome, reason: null, detail, by: 'tree', asOf: null };
}
