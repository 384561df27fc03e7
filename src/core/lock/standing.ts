/** Which entries of a lock weigh something: those that the base commit already has, unchanged (T8). */
import type { Declaration, Lock, LockEntry } from './lock.ts';

export interface LockStanding {
  readonly entry: LockEntry;
  /** "lock-head": new or changed, a claim that is asked again. */
  readonly from: 'lock-base' | 'lock-head';
  /** What the base has under this reference, or about the same model; null: nothing. */
  readonly before: LockEntry | null;
}

/** The head's entries by reference. What only the base has is gone and vouches for nothing. null = there is no lock. */
export function standingOf(base: Lock | null, head: Lock | null): ReadonlyMap<string, LockStanding> {
  const standing = new Map<string, LockStanding>();
  for (const [reference, entry] of head?.entries ?? []) {
    const same = base?.entries.get(reference);
    // "hf:org/name@v2" may have been "hf:org/name" before.
    const before = same ?? base?.entries.get(reference.split('@')[0] ?? '') ?? null;
    standing.set(reference, { entry, from: same !== undefined && equalEntries(same, entry) ? 'lock-base' : 'lock-head', before });
  }
  return standing;
}

/** Every value, the order of files and base models aside. */
export function equalEntries(a: LockEntry, b: LockEntry): boolean {
  return (
    a.requested === b.requested &&
    a.commit === b.commit &&
    a.hubId === b.hubId &&
    a.license === b.license &&
    a.licenseText === b.licenseText &&
    JSON.stringify(a.signer) === JSON.stringify(b.signer) &&
    equalLists(a.baseModels, b.baseModels) &&
    a.files.size === b.files.size &&
    [...a.files].every(([path, file]) => {
      const other = b.files.get(path);
      return other?.sha256 === file.sha256 && other.size === file.size;
    })
  );
}

/** Every value, the order of lists aside. */
export function equalDeclarations(a: Declaration, b: Declaration): boolean {
  if (a.kind === 'load') return b.kind === 'load' && equalLists(a.may, b.may);
  if (b.kind === 'load') return false;
  const isEqual = a.sha256 === b.sha256 && a.license === b.license && a.supplier === b.supplier && a.signer === b.signer;
  return isEqual && equalLists(a.base, b.base);
}

function equalLists(a: readonly string[], b: readonly string[]): boolean {
  const known = new Set(a);
  return a.length === b.length && b.every((one) => known.has(one));
}
