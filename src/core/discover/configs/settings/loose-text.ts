/** Bytes of a file of settings as text: UTF-8, or UTF-16 where a mark says so. */

/** null: no text. Bytes that no character has are read over: what stands beside them is still named. */
export function looseText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 8_192).includes(0)) return null;
  return new TextDecoder('utf-8').decode(bytes);
}
