/** Components → verifications: one thing proven or not each, with who says so. Policy-free and pure. */
import type { Component, Evidence, Verification } from '../model/index.ts';
import { bytesAtHand } from './bytes.ts';
import { integrity } from './integrity.ts';
import { onHub } from './on-hub.ts';

/**
 * By component key. `now`: the moment of this run, which stands as `asOf` where `evidence` does not tell a better one.
 * With `evidence` it is the moment and the origin of the answer itself: a replay is named as such (T6).
 */
export function verify(
  components: readonly Component[],
  now: Date,
  evidence: Evidence | null = null,
): ReadonlyMap<string, readonly Verification[]> {
  return new Map(components.map((component) => [component.key, verifyOne(component, now.toISOString(), evidence)]));
}

function verifyOne(component: Component, asOf: string, evidence: Evidence | null): readonly Verification[] {
  const { kind, ref, resolution } = component;
  if (kind === 'library') return [integrity(component)];
  if (kind !== 'model' && kind !== 'dataset') return [];
  const bytes = bytesAtHand(component);
  if (resolution.state === 'unresolved' && NEVER_ASKED.has(resolution.reason)) {
    return [{ topic: 'source', outcome: 'not-applicable', reason: null, detail: resolution.detail, by: 'tree', asOf: null }, ...bytes];
  }
  return ref.type === 'hf' ? [...onHub(component, asOf, evidence), ...bytes] : bytes;
}

/** The tree alone says that there is nobody to ask. */
const NEVER_ASKED: ReadonlySet<string> = new Set(['no-source', 'unsupported-source', 'invalid-name']);
