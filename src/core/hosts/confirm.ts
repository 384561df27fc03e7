/** What a change writes into the lock, held against its host file by file: some hosts list small files without their SHA-256 (T8). Pure. */
import { isLoadable } from '../model/loadable.ts';
import type { Component, FileDigest, HostFile } from '../model/index.ts';

/** The component with the SHA-256 of files beside what its host lists, as far as their bytes came; and what of its new entry stays open. */
export function withConfirmation(component: Component, told: readonly HostFile[]): Component {
  const { locked, hub } = component;
  if (locked?.from !== 'lock-head' || hub === null || hub.commit !== locked.commit) return component;
  const known = new Map(told.map((file) => [file.path, file]));
  const files = hub.files.map((file): FileDigest => {
    const found = known.get(file.path);
    return found?.state !== 'known' || !found.hashed
      ? file
      : { ...file, hashes: [{ algorithm: 'sha256', value: found.sha256 }, ...file.hashes] };
  });
  const open = files.find(({ path, hashes }) => isLoadable(path) && hashes.every(({ algorithm }) => algorithm !== 'sha256'));
  if (open === undefined) return { ...component, hub: { ...hub, files } };
  const found = known.get(open.path);
  const { reason, detail } = found?.state === 'unknown' ? found : NOT_NAMED;
  return { ...component, hub: { ...hub, files }, locked: { ...locked, unconfirmed: { path: open.path, reason, detail } } };
}

const NOT_NAMED = { reason: 'invalid', detail: 'its bytes are not those that the commit names' } as const;
