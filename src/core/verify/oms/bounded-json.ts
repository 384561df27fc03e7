/** JSON of bounded size, as text and as objects. */
import { readStrictJson, type StrictJson } from '../strict-json.ts';

export interface Bounds {
  readonly maxBytes: number;
  readonly maxValues: number;
}

/** Never throws; linear. */
export function readBounded(bytes: Uint8Array, { maxBytes, maxValues }: Bounds): StrictJson {
  if (bytes.length > maxBytes) return { ok: false, cause: `larger than ${maxBytes} bytes` };
  return readStrictJson(bytes, maxValues);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
