/** What the code loads, and what the hub answered → the lock. Pure. */
import { parseConcluded } from '../license/expression.ts';
import { licenseTextDigest } from '../license/text-digest.ts';
import type { BomComponent, HostFile, Place, Unknown } from '../model/index.ts';
import { serverNamedAt } from '../model/sighting.ts';
import { unresolvedWords } from '../model/unresolved.ts';
import { formatRef } from '../ref/format.ts';
import { isFullCommit, parseRef } from '../ref/parse.ts';
import type { Lock, LockEntry, LockedFile } from './lock.ts';
import { compareCodePoints } from '../base/order.ts';
import { pathProblem } from './paths.ts';

export interface LockInput {
  readonly components: readonly BomComponent[];
  readonly unknowns: readonly Unknown[];
  /** Every file that its host has at this commit; empty: it did not say. */
  readonly filesOf: (component: BomComponent) => readonly HostFile[];
  /** The lock as it is; null = there is none. */
  readonly previous: Lock | null;
  /** Entries to write anew even where what the code asks for has not changed: all, or these references. */
  readonly update: 'none' | 'all' | ReadonlySet<string>;
}

export interface NotLocked {
  readonly reference: string;
  readonly place: Place | null;
  readonly reason: string;
}

export interface MadeLock {
  readonly lock: Lock;
  readonly notLocked: readonly NotLocked[];
}

/**
 * One entry for each model and dataset of the hub that the code names. An entry stays as it is while the code asks for the same, like in
 * any lockfile: a branch that moved moves nothing here, until `update` says so. What the hub did not answer keeps its entry, and is told.
 */
export function makeLock({ components, unknowns, filesOf, previous, update }: LockInput): MadeLock {
  const entries = new Map<string, LockEntry>();
  const notLocked: NotLocked[] = [...components.flatMap(elsewhere), ...unknowns.flatMap(unnamed)];
  for (const [reference, versions] of byReference(components)) {
    for (const [index, component] of versions.entries()) {
      const { requested } = component;
      const place = component.sightings[0]?.place ?? null;
      // A name and a declaration of one commit are one entry.
      if (index > 0 && isSameCommit(component, versions[0])) continue;
      if (index > 0 && (requested === null || isFullCommit(requested))) {
        notLocked.push({
          reference,
          place,
          reason: 'the code asks for it at two revisions, and a lock holds one: use the same everywhere',
        });
        continue;
      }
      const key = index === 0 ? reference : `${reference}@${requested}`;
      const before = previous?.entries.get(key);
      const renew = update === 'all' || (update !== 'none' && update.has(reference));
      if (before !== undefined && !renew && stillFits(before, requested)) {
        entries.set(key, { ...before, requested });
        continue;
      }
      const made = entryOf(component, filesOf);
      if (typeof made !== 'string') entries.set(key, made);
      else {
        if (before !== undefined) entries.set(key, before);
        notLocked.push({ reference: key, place, reason: made });
      }
    }
  }
  const declarations = previous?.declarations ?? new Map();
  return { lock: { formatVersion: 1, declarations, entries }, notLocked };
}

/** A model or dataset that the code names, and that no entry can hold: said, or the lock would look complete. Weights in the tree are no load. */
function elsewhere({ kind, ref, name, sightings, resolution }: BomComponent): NotLocked[] {
  if (ref.type === 'hf' || (kind !== 'model' && kind !== 'dataset')) return [];
  const reason = resolution.state === 'unresolved' ? resolution.detail : 'its source cannot be locked';
  return sightings.filter(({ type }) => type !== 'weights').map(({ place }) => ({ reference: name, place, reason }));
}

function unnamed({ kind, why, place }: Unknown): NotLocked[] {
  const reason = why === 'computed' ? 'the code computes the name' : 'not a possible name on a hub; nothing was asked';
  return kind === 'service' ? [] : [{ reference: `unnamed ${kind}`, place, reason }];
}

/** What moves comes first, so that its plain reference stays when a fixed commit of the same model joins it. */
function byReference(components: readonly BomComponent[]): Map<string, BomComponent[]> {
  const groups = new Map<string, BomComponent[]>();
  for (const component of components) {
    if (component.ref.type !== 'hf' || (component.kind !== 'model' && component.kind !== 'dataset')) continue;
    const reference = formatRef({ ...component.ref, version: null });
    groups.set(reference, [...(groups.get(reference) ?? []), component]);
  }
  for (const group of groups.values()) group.sort((a, b) => compareCodePoints(a.requested ?? '', b.requested ?? ''));
  return groups;
}

/** The same words of the code; or a commit where the lock has that very commit, as after "weighbridge pin". */
function stillFits(before: LockEntry, requested: string | null): boolean {
  if (requested !== null && isFullCommit(requested)) return before.commit === requested.toLowerCase();
  return before.requested === requested;
}

function isSameCommit({ hub }: BomComponent, other: BomComponent | undefined): boolean {
  return hub?.commit != null && hub.commit === other?.hub?.commit;
}

/** The entry, or why there is none. */
function entryOf(component: BomComponent, filesOf: LockInput['filesOf']): LockEntry | string {
  const { hub, requested, resolution, sightings, license } = component;
  if (sightings.some((one) => serverNamedAt(one) !== null)) return 'the code loads it from another server';
  if (resolution.state === 'unresolved') return unresolvedWords(resolution);
  if (hub?.commit == null) return 'the hub named no commit';
  if (hub.redirectedTo !== null) return `the hub answers for ${hub.redirectedTo}: write that name into the code`;
  if (hub.reachable === 'no') return 'the commit is on no branch or tag of the repository';
  if (requested !== null && isFullCommit(requested) && hub.reachable !== 'yes')
    return `whether its commit is on a branch is not known: ${hub.reachableDetail}`;
  if (hub.digestsConsistent !== true) return 'the digests that the hub lists could not be checked against the commit';
  const files = new Map<string, LockedFile>();
  for (const file of filesOf(component)) {
    const problem = pathProblem(file.path);
    if (problem !== null) return `the file name ${JSON.stringify(file.path)} ${problem}`;
    if (file.state === 'unknown') return `${file.path}: ${file.detail}`;
    files.set(file.path, { sha256: file.sha256, size: file.size });
  }
  if (files.size === 0) return 'the hub lists no files';
  const expression = license.unknown === null ? license.expression : null;
  return {
    requested,
    commit: hub.commit.toLowerCase(),
    hubId: hub.repositoryId !== undefined && /^[A-Za-z0-9]{1,64}$/.test(hub.repositoryId) ? hub.repositoryId : null,
    license: expression !== null && parseConcluded(expression) !== null ? expression : null,
    licenseText: licenseTextDigest(component.claims) ?? licenseTextOf(files),
    baseModels: [...new Set(hub.baseModels.flatMap(({ id }) => baseReference(id) ?? []))].sort(compareCodePoints),
    signer: signerOf(component),
    files,
  };
}

/** A signature that covers the whole model comes first. */
function signerOf({ signatures }: BomComponent): LockEntry['signer'] {
  const valid = (signatures ?? []).filter(({ state }) => state === 'valid').sort((a, b) => a.unsigned.length - b.unsigned.length);
  const [first] = valid;
  return first?.signer == null || first.bundle === null ? null : { signer: first.signer, bundle: first.bundle };
}

function licenseTextOf(files: ReadonlyMap<string, LockedFile>): string | null {
  const name = [...files.keys()].filter((path) => /^(?:licen[cs]e|copying)(?:\.(?:txt|md))?$/i.test(path)).sort(compareCodePoints)[0];
  return name === undefined ? null : (files.get(name)?.sha256 ?? null);
}

/** A card may state anything as its base; what is no id is no reference. */
function baseReference(id: string): string | null {
  try {
    return formatRef({ ...parseRef(`hf:${id}`), version: null });
  } catch {
    return null;
  }
}
