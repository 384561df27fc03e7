/**
 * A checkpoint replaces rows that retention has removed: the number and hash of the last of them, signed (T31). The Ed25519 key (RFC 8032) is derived
 * from ENCRYPTION_KEY with HKDF (RFC 5869), so there is no second secret to keep. Anybody who has the public key can verify a checkpoint elsewhere.
 */
import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { ChainEnd } from './chain.ts';

export interface Checkpoint extends ChainEnd {
  readonly installation: number;
  /** ISO 8601: when the last removed row was written. */
  readonly through: string;
  /** Hex SHA-256 of the public key in its DER form. */
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
}

/** `key`: 32 bytes, ENCRYPTION_KEY. */
export function signCheckpoint(key: Uint8Array, point: Omit<Checkpoint, 'keyId' | 'signature'>): Checkpoint {
  const pair = keyPair(key);
  return { ...point, keyId: pair.id, signature: sign(null, statementOf(point), pair.key).toString('base64') };
}

/** Whether one of these keys signed it: the current one, or the one before. */
export function isGenuine(keys: readonly Uint8Array[], checkpoint: Checkpoint): boolean {
  const pair = keys.map(keyPair).find(({ id }) => id === checkpoint.keyId);
  if (pair === undefined) return false;
  return verify(null, statementOf(checkpoint), createPublicKey(pair.key), Buffer.from(checkpoint.signature, 'base64'));
}

export function isSignedBy(key: Uint8Array, { keyId }: Checkpoint): boolean {
  return keyPair(key).id === keyId;
}

/** PEM: hand it to whoever checks an export. */
export function checkpointPublicKey(key: Uint8Array): string {
  return createPublicKey(keyPair(key).key).export({ type: 'spki', format: 'pem' }).toString();
}

function statementOf({ hash, installation, sequence, through }: Omit<Checkpoint, 'keyId' | 'signature'>): Buffer {
  return Buffer.from(canonicalJson({ hash, installation, sequence, through, type: 'weighbridge audit checkpoint' }), 'utf8');
}

/** PKCS #8 of an Ed25519 key is this head and its 32 bytes (RFC 8410, section 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

function keyPair(secret: Uint8Array): { readonly key: KeyObject; readonly id: string } {
  const seed = Buffer.from(hkdfSync('sha256', secret, 'weighbridge', 'audit checkpoint', 32));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const id = createHash('sha256')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest('hex');
  return { key, id };
}
