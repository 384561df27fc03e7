/** Integrity values of packages, in the forms that files have: "sha256:<hex>", SRI ("sha512-<base64>"), and "h1:<base64>" of Go, the SHA-256 of a tree of files. */

const HEX_LENGTH: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const BASE64_LENGTH: Readonly<Record<string, number>> = { sha1: 28, sha256: 44, sha384: 64, sha512: 88 };

/** Each value once, in the order that makes equal sets equal bytes. What is no hash of its algorithm proves nothing and is left out. */
export function sortedIntegrity(values: Iterable<string>): readonly string[] {
  const hashes: string[] = [];
  for (const value of values) {
    const hash = readHash(value);
    if (hash !== null) hashes.push(hash);
  }
  return hashes.length < 2 ? hashes : [...new Set(hashes)].sort();
}

/** Null where the value has not the length of its algorithm: it must not look like integrity. */
export function readHash(text: string): string | null {
  const hex = /^(sha\d{1,3}):([0-9a-f]{1,128})$/i.exec(text);
  if (hex?.[1] !== undefined) return HEX_LENGTH[hex[1].toLowerCase()] === hex[2]?.length ? text.toLowerCase() : null;
  if (text.startsWith('h1:')) return /^h1:[A-Za-z0-9+/]{43}=$/.test(text) ? text : null;
  const sri = /^(sha\d{1,3})-([A-Za-z0-9+/]{20,90}={0,2})$/.exec(text);
  return sri?.[1] !== undefined && BASE64_LENGTH[sri[1]] === sri[2]?.length ? text : null;
}
