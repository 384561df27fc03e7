/** Who a certificate names, byte for byte. The library reads names as 7-bit text, first one wins, and does not know otherName: hence our own reading. */
import type { X509Certificate } from '@sigstore/core';
import { BundleRefusal } from './outcome.ts';

/** Fulcio, oid-info: issuer as raw text (v1), issuer as DER UTF8String (v2), user name as otherName. */
const ISSUER_V1 = '1.3.6.1.4.1.57264.1.1';
const ISSUER_V2 = '1.3.6.1.4.1.57264.1.8';
const OTHER_NAME = '1.3.6.1.4.1.57264.1.7';

/** Tags of GeneralName (RFC 5280, section 4.2.1.6). */
const OTHER = 0;
const EMAIL = 1;
const URI = 6;

type Asn1 = X509Certificate['root'];

export interface CertificateIdentity {
  readonly identity: string;
  readonly issuer: string;
  readonly kind: 'uri' | 'email' | 'other';
}

/** Exactly one name of a known kind, and one issuer. Throws Refusal. */
export function signerIdentityOf(certificate: X509Certificate): CertificateIdentity {
  return { ...subjectName(certificate), issuer: issuerOf(certificate) };
}

/** The URI in the certificate of a service that the authority runs itself: nobody authenticated it, and none is named. Throws Refusal. */
export function serviceIdentityOf(certificate: X509Certificate): Pick<CertificateIdentity, 'identity' | 'kind'> {
  if (issuersOf(certificate).length > 0) throw new BundleRefusal('issuer', 'the certificate is not one of a service: it names an issuer');
  const name = subjectName(certificate);
  if (name.kind !== 'uri') throw new BundleRefusal('identity', 'the certificate is not one of a service: its name is no URI');
  return name;
}

function subjectName(certificate: X509Certificate): Pick<CertificateIdentity, 'identity' | 'kind'> {
  const names: readonly Asn1[] = certificate.extSubjectAltName?.valueObj.subs[0]?.subs ?? [];
  const [name] = names;
  if (name === undefined || names.length !== 1)
    throw new BundleRefusal('identity', `the certificate names ${names.length} identities; exactly one is expected`);
  if (name.tag.isContextSpecific(URI)) return { identity: ascii(name.value), kind: 'uri' };
  if (name.tag.isContextSpecific(EMAIL)) return { identity: ascii(name.value), kind: 'email' };
  if (name.tag.isContextSpecific(OTHER) && name.subs[0]?.toOID() === OTHER_NAME) {
    const text = name.subs[1]?.subs[0];
    // UTF8String
    if (text !== undefined && text.tag.number === 0x0c) return { identity: utf8(text.value), kind: 'other' };
  }
  throw new BundleRefusal('identity', 'the certificate names its subject in a way that is not known here');
}

function issuersOf(certificate: X509Certificate): readonly string[] {
  const second = certificate.extension(ISSUER_V2)?.valueObj.subs[0];
  const first = certificate.extension(ISSUER_V1)?.value;
  return [...(second === undefined ? [] : [utf8(second.value)]), ...(first === undefined ? [] : [utf8(first)])];
}

function issuerOf(certificate: X509Certificate): string {
  const issuers = issuersOf(certificate);
  const [issuer] = issuers;
  if (issuer === undefined) throw new BundleRefusal('issuer', 'the certificate does not say who authenticated its subject');
  if (issuers.some((other) => other !== issuer)) throw new BundleRefusal('issuer', 'the certificate names two issuers');
  return issuer;
}

function ascii(bytes: Buffer): string {
  // IA5String: a byte above 127 would become another letter in a reader that drops the high bit.
  if (bytes.some((byte) => byte > 0x7f)) throw new BundleRefusal('identity', 'the name in the certificate is not ASCII');
  return bytes.toString('latin1');
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BundleRefusal('identity', 'a name in the certificate is not UTF-8');
  }
}

/** A pattern that matches exactly `text`: the library takes plain text for an unanchored pattern. */
export function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}$`);
}
