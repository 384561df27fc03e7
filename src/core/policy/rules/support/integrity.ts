/** Integrity values of one package version: what the base locked against what the head locks. */

/** Collisions can be made for these: they prove nothing against somebody who wants to exchange bytes. */
const WEAK: ReadonlySet<string> = new Set(['md5', 'sha1']);

/** Algorithm → hex values. */
type Values = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * `dropped`: nothing is left that the base's strong hashes can be compared with. `changed`: an algorithm that both have lost a value and gained
 * another. More values beside all the old ones are new files of that version (wheels), but never of an npm version,
 * which is one tarball; fewer only narrow what may be installed.
 */
export function compareIntegrity(base: readonly string[], head: readonly string[]): 'same' | 'changed' | 'dropped' {
  const { values: before, isSri: wasSri } = read(base);
  const { values: after, isSri } = read(head);
  if (before.size === 0) return 'same';
  if (after.size === 0) return 'dropped';
  // An npm version (SRI) is one tarball: a second hash beside the old one lets the installer take either.
  const isTarball = wasSri && isSri;
  const common = [...before.keys()].filter((algorithm) => after.has(algorithm));
  for (const algorithm of common) {
    const old = before.get(algorithm) ?? new Set();
    const now = after.get(algorithm) ?? new Set();
    const lost = hasOther(old, now);
    const gained = hasOther(now, old);
    if (gained && (lost || isTarball)) return 'changed';
  }
  // Exchanging sha512 for sha256 would hide a change from every comparison; exchanging sha1 for sha512 is an upgrade.
  const strongBefore = [...before.keys()].some((algorithm) => !WEAK.has(algorithm));
  // Who installs takes what fits any of them: a strong hash of another kind beside the old one fits other bytes.
  if (strongBefore && [...after.keys()].some((algorithm) => !WEAK.has(algorithm) && !before.has(algorithm)) && common.length > 0)
    return 'changed';
  return strongBefore && !common.some((algorithm) => !WEAK.has(algorithm)) ? 'dropped' : 'same';
}

/** Some value that the other side has not. Without a copy: thousands of entries may be held against one list. */
function hasOther(values: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const value of values) if (!other.has(value)) return true;
  return false;
}

interface Read {
  readonly values: Values;
  /** All of them are as Subresource Integrity has it. */
  readonly isSri: boolean;
}

/** One list is held against many. */
const known = new WeakMap<readonly string[], Read>();

function read(texts: readonly string[]): Read {
  const found = known.get(texts) ?? { values: valuesOf(texts), isSri: texts.every((text) => /^[a-z0-9]{2,10}-/i.test(text)) };
  known.set(texts, found);
  return found;
}

/** "sha256:<hex>" or SRI "sha512-<base64>", several separated by spaces (W3C Subresource Integrity). What is neither is its own algorithm. */
function valuesOf(texts: readonly string[]): Values {
  const values = new Map<string, Set<string>>();
  for (const text of texts.flatMap((one) => one.split(/\s+/))) {
    if (text === '') continue;
    const found = /^([a-z0-9]{2,10})([:-])([^?]{1,512})/i.exec(text);
    const algorithm = found?.[1]?.toLowerCase() ?? 'unreadable';
    const value =
      found === null ? text : found[2] === ':' ? (found[3] ?? '').toLowerCase() : Buffer.from(found[3] ?? '', 'base64').toString('hex');
    values.set(algorithm, (values.get(algorithm) ?? new Set()).add(value));
  }
  return values;
}
