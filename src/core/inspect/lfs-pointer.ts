/** Git LFS pointers (git-lfs, "docs/spec.md"): a small text that stands for the real content. */
import { latin1Of } from './bytes.ts';

export type Pointer = { readonly kind: 'pointer'; readonly sha256: string; readonly size: number } | { readonly kind: 'malformed' };

/**
 * T16: only the canonical form counts, byte for byte, as git-lfs itself writes it; whatever else a client might accept could be
 * read differently by another. Pointers with extensions are not canonical here: their oid is not the digest of the real bytes.
 */
const CANONICAL = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize (0|[1-9]\d{0,15})\n$/;
/** The specification's own cap. */
const MAX_BYTES = 1024;

/** null: not even the beginning of a pointer. */
export function readPointer(head: Uint8Array, size: number): Pointer | null {
  const text = latin1Of(head.subarray(0, MAX_BYTES));
  if (!/^\s{0,8}version https?:\/\/(?:git-lfs\.github\.com\/spec|hawser\.github\.com\/spec|git-media\.io)/.test(text)) return null;
  const found = size < MAX_BYTES && size === head.length ? CANONICAL.exec(text) : null;
  const length = Number(found?.[2]);
  if (found?.[1] === undefined || !Number.isSafeInteger(length)) return { kind: 'malformed' };
  return { kind: 'pointer', sha256: found[1], size: length };
}

/** A git-annex pointer file (T15): "/annex/objects/KEY". */
export function isAnnexPointer(head: Uint8Array): boolean {
  return latin1Of(head.subarray(0, 64)).startsWith('/annex/objects/');
}
