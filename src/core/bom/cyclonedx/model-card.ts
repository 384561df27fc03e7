/** What a model's or dataset's own card says, as far as CycloneDX has fields for it; nothing is filled in. */
import type { Bom, BomComponent } from '../../model/index.ts';
import { identityOf } from '../../ref/format.ts';
import { visible } from '../../base/visible-text.ts';
import { hubRef } from '../lineage.ts';
import { distinct, sortedBy } from '../order.ts';
import { hubPage } from './address.ts';
import type { CdxComponent, ComponentData, ModelCard } from './document.ts';
import { property } from './properties.ts';
import type { BomRefs } from './refs.ts';

/** null when nothing is known: an empty card would look like a statement. Training datasets are references where they are in the Bom. */
export function modelCardOf(component: BomComponent, bom: Bom, refs: BomRefs): ModelCard | null {
  const { hub } = component;
  if (component.kind !== 'model' || hub === null || hub.redirectedTo !== null) return null;
  const inBom = bom.dependencies.filter(({ from, relation }) => from === component.key && relation === 'trained-on').map(({ to }) => to);
  const identities = new Set(bom.components.filter(({ key }) => inBom.includes(key)).map(({ identity }) => identity));
  const elsewhere = distinct(hub.datasets).filter((id) => !identities.has(datasetIdentity(id) ?? ''));
  const datasets = [...distinct(inBom.flatMap((key) => refs.byKey(key))).map((ref) => ({ ref })), ...elsewhere.map(datasetData)];
  const modelParameters = {
    ...(hub.pipelineTag === null ? {} : { task: visible(hub.pipelineTag) }),
    ...(hub.architecture === null ? {} : { modelArchitecture: visible(hub.architecture) }),
    ...(datasets.length === 0 ? {} : { datasets }),
  };
  return Object.keys(modelParameters).length === 0 ? null : { modelParameters };
}

function datasetIdentity(id: string): string | null {
  const ref = hubRef(id, 'datasets');
  return ref === null ? null : identityOf(ref);
}

function datasetData(id: string): ComponentData {
  const ref = hubRef(id, 'datasets');
  const url = ref === null ? null : hubPage(ref, null);
  return { type: 'dataset', name: visible(id), ...(url === null ? {} : { contents: { url } }) };
}

/** The `data` of a component that is a dataset. */
export function dataOf(component: BomComponent, page: string | null): ComponentData[] {
  if (component.kind !== 'dataset') return [];
  return [{ type: 'dataset', name: visible(component.name), ...(page === null ? {} : { contents: { url: page } }) }];
}

/**
 * Base models as the card states them, with the relation; also those that are components themselves, because only here CycloneDX
 * says that one is made from the other. A card names no revision, so neither version nor digest is given.
 */
export function ancestorsOf({ hub }: BomComponent): CdxComponent[] {
  if (hub === null || hub.redirectedTo !== null) return [];
  const bases = new Map(hub.baseModels.map((base) => [JSON.stringify([base.id, base.relation]), base]));
  return sortedBy([...bases.values()], (base) => `${base.id} ${base.relation}`).map(({ id, relation }): CdxComponent => {
    const ref = hubRef(id, 'models');
    const properties = [property('relation', relation)];
    if (ref === null) return { type: 'machine-learning-model', name: visible(id), properties };
    const group = ref.namespace === null ? {} : { group: ref.namespace };
    return { type: 'machine-learning-model', ...group, name: ref.name, purl: identityOf(ref), properties };
  });
}
