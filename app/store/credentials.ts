/**
 * Hub credentials, encrypted at rest: AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce, bound to installation and host as additional
 * data, so that a row moved to another tenant or host does not open. Sealed = nonce, tag, ciphertext.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { EffectError, InputError } from '../../src/core/index.ts';
import type { Transaction } from './sql.ts';

const NONCE = 12;
const TAG = 16;

/** `keys`: the current one first; the others only open. Throws InputError USAGE when there is none. */
export async function saveCredential(
  tx: Transaction,
  keys: readonly Uint8Array[],
  { installation, host, secret }: { readonly installation: number; readonly host: string; readonly secret: string },
): Promise<void> {
  const [key] = keys;
  if (key === undefined)
    throw new InputError('USAGE', 'hub credentials cannot be kept without ENCRYPTION_KEY', 'Set ENCRYPTION_KEY to 32 random bytes.');
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(installation, host));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  await tx.query(
    `INSERT INTO weighbridge.hub_credentials (installation_id, host, key_id, sealed) VALUES ($1, $2, $3, $4)
     ON CONFLICT (installation_id, host) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed, created_at = now()`,
    [installation, host, keyId(key), Buffer.concat([nonce, cipher.getAuthTag(), text])],
  );
}

/** null: none is kept for this host. Throws EffectError DISK when it cannot be opened: another key, or somebody changed the row. */
export async function loadCredential(
  tx: Transaction,
  keys: readonly Uint8Array[],
  installation: number,
  host: string,
): Promise<string | null> {
  const [row] = await tx.query<{ key_id: string; sealed: Uint8Array }>(
    'SELECT key_id, sealed FROM weighbridge.hub_credentials WHERE installation_id = $1 AND host = $2',
    [installation, host],
  );
  if (row === undefined) return null;
  const sealed = Buffer.from(row.sealed);
  const key = keys.find((one) => keyId(one) === row.key_id);
  try {
    if (key === undefined || sealed.length < NONCE + TAG) throw new Error('no key');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(boundTo(installation, host))
      .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  } catch {
    throw new EffectError(
      'DISK',
      `the credential for ${host} cannot be opened`,
      'Set ENCRYPTION_KEY_PREVIOUS to the key that it was stored with, or store the credential again.',
    );
  }
}

export async function deleteCredential(tx: Transaction, installation: number, host: string): Promise<void> {
  await tx.query('DELETE FROM weighbridge.hub_credentials WHERE installation_id = $1 AND host = $2', [installation, host]);
}

function boundTo(installation: number, host: string): Buffer {
  return Buffer.from(JSON.stringify(['weighbridge hub credential', installation, host]), 'utf8');
}

/** Says which key, not what it is. */
function keyId(key: Uint8Array): string {
  return createHash('sha256').update('weighbridge key id').update(key).digest('hex').slice(0, 16);
}
