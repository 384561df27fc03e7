/** What a model's or dataset's own card says, as far as CycloneDX has fields for it; nothing is filled in. */
import type { Bom, BomComponent } from '../../model/index.ts';
import { identityOf } from '../../ref/format.ts';
import { visible } from '../../base/visible-text.ts';
import { hubRef } from '../lineage.ts';
import { distinct } from '../order.ts';
import { hubPage } from './address.ts';
import type { ComponentData, ModelCard } from './document.ts';
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
