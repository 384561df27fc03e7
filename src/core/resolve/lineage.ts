/** Lineage of models and datasets over all hosts (T11): what it asks, and what it says of a component. Pure. */
import type { HostSubject, Relations } from '../hosts/host.ts';
import { hostOf, questionsAbout } from '../hosts/index.ts';
import type { TreeHosts } from '../hosts/of-tree.ts';
import { hostSubject } from '../hosts/subject.ts';
import type { Ancestor, Component, Evidence, Question, Sighting, Topic } from '../model/index.ts';
import { formatRef } from '../ref/format.ts';
import { resolve } from './resolve.ts';
import { ancestorKey, type FollowedLineage, followLineage, type LineageStep } from './follow-lineage.ts';
import { type Followed, followedIn, followedKey, type FollowedSide } from './followed.ts';
import { sharedWeights } from './shared-weights.ts';
import { relationsInTree } from './tree-relations.ts';

/** Of an ancestor nothing else is wanted than what it says of itself: one listing. */
const TOPICS: ReadonlySet<Topic> = new Set(['license', 'lineage']);

/**
 * What nobody has answered yet of the ancestors of what is followed, on all sides, round after round. Each is asked about once, however many come
 * from it. Who lacks nothing is read once: answers do not change in a run, so only what is new is followed anew.
 */
export function lineageAsker(evidence: Evidence): (sides: readonly FollowedSide[]) => readonly Question[] {
  const settled = new Set<string>();
  const tellers = new Map<TreeHosts, Telling>();
  return (sides) => {
    const followed = followedIn(sides, TOPICS);
    if (followed.size === 0) return [];
    const lacking = new Map<string, readonly Question[]>();
    const lackingOf = (subject: HostSubject): readonly Question[] => {
      const id = JSON.stringify(subject);
      if (settled.has(id)) return [];
      const key = ancestorKey(subject.ref);
      const known = lacking.get(key) ?? questionsAbout([subject], evidence, TOPICS);
      lacking.set(key, known);
      if (known.length === 0) settled.add(id);
      return known;
    };
    const isOpen = (subject: HostSubject): boolean => lackingOf(subject).length > 0;
    for (const { sightings, hosts } of sides) {
      const final = tellers.get(hosts) ?? teller(hosts, evidence);
      tellers.set(hosts, final);
      const now = teller(hosts, evidence);
      const relationsOf: Telling = (subject) => (settled.has(JSON.stringify(subject)) ? final(subject) : now(subject));
      const group = (one: Sighting): string => JSON.stringify([followedKey(one), one.requested]);
      const taken = sightings.filter((one) => followed.has(followedKey(one)));
      for (const places of Map.groupBy(taken, group).values()) {
        const [first] = places;
        if (first === undefined) continue;
        const start = hostSubject({ ref: { ...first.ref, version: null }, requested: first.requested, sightings: places });
        for (const one of followLineage(start, relationsInTree(places), { relationsOf, isOpen }).ancestors) lackingOf(one);
      }
    }
    return [...new Map([...lacking.values()].flat().map((question) => [question.key, question])).values()];
  };
}

type Telling = (subject: HostSubject) => Relations | null;

/**
 * The components, those that are followed with their lineage. Nothing stated, and nothing that suggests any, stays unknown (T11). `before`: those
 * of the tree before a change, as `tracedBefore` gives them.
 */
export function withLineage(
  components: readonly Component[],
  followed: Followed,
  hosts: TreeHosts,
  evidence: Evidence,
  before: readonly Component[] = [],
): readonly Component[] {
  if (followed.size === 0) return components;
  const traced = stated(components, followed, hosts, evidence);
  const alike = sharedWeights(traced, before);
  return traced.map((component): Component => {
    if (!followed.has(followedKey(component))) return component;
    const more = alike.of(component);
    if (more.ancestors.length === 0 && !more.cut) return component;
    const { ancestors, cut } = component.lineage ?? { ancestors: [], cut: false };
    return { ...component, lineage: { ancestors: [...ancestors, ...more.ancestors], cut: cut || more.cut } };
  });
}

/**
 * Of the tree before a change what is followed, with what is stated of it there, and the models whose names the change takes away: the same
 * weights may come back at another revision, or under another name. What equal weights suggest is left out.
 */
export function tracedBefore([head, base]: readonly FollowedSide[], followed: Followed, evidence: Evidence): readonly Component[] {
  if (head === undefined || base === undefined || followed.size === 0) return [];
  const kept = new Set(head.sightings.map(followedKey));
  const taken = base.sightings.filter((one) => followed.has(followedKey(one)) || (one.kind === 'model' && !kept.has(followedKey(one))));
  return stated(resolve(taken, evidence, base.hosts), followed, base.hosts, evidence);
}

function stated(components: readonly Component[], followed: Followed, hosts: TreeHosts, evidence: Evidence): readonly Component[] {
  const telling = { relationsOf: teller(hosts, evidence), isOpen: () => false };
  const said = new Map<string, SaidOfItself>();
  const saysOf = (subject: HostSubject): SaidOfItself => {
    const key = ancestorKey(subject.ref);
    const known = said.get(key) ?? saysOfItself(subject, evidence);
    said.set(key, known);
    return known;
  };
  return components.map((component): Component => {
    if (!followed.has(followedKey(component))) return component;
    const found = followLineage(hostSubject(component), relationsInTree(component.sightings), telling);
    const ancestors = ancestorsIn(found, saysOf);
    return ancestors.length === 0 && !found.cut ? component : { ...component, lineage: { ancestors, cut: found.cut } };
  });
}

/** What the thing's own host says, else what the lock recorded. Of one subject once: many models have the same ancestors. */
function teller(hosts: TreeHosts, evidence: Evidence): Telling {
  const told = new Map<string, Relations | null>();
  return (subject) => {
    const key = JSON.stringify(subject);
    const known = told.get(key);
    if (known !== undefined) return known;
    const relations =
      hostOf(subject.ref)?.relations(subject, evidence) ??
      hosts.own
        .map((host) => (host.refs.includes(subject.ref.type) ? host.relations(subject, evidence) : null))
        .find((one) => one !== null) ??
      null;
    told.set(key, relations);
    return relations;
  };
}

type SaidOfItself = Pick<Ancestor, 'claims' | 'commit' | 'pipelineTag' | 'unresolved'>;

function ancestorsIn({ steps, ancestors }: FollowedLineage, saysOf: (subject: HostSubject) => SaidOfItself): Ancestor[] {
  const subjects = new Map(ancestors.map((subject) => [ancestorKey(subject.ref), subject]));
  return steps.flatMap((step): Ancestor[] => {
    const subject = subjects.get(ancestorKey(step.ref));
    const said = subject === undefined ? null : saysOf(subject);
    // What only suggests a name that nobody has suggests nothing.
    return said === null || (step.by === 'hint' && said.unresolved?.reason === 'not-found') ? [] : [{ ...stepOf(step), ...said }];
  });
}

function stepOf({ ref, of, relation, by }: LineageStep): Omit<Ancestor, keyof SaidOfItself> {
  return {
    ref: formatRef(ref),
    // A name that no host has says nothing of itself: what data was made from is data.
    kind: ref.repo === 'datasets' || relation === 'trained-on' || (of.repo === 'datasets' && ref.repo !== 'models') ? 'dataset' : 'model',
    of: formatRef(of),
    relation,
    by,
  };
}

function saysOfItself(subject: HostSubject, evidence: Evidence): SaidOfItself {
  const host = hostOf(subject.ref);
  if (host === null) return untold('invalid-name', 'no name that a known host could have');
  const result = host.facts(subject, evidence);
  if (result === null) return untold('not-asked', 'nobody was asked');
  // Another name is another publisher until a person says so: it is told, and never followed.
  const renamed = result.facts?.redirectedTo ?? null;
  if (renamed !== null) return untold('redirect', `its host answers with "${renamed}", which is not followed`);
  if (result.state === 'unresolved') return untold(result.reason, result.detail);
  const { licenses: claims, commit, pipelineTag } = result.facts;
  return { claims, commit, pipelineTag, unresolved: null };
}

function untold(reason: NonNullable<Ancestor['unresolved']>['reason'], detail: string): SaidOfItself {
  return { claims: [], commit: null, pipelineTag: null, unresolved: { reason, detail } };
}
