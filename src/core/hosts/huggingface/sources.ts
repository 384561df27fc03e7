/** What a dataset of the hub was made from, by `source_datasets` of its card (hub-docs, "datasetcard.md"). Pure. */
import { statedRef, unplacedRef } from '../../ref/stated-name.ts';
import type { Relation } from '../host.ts';
import { MAX_STATED, textOrNull } from './card.ts';
import type { RevisionAnswer } from './schema.ts';

/** Stands for data that the card only says to have been extended, or that cannot be read: it was made from something, and nobody says from what (T11). */
const UNNAMED = 'data that it does not name';

/**
 * "original" was made from nothing else. "extended|name" and an id with its owner state a dataset; "extended" and "extended|other-…" state that
 * there is one. A word alone may be a name of the hub from before names had owners: a hint.
 */
export function statedSources({ cardData }: RevisionAnswer): readonly Relation[] {
  const { values, wrong } = cardData?.source_datasets ?? { values: [], wrong: 0 };
  const stated = values.slice(0, MAX_STATED + 1).flatMap((text) => sourceOf(textOrNull(text) ?? ''));
  return wrong > 0 ? [...stated, unnamed()] : stated;
}

const EXTENDED = 'extended|';

function sourceOf(text: string): Relation[] {
  const isExtended = text === 'extended' || text.startsWith(EXTENDED);
  const name = isExtended ? text.slice(EXTENDED.length).trim() : text;
  if (isExtended && (name === '' || /^other(?:-|$)/.test(name))) return [unnamed()];
  if (name === '' || name === 'original') return [];
  const ref = statedRef(name, 'datasets');
  if (!isExtended && !name.includes('/')) return ref === null ? [] : [{ ref, relation: 'base', by: 'hint' }];
  return [{ ref: ref ?? unplacedRef(name), relation: 'base', by: 'card' }];
}

function unnamed(): Relation {
  return { ref: unplacedRef(UNNAMED), relation: 'base', by: 'card' };
}
