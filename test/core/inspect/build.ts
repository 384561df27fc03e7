/** Small model files, built byte by byte as their formats ask. */

export function bytesOf(...parts: readonly (string | Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? new TextEncoder().encode(part) : part)]));
}

export function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

export function u64(value: number | bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
}

export function safetensors(header: unknown, data = 0): Uint8Array {
  const text = typeof header === 'string' ? header : JSON.stringify(header);
  const json = new TextEncoder().encode(text);
  return bytesOf(u64(json.length), json, new Uint8Array(data));
}

/** One GGUF value: [key, type, bytes]. */
export type Pair = readonly [string, number, Uint8Array];

export function gguf(pairs: readonly Pair[], keys: number | bigint = pairs.length, version = 3): Uint8Array {
  return bytesOf('GGUF', u32(version), u64(2), u64(keys), ...pairs.flatMap(([key, type, value]) => [ggufText(key), u32(type), value]));
}

export function ggufText(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return bytesOf(u64(bytes.length), bytes);
}

/** A length-delimited protobuf field. */
export function field(number: number, content: string | Uint8Array): Uint8Array {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return bytesOf(varint(number * 8 + 2), varint(bytes.length), bytes);
}

export function varintField(number: number, value: number): Uint8Array {
  return bytesOf(varint(number * 8), varint(value));
}

function varint(value: number): readonly number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** Local headers of a zip archive with stored members; no central directory, as a head does not show it. */
export function zip(members: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return bytesOf(
    ...Object.entries(members).flatMap(([name, content]) => {
      const bytes = bytesOf(content);
      const head = new Uint8Array(30);
      const view = new DataView(head.buffer);
      view.setUint32(0, 0x04034b50, true);
      view.setUint32(18, bytes.length, true);
      view.setUint32(22, bytes.length, true);
      view.setUint16(26, name.length, true);
      return [head, name, bytes];
    }),
  );
}

export function npy(description: string): Uint8Array {
  const header = `{'descr': ${description}, 'fortran_order': False, 'shape': (3, 2), }\n`;
  return bytesOf([0x93], 'NUMPY', [1, 0, header.length % 256, Math.floor(header.length / 256)], header, new Uint8Array(24));
}

export function base64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
