/** What reports list one by one, and what they only count. */
import type { BomComponent } from './component.ts';

/** Libraries that are no AI framework, and actions that run no AI, are in the AI SBOM and are counted; nobody is told of each. */
export function isAi({ kind, framework }: Pick<BomComponent, 'kind' | 'framework'>): boolean {
  return framework || (kind !== 'library' && kind !== 'action');
}
