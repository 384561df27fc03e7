/**
 * JSON with one spelling for one value: RFC 8785 (JSON Canonicalization Scheme). Members sorted by UTF-16 code units, no white space, numbers
 * and strings as ECMAScript writes them. The RFC refuses a lone surrogate; here it becomes U+FFFD, because texts that others wrote have to be kept.
 */

/** Deeper is nothing that the App writes. */
const DEEPEST = 32;

/** Members that are undefined are left out. Throws TypeError for what JSON has no form of. */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > DEEPEST) throw new TypeError('nested too deeply');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (Array.isArray(value)) return `[${value.map((one: unknown) => canonicalJson(one, depth + 1)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value}`);
  const members = new Map(Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key.toWellFormed(), one as unknown]])));
  const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one, depth + 1)}`).join(',')}}`;
}
