/** Compose files: models that Docker Model Runner serves (`models:`, and the provider that was there before it). */
import type { LoadFact } from '../../model/index.ts';
import { type Datum, inMap, textAt } from '../datum/datum.ts';
import { servedModel } from './served-names.ts';

/** Without both nothing is one. */
export function mayServeModels(text: string): boolean {
  return /^services["']?:/m.test(text) && /\bmodel["']?:/.test(text);
}

export function composeModels(root: Datum): LoadFact[] {
  const [models, services] = [inMap(root, 'models'), inMap(root, 'services')];
  if (services?.kind !== 'map') return [];
  const listed = models?.kind === 'map' ? models.entries.map(({ value }) => value) : [];
  const provided = services.entries.flatMap(({ value }) => {
    const provider = inMap(value, 'provider');
    return textAt(provider, 'type') === 'model' ? (inMap(provider, 'options') ?? []) : [];
  });
  return [...listed, ...provided].flatMap((datum) => {
    const model = inMap(datum, 'model');
    return model?.kind === 'text' ? (servedModel('oci', model.text, 'models', model.at) ?? []) : [];
  });
}
