/** What one lock changes against another, for people. */
import type { Lock } from './lock.ts';
import { compareCodePoints } from '../base/order.ts';
import { equalEntries } from './standing.ts';

export interface LockChange {
  readonly type: 'added' | 'changed' | 'removed';
  readonly reference: string;
  /** Null when removed. */
  readonly commit: string | null;
  readonly files: number;
}

/** Sorted by reference; what is equal is left out. */
export function lockChanges(before: Lock | null, after: Lock): LockChange[] {
  const references = new Set([...(before?.entries.keys() ?? []), ...after.entries.keys()]);
  return [...references].sort(compareCodePoints).flatMap((reference): LockChange[] => {
    const old = before?.entries.get(reference);
    const now = after.entries.get(reference);
    if (now === undefined) return [{ type: 'removed', reference, commit: null, files: 0 }];
    if (old !== undefined && equalEntries(old, now)) return [];
    return [{ type: old === undefined ? 'added' : 'changed', reference, commit: now.commit, files: now.files.size }];
  });
}
