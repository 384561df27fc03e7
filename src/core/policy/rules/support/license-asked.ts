/** Whether "no license" means that there is none to see, not that nobody could look. */
import type { BomComponent, UnresolvedReason } from '../../../model/index.ts';
import { isModelOrDataset } from './draft.ts';

/**
 * Models and datasets whose source answered, or is never asked. What the hub did not answer is verification/incomplete; what has no source
 * at all is model/provenance: the license is the smaller problem there.
 */
export function licenseWasAsked(component: BomComponent): boolean {
  if (!isModelOrDataset(component)) return false;
  const { resolution, verifications } = component;
  const unavailable = verifications.some(
    ({ topic, outcome }) => topic === 'license' && outcome !== 'passed' && outcome !== 'failed' && outcome !== 'not-applicable',
  );
  return !unavailable && (resolution.state === 'resolved' || NEVER_ASKED.has(resolution.reason));
}

const NEVER_ASKED: ReadonlySet<UnresolvedReason> = new Set(['unsupported-source', 'named-only']);

/**
 * Libraries that state a license of their own, or of which nobody will say more than the tree does. Where a registry is asked and did not answer,
 * asking again may tell.
 */
export function libraryWasAsked({ kind, claims, registry }: BomComponent): boolean {
  if (kind !== 'library') return false;
  return claims.length > 0 || !awaitsRegistry(registry);
}

/** The registry of a library was asked, and did not answer. */
export function awaitsRegistry(registry: BomComponent['registry']): boolean {
  return registry?.state === 'unverifiable' && registry.reason !== 'off' && registry.reason !== 'other-origin';
}
