/** What could not be named, at its place: CycloneDX has annotations for what is said about a part of a document. */
import type { Bom, BomComponent, Sighting } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';
import { version as ownVersion } from '../../base/version.ts';
import { compareSightings, distinct } from '../order.ts';
import { isUnknown } from '../unknown.ts';
import type { BomAnnotation } from './document.ts';
import type { BomRefs } from './refs.ts';

/** One for each place, in the order of the places. The subject is the root: an unknown load has no component. */
export function bomAnnotationsOf(bom: Bom, refs: BomRefs): BomAnnotation[] {
  const unknown = bom.components.filter(isUnknown);
  const texts = unknown.flatMap((component) => [...component.sightings].sort(compareSightings).map((one) => textOf(component, one)));
  return distinct(texts).map((text) => ({
    subjects: [refs.root],
    annotator: { component: { type: 'application', name: 'weighbridge', version: ownVersion } },
    timestamp: bom.asOf,
    text,
  }));
}

const NOUNS: Readonly<Partial<Record<BomComponent['kind'], string>>> = { dataset: 'a dataset', service: 'a hosted model' };

function textOf({ kind, resolution }: BomComponent, { place, api }: Sighting): string {
  const computed = resolution.state === 'unresolved' && resolution.reason === 'dynamic';
  const why = computed ? 'its name is computed, so which one it is could not be read' : 'what stands there is no possible name of one';
  return visible(`${place.path}:${place.line}: ${api} loads ${NOUNS[kind] ?? 'a model'} that is not listed: ${why}`);
}
