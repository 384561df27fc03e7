/** GGUF: the key-value head of a llama.cpp model (ggml, "docs/gguf.md"). */
import { ByteReader, startsWith, textOf } from './bytes.ts';
import type { Inspection } from './inspection.ts';

const MAGIC = [0x47, 0x47, 0x55, 0x46];
/** Caps of the reference readers; the counts are the author's. */
const MAX_KEYS = 100_000n;
const MAX_TENSORS = 10_000_000n;
const MAX_TEXT = 4_096n;
const MAX_NESTING = 4;

/** Bytes of the fixed-size value types: u8 i8 u16 i16 u32 i32 f32 bool, u64 i64 f64. */
const WIDTH: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };
const STRING = 8;
const ARRAY = 9;

/** Keys that say what the model is and where it comes from; vocabularies and templates stay out. */
const WANTED = /^(?:general\.|split\.)/;

export function readGguf(head: Uint8Array, size: number): Inspection | null {
  if (!startsWith(head, MAGIC)) return null;
  const version = versionOf(head);
  if (version === null) return result({}, 'a GGUF version that does not exist');
  const reader = new ByteReader(head, version.little);
  reader.skip(8);
  const count = (): bigint | undefined => (version.number === 1 ? wide(reader.u32()) : reader.u64());
  const tensors = count();
  const keys = count();
  if (tensors === undefined || keys === undefined) return result({}, 'the header is cut');
  if (keys > MAX_KEYS || tensors > MAX_TENSORS) return result({}, 'counts in the header that no model has');
  const metadata: Record<string, string> = { 'gguf.version': String(version.number), 'gguf.tensors': String(tensors) };
  for (let index = 0n; index < keys; index++) {
    const pair = readPair(reader, version.number);
    if (pair === 'invalid') return result(metadata, 'a value of a type that does not exist');
    // The head may end before the keys do: what was read stays. When the head is the whole file, the file is cut.
    if (pair === 'cut') return result(metadata, size <= head.length ? 'the file ends inside its header' : null);
    if (pair.value !== null && WANTED.test(pair.key)) metadata[pair.key] = pair.value;
  }
  return result(metadata, null);
}

function result(metadata: Readonly<Record<string, string>>, fault: string | null): Inspection {
  return { format: 'gguf', runsCode: false, metadata, fault };
}

/** Version 3 added big-endian files: there the number reads right only in the other order. */
function versionOf(head: Uint8Array): { readonly number: number; readonly little: boolean } | null {
  for (const little of [true, false]) {
    const reader = new ByteReader(head, little);
    reader.skip(4);
    const number = reader.u32();
    if (number !== undefined && number >= 1 && number <= 3) return { number, little };
  }
  return null;
}

type Pair = { readonly key: string; readonly value: string | null } | 'cut' | 'invalid';

function readPair(reader: ByteReader, version: number): Pair {
  const key = readText(reader, version);
  const type = reader.u32();
  if (key === undefined || type === undefined) return 'cut';
  if (key === null) return 'invalid';
  const value = readValue(reader, type, version, 0);
  return value === 'cut' || value === 'invalid' ? value : { key, value: value.text };
}

type Value = { readonly text: string | null } | 'cut' | 'invalid';

function readValue(reader: ByteReader, type: number, version: number, depth: number): Value {
  if (type === STRING) {
    const text = readText(reader, version);
    return text === undefined ? 'cut' : { text };
  }
  if (type === ARRAY) return readArray(reader, version, depth);
  const width = WIDTH[type];
  if (width === undefined) return 'invalid';
  return readNumber(reader, type, width);
}

function readNumber(reader: ByteReader, type: number, width: number): Value {
  if (reader.left < width) return 'cut';
  if (type === 4) return { text: String(reader.u32()) };
  if (type === 10) return { text: String(reader.u64()) };
  if (type === 6) return { text: String(reader.f32()) };
  if (type === 7) return { text: reader.u8() === 0 ? 'false' : 'true' };
  reader.skip(width);
  return { text: null };
}

/** Texts of a short list are joined ("en, de"); numbers are skipped at once. */
function readArray(reader: ByteReader, version: number, depth: number): Value {
  const type = reader.u32();
  const length = version === 1 ? wide(reader.u32()) : reader.u64();
  if (type === undefined || length === undefined) return 'cut';
  const width = WIDTH[type];
  if (width !== undefined) return reader.skip(length * BigInt(width)) ? { text: null } : 'cut';
  if (depth >= MAX_NESTING) return 'invalid';
  const texts: string[] = [];
  for (let index = 0n; index < length; index++) {
    const value = readValue(reader, type, version, depth + 1);
    if (value === 'cut' || value === 'invalid') return value;
    if (value.text !== null && texts.length < 20) texts.push(value.text);
  }
  return { text: texts.join(', ') };
}

/** undefined = cut; null = there, but too long to be kept. */
function readText(reader: ByteReader, version: number): string | null | undefined {
  const length = version === 1 ? wide(reader.u32()) : reader.u64();
  if (length === undefined) return undefined;
  if (length > MAX_TEXT) return reader.skip(length) ? null : undefined;
  const bytes = reader.take(Number(length));
  return bytes === undefined ? undefined : textOf(bytes);
}

function wide(value: number | undefined): bigint | undefined {
  return value === undefined ? undefined : BigInt(value);
}
