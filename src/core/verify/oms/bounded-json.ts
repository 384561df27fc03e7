/** JSON of bounded size, also as objects: a text of braces takes many times its own memory. */
import { readStrictJson, type StrictJson } from '../strict-json.ts';

const STARTS = new Set([0x2c, 0x5b, 0x7b]);

/** `maxValues`: braces, brackets and commas, wherever they stand. Never throws; linear. */
export function readBounded(
  bytes: Uint8Array,
  { maxBytes, maxValues }: { readonly maxBytes: number; readonly maxValues: number },
): StrictJson {
  if (bytes.length > maxBytes) return { ok: false, cause: `it is larger than ${maxBytes} bytes` };
  let values = 0;
  for (const byte of bytes) if (STARTS.has(byte)) values++;
  if (values > maxValues) return { ok: false, cause: `it has more than ${maxValues} values` };
  return readStrictJson(bytes);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
