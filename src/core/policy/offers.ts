/**
 * Models that are only offered: each of their places in one scope is an entry of a list from which somebody may choose. Never silent (T33):
 * each is a change, and what can be downloaded is a finding of its own, so that an older one excuses no entry that is added (T38).
 */
import type { Bom, BomComponent, Scope, Sighting } from '../model/index.ts';
import { asRead } from '../model/sighting.ts';

/** A list offers it; a call that loads or asks it is none. */
export function isOffer(sighting: Sighting): boolean {
  return asRead(sighting)?.catalog === true;
}

/** Whether lists alone name it, in these places. */
export function isOnlyOffered({ sightings }: Pick<BomComponent, 'sightings'>): boolean {
  return sightings.length > 0 && sightings.every(isOffer);
}

/** Scope by scope: what product code loads is no offer because a test lists it, and the other way round (T5). */
export function offersIn({ components }: Pick<Bom, 'components'>): ReadonlySet<string> {
  const found = new Set<string>();
  const loaded = new Set<string>();
  for (const { identity, sightings } of components)
    for (const sighting of sightings) {
      const key = offerKey({ component: identity, scope: sighting.scope });
      (isOffer(sighting) ? found : loaded).add(key);
    }
  return new Set([...found].filter((key) => !loaded.has(key)));
}

export function offerKey({ component, scope }: { readonly component: string; readonly scope: Scope }): string {
  return `${scope} ${component}`;
}
