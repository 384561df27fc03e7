/**
 * Snappy, decoded under a cap: a block, or frames of blocks. Source: google/snappy, format_description.txt and framing_format.txt. Ours, because the
 * decoder that others use (snappyjs 0.7.0) never ends on a literal of negative length, eleven bytes that anybody may send.
 */
import { AttestationRefusal } from '../outcome.ts';

const STREAM = Buffer.from([0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59]);
const CHECKSUM_BYTES = 4;
/** A length of 32 bits, seven to a byte. */
const MAX_LENGTH_BYTES = 5;

/** Kinds of frames. Those above SKIPPED may be passed over; others that are not known may not. */
const [COMPRESSED, PLAIN, SKIPPED, STREAM_START] = [0x00, 0x01, 0x80, 0xff];

/** Linear in what comes out, at most `cap` bytes. Throws AttestationRefusal "too-large", "malformed". */
export function decodeSnappy(bytes: Uint8Array, cap: number): Uint8Array {
  return STREAM.equals(bytes.subarray(0, STREAM.length)) ? decodeFrames(bytes, cap) : decodeBlock(bytes, cap);
}

/** The checksum of a frame is passed over: what it holds is proven by a signature, or not at all. */
function decodeFrames(bytes: Uint8Array, cap: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let left = cap;
  for (let at = 0; at < bytes.length; ) {
    const kind = byteAt(bytes, at);
    const start = at + 4;
    const end = start + littleEndian(bytes, at + 1, 3);
    if (end > bytes.length) throw malformed();
    at = end;
    if (kind === COMPRESSED || kind === PLAIN) {
      const content = bytes.subarray(start + CHECKSUM_BYTES, end);
      if (end - start < CHECKSUM_BYTES) throw malformed();
      if (kind === PLAIN && content.length > left) throw tooLarge(cap);
      const part = kind === PLAIN ? content : decodeBlock(content, left);
      left -= part.length;
      parts.push(part);
    } else if (kind < SKIPPED || (kind === STREAM_START && !STREAM.equals(bytes.subarray(start - 4, end)))) throw malformed();
  }
  return Buffer.concat(parts);
}

function decodeBlock(bytes: Uint8Array, cap: number): Uint8Array {
  const { length, start } = lengthOf(bytes);
  if (length > cap) throw tooLarge(cap);
  const out = Buffer.alloc(length);
  let written = 0;
  for (let at = start; at < bytes.length; ) {
    const tag = byteAt(bytes, at);
    const { size, offset, next } = (tag & 3) === 0 ? literalAt(bytes, at, tag) : copyAt(bytes, at, tag);
    // Neither more than was announced, nor from before the beginning: else what comes out was never put in.
    if (written + size > length || offset > written) throw malformed();
    if (offset > 0) for (let index = 0; index < size; index++) out[written + index] = out[written - offset + index] ?? 0;
    else out.set(bytes.subarray(next - size, next), written);
    written += size;
    at = next;
  }
  if (written !== length) throw malformed();
  return out;
}

interface Element {
  readonly size: number;
  /** Back from what was written; 0 of a literal. */
  readonly offset: number;
  readonly next: number;
}

function literalAt(bytes: Uint8Array, at: number, tag: number): Element {
  const short = tag >> 2;
  const extra = Math.max(0, short - 59);
  const size = (extra === 0 ? short : littleEndian(bytes, at + 1, extra)) + 1;
  const next = at + 1 + extra + size;
  if (next > bytes.length) throw malformed();
  return { size, offset: 0, next };
}

function copyAt(bytes: Uint8Array, at: number, tag: number): Element {
  const kind = tag & 3;
  const width = kind === 3 ? 4 : kind;
  const low = littleEndian(bytes, at + 1, width);
  const offset = kind === 1 ? ((tag >> 5) << 8) + low : low;
  if (offset === 0) throw malformed();
  return { size: kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1, offset, next: at + 1 + width };
}

function lengthOf(bytes: Uint8Array): { readonly length: number; readonly start: number } {
  let length = 0;
  for (let index = 0; index < MAX_LENGTH_BYTES; index++) {
    const byte = byteAt(bytes, index);
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { length, start: index + 1 };
  }
  throw malformed();
}

/** Never negative: shifts would make the fourth byte a sign. */
function littleEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = width - 1; index >= 0; index--) value = value * 256 + byteAt(bytes, at + index);
  return value;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw malformed();
  return byte;
}

function malformed(): AttestationRefusal {
  return new AttestationRefusal('malformed', 'what was fetched is not snappy');
}

function tooLarge(cap: number): AttestationRefusal {
  return new AttestationRefusal('too-large', `what was fetched is larger than ${cap} bytes`);
}
