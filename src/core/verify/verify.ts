/** A component → verifications: one thing proven or not each, with who says so. Policy-free and pure. */
import type { Component, Verification } from '../model/index.ts';
import { bytesAtHand } from './bytes.ts';
import { installedVerifications } from './installed.ts';
import { integrity } from './integrity.ts';
import { registryVerifications } from './registry.ts';

/** `proven`: what the answers of its host prove; asked only where it has one. */
export function verify(component: Component, proven: (component: Component) => readonly Verification[]): readonly Verification[] {
  const { kind, resolution } = component;
  if (kind === 'library') return [integrity(component), ...registryVerifications(component), ...installedVerifications(component)];
  if (kind === 'action' || kind === 'image') return proven(component);
  if (kind !== 'model' && kind !== 'dataset') return [];
  const bytes = bytesAtHand(component);
  if (resolution.state === 'unresolved' && NEVER_ASKED.has(resolution.reason)) {
    return [{ topic: 'source', outcome: 'not-applicable', reason: null, detail: resolution.detail, by: 'tree', asOf: null }, ...bytes];
  }
  return [...proven(component), ...bytes];
}

/** The tree alone says that there is nobody to ask. */
const NEVER_ASKED: ReadonlySet<string> = new Set(['no-source', 'unsupported-source', 'named-only', 'invalid-name']);
