/** What rules about the answers of registries share. */
import type { Bom, BomComponent, RegistryFacts, VerificationTopic } from '../../../model/index.ts';
import type { Draft } from '../../rule.ts';
import { byScope, draftOf, type Says } from './draft.ts';

/** Of a library whose registry answered; null: nobody asked, or there was no answer. */
export function registryFacts({ registry }: Pick<BomComponent, 'registry'>): RegistryFacts | null {
  return registry?.state === 'answered' ? registry.facts : null;
}

/** One draft a scope for each library of which `say` says something. */
export function registryDrafts(rule: string, { components }: Bom, say: (component: BomComponent) => Says | null): Draft[] {
  return components.flatMap((component) => {
    const says = component.kind === 'library' && component.registry !== undefined ? say(component) : null;
    return says === null ? [] : byScope(component.sightings).map(([scope, sightings]) => draftOf(rule, component, scope, sightings, says));
  });
}

/** The same for what is worth a word in the product alone: of what only developers and tests install nobody is told. */
export function shippedDrafts(rule: string, bom: Bom, say: (component: BomComponent) => Says | null): Draft[] {
  return registryDrafts(rule, bom, say).filter(({ scope }) => scope !== 'test');
}

/** What does not hold, of these topics; null: everything does, or could not be told. */
export function failedIn({ verifications }: BomComponent, topics: readonly VerificationTopic[]): string | null {
  return verifications.find(({ topic, outcome }) => outcome === 'failed' && topics.includes(topic))?.detail ?? null;
}
