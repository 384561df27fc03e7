/** Which entries of a lock list given bytes: they say whom to ask, and no more (T8). Pure. */
import type { Lock } from '../../lock/lock.ts';
import { parseRef } from '../../ref/parse.ts';
import type { HostSubject } from '../host.ts';
import { hostSubject } from '../subject.ts';

/** A repository at a full commit, and the path of a file in it. */
export interface Holder {
  readonly subject: HostSubject;
  readonly file: string;
}

/** By SHA-256, in the order of the lock. An entry counts once, under however many names it lists the bytes: a lock may have been written to be slow. */
export function holdersIn(lock: Lock | null, wanted: ReadonlySet<string>): ReadonlyMap<string, readonly Holder[]> {
  const holders = new Map<string, Holder[]>();
  for (const [reference, entry] of lock?.entries ?? []) {
    const files = new Map<string, string>();
    for (const [file, { sha256 }] of entry.files) if (wanted.has(sha256) && !files.has(sha256)) files.set(sha256, file);
    if (files.size === 0) continue;
    const subject = hostSubject({ ref: { ...parseRef(reference), version: null }, requested: entry.commit, sightings: [] });
    for (const [sha256, file] of files) {
      const before = holders.get(sha256);
      if (before === undefined) holders.set(sha256, [{ subject, file }]);
      else before.push({ subject, file });
    }
  }
  return holders;
}
