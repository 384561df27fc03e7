/** Base64 as protobuf JSON has it, and nothing that Node would silently skip. */

/**
 * True for canonical base64: one alphabet (standard or URL-safe), padding absent or complete, unused bits zero.
 * Source: protobuf JSON mapping for `bytes`; RFC 4648, sections 3.2 to 3.5. Linear.
 */
export function isStrictBase64(text: string): boolean {
  const body = text.endsWith('==') ? text.slice(0, -2) : text.endsWith('=') ? text.slice(0, -1) : text;
  if (body.length !== text.length && text.length % 4 !== 0) return false;
  const rest = body.length % 4;
  if (rest === 1) return false;
  const urlSafe = /^[\w-]*$/.test(body);
  if (!urlSafe && !/^[A-Za-z0-9+/]*$/.test(body)) return false;
  const tail = body.slice(body.length - rest);
  // Bits behind the last byte: two texts for one value would be two digests for one bundle.
  return (
    Buffer.from(tail, 'base64')
      .toString(urlSafe ? 'base64url' : 'base64')
      .replaceAll('=', '') === tail
  );
}
