/** What is known against a library: by databases, and by this program itself of frameworks that load models. Each thing once. */
import type { Advisory, BomComponent } from '../model/index.ts';
import { type BrokenLoader, brokenLoadersIn } from './known-loaders.ts';

export type Vulnerability = Pick<Advisory, 'id' | 'aliases' | 'summary' | 'fixed' | 'malicious'>;

/** As databases order them, then what they do not name. */
export function vulnerabilitiesOf(component: BomComponent): Vulnerability[] {
  const heard = component.advisories?.advisories ?? [];
  const own = brokenLoadersIn(component).filter((loader) => !heard.some((one) => isSameAs(loader, one)));
  return [...heard, ...own.map(vulnerabilityOf)];
}

export function vulnerabilityOf({ advisory, aliases, what, fixed }: BrokenLoader): Vulnerability {
  return { id: advisory, aliases, summary: what, fixed: [fixed], malicious: false };
}

/** Whether they share a name. */
export function isSameAs({ advisory, aliases }: BrokenLoader, { id, aliases: others }: Pick<Vulnerability, 'id' | 'aliases'>): boolean {
  const names = new Set([id, ...others]);
  return [advisory, ...aliases].some((name) => names.has(name));
}
