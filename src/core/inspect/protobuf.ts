/** A walk over the fields of one protobuf message (protobuf.dev, "Encoding"), of which only the head may be there. */

export interface ProtobufField {
  readonly number: number;
  readonly wire: number;
  /** Of a varint; 0n for other wire types. */
  readonly value: bigint;
  /** Of a length-delimited field: what of it is visible, and how long it says it is. */
  readonly bytes: Uint8Array;
  readonly length: number;
}

const NOTHING = new Uint8Array();
/** A head of 64 KiB can hold 32,768 fields; more than this says nothing new. */
const MAX_FIELDS = 4_096;

/** The fields that begin in `head` of a message of `size` bytes; null = the bytes contradict the encoding. */
export function readFields(head: Uint8Array, size: number): readonly ProtobufField[] | null {
  const fields: ProtobufField[] = [];
  let offset = 0;
  while (offset < head.length && fields.length < MAX_FIELDS) {
    const tag = varint(head, offset);
    if (tag === 'cut') return size > head.length ? fields : null;
    if (tag === null || tag.value > 0xffff_ffffn) return null;
    const wire = Number(tag.value & 7n);
    const number = Number(tag.value >> 3n);
    offset = tag.end;
    if (number === 0) return null;
    if (wire === 0 || wire === 2) {
      const read = varint(head, offset);
      if (read === 'cut') return size > head.length ? fields : null;
      if (read === null) return null;
      offset = read.end;
      // A length beyond the message is the surest sign that this is something else.
      if (wire === 2 && read.value > BigInt(size - offset)) return null;
      const length = wire === 2 ? Number(read.value) : 0;
      const bytes = wire === 2 ? head.subarray(offset, Math.min(head.length, offset + length)) : NOTHING;
      fields.push({ number, wire, value: wire === 0 ? read.value : 0n, bytes, length });
      offset += length;
    } else if (wire === 1 || wire === 5) {
      fields.push({ number, wire, value: 0n, bytes: NOTHING, length: 0 });
      offset += wire === 1 ? 8 : 4;
      if (offset > size) return null;
    } else return null;
  }
  return fields;
}

function varint(bytes: Uint8Array, start: number): { readonly value: bigint; readonly end: number } | 'cut' | null {
  let value = 0n;
  for (let index = 0; index < 10; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) return 'cut';
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return { value, end: start + index + 1 };
  }
  return null;
}
