/** The beginning of a zlib or gzip stream, inflated: joblib compresses whole files and names them as plain ones. */
import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { startsWith } from './bytes.ts';

/** 4 KiB inflate to at most 4 MiB (deflate's ratio is about 1,030), so a bomb costs nothing (T18). */
const INPUT_BYTES = 4 * 1024;
/** What a whole head of 64 KiB may become: a bomb that asks for more is cut off, and gives nothing. */
const OUTPUT_BYTES = 80 * 1024 * 1024;

/** `input`: how many bytes are inflated. null = not compressed in a way that is known here, or not readable. */
export function inflateHead(head: Uint8Array, input = INPUT_BYTES): Uint8Array | null {
  const isGzip = startsWith(head, [0x1f, 0x8b, 0x08]);
  const first = head[0] ?? 0;
  // RFC 1950: method 8, window of at most 32 KiB, and the check bits.
  const isZlib = !isGzip && (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + (head[1] ?? 0)) % 31 === 0;
  if (!isGzip && !isZlib) return null;
  return inflated(isGzip ? gunzipSync : inflateSync, head, input);
}

/** The beginning of a raw deflate stream, as zip members have it; null = not readable. */
export function inflateRawHead(bytes: Uint8Array): Uint8Array | null {
  return inflated(inflateRawSync, bytes, INPUT_BYTES);
}

function inflated(inflate: typeof inflateSync, bytes: Uint8Array, input: number): Uint8Array | null {
  try {
    // Z_SYNC_FLUSH: a stream that is cut gives what it has.
    return inflate(bytes.subarray(0, input), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: OUTPUT_BYTES });
  } catch {
    return null;
  }
}

/** Compressions that joblib and others use, and that are not opened here; by their first bytes. */
const OTHERS: readonly (readonly [string, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['lzma', [0x5d, 0x00, 0x00]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['the compression of old joblib', [0x5a, 0x46, 0x30, 0x78]],
];

/** The name of the compression for people; null = none that is known, or one that is opened. */
export function unopenedCompression(head: Uint8Array): string | null {
  return OTHERS.find(([, magic]) => startsWith(head, magic))?.[0] ?? null;
}
