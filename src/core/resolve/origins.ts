/** Weights in the tree → where they come from: by SHA-256, from the lock and from what the hub lists (design section 4). Pure. */
import type { Lock, LockEntry } from '../lock/lock.ts';
import type { Evidence, Sighting, WeightsSighting } from '../model/index.ts';
import { serverNamedAt, weightsOf } from '../model/sighting.ts';
import { compareText } from '../base/order.ts';
import { displayName } from '../ref/format.ts';
import { parseRef } from '../ref/parse.ts';
import { type HubListing, listingOf } from '../hosts/huggingface/listing.ts';
import { type HubSubject, subjectOf } from '../hosts/huggingface/questions.ts';
import { sha256OfFiles } from '../hosts/huggingface/small-files.ts';

/**
 * Each sighting of weights whose bytes are known becomes a sighting of the model that they are a file of, at its commit. The hub confirms;
 * the lock only says whom to ask (T8): where the hub lists something else for the commit of an entry, that entry says nothing. What it was
 * not asked yet, or did not answer, stays with the entry and is judged as not looked up.
 */
export function withOrigins(sightings: readonly Sighting[], lock: Lock | null, evidence: Evidence): readonly Sighting[] {
  const wanted = new Set(sightings.flatMap((one) => weightsOf(one)?.sha256?.toLowerCase() ?? []));
  if (wanted.size === 0) return sightings;
  const claims = claimsOf(lock, wanted);
  const listed = listedFiles(sightings, evidence, wanted);
  const filesOf = reader(evidence);
  // Once for all places that hold the same bytes, and for all entries that claim them: both may be many.
  const found = new Map([...wanted].map((sha256) => [sha256, originOf(sha256, claims.get(sha256) ?? [], listed.get(sha256), filesOf)]));
  return sightings.map((sighting) => {
    if (sighting.type !== 'weights') return sighting;
    const origin = found.get(sighting.weights.sha256?.toLowerCase() ?? '') ?? null;
    return origin === null || sighting.ref.type !== 'generic' ? sighting : attributed(sighting, origin.claim, origin.confirmed);
  });
}

function originOf(
  sha256: string,
  claims: readonly Claim[],
  listed: Claim | undefined,
  filesOf: ReadFiles,
): { readonly claim: Claim; readonly confirmed: boolean } | null {
  const mine = claims.map((claim) => ({ claim, standing: standingOf(claim, sha256, filesOf(claim.subject)) }));
  const confirmed = mine.find(({ standing }) => standing === 'confirmed')?.claim ?? listed;
  if (confirmed !== undefined) return { claim: confirmed, confirmed: true };
  const open = mine.find(({ standing }) => standing === 'open')?.claim;
  return open === undefined ? null : { claim: open, confirmed: false };
}

/** What the hub says of a commit: SHA-256, and paths of which it names none; null: it did not answer. */
type ReadFiles = (subject: HubSubject) => { readonly known: ReadonlySet<string>; readonly unknown: ReadonlySet<string> } | null;

function reader(evidence: Evidence): ReadFiles {
  const read = new Map<HubSubject, ReturnType<ReadFiles>>();
  return (subject) => {
    const before = read.get(subject);
    if (before !== undefined) return before;
    const files = listingOf(subject, evidence).state === 'ok' ? sha256OfFiles(subject, evidence) : null;
    const result = files && {
      known: new Set(files.flatMap((one) => (one.state === 'known' ? [one.sha256] : []))),
      // A small file is listed by its blob id only: unless its bytes were asked for, nothing was said about its SHA-256.
      unknown: new Set(files.flatMap((one) => (one.state === 'unknown' ? [one.path] : []))),
    };
    read.set(subject, result);
    return result;
  };
}

interface Claim {
  readonly from: 'lock' | 'hub';
  readonly subject: HubSubject;
  readonly ref: Sighting['ref'];
  readonly file: string;
}

function attributed(sighting: WeightsSighting, { from, ref, subject, file }: Claim, confirmed: boolean): WeightsSighting {
  const kind = subject.repo === 'datasets' ? 'dataset' : 'model';
  return { ...sighting, ref, requested: subject.revision, kind, origin: { from, file, confirmed } };
}

function claimsOf(lock: Lock | null, wanted: ReadonlySet<string>): ReadonlyMap<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const [reference, entry] of lock?.entries ?? []) {
    // An entry claims bytes once, under however many names it lists them: a lock may have been written to be slow.
    const files = new Map<string, string>();
    for (const [file, { sha256 }] of entry.files) if (wanted.has(sha256) && !files.has(sha256)) files.set(sha256, file);
    const source = files.size === 0 ? null : sourceOf(reference, entry);
    if (source === null) continue;
    for (const [sha256, file] of files) {
      const claim: Claim = { from: 'lock', ...source, file };
      const before = claims.get(sha256);
      if (before === undefined) claims.set(sha256, [claim]);
      else before.push(claim);
    }
  }
  return claims;
}

function sourceOf(reference: string, { commit }: LockEntry): Pick<Claim, 'ref' | 'subject'> | null {
  const ref = { ...parseRef(reference), version: null };
  if (ref.type !== 'hf' || ref.repo === null) return null;
  return { ref, subject: { repo: ref.repo, id: displayName(ref), revision: commit } };
}

/** `open`: nobody could say yet. */
function standingOf({ file }: Claim, sha256: string, files: ReturnType<ReadFiles>): 'confirmed' | 'contradicted' | 'open' {
  if (files === null) return 'open';
  if (files.known.has(sha256)) return 'confirmed';
  return files.unknown.has(file) ? 'open' : 'contradicted';
}

/** What the hub lists for the models and datasets that the code loads, by SHA-256. Of several the first by name counts. */
function listedFiles(sightings: readonly Sighting[], evidence: Evidence, wanted: ReadonlySet<string>): ReadonlyMap<string, Claim> {
  const subjects = new Map<string, { subject: HubSubject; ref: Sighting['ref'] }>();
  for (const sighting of sightings) {
    const subject = subjectOf(sighting);
    // What another server has under that name, nobody asked (T9).
    if (subject === null || serverNamedAt(sighting) !== null) continue;
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

function namesAnother({ data }: Extract<HubListing, { state: 'ok' }>, { id }: HubSubject): boolean {
  return data.id !== undefined && data.id.toLowerCase() !== id.toLowerCase();
}
