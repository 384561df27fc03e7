/** Who supplied which field (CycloneDX 1.7, `citations`): what the repository states, what the hub confirmed, what a publisher declares. */
import type { BomComponent } from '../../model/index.ts';
import type { CdxComponent, Citation } from './document.ts';
import type { BomRefs } from './refs.ts';

/** A component of the Bom, and how the document has it. */
export interface CitedComponent {
  readonly component: BomComponent;
  readonly document: CdxComponent;
}

interface CitedDocument {
  readonly product: CdxComponent;
  /** In the order of the document's `components`. */
  readonly written: readonly CitedComponent[];
}

/** Nothing is cited that the document does not have. */
export function citationsOf({ product, written }: CitedDocument, refs: BomRefs, asOf: string): Citation[] {
  const licensed = product.components?.flatMap(({ licenses }, index) => (licenses === undefined ? [] : [`/components/${index}`])) ?? [];
  const own = [...(product.licenses === undefined ? [] : ['']), ...licensed].map((at) => `/metadata/component${at}/licenses`);
  const fields = written.map(({ component, document }, index) => ({ ...suppliedBy(component, document), at: `/components/${index}` }));
  const cite = (attributedTo: string, note: string, pointers: readonly string[]): Citation[] =>
    pointers.length === 0 ? [] : [{ pointers, timestamp: asOf, attributedTo, note }];
  return [
    ...cite(refs.root, 'stated by the repository', [...own, ...fields.flatMap(({ at, stated }) => (stated ? [`${at}/version`] : []))]),
    ...cite(
      refs.tool,
      'confirmed by the hub, which was asked',
      fields.flatMap(({ at, confirmed }) => (confirmed ? [`${at}/version`] : [])),
    ),
    ...cite(
      refs.tool,
      'as its publisher declares it',
      fields.flatMap(({ at, declared }) => (declared ? [`${at}/licenses`] : [])),
    ),
  ];
}

function suppliedBy(component: BomComponent, { version, licenses }: CdxComponent): Record<'stated' | 'confirmed' | 'declared', boolean> {
  const { sightings, verifications, claims } = component;
  return {
    stated: version !== undefined && sightings.some(({ requested }) => requested !== null),
    confirmed:
      version !== undefined && verifications.some(({ topic, outcome, by }) => topic === 'revision' && outcome === 'passed' && by === 'hub'),
    declared: licenses !== undefined && claims.some(({ from }) => from === 'card' || from === 'hub' || from === 'package'),
  };
}
