/** What the lock says of a component, kept with it whatever it weighs: rules compare with it. */
import type { TreeLock } from '../../lock/tree-lock.ts';
import { LOCK_FILE } from '../../lock/lock.ts';
import type { Locked } from '../../model/index.ts';
import type { HostSubject } from '../host.ts';
import { entryFor, type Standings } from './entry.ts';

/** `vouches`: whether the entry stood in for its host. Null: the lock does not know it. */
export function lockRecord(subject: HostSubject, standings: Standings, placeOf: TreeLock['placeOf'], vouches: boolean): Locked | null {
  const found = entryFor(subject, standings);
  if (found === null) return null;
  const { reference, entry, from, before } = found;
  return {
    reference,
    requested: entry.requested,
    commit: entry.commit,
    repositoryId: entry.hubId,
    signer: entry.signer?.signer ?? null,
    files: [...entry.files].map(([path, file]) => ({ path, ...file })),
    from,
    ...(before === null || from === 'lock-base' ? {} : { before: { repositoryId: before.hubId, signer: before.signer?.signer ?? null } }),
    vouches,
    place: { path: LOCK_FILE, ...placeOf(reference) },
  };
}
