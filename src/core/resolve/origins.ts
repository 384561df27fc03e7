/** Weights in the tree → where they come from: by SHA-256, from the lock and from what the hub lists (design section 4). Pure. */
import type { Evidence, Sighting, WeightsSighting } from '../model/index.ts';
import { serverNamedAt, weightsOf } from '../model/sighting.ts';
import { compareText } from '../base/order.ts';
import { displayName } from '../ref/format.ts';
import type { HostSubject } from '../hosts/host.ts';
import { hostFiles, hostOf } from '../hosts/index.ts';
import { type Holder, holdersOf, type TreeHosts } from '../hosts/of-tree.ts';
import { hostSubject } from '../hosts/subject.ts';
import type { FollowedSide } from './followed.ts';

/**
 * Each sighting of weights whose bytes are known becomes a sighting of the model that they are a file of, at its commit. The hub confirms;
 * the lock only says whom to ask (T8): where the hub lists something else for the commit of an entry, that entry says nothing. What it was
 * not asked yet, or did not answer, stays with the entry and is judged as not looked up.
 */
export function withOrigins(sightings: readonly Sighting[], hosts: TreeHosts, evidence: Evidence): readonly Sighting[] {
  const wanted = new Set(sightings.flatMap((one) => weightsOf(one)?.sha256?.toLowerCase() ?? []));
  if (wanted.size === 0) return sightings;
  const claims = holdersOf(wanted, hosts);
  const listed = listedFiles(sightings, evidence, wanted);
  const read = reader(evidence);
  // Once for all places that hold the same bytes, and for all entries that claim them: both may be many.
  const found = new Map([...wanted].map((sha256) => [sha256, originOf(sha256, claims.get(sha256) ?? [], listed.get(sha256), read)]));
  return sightings.map((sighting) => {
    if (sighting.type !== 'weights') return sighting;
    const origin = found.get(sighting.weights.sha256?.toLowerCase() ?? '') ?? null;
    return origin === null || sighting.ref.type !== 'generic' ? sighting : attributed(sighting, origin.claim, origin.confirmed);
  });
}

/** A tree with what the answers so far say about the origin of committed weights. */
export function treeWithOrigins({ sightings, hosts }: FollowedSide, evidence: Evidence): FollowedSide {
  return { sightings: withOrigins(sightings, hosts, evidence), hosts };
}

function originOf(
  sha256: string,
  holders: readonly Holder[],
  listed: Claim | undefined,
  read: ReadFiles,
): { readonly claim: Claim; readonly confirmed: boolean } | null {
  const claims = holders.map((holder): Claim => ({ ...holder, from: 'lock' }));
  const mine = claims.map((claim) => ({ claim, standing: standsAt(claim, sha256, read(claim.subject)) }));
  const confirmed = mine.find(({ standing }) => standing === 'confirmed')?.claim ?? listed;
  if (confirmed !== undefined) return { claim: confirmed, confirmed: true };
  const open = mine.find(({ standing }) => standing === 'open')?.claim;
  return open === undefined ? null : { claim: open, confirmed: false };
}

/** What the hub says of a commit: SHA-256, and paths of which it names none; null: it did not answer. */
type ReadFiles = (subject: HostSubject) => { readonly known: ReadonlySet<string>; readonly unknown: ReadonlySet<string> } | null;

function reader(evidence: Evidence): ReadFiles {
  const read = new Map<HostSubject, ReturnType<ReadFiles>>();
  return (subject) => {
    const before = read.get(subject);
    if (before !== undefined) return before;
    const files = hostFiles(subject, evidence);
    const result = files && {
      known: new Set(files.flatMap((one) => (one.state === 'known' ? [one.sha256] : []))),
      // A small file is listed by its blob id only: unless its bytes were asked for, nothing was said about its SHA-256.
      unknown: new Set(files.flatMap((one) => (one.state === 'unknown' ? [one.path] : []))),
    };
    read.set(subject, result);
    return result;
  };
}

interface Claim extends Holder {
  readonly from: 'lock' | 'hub';
}

function attributed(sighting: WeightsSighting, { from, subject: { ref, requested }, file }: Claim, confirmed: boolean): WeightsSighting {
  const kind = ref.repo === 'datasets' ? 'dataset' : 'model';
  return { ...sighting, ref, requested, kind, origin: { from, file, confirmed } };
}

/** `open`: nobody could say yet. */
function standsAt({ file }: Claim, sha256: string, files: ReturnType<ReadFiles>): 'confirmed' | 'contradicted' | 'open' {
  if (files === null) return 'open';
  if (files.known.has(sha256)) return 'confirmed';
  return files.unknown.has(file) ? 'open' : 'contradicted';
}

/** What hosts list for the models and datasets that the code loads, by SHA-256. Of several the first by name counts. */
function listedFiles(sightings: readonly Sighting[], evidence: Evidence, wanted: ReadonlySet<string>): ReadonlyMap<string, Claim> {
  const subjects = new Map<string, HostSubject>();
  for (const sighting of sightings) {
    const { ref, requested } = sighting;
    // What another server has under that name, nobody asked (T9).
    if (serverNamedAt(sighting) === null && hostOf(ref) !== null)
      subjects.set(nameOf(ref, requested), hostSubject({ ref, requested, sightings: [] }));
  }
  const found = new Map<string, Claim>();
  for (const [, subject] of [...subjects].sort(([a], [b]) => compareText(a, b))) {
    const files = (hostFiles(subject, evidence) ?? []).flatMap((file) =>
      file.state === 'known' && !file.hashed && wanted.has(file.sha256) && !found.has(file.sha256) ? [file] : [],
    );
    const commit = files.length === 0 ? null : commitOf(subject, evidence);
    if (commit === null) continue;
    const claimed = { ...subject, requested: commit };
    for (const { sha256, path } of files) if (!found.has(sha256)) found.set(sha256, { from: 'hub', subject: claimed, file: path });
  }
  return found;
}

function nameOf(ref: Sighting['ref'], requested: string | null): string {
  return `${ref.type} ${ref.repo}/${displayName(ref)}@${requested}`;
}

/** The commit that its host answers for; null: it speaks of another repository. */
function commitOf(subject: HostSubject, evidence: Evidence): string | null {
  const result = hostOf(subject.ref)?.facts(subject, evidence);
  return result?.state === 'facts' && result.facts.redirectedTo === null ? result.facts.commit : null;
}
