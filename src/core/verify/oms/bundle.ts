/** A model signature file: one JSON Sigstore bundle with a DSSE envelope (OMS v1.0, section 4). Structure only; nothing is trusted yet. */
import { isRecord, readBounded } from './bounded-json.ts';
import { OmsRefusal } from './refusal.ts';

/** The only form of the key and certificate methods; keyless bundles have older ones too. */
export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** 100,000 files take about 30 MB. What is larger is not read at all. */
export const MAX_OMS_BUNDLE_BYTES = 32 * 1024 * 1024;
/** A bundle with ten log entries of forty proof hashes has some hundred. */
const MAX_VALUES = 20_000;
const MAX_CERTIFICATES = 10;

export type Material =
  /** `hint`: hex SHA-256 of the PEM text of the key; null in the form before 1.1. */
  | { readonly method: 'key'; readonly hint: string | null }
  /** DER, leaf first. */
  | { readonly method: 'certificate'; readonly chain: readonly Uint8Array[] }
  | { readonly method: 'sigstore' };

export interface OmsBundle {
  readonly mediaType: string;
  readonly material: Material;
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** The file, for who verifies more of it: log entries, timestamps. */
  readonly bytes: Uint8Array;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Throws Refusal. */
export function parseBundle(bytes: Uint8Array): OmsBundle {
  const read = readBounded(bytes, { maxBytes: MAX_OMS_BUNDLE_BYTES, maxValues: MAX_VALUES });
  if (!read.ok) throw refuse(read.cause);
  if (!isRecord(read.data)) throw refuse('it is not a JSON object');
  const json = read.data;
  const mediaType = text(json['mediaType'], 'mediaType');
  const envelope = json['dsseEnvelope'];
  if (!isRecord(envelope)) throw refuse('it has no dsseEnvelope');
  if (json['messageSignature'] !== undefined) throw refuse('it has two kinds of content');
  const material = readMaterial(json['verificationMaterial']);
  const payloadType = text(envelope['payloadType'], 'payloadType');
  return {
    mediaType,
    material,
    payloadType,
    payload: decodeBase64(envelope['payload'], 'payload'),
    signature: onlySignature(envelope['signatures']),
    bytes,
    json,
  };
}

function onlySignature(signatures: unknown): Uint8Array {
  // Other readers take the first and ignore the rest: then it depends on the reader who signed.
  if (!Array.isArray(signatures) || signatures.length !== 1) throw refuse('it must have exactly one signature');
  const [one] = signatures as readonly unknown[];
  if (!isRecord(one)) throw refuse('its signature is not an object');
  const signature = decodeBase64(one['sig'], 'sig');
  if (signature.length === 0) throw refuse('its signature is empty');
  return signature;
}

function readMaterial(material: unknown): Material {
  if (!isRecord(material)) throw refuse('it has no verificationMaterial');
  const present = ['publicKey', 'x509CertificateChain', 'certificate'].filter(
    (key) => material[key] !== undefined && material[key] !== null,
  );
  if (present.length !== 1) throw refuse('it must name exactly one of publicKey, x509CertificateChain and certificate');
  const value = material[present[0] ?? ''];
  if (!isRecord(value)) throw refuse(`its ${present[0]} is not an object`);
  switch (present[0]) {
    case 'publicKey':
      return { method: 'key', hint: readHint(value['hint']) };
    case 'x509CertificateChain':
      return { method: 'certificate', chain: readChain(value['certificates']) };
    default:
      return { method: 'sigstore' };
  }
}

/** Absent, null and empty are one: before 1.1 the key itself stood there, which proves nothing and is not read. */
function readHint(hint: unknown): string | null {
  if (hint === undefined || hint === null || hint === '') return null;
  return text(hint, 'hint');
}

function readChain(certificates: unknown): Uint8Array[] {
  if (!Array.isArray(certificates) || certificates.length === 0) throw refuse('its certificate chain is empty');
  if (certificates.length > MAX_CERTIFICATES) throw refuse(`its certificate chain is longer than ${MAX_CERTIFICATES}`);
  return (certificates as readonly unknown[]).map((one) => {
    if (!isRecord(one)) throw refuse('a certificate is not an object');
    return decodeBase64(one['rawBytes'], 'certificate');
  });
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw refuse(`its ${name} is missing or no text`);
  return value;
}

/** RFC 4648, section 4, in its one canonical form: junk that readers skip differently is no base64. */
function decodeBase64(value: unknown, name: string): Uint8Array {
  const encoded = text(value, name);
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) throw refuse(`its ${name} is not base64`);
  return bytes;
}

function refuse(why: string): OmsRefusal {
  return new OmsRefusal('bundle', `The signature file cannot be used: ${why}.`);
}
