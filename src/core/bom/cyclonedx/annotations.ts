/** What could not be named, at its place: CycloneDX has annotations for what is said about a part of a document. */
import type { Bom, Unknown } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';
import { version as ownVersion } from '../../base/version.ts';
import { distinct } from '../order.ts';
import type { BomAnnotation } from './document.ts';
import type { BomRefs } from './refs.ts';

/** One for each place, in the order of the places. The subject is the root: an unknown load has no component. */
export function bomAnnotationsOf(bom: Bom, refs: BomRefs): BomAnnotation[] {
  return distinct(bom.unknowns.map(textOf)).map((text) => ({
    subjects: [refs.root],
    annotator: { component: { type: 'application', name: 'weighbridge', version: ownVersion } },
    timestamp: bom.asOf,
    text,
  }));
}

const NOUNS: Readonly<Partial<Record<Unknown['kind'], string>>> = { dataset: 'a dataset', service: 'a hosted model' };

function textOf({ kind, why: reason, place, api }: Unknown): string {
  const why =
    reason === 'computed' ? 'its name is computed, so which one it is could not be read' : 'what stands there is no possible name of one';
  return visible(`${place.path}:${place.line}: ${api} loads ${NOUNS[kind] ?? 'a model'} that is not listed: ${why}`);
}
