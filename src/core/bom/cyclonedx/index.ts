/** The Bom as CycloneDX JSON (ECMA-424), 1.7 or 1.6. Pure; the same Bom gives the same bytes. */
import type { Bom } from '../../model/index.ts';
import { version as ownVersion } from '../../base/version.ts';
import { bomAnnotationsOf } from './annotations.ts';
import { citationsOf } from './citations.ts';
import { compositionsOf, dependenciesOf, mentionProperties, partialProperties } from './completeness.ts';
import { componentOf } from './component.ts';
import type { CdxDocument, SpecVersion } from './document.ts';
import { productOf } from './product.ts';
import { bomRefs } from './refs.ts';
import { serialNumber } from './serial.ts';
import { withoutMentions } from '../../model/mentioned.ts';
import { runsElsewhere } from '../runs-elsewhere.ts';
import { serviceOf } from './service.ts';

/** The document as a value. `asOf` becomes the timestamp, so the clock is not read. */
export function cyclonedxDocument(all: Bom, specVersion: SpecVersion): CdxDocument {
  const bom = withoutMentions(all);
  const refs = bomRefs(bom);
  const services = bom.components.filter(runsElsewhere).map((component) => serviceOf(component, refs));
  const annotations = bomAnnotationsOf(bom, refs);
  const partial = [...partialProperties(bom.problems), ...mentionProperties(all)];
  const written = bom.components
    .filter((component) => !runsElsewhere(component))
    .map((component) => ({ component, document: componentOf(component, bom, refs, specVersion) }));
  const product = productOf(bom, refs, specVersion);
  const citations = specVersion === '1.6' ? [] : citationsOf({ product, written }, refs, bom.asOf);
  const content = {
    version: 1,
    metadata: {
      timestamp: bom.asOf,
      // Read from sources before anything is built.
      lifecycles: [{ phase: 'pre-build' }],
      tools: { components: [{ type: 'application', 'bom-ref': refs.tool, name: 'weighbridge', version: ownVersion }] },
      component: product,
      ...(partial.length === 0 ? {} : { properties: partial }),
    },
    components: written.map(({ document }) => document),
    ...(services.length === 0 ? {} : { services }),
    dependencies: dependenciesOf(bom, refs),
    compositions: compositionsOf(bom, refs),
    ...(annotations.length === 0 ? {} : { annotations }),
    ...(citations.length === 0 ? {} : { citations }),
  } as const satisfies Omit<CdxDocument, '$schema' | 'bomFormat' | 'specVersion' | 'serialNumber'>;
  return {
    $schema: `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion,
    // The version of the specification is part of it: the same Bom in 1.6 and 1.7 are two documents.
    serialNumber: serialNumber(JSON.stringify([specVersion, content])),
    ...content,
  };
}

/** The document as JSON text, two spaces, one line break at the end. */
export function writeCyclonedx(bom: Bom, specVersion: SpecVersion): string {
  return `${JSON.stringify(cyclonedxDocument(bom, specVersion), null, 2)}\n`;
}
