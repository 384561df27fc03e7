/** The license text of one revision, as one digest: what an approval, a waiver and the lock are bound to (design section 5). */
import { createHash } from 'node:crypto';
import { compareText } from '../base/order.ts';
import type { LicenseClaim } from '../model/index.ts';

/**
 * Hex. Of one text its own SHA-256; of several the SHA-256 of the lines "<sha256>  <path>", sorted by path, as sha256sum writes them. null: there is
 * none, or not all of them were read, which is never "the same as before". Prompts are not in the revision and stay out.
 */
export function licenseTextDigest(claims: readonly LicenseClaim[]): string | null {
  const files = claims.flatMap(({ from, file }) => (from === 'text' && file !== undefined && TERMS.has(file.about) ? [file] : []));
  const read = files.flatMap(({ path, sha256 }) => (sha256 === null ? [] : [{ path, sha256 }])).sort((a, b) => compareText(a.path, b.path));
  const [first] = read;
  if (first === undefined || read.length < files.length) return null;
  if (read.length === 1) return first.sha256;
  return createHash('sha256')
    .update(read.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''))
    .digest('hex');
}

/** A notice grants and forbids nothing. */
const TERMS: ReadonlySet<string> = new Set(['weights', 'use-policy']);
