/** X.509 certificates (RFC 5280): what a chain is judged by. Two readers look at the same bytes: ours, strictly, and OpenSSL. */
import { X509Certificate } from 'node:crypto';
import { bodyOf, type Der, DerFault, inside, oidText, readAll, readOne, TAG, time } from './der.ts';

export interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

export interface Certificate {
  readonly der: Uint8Array;
  /** OpenSSL's reading, for signatures. */
  readonly openssl: X509Certificate;
  /** DER of the names: compared byte by byte. */
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly signatureAlgorithm: string;
  /** By object identifier. */
  readonly extensions: ReadonlyMap<string, Extension>;
  /** CA:TRUE of basicConstraints. */
  readonly isAuthority: boolean;
  readonly pathLength: number | null;
  /** Bits of keyUsage; null when the certificate does not say. */
  readonly keyUsage: KeyUsage | null;
  /** Object identifiers of extendedKeyUsage; null when the certificate does not say. */
  readonly purposes: ReadonlySet<string> | null;
}

export interface KeyUsage {
  readonly digitalSignature: boolean;
  readonly keyCertSign: boolean;
}

export const OID = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  anyPurpose: '2.5.29.37.0',
} as const;

const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const V3 = 2;

/** Larger ones are not certificates that anybody signs with. */
const MAX_BYTES = 64 * 1024;

/** Throws DerFault, with what is wrong. */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > MAX_BYTES) throw new DerFault('it is too large');
  const [body, outerAlgorithm, signature, ...more] = inside(readOne(der));
  if (more.length > 0 || signature?.tag !== TAG.bitString) throw new DerFault('no certificate');
  const fields = inside(body);
  const version = fields.shift();
  if (version?.tag !== VERSION || bodyOf(readAll(version.body)[0], TAG.integer)[0] !== V3)
    throw new DerFault('it is not a version 3 certificate');
  const [serial, algorithm, issuer, validity, subject, key, ...optional] = fields;
  if (serial?.tag !== TAG.integer || issuer?.tag !== TAG.sequence || subject?.tag !== TAG.sequence || key?.tag !== TAG.sequence)
    throw new DerFault('no certificate');
  // Else the algorithm that was judged is not the one that was used (RFC 5280, section 4.1.1.2).
  if (algorithm === undefined || outerAlgorithm === undefined || !equal(algorithm.whole, outerAlgorithm.whole))
    throw new DerFault('it names two signature algorithms');
  const [notBefore, notAfter] = inside(validity);
  const extensions = readExtensions(optional);
  return {
    der,
    openssl: openssl(der),
    subject: subject.whole,
    issuer: issuer.whole,
    notBefore: time(notBefore),
    notAfter: time(notAfter),
    signatureAlgorithm: oidText(bodyOf(inside(algorithm)[0], TAG.oid)),
    extensions,
    ...basicConstraints(extensions.get(OID.basicConstraints)),
    keyUsage: keyUsage(extensions.get(OID.keyUsage)),
    purposes: purposes(extensions.get(OID.extendedKeyUsage)),
  };
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function openssl(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch {
    throw new DerFault('OpenSSL cannot read it');
  }
}

function readExtensions(optional: readonly Der[]): Map<string, Extension> {
  const extensions = new Map<string, Extension>();
  const holder = optional.find((one) => one.tag === EXTENSIONS);
  if (holder === undefined) return extensions;
  for (const extension of inside(readOne(holder.body))) {
    const [id, ...rest] = inside(extension);
    const oid = oidText(bodyOf(id, TAG.oid));
    const critical = rest[0]?.tag === TAG.boolean ? bodyOf(rest.shift(), TAG.boolean)[0] !== 0 : false;
    if (rest.length !== 1) throw new DerFault('an extension of another form');
    if (extensions.has(oid)) throw new DerFault('an extension that stands twice');
    extensions.set(oid, { critical, value: bodyOf(rest[0], TAG.octetString) });
  }
  return extensions;
}

function basicConstraints(extension: Extension | undefined): Pick<Certificate, 'isAuthority' | 'pathLength'> {
  if (extension === undefined) return { isAuthority: false, pathLength: null };
  const fields = inside(readOne(extension.value));
  const isAuthority = fields[0]?.tag === TAG.boolean ? bodyOf(fields.shift(), TAG.boolean)[0] !== 0 : false;
  const length = fields.shift();
  if (fields.length > 0) throw new DerFault('basicConstraints of another form');
  return { isAuthority, pathLength: length === undefined ? null : smallNumber(bodyOf(length, TAG.integer)) };
}

function smallNumber(body: Uint8Array): number {
  if (body.length === 0 || body.length > 4 || (body[0] ?? 0) > 0x7f) throw new DerFault('a number out of range');
  return body.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** Bit 0 is digitalSignature, bit 5 keyCertSign, from the left (RFC 5280, section 4.2.1.3). */
function keyUsage(extension: Extension | undefined): KeyUsage | null {
  if (extension === undefined) return null;
  const bits = bodyOf(readOne(extension.value), TAG.bitString)[1] ?? 0;
  return { digitalSignature: (bits & 0x80) !== 0, keyCertSign: (bits & 0x04) !== 0 };
}

function purposes(extension: Extension | undefined): Set<string> | null {
  if (extension === undefined) return null;
  return new Set(inside(readOne(extension.value)).map((one) => oidText(bodyOf(one, TAG.oid))));
}
