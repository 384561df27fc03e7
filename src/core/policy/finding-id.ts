/** The id of a finding: stable over lines, files and versions. It is the waiver's key and SARIF's fingerprint. */
import { createHash } from 'node:crypto';
import type { Scope } from '../model.ts';

/** RFC 4648 base32, lower case. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** "wb-" + 8 base32 characters: the first 40 bits of sha256 over the JSON array of the four parts. */
export function findingId(rule: string, identity: string, gap: string, scope: Scope): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([rule, identity, gap, scope]))
    .digest();
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of digest.subarray(0, 5)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  return `wb-${text}`;
}
