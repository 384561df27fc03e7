/**
 * From one model or dataset over all hops to what it was made from, as far as the answers so far tell. A card names no revision of what it
 * names, so each ancestor stands for what its default branch holds now, whatever revision of the child is loaded. Pure.
 */
import type { HostSubject, Relation, Relations } from '../hosts/host.ts';
import { hostSubject } from '../hosts/subject.ts';
import { formatRef } from '../ref/format.ts';
import type { Ref } from '../ref/index.ts';

/** Of one model, itself not counted (T32). */
export const MAX_ANCESTORS = 20;

export interface LineageStep extends Relation {
  /** Whom it was stated of. */
  readonly of: Ref;
}

export interface FollowedLineage {
  /** Each (of, ref, relation) once, in the order in which they were met: models over all hops, then datasets. */
  readonly steps: readonly LineageStep[];
  /** Each ancestor once, in the same order. */
  readonly ancestors: readonly HostSubject[];
  /** There is more than was followed. */
  readonly cut: boolean;
}

export interface LineageTeller {
  /** What is stated of a subject; null: nobody has answered. */
  readonly relationsOf: (this: void, subject: HostSubject) => Relations | null;
  /** Whether an answer about it is still to come. */
  readonly isOpen: (this: void, subject: HostSubject) => boolean;
}

/** Ids of the hub differ by more than letter case. */
export function ancestorKey(ref: Ref): string {
  return formatRef(ref).toLowerCase();
}

/**
 * `inTree`: what the tree says of `start` beside its host. Models come first, over all hops, because their terms decide; datasets are looked
 * at, with what they were made from themselves, once no model is open any more, so that none is asked about that a model then takes the place of. What states to be made from the start
 * itself, or from itself, says nothing about where that comes from; any other circle ends because each step counts once.
 */
export function followLineage(start: HostSubject, inTree: Relations, { relationsOf, isOpen }: LineageTeller): FollowedLineage {
  const own = ancestorKey(start.ref);
  const found = new Map<string, HostSubject>();
  const steps = new Map<string, LineageStep>();
  const stated = new Set<string>();
  let cut = false;
  const take = (child: HostSubject, isDataset: boolean): void => {
    const of = ancestorKey(child.ref);
    const told = relationsOf(child);
    const all = child === start ? [...(told?.all ?? []), ...inTree.all] : (told?.all ?? []);
    cut ||= told?.more === true || (child === start && inTree.more);
    // What is stated comes before what only suggests it, and makes that superfluous.
    for (const one of [...all.filter(({ by }) => by !== 'hint'), ...all.filter(({ by }) => by === 'hint')]) {
      const key = ancestorKey(one.ref);
      if ((one.relation === 'trained-on') !== isDataset || key === own || key === of) continue;
      // Terms of data reach a model in contested ways only: that its data was made from data without a name is told of that data alone.
      if (one.ref.type === 'generic' && !isDataset && child !== start && child.ref.repo === 'datasets') continue;
      const edge = JSON.stringify([of, key]);
      if (one.by === 'hint' && stated.has(edge)) continue;
      if (found.size === MAX_ANCESTORS && !found.has(key)) {
        cut = true;
        continue;
      }
      const parent = found.get(key) ?? hostSubject({ ref: one.ref, requested: null, sightings: [] });
      found.set(key, parent);
      stated.add(edge);
      const id = `${one.relation} ${edge}`;
      if (!steps.has(id)) steps.set(id, { ...one, ref: parent.ref, of: child.ref });
    }
  };
  take(start, false);
  // The list grows while it is walked.
  for (const one of found.values()) take(one, false);
  const models = [...found.values()];
  if (!models.some(isOpen)) {
    take(start, true);
    for (const one of models) take(one, true);
    // What data was made from comes last, over all hops.
    for (const one of found.values()) if (one.ref.repo === 'datasets') take(one, false);
  }
  return { steps: [...steps.values()], ancestors: [...found.values()], cut };
}
