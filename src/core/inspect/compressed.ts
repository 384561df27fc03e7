/** The beginning of a zlib or gzip stream, inflated: joblib compresses whole files and names them as plain ones. */
import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { startsWith } from './bytes.ts';

/** 4 KiB inflate to at most 4 MiB (deflate's ratio is about 1,030), so a bomb costs nothing (T18). */
const INPUT_BYTES = 4 * 1024;
const OUTPUT_BYTES = 8 * 1024 * 1024;

/** null = not compressed in a way that is known here, or not readable. */
export function inflateHead(head: Uint8Array): Uint8Array | null {
  const isGzip = startsWith(head, [0x1f, 0x8b, 0x08]);
  const first = head[0] ?? 0;
  // RFC 1950: method 8, window of at most 32 KiB, and the check bits.
  const isZlib = !isGzip && (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + (head[1] ?? 0)) % 31 === 0;
  if (!isGzip && !isZlib) return null;
  return inflated(isGzip ? gunzipSync : inflateSync, head);
}

/** The beginning of a raw deflate stream, as zip members have it; null = not readable. */
export function inflateRawHead(bytes: Uint8Array): Uint8Array | null {
  return inflated(inflateRawSync, bytes);
}

function inflated(inflate: typeof inflateSync, bytes: Uint8Array): Uint8Array | null {
  try {
    // Z_SYNC_FLUSH: a stream that is cut gives what it has.
    return inflate(bytes.subarray(0, INPUT_BYTES), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: OUTPUT_BYTES });
  } catch {
    return null;
  }
}
