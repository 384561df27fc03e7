/** Keeps of a zip archive what tells its members: each local header with the beginning of its content, and the end of the file. */
import type { Collector, Structure } from './structure.ts';

const SIGNATURE = Uint8Array.from([0x50, 0x4b, 0x03, 0x04]);
/** A local header, a long name, and enough of the content for the header of an array. */
const PIECE = 1_536;
const MAX_LOCALS = 1024 * 1024;
/** The directory of an archive of 8,000 members, and a comment. */
const TAIL = 1024 * 1024;

/**
 * Local headers are found by their signature, not by the sizes that the author states. When the limit is hit, the directory in
 * the tail still names what a reader of archives would open.
 */
export class ZipCollector implements Collector {
  private readonly pieces: Uint8Array[] = [];
  private held = 0;
  private full = false;
  /** Bytes that still belong to the last piece. */
  private open = 0;
  /** How many bytes of the signature the stream has ended with. */
  private matched = 0;
  private tail: Uint8Array[] = [];
  private tailHeld = 0;

  feed(chunk: Uint8Array): void {
    this.keepTail(chunk);
    if (!this.full) this.keepLocals(chunk);
  }

  structure(): Structure {
    const tail = Buffer.concat(this.tail);
    return { kind: 'zip', locals: Buffer.concat(this.pieces), tail: tail.subarray(Math.max(0, tail.length - TAIL)), complete: !this.full };
  }

  private keepTail(chunk: Uint8Array): void {
    this.tail.push(Uint8Array.from(chunk));
    this.tailHeld += chunk.length;
    for (let first = this.tail[0]; first !== undefined && this.tailHeld - first.length >= TAIL; first = this.tail[0]) {
      this.tail.shift();
      this.tailHeld -= first.length;
    }
  }

  private keepLocals(chunk: Uint8Array): void {
    let offset = this.finishSignature(chunk);
    while (offset < chunk.length && !this.full) {
      const found = indexOfSignature(chunk, offset);
      // Up to the next header, the last one's content goes on.
      this.take(chunk.subarray(offset, Math.min(found.at, offset + this.open)));
      if (!found.whole) {
        this.matched = chunk.length - found.at;
        return;
      }
      this.begin();
      offset = found.at + SIGNATURE.length;
    }
  }

  /** A signature that began at the end of the chunk before. */
  private finishSignature(chunk: Uint8Array): number {
    if (this.matched === 0) return 0;
    const missing = [...SIGNATURE.subarray(this.matched)];
    const seen = Math.min(missing.length, chunk.length);
    const fits = missing.slice(0, seen).every((byte, index) => chunk[index] === byte);
    if (fits && seen < missing.length) {
      this.matched += seen;
      return chunk.length;
    }
    if (fits) this.begin();
    else this.take(SIGNATURE.subarray(0, Math.min(this.matched, this.open)));
    this.matched = 0;
    return fits ? seen : 0;
  }

  private begin(): void {
    this.open = PIECE;
    this.take(SIGNATURE);
  }

  private take(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.full = this.held + bytes.length > MAX_LOCALS;
    if (this.full) return;
    this.pieces.push(Uint8Array.from(bytes));
    this.held += bytes.length;
    this.open -= bytes.length;
  }
}

/** Where the signature stands, or may begin at the end of the chunk; its length when it does neither. */
function indexOfSignature(chunk: Uint8Array, from: number): { readonly at: number; readonly whole: boolean } {
  const whole = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).indexOf(SIGNATURE, from);
  if (whole !== -1) return { at: whole, whole: true };
  for (let at = Math.max(from, chunk.length - SIGNATURE.length + 1); at < chunk.length; at++) {
    if (chunk.subarray(at).every((byte, index) => byte === SIGNATURE[index])) return { at, whole: false };
  }
  return { at: chunk.length, whole: false };
}
