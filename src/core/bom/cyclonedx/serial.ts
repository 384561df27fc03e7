/** The serial number, from the content: equal documents have equal bytes. */
import { createHash } from 'node:crypto';

/** "urn:uuid:…", version 8 (RFC 9562 section 5.8: 122 bits of our own choice) from sha256 over the text. */
export function serialNumber(content: string): string {
  const bytes = createHash('sha256').update(content).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}
