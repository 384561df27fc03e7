/** What reports list one by one, and what they only count. */
import type { BomComponent } from './component.ts';

/**
 * Libraries that are no AI framework, actions that run no AI, and images that hold none and are built on are in the AI SBOM and are counted;
 * nobody is told of each.
 */
export function isAi({ kind, framework, sightings }: Pick<BomComponent, 'kind' | 'framework' | 'sightings'>): boolean {
  if (kind === 'image') return !sightings.every((one) => one.type === 'run' && one.base === true);
  return framework || (kind !== 'library' && kind !== 'action');
}
