/** What a caller trusts a model signature by; made of files that the caller names, before any signature is looked at. */
import type { KeyObject } from 'node:crypto';
import { InputError } from '../../base/errors.ts';
import { readPublicKey } from '../public-key.ts';
import type { TrustRoot } from '../sigstore/trust-root.ts';
import { type Certificate, readCertificate } from '../x509/certificate.ts';
import { anchorsOf } from '../x509/chain.ts';
import { DerFault } from '../x509/der.ts';
import { signatureHashOf } from './ec-signature.ts';

export type OmsTrust =
  | { readonly method: 'key'; readonly key: KeyObject }
  | {
      readonly method: 'certificate';
      readonly anchors: readonly Certificate[];
      /** Given, and no anchors: may complete a path. */
      readonly others: readonly Certificate[];
      /** Whose timestamps count, for certificates that have expired since; null: nobody's. */
      readonly timestampRoot: TrustRoot | null;
    }
  /** Both exactly, and neither empty. */
  | { readonly method: 'sigstore'; readonly identity: string; readonly issuer: string; readonly root: TrustRoot };

/** Throws InputError KEY_INVALID. `name`: the file, for the message. */
export function keyTrust(pem: string, name: string): OmsTrust {
  const key = readPublicKey(pem, name);
  if (signatureHashOf(key) === null)
    throw new InputError(
      'KEY_INVALID',
      `${name} is not an elliptic-curve key of P-256, P-384 or P-521`,
      'OpenSSF Model Signing knows only these.',
    );
  return { method: 'key', key };
}

/** Throws InputError KEY_INVALID. `files`: PEM texts with one or more certificates each. */
export function certificateTrust(
  files: readonly { readonly name: string; readonly pem: string }[],
  timestampRoot: TrustRoot | null = null,
): OmsTrust {
  const given = files.flatMap(({ name, pem }) => readPemCertificates(pem, name));
  const anchors = anchorsOf(given);
  if (anchors.length === 0) {
    throw new InputError(
      'KEY_INVALID',
      'None of the given certificates is an authority or self-signed',
      'Give the root certificate that you trust.',
    );
  }
  return { method: 'certificate', anchors, others: given.filter((one) => !anchors.includes(one)), timestampRoot };
}

/** Throws InputError KEY_INVALID: a file without certificates, or one that cannot be read. */
export function readPemCertificates(pem: string, name: string): Certificate[] {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g)];
  if (blocks.length === 0)
    throw new InputError('KEY_INVALID', `${name} holds no certificate`, 'Name a PEM file that begins with "-----BEGIN CERTIFICATE-----".');
  return blocks.map((block) => {
    try {
      return readCertificate(Buffer.from(block[1] ?? '', 'base64'));
    } catch (error) {
      if (!(error instanceof DerFault)) throw error;
      throw new InputError(
        'KEY_INVALID',
        `${name} holds a certificate that cannot be used: ${error.message}`,
        'Export the certificate again.',
      );
    }
  });
}
