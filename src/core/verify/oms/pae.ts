/** The bytes that a DSSE signature covers (DSSE v1, "PAE"). */

export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `), payload]);
}

/**
 * What version 0.2 of the Python program signed by mistake: another letter case, and the payload written as Python shows bytes.
 * Only for signatures that fail otherwise (T12).
 */
export function legacyPreAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  return Buffer.from(`DSSEV1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} ${pythonBytes(payload)}`);
}

const ESCAPES: Readonly<Record<number, string>> = { 0x09: '\\t', 0x0a: '\\n', 0x0d: '\\r', 0x5c: '\\\\' };

/** Python's repr(bytes). */
function pythonBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const parts: string[] = [];
  for (const byte of bytes) {
    const escape = ESCAPES[byte];
    if (escape !== undefined) parts.push(escape);
    else if (byte === quote.charCodeAt(0)) parts.push(`\\${quote}`);
    else if (byte < 0x20 || byte > 0x7e) parts.push(`\\x${byte.toString(16).padStart(2, '0')}`);
    else parts.push(String.fromCharCode(byte));
  }
  return `b${quote}${parts.join('')}${quote}`;
}
