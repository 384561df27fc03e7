/** The entry of a lock that speaks about what the code asks for. Pure. */
import type { LockEntry } from '../../lock/lock.ts';
import type { LockStanding } from '../../lock/standing.ts';
import { formatRef } from '../../ref/format.ts';
import { isFullCommit } from '../../ref/parse.ts';
import type { HostSubject } from '../host.ts';

/** By reference, the entries of one lock and what each weighs. */
export type Standings = ReadonlyMap<string, LockStanding>;
type Asked = Pick<HostSubject, 'ref' | 'requested'>;

/** The entry that speaks about what is asked for; else the one of the same model, to say that it does not. */
export function entryFor({ ref, requested }: Asked, standings: Standings): (LockStanding & { readonly reference: string }) | null {
  const plain = formatRef({ ...ref, version: null });
  const keys = [plain, ...(requested === null || isFullCommit(requested) ? [] : [`${plain}@${requested}`])];
  const all = keys.flatMap((reference) => {
    const standing = standings.get(reference);
    return standing === undefined ? [] : [{ reference, ...standing }];
  });
  return all.find(({ entry }) => asksForEntry({ requested }, entry) || entry.requested === requested) ?? all[0] ?? null;
}

/** Only a full commit in the code pins (design section 4): a lock does not pin what floats. */
export function asksForEntry({ requested }: Pick<Asked, 'requested'>, { commit }: LockEntry): boolean {
  return requested !== null && isFullCommit(requested) && requested.toLowerCase() === commit;
}
