/**
 * The fingerprint of a text: the digest of all of its words, and marks, which are hashes of some runs of words with their places. Nobody can
 * read the text from it. The digest decides; marks find where in a file a license stands, and tell what a text is near to.
 */
import { createHash } from 'node:crypto';

/** Words in one run: fewer are said in many licenses, more are lost with one typing error. */
export const RUN = 8;
/** Marks of one text, spread over its length. */
const MARKS = 12;

export interface Mark {
  /** Index of the first word of the run. */
  readonly at: number;
  readonly hash: number;
}

/** Half of a SHA-256, hex. */
export function digestOf(words: readonly string[]): string {
  return createHash('sha256').update(words.join(' ')).digest('hex').slice(0, 32);
}

/** The hash of each run of the text, by the index of its first word. */
export function runHashes(words: readonly string[]): Uint32Array {
  const each = Uint32Array.from(words, wordHash);
  const hashes = new Uint32Array(Math.max(0, words.length - RUN + 1));
  for (let index = 0; index < hashes.length; index++) {
    let hash = 0;
    for (let offset = 0; offset < RUN; offset++) hash = mixed(hash ^ (each[index + offset] ?? 0));
    hashes[index] = hash;
  }
  return hashes;
}

/** The least hash of each of twelve stretches: the same for the same words, wherever they stand. */
export function marksOf(words: readonly string[]): Mark[] {
  const hashes = runHashes(words);
  const stretch = Math.max(1, Math.ceil(hashes.length / MARKS));
  const marks: Mark[] = [];
  for (let from = 0; from < hashes.length; from += stretch) {
    const part = hashes.subarray(from, from + stretch);
    const at = part.reduce((best, hash, index) => (hash < (part[best] ?? 0) ? index : best), 0);
    marks.push({ at: from + at, hash: part[at] ?? 0 });
  }
  return marks;
}

/** FNV-1a over UTF-16 units, then mixed. */
function wordHash(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  return mixed(hash);
}

/** The finalizer of MurmurHash3 (public domain): every bit of the input moves every bit of the output. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
