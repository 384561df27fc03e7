/** Reading numbers and texts from hostile bytes: every read is checked against the end first. */

/** Little-endian unless told; reads past the end give undefined and leave the place as it is. */
export class ByteReader {
  offset = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly little: boolean;

  constructor(bytes: Uint8Array, little = true) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.little = little;
  }

  get left(): number {
    return this.bytes.length - this.offset;
  }

  u8(): number | undefined {
    return this.has(1) ? this.view.getUint8(this.offset++) : undefined;
  }

  u32(): number | undefined {
    if (!this.has(4)) return undefined;
    const value = this.view.getUint32(this.offset, this.little);
    this.offset += 4;
    return value;
  }

  /** Counts and lengths are the author's: 64 bits must not be rounded before they are compared. */
  u64(): bigint | undefined {
    if (!this.has(8)) return undefined;
    const value = this.view.getBigUint64(this.offset, this.little);
    this.offset += 8;
    return value;
  }

  f32(): number | undefined {
    if (!this.has(4)) return undefined;
    const value = this.view.getFloat32(this.offset, this.little);
    this.offset += 4;
    return value;
  }

  take(length: number): Uint8Array | undefined {
    if (!this.has(length)) return undefined;
    const part = this.bytes.subarray(this.offset, this.offset + length);
    this.offset += length;
    return part;
  }

  skip(length: bigint | number): boolean {
    if (BigInt(this.left) < BigInt(length)) return false;
    this.offset += Number(length);
    return true;
  }

  private has(length: number): boolean {
    return length >= 0 && this.left >= length;
  }
}

/** UTF-8 with replacement characters: for values that people read, never for decisions. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** One character per byte: for looking for ASCII marks in binary data. */
export function latin1Of(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

export function startsWith(bytes: Uint8Array, prefix: readonly number[], offset = 0): boolean {
  return bytes.length >= offset + prefix.length && prefix.every((value, index) => bytes[offset + index] === value);
}

/** UTF-8 without control characters but white space and escape, cut anywhere: what a person may have written. */
export function isText(head: Uint8Array): boolean {
  try {
    // `stream`: a character that the cut divides is no fault.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text);
  } catch {
    return false;
  }
}
