/** The texts that are known, as fingerprints: the data file, read once when it is first needed. */
import data from '../data/license-texts.json' with { type: 'json' };
import type { RunMark } from './print.ts';

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
  readonly marks: readonly RunMark[];
}

export interface TextIndex {
  readonly byDigest: ReadonlyMap<string, KnownText>;
  /** By the hash of a mark: the texts that have it, and where. */
  readonly byMark: ReadonlyMap<number, readonly { readonly text: KnownText; readonly at: number }[]>;
}

let known: TextIndex | null = null;

export function licenseTexts(): TextIndex {
  return (known ??= textIndex(data.texts.map(readText)));
}

/** All ids that have the text of this one, itself first: a text of the GPL says neither "only" nor "or later". */
export function idsOfText(id: string): readonly string[] {
  const alike = [...licenseTexts().byDigest.values()].filter(({ ids, part }) => part === 'license' && ids.includes(id));
  return [...new Set([id, ...alike.flatMap(({ ids }) => ids)])];
}

export function textIndex(texts: readonly KnownText[]): TextIndex {
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

/**
 * One text as the data file has it: one string, because a program reads that faster than an object, and it reads all of them at its start. Lists are
 * parted by commas, `marks` is base64 of six bytes each, place (2) and hash (4), big-endian.
 */
export function storedText({ ids, part, titles, words, digest, marks }: KnownText): string {
  const bytes = Buffer.alloc(marks.length * 6);
  marks.forEach(({ at, hash }, index) => {
    bytes.writeUInt16BE(at, index * 6);
    bytes.writeUInt32BE(hash, index * 6 + 2);
  });
  return [ids.join(','), part, titles.join(','), words, digest, bytes.toString('base64')].join('|');
}

function readText(stored: string): KnownText {
  const [ids = '', part, titles = '', words, digest = '', marks = ''] = stored.split('|');
  const bytes = Buffer.from(marks, 'base64');
  const read = Array.from({ length: bytes.length / 6 }, (_, index) => ({
    at: bytes.readUInt16BE(index * 6),
    hash: bytes.readUInt32BE(index * 6 + 2),
  }));
  const listed = (text: string): string[] => text.split(',').filter((one) => one !== '');
  return {
    ids: listed(ids),
    part: part === 'use-policy' ? part : 'license',
    titles: listed(titles),
    words: Number(words),
    digest,
    marks: read,
  };
}
