/** What a model or dataset of the hub was made from, as its card, its configurations and the hub's own tags state it: one step (T11). Pure. */
import type { Evidence } from '../../model/index.ts';
import { displayName, formatRef } from '../../ref/format.ts';
import { statedRef, unplacedRef } from '../../ref/stated-name.ts';
import { NO_RELATIONS, type Relation, type Relations } from '../host.ts';
import { isSilence } from '../trust.ts';
import { MAX_STATED, statedBases, statedDatasets } from './card.ts';
import { configFacts, type ConfigFacts, type Pulls } from './configs.ts';
import { listingOf } from './listing.ts';
import type { HubSubject } from './questions.ts';
import type { RevisionAnswer } from './schema.ts';
import { statedSources } from './sources.ts';

/** Stands for an entry that cannot be read: unknown, never "not stated" (T35). */
const UNREADABLE = 'an entry that cannot be read';
/** Stands for the base of an adapter whose configuration names none: it has one, and nobody says which (T11). */
const UNSTATED = 'a base that it does not name';

export function relationsOnHub(subject: HubSubject, evidence: Evidence, pulls: Pulls): Relations | null {
  const listing = listingOf(subject, evidence);
  if (listing.state === 'not-asked') return null;
  // Of what is gone, or has another name now, nothing is stated: the step that leads here says so.
  if (listing.state === 'failed') return isSilence(listing.reason) ? null : NO_RELATIONS;
  const { data } = listing;
  if (data.id !== undefined && data.id.toLowerCase() !== subject.id.toLowerCase()) return NO_RELATIONS;
  return statedIn(subject, data, configFacts(subject, data, evidence, pulls));
}

function statedIn(subject: HubSubject, data: RevisionAnswer, configs: ConfigFacts): Relations {
  const stated = statedBases(data, configs);
  const bases = stated.bases.map(({ id, relation, by }): Relation => ({ ref: statedRef(id, 'models') ?? unplacedRef(id), relation, by }));
  const lost = stated.lost.length > 0 || configs.unread.some(({ what }) => what === 'base');
  const unread: Relation[] = lost ? [{ ref: unplacedRef(UNREADABLE), relation: stated.isAdapter ? 'adapter' : 'base', by: 'card' }] : [];
  // What the card names is then the only word, and counts as such; what another adapter of the repository names is no word about this one.
  const unstated: Relation[] =
    configs.baseless && !lost && bases.every(({ by }) => by !== 'card')
      ? [{ ref: unplacedRef(UNSTATED), relation: 'adapter', by: 'config' }]
      : [];
  const datasets = statedDatasets(data).map(
    (id): Relation => ({ ref: statedRef(id, 'datasets') ?? unplacedRef(id), relation: 'trained-on', by: 'card' }),
  );
  // Only the card of a dataset says by that field what the dataset was made from.
  const sources = subject.repo === 'datasets' ? statedSources(data) : [];
  const more = Math.max(bases.length, datasets.length, sources.length) > MAX_STATED;
  return { all: unique([...bases, ...unread, ...unstated, ...sources, ...datasets, ...hintsIn(subject, bases, configs)]), more };
}

/** A path of some machine suggests nothing; neither does the own name, nor what the card says itself. */
function hintsIn(subject: HubSubject, bases: readonly Relation[], { hints }: ConfigFacts): Relation[] {
  const known = new Set([subject.id.toLowerCase(), ...bases.map(({ ref }) => displayName(ref).toLowerCase())]);
  return hints.flatMap((hint): Relation[] => {
    const ref = statedRef(hint, 'models');
    return ref === null || known.has(displayName(ref).toLowerCase()) ? [] : [{ ref, relation: 'base', by: 'hint' }];
  });
}

function unique(relations: readonly Relation[]): Relation[] {
  return [...new Map(relations.map((one) => [`${one.relation} ${formatRef(one.ref).toLowerCase()}`, one])).values()];
}
