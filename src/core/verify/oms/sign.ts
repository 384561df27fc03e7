/** Signing statements with keys that the operator holds: what comes out is a signature file. Keyless signing needs the network: see io/sign. */
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { InputError } from '../../base/errors.ts';
import type { Certificate } from '../x509/certificate.ts';
import { PAYLOAD_TYPE } from './bundle.ts';
import { signatureHashOf } from './ec-signature.ts';
import { makeBundle } from './make-statement.ts';
import { preAuthEncoding } from './pae.ts';
import { keyHint } from './key-hint.ts';
import { usageFault } from './signer.ts';
import { readPemCertificates } from './trust.ts';

/** Statement → text of the signature file. */
export type SignStatement = (payload: Uint8Array) => Promise<string>;

export interface KeyFile {
  /** For messages. */
  readonly name: string;
  readonly pem: string;
}

/** Throws InputError KEY_INVALID. `password`: null for a key without one. */
export function keySigner(file: KeyFile, password: string | null): SignStatement {
  const key = readPrivateKey(file, password);
  const material = { publicKey: { hint: keyHint(createPublicKey(key)) } };
  return (payload) => Promise.resolve(makeBundle({ material, payload, signature: signatureOf(key, payload) }));
}

/** `chain`: intermediates and roots, leaf to root. Throws InputError KEY_INVALID for what no verifier would accept at `now`. */
export function certificateSigner(
  key: KeyFile,
  password: string | null,
  certificate: KeyFile,
  chain: readonly KeyFile[],
  now: Date,
): SignStatement {
  const privateKey = readPrivateKey(key, password);
  const [leaf, ...more] = readPemCertificates(certificate.pem, certificate.name);
  if (leaf === undefined) throw new InputError('KEY_INVALID', `${certificate.name} holds no certificate`, 'Name the signing certificate.');
  checkLeaf(leaf, certificate.name, privateKey, now);
  const above = [...more, ...chain.flatMap(({ name, pem }) => readPemCertificates(pem, name))];
  const certificates = [leaf, ...above].map(({ der }) => ({ rawBytes: Buffer.from(der).toString('base64') }));
  const material = { x509CertificateChain: { certificates } };
  return (payload) => Promise.resolve(makeBundle({ material, payload, signature: signatureOf(privateKey, payload) }));
}

function checkLeaf(leaf: Certificate, name: string, key: KeyObject, now: Date): void {
  if (!leaf.openssl.checkPrivateKey(key))
    throw new InputError('KEY_INVALID', `${name} is not the certificate of this private key`, 'Give the pair.');
  if (now < leaf.notBefore || now > leaf.notAfter) {
    throw new InputError(
      'KEY_INVALID',
      `${name} is valid from ${leaf.notBefore.toISOString()} to ${leaf.notAfter.toISOString()}`,
      'Sign with a valid certificate.',
    );
  }
  const fault = usageFault(leaf);
  if (fault !== null) throw new InputError('KEY_INVALID', `${name} ${fault}`, 'Sign with a certificate for code signing.');
}

function readPrivateKey({ name, pem }: KeyFile, password: string | null): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, format: 'pem', ...(password === null ? {} : { passphrase: password }) });
  } catch {
    const locked = /ENCRYPTED/.test(pem);
    throw new InputError(
      'KEY_INVALID',
      locked
        ? `${name} cannot be opened${password === null ? ' without its password' : ' with this password'}`
        : `${name} holds no private key`,
      locked ? 'Give the password by --password-env NAME.' : 'Name a PEM file with an elliptic-curve private key.',
    );
  }
  if (signatureHashOf(key) === null)
    throw new InputError(
      'KEY_INVALID',
      `${name} is not an elliptic-curve key of P-256, P-384 or P-521`,
      'OpenSSF Model Signing knows only these.',
    );
  return key;
}

function signatureOf(key: KeyObject, payload: Uint8Array): Uint8Array {
  return sign(signatureHashOf(key) ?? 'sha256', preAuthEncoding(PAYLOAD_TYPE, payload), { key, dsaEncoding: 'der' });
}
