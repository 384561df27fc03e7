/** A small authority, its certificates as odd as a test wants them. Keys are thrown away. */
import type { KeyObject } from 'node:crypto';
import { certificate, type CertificateForm, extension, extensions, sequence } from './der.ts';
import { NOW, type Pair, pair } from './oms.ts';

const DAY = 86_400_000;
export const days = (count: number): Date => new Date(NOW.getTime() + count * DAY);

export interface Issued {
  readonly name: string;
  readonly keys: Pair;
  readonly der: Buffer;
}

export type Form = Partial<Omit<CertificateForm, 'publicKey' | 'signingKey'>> & { readonly keys?: Pair; readonly publicKey?: KeyObject };

/** Valid from yesterday to tomorrow, without extensions. */
export function issue(subject: string, by: Issued | 'self', form: Form = {}): Issued {
  const keys = form.keys ?? pair();
  const issuer = by === 'self' ? { name: subject, keys } : by;
  const der = certificate({
    subject,
    issuer: issuer.name,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    from: days(-1),
    to: days(1),
    extensions: [],
    ...form,
  });
  return { name: form.subject ?? subject, keys, der };
}

export const AUTHORITY = [extensions.authority, extensions.certSign] as const;
export const SIGNER = [extensions.digitalSignature, extensions.codeSigning] as const;

/** CA:TRUE with a limit of intermediates below. */
export function limited(pathLength: number): Buffer {
  return extension('2.5.29.19', sequence(Buffer.from([0x01, 0x01, 0xff]), Buffer.from([0x02, 0x01, pathLength])), true);
}

export function pem(...issued: readonly Issued[]): string {
  return issued.map(({ der }) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`).join('');
}

/** `verificationMaterial` of the certificate method. */
export function chainOf(...issued: readonly (Issued | Buffer)[]): Record<string, unknown> {
  const certificates = issued.map((one) => ({ rawBytes: (Buffer.isBuffer(one) ? one : one.der).toString('base64') }));
  return { x509CertificateChain: { certificates } };
}
