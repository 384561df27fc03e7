/** Integrity values of lockfiles → hashes. */
import type { Hash } from '../model/index.ts';

const LENGTHS = { sha1: 40, sha256: 64, sha512: 128 } as const;

/** "sha256:<hex>" or SRI "sha512-<base64>" (W3C Subresource Integrity; options after "?" are ignored). Unknown or malformed ones give nothing. */
export function hashOf(text: string): Hash[] {
  const match = /^(sha1|sha256|sha512)([:-])([^\s?]{1,200})/.exec(text);
  if (match === null) return [];
  const [, name, separator, value = ''] = match;
  const algorithm = name as keyof typeof LENGTHS;
  const isHex = separator === ':';
  const hex = isHex ? value.toLowerCase() : Buffer.from(value, 'base64').toString('hex');
  return hex.length === LENGTHS[algorithm] && (!isHex || /^[0-9a-f]+$/.test(hex)) ? [{ algorithm, value: hex }] : [];
}

/** Sorted, each once. */
export function uniqueHashes(hashes: readonly Hash[]): readonly Hash[] {
  if (hashes.length < 2) return hashes;
  const byText = new Map(hashes.map((hash) => [`${hash.algorithm}:${hash.value}`, hash] as const));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hash]) => hash);
}
