/** What a model was made from, in `pedigree.ancestors`: only there CycloneDX says that one component is made from another. */
import { visible } from '../../base/visible-text.ts';
import type { Ancestor, BomComponent } from '../../model/index.ts';
import { formatRef, identityOf } from '../../ref/format.ts';
import { parseRef } from '../../ref/parse.ts';
import { statedNameOf } from '../../ref/stated-name.ts';
import { hubRef } from '../lineage.ts';
import { sortedBy } from '../order.ts';
import type { CdxComponent } from './document.ts';
import { declaredLicenses } from './licenses.ts';
import { property } from './properties.ts';

/**
 * Models over all hops, each once, with what its own source states of its license; where lineage was not followed, the base models of the card.
 * Also those that are components themselves. A card names no revision of its base, so neither version nor digest is given. A hint is no
 * statement, and stays out; what a model was trained on stands in its card.
 */
export function ancestorsOf(component: BomComponent): CdxComponent[] {
  const { lineage, hub } = component;
  if (lineage === undefined) return hub === null || hub.redirectedTo !== null ? [] : basesOf(hub.baseModels);
  const stated = lineage.ancestors.filter(({ kind, by }) => kind === 'model' && by !== 'hint');
  const own = formatRef({ ...component.ref, version: null });
  return [...Map.groupBy(stated, ({ ref }) => ref).values()].map((steps) => writtenOf(steps, own));
}

function writtenOf(steps: readonly Ancestor[], own: string): CdxComponent {
  const [first] = steps;
  const reference = first?.ref ?? '';
  const ref = parseRef(reference);
  const licenses = declaredLicenses(first?.claims ?? []);
  const isNamed = ref.type !== 'generic';
  return {
    type: 'machine-learning-model',
    ...(isNamed && ref.namespace !== null ? { group: ref.namespace } : {}),
    name: isNamed ? ref.name : visible(statedNameOf(reference)),
    ...(licenses.length === 0 ? {} : { licenses }),
    ...(isNamed && identityOf(ref).startsWith('pkg:') ? { purl: identityOf(ref) } : {}),
    properties: [
      ...steps.map(({ relation, of }) => property('relation', of === own ? relation : `${relation} of ${statedNameOf(of)}`)),
      ...(first?.unresolved == null ? [] : [property('unresolved', first.unresolved.reason)]),
    ],
  };
}

function basesOf(bases: NonNullable<BomComponent['hub']>['baseModels']): CdxComponent[] {
  const distinct = new Map(bases.map((base) => [JSON.stringify([base.id, base.relation]), base]));
  return sortedBy([...distinct.values()], (base) => `${base.id} ${base.relation}`).map(({ id, relation }): CdxComponent => {
    const ref = hubRef(id, 'models');
    const properties = [property('relation', relation)];
    if (ref === null) return { type: 'machine-learning-model', name: visible(id), properties };
    const group = ref.namespace === null ? {} : { group: ref.namespace };
    return { type: 'machine-learning-model', ...group, name: ref.name, purl: identityOf(ref), properties };
  });
}
