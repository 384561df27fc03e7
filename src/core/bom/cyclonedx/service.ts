/** What is asked over the network → a service of the document. */
import type { BomComponent } from '../../model/index.ts';
import { visible } from '../../base/visible-text.ts';
import type { CdxService } from './document.ts';
import { occurrencesOf } from './evidence.ts';
import { identityFields } from './identity.ts';
import { propertiesOf, property } from './properties.ts';
import type { BomRefs } from './refs.ts';

/** Services have no evidence in CycloneDX: the places are properties. Provider = the namespace of `service:openai/gpt-…`. */
export function serviceOf(component: BomComponent, refs: BomRefs): CdxService {
  const { group, name, version } = identityFields(component);
  const places = occurrencesOf(component).map((one) => `${one.location}:${one.line}`);
  return {
    'bom-ref': refs.of(component),
    ...(group === undefined ? {} : { provider: { name: visible(group) } }),
    // The last word of an address says nothing: "sse".
    name: component.kind === 'service' ? name : visible(component.name),
    ...(version === undefined ? {} : { version }),
    properties: [...propertiesOf(component), ...[...new Set(places)].map((place) => property('occurrence', place))],
  };
}
