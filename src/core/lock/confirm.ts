/** New and changed entries of a lock, held against what the hub keeps in git itself: such files it lists without their SHA-256 (T8). Pure. */
import { isLoadable } from '../model/loadable.ts';
import type { Component, Evidence, FileDigest } from '../model/index.ts';
import { formatRef } from '../ref/format.ts';
import { hostFiles } from '../hosts/index.ts';
import { hostSubject } from '../hosts/subject.ts';
import { parseRef } from '../ref/parse.ts';
import type { Trust } from './with-lock.ts';

/** Commits whose files the hub must be asked for, by reference in lower case. */
export function claimsToConfirm(trust: Trust): ReadonlyMap<string, readonly string[]> {
  const claims = new Map<string, string[]>();
  for (const [reference, { entry, from }] of trust) {
    if (from === 'lock-base') continue;
    const key = claimKey({ ...parseRef(reference), version: null });
    claims.set(key, [...(claims.get(key) ?? []), entry.commit]);
  }
  return claims;
}

export function claimKey(ref: Component['ref']): string {
  return formatRef(ref).toLowerCase();
}

/** The component with the SHA-256 of small files beside what the hub lists, as far as their bytes came; and what of its new entry stays open. */
export function withConfirmation(component: Component, evidence: Evidence): Component {
  const { locked, hub } = component;
  if (locked?.from !== 'lock-head' || hub === null || hub.commit !== locked.commit) return component;
  const known = new Map((hostFiles(hostSubject(component), evidence) ?? []).map((file) => [file.path, file]));
  const files = hub.files.map((file): FileDigest => {
    const found = known.get(file.path);
    return found?.state !== 'known' || !found.hashed
      ? file
      : { ...file, hashes: [{ algorithm: 'sha256', value: found.sha256 }, ...file.hashes] };
  });
  const open = files.find(({ path, hashes }) => isLoadable(path) && hashes.every(({ algorithm }) => algorithm !== 'sha256'));
  if (open === undefined) return { ...component, hub: { ...hub, files } };
  const found = known.get(open.path);
  const { reason, detail } = found?.state === 'unknown' ? found : NOT_LISTED;
  return { ...component, hub: { ...hub, files }, locked: { ...locked, unconfirmed: { path: open.path, reason, detail } } };
}

const NOT_LISTED = { reason: 'invalid', detail: 'its bytes are not those that the commit names' } as const;
