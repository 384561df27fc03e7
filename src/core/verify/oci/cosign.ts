/**
 * Signatures and attestations as cosign has kept them since its beginning: one layer each in the manifest `sha256-<hex>.sig` or `.att`, with
 * certificate and log entry in annotations. Source: cosign, specs/SIGNATURE_SPEC.md; Rekor, log entries. Here they become Sigstore bundles, so
 * that one verifier proves all of them.
 */
import { createHash } from 'node:crypto';
import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { AttestationRefusal } from '../attest/outcome.ts';
import { FIRST_MEDIA_TYPE } from '../sigstore/read-bundle.ts';
import { readStrictJson } from '../strict-json.ts';

export const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';
export const DSSE_ENVELOPE = 'application/vnd.dsse.envelope.v1+json';

const SIGNATURE = 'dev.cosignproject.cosign/signature';
const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const LOG_ENTRY = 'dev.sigstore.cosign/bundle';
const TIMESTAMP = 'dev.sigstore.cosign/rfc3161timestamp';

/** Forms of log entries that the verifier reads; older ones say nothing for or against a signature. */
const LOG_FORMS: ReadonlySet<string> = new Set(['hashedrekord 0.0.1', 'dsse 0.0.1', 'intoto 0.0.2']);
const MAX_VALUES = 10_000;

const logEntry = z.looseObject({
  SignedEntryTimestamp: z.string(),
  Payload: z.looseObject({
    body: z.string(),
    integratedTime: z.int().nonnegative(),
    logIndex: z.int().nonnegative(),
    logID: z.string().regex(/^[0-9a-f]{64}$/),
  }),
});
const logBody = z.looseObject({ kind: z.string(), apiVersion: z.string() });
const timestamp = z.looseObject({ SignedRFC3161Timestamp: z.string() });
const envelope = z.looseObject({
  payloadType: z.string(),
  payload: z.string(),
  signatures: z.array(z.looseObject({ sig: z.string() })).max(100),
});

type Json = Readonly<Record<string, unknown>>;
type Annotations = ReadonlyMap<string, string>;

/** The bundle of a signature over `payload`, which is the layer's content. Throws AttestationRefusal. */
export function bundleOfSignature(annotations: Annotations, payload: Uint8Array): Uint8Array {
  const signature = annotations.get(SIGNATURE) ?? '';
  if (signature === '') throw new AttestationRefusal('signature', 'its layer has no signature');
  const messageDigest = { algorithm: 'SHA2_256', digest: createHash('sha256').update(payload).digest('base64') };
  return bundle(annotations, { messageSignature: { messageDigest, signature } });
}

/** The bundle of an attestation, whose envelope is the layer's content. Throws AttestationRefusal. */
export function bundleOfEnvelope(annotations: Annotations, content: Uint8Array): Uint8Array {
  const { payload, payloadType, signatures } = parse(content, envelope, 'its envelope');
  const [first] = signatures;
  // Sigstore's bundles have one, and so has everything that cosign writes.
  if (first === undefined || signatures.length > 1)
    throw new AttestationRefusal('unsupported', 'its envelope has not exactly one signature');
  return bundle(annotations, { dsseEnvelope: { payload, payloadType, signatures: [{ sig: first.sig, keyid: '' }] } });
}

/**
 * What stands behind the certificate in the chain is left out: trust comes from the trust root, and the chain would bring a root of its own.
 * Without a certificate a managed key has signed, which nothing names.
 */
function bundle(annotations: Annotations, content: Json): Uint8Array {
  const pem = annotations.get(CERTIFICATE) ?? '';
  const signer =
    pem === ''
      ? { publicKey: { hint: '' } }
      : { x509CertificateChain: { certificates: [{ rawBytes: certificateOf(pem).toString('base64') }] } };
  const logged = annotations.get(LOG_ENTRY) ?? '';
  const stamped = annotations.get(TIMESTAMP) ?? '';
  const rfc3161Timestamps =
    stamped === '' ? [] : [{ signedTimestamp: parse(encode(stamped), timestamp, 'its timestamp').SignedRFC3161Timestamp }];
  const material = {
    ...signer,
    tlogEntries: logged === '' ? [] : [entryOf(logged)],
    timestampVerificationData: { rfc3161Timestamps },
  };
  return encode(JSON.stringify({ mediaType: FIRST_MEDIA_TYPE, verificationMaterial: material, ...content }));
}

function entryOf(text: string): Json {
  const { SignedEntryTimestamp: signedEntryTimestamp, Payload: said } = parse(encode(text), logEntry, 'its log entry');
  const { kind, apiVersion } = parse(Buffer.from(said.body, 'base64'), logBody, 'its log entry');
  if (!LOG_FORMS.has(`${kind} ${apiVersion}`))
    throw new AttestationRefusal('unsupported', 'the transparency log records it in a form that is not read here');
  return {
    logIndex: String(said.logIndex),
    logId: { keyId: Buffer.from(said.logID, 'hex').toString('base64') },
    kindVersion: { kind, version: apiVersion },
    integratedTime: String(said.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    canonicalizedBody: said.body,
  };
}

function certificateOf(pem: string): Buffer {
  const body = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,60000})-----END CERTIFICATE-----\s*$/.exec(pem)?.[1];
  try {
    if (body !== undefined) return new X509Certificate(Buffer.from(body, 'base64')).raw;
  } catch {
    // Said below.
  }
  throw new AttestationRefusal('certificate', 'its certificate cannot be read');
}

function parse<T>(bytes: Uint8Array, schema: z.ZodType<T>, what: string): T {
  const json = readStrictJson(bytes, MAX_VALUES);
  const read = json.ok ? schema.safeParse(json.data) : null;
  if (read?.success !== true) throw new AttestationRefusal('malformed', `${what} cannot be read`);
  return read.data;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
