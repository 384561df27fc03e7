/** Integrity values of packages, in the forms that files have: "sha256:<hex>", SRI ("sha512-<base64>"), and "h1:<base64>" of Go, the SHA-256 of a tree of files. */
import { createHash } from 'node:crypto';

const HEX_LENGTH: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const BASE64_LENGTH: Readonly<Record<string, number>> = { sha1: 28, sha256: 44, sha384: 64, sha512: 88 };

/**
 * Each value once, in the order that makes equal sets equal bytes. What has not the length of its algorithm fits no bytes and is left out; what cannot
 * be read may fit any, and stays as "unread-<hex>": beside a good hash it must not look like nothing (T35).
 */
export function sortedIntegrity(values: Iterable<string>): readonly string[] {
  const hashes: string[] = [];
  for (const value of values) {
    const hash = readHash(value) ?? unreadHash(value);
    if (hash !== null) hashes.push(hash);
  }
  return hashes.length < 2 ? hashes : [...new Set(hashes)].sort();
}

/** Of an algorithm that installers know: hex of another length, or base64 too short or with other signs, fits no bytes. Without its padding base64 may. */
const FITS_NOTHING = /^(?:md5|sha1|sha224|sha256|sha384|sha512|h1)(?::\S*|-\S{0,19}|-\S*[^A-Za-z0-9+/_=\s-]\S*)$/i;

/** Null: nothing is said, or nothing that could fit. */
function unreadHash(value: string): string | null {
  const text = value.trim();
  if (!/^[a-z]\w{1,20}[-:=]/i.test(text) || FITS_NOTHING.test(withoutOptions(text))) return null;
  return `unread-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

/** Subresource Integrity: options stand behind "?", and no installer looks at them. */
function withoutOptions(text: string): string {
  const at = text.indexOf('?');
  return at < 0 ? text : text.slice(0, at);
}

/** Null where the value has not the length of its algorithm: it must not look like integrity. */
export function readHash(value: string): string | null {
  const text = withoutOptions(value);
  const hex = /^(sha\d{1,3}):([0-9a-f]{1,128})$/i.exec(text);
  if (hex?.[1] !== undefined) return HEX_LENGTH[hex[1].toLowerCase()] === hex[2]?.length ? text.toLowerCase() : null;
  if (text.startsWith('h1:')) return /^h1:[A-Za-z0-9+/]{43}=$/.test(text) ? text : null;
  const sri = /^(sha\d{1,3})-([A-Za-z0-9+/]{20,90}={0,2})$/.exec(text);
  return sri?.[1] !== undefined && BASE64_LENGTH[sri[1]] === sri[2]?.length ? text : null;
}
