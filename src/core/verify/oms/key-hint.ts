/** How bundles name a key (OMS v1.0, section 5). */
import { createHash, type KeyObject } from 'node:crypto';
import type { SignerSeen } from '../../model/index.ts';

/** Hex SHA-256 of the key's PEM text, which is what bundles name it by. */
export function keyHint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'pem' }))
    .digest('hex');
}

/** The signer that a valid signature by this key proves. */
export function signerOfKey(key: KeyObject): SignerSeen {
  return { kind: 'key', hint: keyHint(key) };
}
