/** Weights in the tree → where they come from: by SHA-256, from the lock and from what the hub lists (design section 4). Pure. */
import type { Lock, LockEntry } from '../lock/lock.ts';
import type { Evidence, Sighting } from '../model.ts';
import { compareText } from '../order.ts';
import { parseRef } from '../ref-parse.ts';
import { type Listing, listingOf } from './hubs/huggingface/listing.ts';
import { type HubSubject, subjectOf } from './hubs/huggingface/questions.ts';
import { sha256OfFiles } from './hubs/huggingface/small-files.ts';

/**
 * Each sighting of weights whose bytes are known becomes a sighting of the model that they are a file of, at its commit. The hub confirms;
 * the lock only says whom to ask (T8): where the hub lists something else for the commit of an entry, that entry says nothing. What it was
 * not asked yet, or did not answer, stays with the entry and is judged as not looked up.
 */
export function withOrigins(sightings: readonly Sighting[], lock: Lock | null, evidence: Evidence): readonly Sighting[] {
  const wanted = new Set(sightings.flatMap(({ weights }) => weights?.sha256?.toLowerCase() ?? []));
  if (wanted.size === 0) return sightings;
  const claims = claimsOf(lock, wanted);
  const listed = listedFiles(sightings, evidence, wanted);
  return sightings.map((sighting) => {
    const sha256 = sighting.weights?.sha256?.toLowerCase();
    if (sha256 === undefined || sighting.ref.type !== 'generic') return sighting;
    const mine = (claims.get(sha256) ?? []).map((claim) => ({ claim, standing: standingOf(claim, sha256, evidence) }));
    const confirmed = mine.find(({ standing }) => standing === 'confirmed')?.claim ?? listed.get(sha256);
    if (confirmed !== undefined) return attributed(sighting, confirmed, true);
    const open = mine.find(({ standing }) => standing === 'open')?.claim;
    return open === undefined ? sighting : attributed(sighting, open, false);
  });
}

interface Claim {
  readonly from: 'lock' | 'hub';
  readonly subject: HubSubject;
  readonly ref: Sighting['ref'];
  readonly file: string;
}

function attributed(sighting: Sighting, { from, ref, subject, file }: Claim, confirmed: boolean): Sighting {
  const kind = subject.repo === 'datasets' ? 'dataset' : 'model';
  return { ...sighting, ref, requested: subject.revision, kind, origin: { from, file, confirmed } };
}

function claimsOf(lock: Lock | null, wanted: ReadonlySet<string>): ReadonlyMap<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const [reference, entry] of lock?.entries ?? []) {
    // An entry claims bytes once, under however many names it lists them: a lock may have been written to be slow.
    const claimed = new Set<string>();
    for (const [file, { sha256 }] of entry.files) {
      if (!wanted.has(sha256) || claimed.has(sha256)) continue;
      claimed.add(sha256);
      const claim = claimOf(reference, entry, file);
      const before = claims.get(sha256);
      if (claim !== null && before !== undefined) before.push(claim);
      else if (claim !== null) claims.set(sha256, [claim]);
    }
  }
  return claims;
}

function claimOf(reference: string, { commit }: LockEntry, file: string): Claim | null {
  const ref = { ...parseRef(reference), version: null };
  if (ref.type !== 'hf' || ref.repo === null) return null;
  const id = ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`;
  return { from: 'lock', ref, file, subject: { repo: ref.repo, id, revision: commit } };
}

/** `open`: nobody could say yet. */
function standingOf({ subject, file }: Claim, sha256: string, evidence: Evidence): 'confirmed' | 'contradicted' | 'open' {
  const listing = listingOf(subject, evidence);
  if (listing.state !== 'ok') return 'open';
  const files = sha256OfFiles(subject, evidence);
  if (files.some((one) => one.state === 'known' && one.sha256 === sha256)) return 'confirmed';
  // A small file is listed by its blob id only: unless its bytes were asked for, nothing was said about its SHA-256.
  return files.some((one) => one.path === file && one.state === 'unknown') ? 'open' : 'contradicted';
}

/** What the hub lists for the models and datasets that the code loads, by SHA-256. Of several the first by name counts. */
function listedFiles(sightings: readonly Sighting[], evidence: Evidence, wanted: ReadonlySet<string>): ReadonlyMap<string, Claim> {
  const subjects = new Map<string, { subject: HubSubject; ref: Sighting['ref'] }>();
  for (const sighting of sightings) {
    const subject = subjectOf(sighting);
    // What another server has under that name, nobody asked (T9).
    if (subject === null || sighting.endpoint !== null) continue;
    subjects.set(`${subject.repo}/${subject.id}@${subject.revision}`, { subject, ref: sighting.ref });
  }
  const found = new Map<string, Claim>();
  for (const [, { subject, ref }] of [...subjects].sort(([a], [b]) => compareText(a, b))) {
    const listing = listingOf(subject, evidence);
    if (listing.state !== 'ok' || namesAnother(listing, subject)) continue;
    for (const { rfilename, lfs } of listing.data.siblings) {
      if (lfs == null || !wanted.has(lfs.sha256) || found.has(lfs.sha256)) continue;
      found.set(lfs.sha256, { from: 'hub', ref, file: rfilename, subject: { ...subject, revision: listing.data.sha } });
    }
  }
  return found;
}

function namesAnother({ data }: Extract<Listing, { state: 'ok' }>, { id }: HubSubject): boolean {
  return data.id !== undefined && data.id.toLowerCase() !== id.toLowerCase();
}
