/** What could not be named, at its place: CycloneDX has annotations for what is said about a part of a document. */
import type { Bom, Unknown } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';
import { version as ownVersion } from '../../base/version.ts';
import { distinct } from '../order.ts';
import type { BomAnnotation } from './document.ts';
import type { BomRefs } from './refs.ts';

/** One for each load, in the order of the places. The subject is the root: an unknown load has no component. */
export function bomAnnotationsOf(bom: Bom, refs: BomRefs): BomAnnotation[] {
  return distinct(loadsOf(bom.unknowns).map(textOf)).map((text) => ({
    subjects: [refs.root],
    annotator: { component: { type: 'application', name: 'weighbridge', version: ownVersion } },
    timestamp: bom.asOf,
    text,
  }));
}

const NOUNS: Readonly<Partial<Record<Unknown['kind'], string>>> = { dataset: 'a dataset', service: 'a hosted model' };

/** A model and what belongs to it, its tokenizer and its processor, are taken by the same name within some lines. */
const LINES = 20;

interface Load {
  readonly first: Unknown;
  readonly last: Unknown;
  readonly count: number;
}

/** Places that follow each other closely, and at which the same stands for the name, are one load. */
function loadsOf(unknowns: Bom['unknowns']): Load[] {
  const loads: Load[] = [];
  const open = new Map<string, number>();
  for (const one of unknowns) {
    const { kind, why, text, place, scope } = one;
    const key = JSON.stringify([place.path, kind, why, text, scope]);
    const at = open.get(key);
    const before = at === undefined ? undefined : loads[at];
    if (at !== undefined && before !== undefined && place.line - before.last.place.line <= LINES) {
      loads[at] = { ...before, last: one, count: before.count + 1 };
    } else {
      open.set(key, loads.length);
      loads.push({ first: one, last: one, count: 1 });
    }
  }
  return loads;
}

function textOf({ first: { kind, why: reason, place, api }, last, count }: Load): string {
  const why =
    reason === 'computed' ? 'its name is computed, so which one it is could not be read' : 'what stands there is no possible name of one';
  return visible(
    `${place.path}:${place.line}: ${api} loads ${NOUNS[kind] ?? 'a model'} that is not listed: ${why}${count === 1 ? '' : `; so do ${count - 1} more places up to line ${last.place.line}`}`,
  );
}
