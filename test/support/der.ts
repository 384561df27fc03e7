/** Just enough DER to make certificates that no honest authority issues. */
import { type KeyObject, randomBytes, sign } from 'node:crypto';

export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tlv(0x30, ...parts);
export const octets = (...parts: readonly Uint8Array[]): Buffer => tlv(0x04, ...parts);
export const utf8 = (text: string): Buffer => tlv(0x0c, Buffer.from(text));
const TRUE = Buffer.from([0x01, 0x01, 0xff]);

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return tlv(0x06, Buffer.from(bytes));
}

export function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [TRUE] : []), octets(value));
}

/** Extensions by their usual names (RFC 5280, section 4.2.1). */
export const extensions = {
  authority: extension('2.5.29.19', sequence(TRUE), true),
  certSign: extension('2.5.29.15', Buffer.from([0x03, 0x02, 0x01, 0x06]), true),
  digitalSignature: extension('2.5.29.15', Buffer.from([0x03, 0x02, 0x07, 0x80]), true),
  keyAgreement: extension('2.5.29.15', Buffer.from([0x03, 0x02, 0x03, 0x08]), true),
  codeSigning: extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.3'))),
  serverAuth: extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
  names: (...names: readonly Uint8Array[]) => extension('2.5.29.17', sequence(...names), true),
  issuer: (text: string) => extension('1.3.6.1.4.1.57264.1.8', utf8(text)),
  issuerV1: (text: string) => extension('1.3.6.1.4.1.57264.1.1', Buffer.from(text)),
};

/** GeneralNames (RFC 5280, section 4.2.1.6); `other` is Fulcio's user name. */
export const general = {
  uri: (text: string | Uint8Array) => tlv(0x86, Buffer.from(text)),
  email: (text: string | Uint8Array) => tlv(0x81, Buffer.from(text)),
  dns: (text: string) => tlv(0x82, Buffer.from(text)),
  other: (text: string, id = '1.3.6.1.4.1.57264.1.7') => tlv(0xa0, oid(id), tlv(0xa0, utf8(text))),
};

export interface CertificateForm {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  /** Of the issuer, P-256. */
  readonly signingKey: KeyObject;
  readonly from: Date;
  readonly to: Date;
  readonly extensions: readonly Uint8Array[];
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

export function certificate({ subject, issuer, publicKey, signingKey, from, to, extensions }: CertificateForm): Buffer {
  const body = sequence(
    tlv(0xa0, Buffer.from([0x02, 0x01, 0x02])),
    tlv(0x02, Buffer.from([0x01]), randomBytes(8)),
    ECDSA_SHA256,
    name(issuer),
    sequence(time(from), time(to)),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length === 0 ? [] : [tlv(0xa3, sequence(...extensions))]),
  );
  return sequence(body, ECDSA_SHA256, tlv(0x03, Buffer.from([0]), sign('sha256', body, signingKey)));
}

/** A common name; after "O=" that of an organization. */
function name(text: string): Buffer {
  const [type, value] = text.startsWith('O=') ? ['2.5.4.10', text.slice(2)] : ['2.5.4.3', text];
  return text === '' ? sequence() : sequence(tlv(0x31, sequence(oid(type), utf8(value))));
}

function time(date: Date): Buffer {
  return tlv(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`));
}
