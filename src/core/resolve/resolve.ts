/** Sightings and evidence → components: exact versions, hashes, claims; or why not. Pure. */
import { foreignPackage } from '../ecosystems/git.ts';
import { isFramework } from '../ecosystems/look-up.ts';
import { packagePurl } from '../ecosystems/purl.ts';
import type { Component, Evidence, LicenseClaim, Sighting, UnresolvedReason } from '../model/index.ts';
import { displayName, identityOf } from '../ref/format.ts';
import { hashOf, uniqueHashes } from './hashes.ts';
import { hubFacts } from '../hosts/huggingface/facts.ts';
import { pullsOf } from '../hosts/huggingface/configs.ts';
import { subjectOf } from '../hosts/huggingface/questions.ts';
import { byVersion, type VersionGroup } from './versions.ts';

/**
 * One component per identity and version, sorted by key; its sightings are sorted by place. Keys name what is asked for, never
 * what a floating name gives today: a hub that moves `main` changes no key.
 */
export function resolve(sightings: readonly Sighting[], evidence: Evidence): Component[] {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of [...sightings].sort(byPlace)) {
    const id = JSON.stringify([identityOf(sighting.ref), sighting.kind]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [sighting]);
    else group.push(sighting);
  }
  const components = [...groups.values()].flatMap((group) => byVersion(group).map((one) => componentOf(one, evidence)));
  return components.sort((a, b) => compare(a.key, b.key));
}

type Base = Omit<Component, 'resolution'>;

function componentOf(group: VersionGroup, evidence: Evidence): Component {
  const { requested, sightings } = group;
  const [first] = sightings;
  if (first === undefined) throw new Error('a component has at least one sighting');
  const base = baseOf(first, group);
  if (first.package !== null) return library(base, group);
  if (first.weights !== null && first.ref.type === 'generic') return weights(base, sightings);
  switch (first.ref.type) {
    case 'hf':
      return onHub({ ...base, requested, hashes: digestsOf(sightings) }, first, evidence);
    case 'service':
      return { ...base, resolution: { state: 'resolved' } };
    case 'generic': {
      if (first.detector === 'dvc') return tracked({ ...base, requested }, first);
      // The code computes the name, or writes one that no hub can have.
      // The text of an expression is no name: people read what it is, and where.
      if (first.how === 'unresolved')
        return unresolved({ ...base, name: `unnamed ${first.kind}` }, 'dynamic', 'the code computes the name');
      return unresolved(base, 'invalid-name', 'not a possible name on a hub; nothing was asked');
    }
    default:
      return unresolved(base, 'unsupported-source', 'this source is not looked up yet');
  }
}

function baseOf(first: Sighting, group: VersionGroup): Base {
  const { version, requested, sightings } = group;
  const identity = identityOf(first.ref);
  const asked = version ?? requested;
  // One expression can stand for a model here and for a dataset there; keys are unique.
  const kind = first.ref.type === 'generic' && first.kind !== 'model' ? ` (${first.kind})` : '';
  return {
    key: foreignKey(first.ref, group) ?? `${identity}${asked === null ? '' : `@${asked}`}${kind}`,
    identity,
    kind: first.kind,
    ref: { ...first.ref, version: null },
    name: displayName(first.ref),
    version: null,
    requested,
    framework: false,
    sightings,
    hashes: [],
    claims: [],
    hub: null,
  };
}

/** Two sources of one name are two components: the key of one that comes from no registry says where from. Null for all others. */
function foreignKey(ref: Sighting['ref'], { version, requested, sightings }: VersionGroup): string | null {
  const found = foreignPackage(sightings);
  if (found === null) return null;
  const asked = version ?? requested;
  return packagePurl({ ...ref, version }, found) ?? `${identityOf(ref)}${asked === null ? '' : `@${asked}`} (${found.source})`;
}

function onHub(base: Base, first: Sighting, evidence: Evidence): Component {
  const subject = subjectOf(first);
  if (subject === null) return unresolved(base, 'invalid-name', 'not a possible name or revision on the hub; nothing was asked');
  const result = hubFacts(subject, evidence, pullsOf(base.sightings));
  if (result === null) return unresolved(base, 'offline', 'nobody was asked');
  if (result.state === 'unresolved') return { ...unresolved(base, result.reason, result.detail), hub: result.facts };
  const { facts } = result;
  // What the hub says about another repository is no statement about the one that the code names.
  const own = facts.redirectedTo === null;
  return { ...base, version: own ? facts.commit : null, hub: facts, claims: own ? facts.licenses : [], resolution: { state: 'resolved' } };
}

function library(base: Base, { version, sightings }: VersionGroup): Component {
  const packages = sightings.flatMap((sighting) => (sighting.package === null ? [] : [sighting.package]));
  const texts = [...new Set(packages.flatMap((one) => one.license ?? []))].sort();
  return {
    ...base,
    version,
    framework: isFramework(base.ref.type, base.name),
    hashes: uniqueHashes(packages.flatMap((one) => one.integrity.flatMap(hashOf))),
    claims: texts.map((text): LicenseClaim => ({ from: 'package', text, name: null, link: null })),
    // Registries are not asked yet: the name and the lock are all that is known, and enough to say what it is.
    resolution: { state: 'resolved' },
  };
}

function weights(base: Base, sightings: readonly Sighting[]): Component {
  const facts = sightings.flatMap((sighting) => sighting.weights ?? []);
  const license = facts.flatMap(({ metadata }) => metadata['license'] ?? metadata['general.license'] ?? [])[0];
  return {
    ...unresolved(base, 'no-source', 'weights in the tree without a known origin'),
    // The identity is the bytes; people know the file by its path.
    name: sightings[0]?.place.path ?? base.name,
    hashes: digestsOf(sightings),
    claims: license === undefined ? [] : [{ from: 'file-header', text: license, name: null, link: null }],
  };
}

/** Of the weights that lie in the tree. */
function digestsOf(sightings: readonly Sighting[]): Component['hashes'] {
  return uniqueHashes(
    sightings.flatMap(({ weights }) =>
      weights?.sha256 == null ? [] : [{ algorithm: 'sha256' as const, value: weights.sha256.toLowerCase() }],
    ),
  );
}

/** MD5 alone: what it is stays open. Own data has the remote of this repository as its source; weights without an import have none. */
function tracked(base: Base, { api, kind }: Sighting): Component {
  const named = { ...base, name: base.name.replace(/^dvc:/, ''), version: base.requested };
  if (api !== 'dvc output') return unresolved(named, 'unsupported-source', `${api}: this source is not looked up yet`);
  if (kind === 'model') return unresolved(named, 'no-source', 'weights that DVC keeps, without a known origin');
  return unresolved(named, 'unsupported-source', 'DVC keeps it: its remote is not asked, and MD5 proves nothing');
}

function unresolved(base: Base, reason: UnresolvedReason, detail: string): Component {
  return { ...base, resolution: { state: 'unresolved', reason, detail } };
}

function byPlace({ place: a }: Sighting, { place: b }: Sighting): number {
  return compare(a.path, b.path) || a.line - b.line || a.column - b.column;
}

/** Order of code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
