/** Whether a statement speaks of one version of an npm package, and of the bytes that a lockfile pins. */
import type { SignedStatement } from '../../sigstore/statement.ts';
import { isStrictBase64 } from '../../sigstore/base64.ts';
import { AttestationRefusal } from '../outcome.ts';

const SHA512_BYTES = 64;

/**
 * Hex of the sha512 of a lockfile's integrity (W3C Subresource Integrity: entries separated by white space, options behind "?"); null where it has
 * none, or two that differ.
 */
export function sha512Of(integrity: string): string | null {
  const found = new Set<string>();
  for (const entry of integrity.slice(0, 4096).split(/\s+/)) {
    const [value = ''] = entry.split('?');
    if (!value.startsWith('sha512-')) continue;
    const text = value.slice('sha512-'.length);
    const bytes = isStrictBase64(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
    if (bytes.length !== SHA512_BYTES) return null;
    found.add(bytes.toString('hex'));
  }
  const [hex] = found;
  return found.size === 1 && hex !== undefined ? hex : null;
}

/** "pkg:npm/%40scope/name@1.0.0", as npm writes it (npm-package-arg, toPurl). */
export function npmPurl(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

/** Exactly one subject, this package in this version, with this digest: a proven statement about another version proves nothing here. Throws AttestationRefusal. */
export function checkNpmSubject(
  { subjects }: SignedStatement,
  { name, version }: { readonly name: string; readonly version: string },
  sha512: string | null,
): void {
  const [subject] = subjects;
  if (subject === undefined || subjects.length !== 1)
    throw new AttestationRefusal('subject', `the statement speaks of ${subjects.length} things; one package is expected`);
  const named = subject.name?.replace(/^pkg:npm\/@/, 'pkg:npm/%40') ?? '';
  if (named !== npmPurl(name, version))
    throw new AttestationRefusal('subject', `the statement is about "${named}", not about ${npmPurl(name, version)}`);
  if (sha512 === null) throw new AttestationRefusal('no-digest', `the lockfile has no sha512 of ${name}@${version} to compare with`);
  const signed = Object.hasOwn(subject.digest, 'sha512') ? subject.digest['sha512'] : undefined;
  if (signed !== sha512)
    throw new AttestationRefusal('subject', `the statement is about other bytes of ${name}@${version} than the lockfile pins`);
}
