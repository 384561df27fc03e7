/** Sightings and evidence → components: exact versions, hashes, claims; or why not. Pure. */
import { isAiAction } from '../ecosystems/ai-actions.ts';
import { foreignPackage } from '../ecosystems/git.ts';
import { ecosystemOf } from '../ecosystems/look-up.ts';
import { packagePurl } from '../ecosystems/purl.ts';
import type { Component, Evidence, Sighting, Stated, TrackedSighting, UnresolvedReason } from '../model/index.ts';
import { asPull, asRead, weightsOf } from '../model/sighting.ts';
import { displayName, identityOf, isFileRef } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';
import { releaseOfService } from '../ref/release.ts';
import { retirementOf } from '../ref/retirements.ts';
import { hashOf, uniqueHashes } from './hashes.ts';
import { hostOf } from '../hosts/index.ts';
import { type TreeHosts, WITHOUT_LOCK } from '../hosts/of-tree.ts';
import { answered, askHost, type Unanswered } from './answered.ts';
import { asDescribed, type Described, libraryAt } from './libraries.ts';
import { byVersion, type VersionGroup } from './versions.ts';

/**
 * `described`: of the other tree. One component per identity and version, sorted by key; its sightings are sorted by place. Keys name what is asked for, never
 * what a floating name gives today: a hub that moves `main` changes no key.
 */
export function resolve(
  sightings: readonly Sighting[],
  evidence: Evidence,
  hosts: TreeHosts = WITHOUT_LOCK,
  described: Described = NOTHING,
): Component[] {
  const groups = new Map<string, Sighting[]>();
  for (const sighting of [...sightings].sort(byPlace)) {
    // A kind has no space in it.
    const id = `${sighting.kind} ${identityOf(sighting.ref)}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [sighting]);
    else group.push(sighting);
  }
  const components: Component[] = [];
  for (const [id, group] of groups) {
    const identity = id.slice(id.indexOf(' ') + 1);
    for (const one of byVersion(group)) components.push(componentOf(identity, one, { evidence, hosts, described }));
  }
  return components.sort((a, b) => compare(a.key, b.key));
}

const NOTHING: Described = new Map();

interface Known {
  readonly evidence: Evidence;
  readonly hosts: TreeHosts;
  readonly described: Described;
}

function componentOf(identity: string, group: VersionGroup, { evidence, hosts, described }: Known): Component {
  const { requested, sightings } = group;
  const [first] = sightings;
  if (first === undefined) throw new Error('a component has at least one sighting');
  const key = componentKey(identity, first, group);
  if (first.type === 'package') return asDescribed(key, group, described) ?? libraryAt({ ...group, key, identity });
  const base = baseOf(key, identity, first, group);
  if (first.type === 'weights' && first.ref.type === 'generic') return weights(base, sightings);
  if (first.type === 'run')
    return {
      ...base,
      version: exactVersion(group),
      framework: first.kind === 'action' && isAiAction(first.ref),
      resolution: { state: 'resolved' },
    };
  if (first.type === 'tracked') return tracked({ ...base, requested }, first);
  const stated = statedOf(sightings);
  if (stated !== null) return declared(base, stated);
  const host = hostOf(first.ref);
  if (host !== null) {
    const asked = { ...base, requested, hashes: uniqueHashes([...base.hashes, ...digestsOf(sightings)]) };
    return answered(asked, askHost(host, asked, evidence), hosts, evidence);
  }
  switch (first.ref.type) {
    case 'service':
      return hosted(base, first.ref, requested);
    default:
      return unresolved(base, 'unsupported-source', 'this source is not looked up yet');
  }
}

function hosted(base: Unanswered, ref: Ref, requested: string | null): Component {
  const retirement = retirementOf(ref);
  return {
    ...base,
    version: releaseOfService({ ...ref, version: requested }),
    resolution: { state: 'resolved' },
    ...(retirement === null ? {} : { retirement }),
  };
}

export function componentKey(identity: string, { ref, kind }: Sighting, group: VersionGroup): string {
  const asked = group.version ?? group.requested;
  // One file can be a model here and a dataset there, one package a library and a server, one repository a model and an action; keys are unique.
  const isFile = ref.type === 'generic' || isFileRef(ref);
  const isShared = kind === 'action' || (kind === 'mcp-server' ? ref.type !== 'mcp' : isFile && kind !== 'model');
  const suffix = isShared ? ` (${kind})` : '';
  return foreignKey(identity, ref, group) ?? `${identity}${asked === null ? '' : `@${asked}`}${suffix}`;
}

function baseOf(key: string, identity: string, first: Sighting, { requested, sightings }: VersionGroup): Unanswered {
  return {
    key,
    identity,
    kind: first.kind,
    ref: { ...first.ref, version: null },
    name: displayName(first.ref),
    version: null,
    requested,
    framework: false,
    sightings,
    hashes: statedHashes(sightings),
    claims: [],
    hub: null,
  };
}

/** What is asked for, where that names one version: of an image a tag or digest, of a package no range and no tag of its registry. */
function exactVersion({ requested, sightings }: VersionGroup): string | null {
  const ecosystem = ecosystemOf(sightings[0]?.ref.type ?? '');
  return requested === null || (ecosystem !== null && ecosystem.parse(requested) === null) ? null : requested;
}

/** Two sources of one name are two components: the key of one that comes from no registry says where from. Null for all others. */
function foreignKey(identity: string, ref: Sighting['ref'], { version, requested, sightings }: VersionGroup): string | null {
  const found = foreignPackage(sightings);
  if (found === null) return null;
  const asked = version ?? requested;
  return packagePurl({ ...ref, version }, found) ?? `${identity}${asked === null ? '' : `@${asked}`} (${found.source})`;
}

function weights(base: Unanswered, sightings: readonly Sighting[]): Component {
  const facts = sightings.flatMap((sighting) => weightsOf(sighting) ?? []);
  const license = facts.flatMap(({ metadata }) => metadata['license'] ?? metadata['general.license'] ?? [])[0];
  return {
    ...unresolved(base, 'no-source', 'weights in the tree without a known origin'),
    // The identity is the bytes; people know the file by its path.
    name: sightings[0]?.place.path ?? base.name,
    hashes: digestsOf(sightings),
    claims: license === undefined ? [] : [{ from: 'file-header', text: license, name: null, link: null }],
  };
}

/** What the tree states of bytes that lie elsewhere. */
function statedHashes(sightings: readonly Sighting[]): Component['hashes'] {
  return uniqueHashes(sightings.flatMap((one) => hashOf(asPull(one)?.digest ?? '')));
}

/** Of the weights that lie in the tree. */
function digestsOf(sightings: readonly Sighting[]): Component['hashes'] {
  return uniqueHashes(
    sightings
      .flatMap((one) => weightsOf(one)?.sha256 ?? [])
      .map((sha256) => ({ algorithm: 'sha256' as const, value: sha256.toLowerCase() })),
  );
}

/** MD5 alone: what it is stays open. Own data has the remote of this repository as its source; weights without an import have none. */
function tracked(base: Unanswered, { api, kind, from }: TrackedSighting): Component {
  const named = { ...base, name: base.name.replace(/^dvc:/, ''), version: base.requested };
  if (from !== null) return unresolved(named, 'unsupported-source', `${api}: this source is not looked up yet`);
  if (kind === 'model') return unresolved(named, 'no-source', 'weights that DVC keeps, without a known origin');
  return unresolved(named, 'unsupported-source', 'DVC keeps it: its remote is not asked, and MD5 proves nothing');
}

/** What somebody states of what no host serves: it is named, and nobody is asked. */
function declared(base: Unanswered, stated: Stated): Component {
  const { sha256, license } = stated;
  return {
    ...unresolved(base, 'named-only', 'declared in the lock; nobody can be asked about it'),
    stated,
    hashes: uniqueHashes([...base.hashes, { algorithm: 'sha256', value: sha256 }]),
    claims: license === null ? [] : [{ from: 'lock', text: license, name: null, link: null }],
  };
}

function statedOf(sightings: readonly Sighting[]): Stated | null {
  const said = sightings.map((one) => asRead(one)?.declared).find((one) => one?.says === 'names');
  return (said?.says === 'names' ? said.stated : undefined) ?? null;
}

function unresolved(base: Unanswered, reason: UnresolvedReason, detail: string): Component {
  return { ...base, resolution: { state: 'unresolved', reason, detail } };
}

function byPlace({ place: a }: Sighting, { place: b }: Sighting): number {
  return compare(a.path, b.path) || a.line - b.line || a.column - b.column;
}

/** Order of code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
