/** The texts that are known, as fingerprints: the data file, read once when it is first needed. */
import data from '../data/license-texts.json' with { type: 'json' };
import type { Mark } from './print.ts';

/** One text by which a license goes: some have several, or parts that copies leave out. */
export interface KnownText {
  /** The first is what the text alone says; it may stand for the others as well ("only", "or later"). */
  readonly ids: readonly string[];
  /** Of a policy that a license takes in: the use policy. */
  readonly part: 'license' | 'use-policy';
  /** Licenses whose names the publisher wrote above it, and whose terms it is not. */
  readonly titles: readonly string[];
  /** How many words, and their digest. */
  readonly words: number;
  readonly digest: string;
  readonly marks: readonly Mark[];
}

export interface TextIndex {
  readonly byDigest: ReadonlyMap<string, KnownText>;
  /** By the hash of a mark: the texts that have it, and where. */
  readonly byMark: ReadonlyMap<number, readonly { readonly text: KnownText; readonly at: number }[]>;
}

/** As a data file has it: `marks` is base64 of six bytes each, place (2) and hash (4), big-endian. */
export interface StoredText {
  readonly ids: readonly string[];
  readonly part?: string;
  readonly titles?: readonly string[];
  readonly words: number;
  readonly digest: string;
  readonly marks: string;
}

let known: TextIndex | null = null;

export function knownTexts(): TextIndex {
  return (known ??= textIndex(data.texts));
}

export function textIndex(stored: readonly StoredText[]): TextIndex {
  const texts = stored.map(readText);
  const byMark = new Map<number, { text: KnownText; at: number }[]>();
  for (const text of texts) {
    for (const { at, hash } of text.marks) {
      const found = byMark.get(hash);
      if (found === undefined) byMark.set(hash, [{ text, at }]);
      else found.push({ text, at });
    }
  }
  return { byDigest: new Map(texts.map((text) => [text.digest, text])), byMark };
}

function readText({ ids, part, titles, words, digest, marks }: StoredText): KnownText {
  const bytes = Buffer.from(marks, 'base64');
  const read = Array.from({ length: bytes.length / 6 }, (_, index) => ({
    at: bytes.readUInt16BE(index * 6),
    hash: bytes.readUInt32BE(index * 6 + 2),
  }));
  return { ids, part: part === 'use-policy' ? part : 'license', titles: titles ?? [], words, digest, marks: read };
}

/** `marks` of a data file. */
export function storedMarks(marks: readonly Mark[]): string {
  const bytes = Buffer.alloc(marks.length * 6);
  marks.forEach(({ at, hash }, index) => {
    bytes.writeUInt16BE(at, index * 6);
    bytes.writeUInt32BE(hash, index * 6 + 2);
  });
  return bytes.toString('base64');
}
