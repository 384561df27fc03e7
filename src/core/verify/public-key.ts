/** A public key that the operator gives, as PEM. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { InputError } from '../base/errors.ts';

const BLOCK = '-----BEGIN PUBLIC KEY-----';

/** One SubjectPublicKeyInfo in PEM (RFC 7468, section 13) and nothing else. `label` names it in the error. Throws InputError KEY_INVALID. */
export function readPublicKey(pem: string, label: string): KeyObject {
  // A private key or a certificate has a public key in it, too: whoever gives one means something else.
  const blocks = pem.split('-----BEGIN ').length - 1;
  if (pem.includes(BLOCK) && blocks === 1) {
    try {
      return createPublicKey(pem);
    } catch {
      // Said below.
    }
  }
  throw new InputError('KEY_INVALID', `${label} is not a public key`, `Give one PEM block that begins with ${BLOCK}.`);
}
