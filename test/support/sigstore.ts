/**
 * A Sigstore instance of one's own, offline: authority, certificate log, transparency log, timestamp authority (`@sigstore/mock`), the trust root
 * that names them, and bundles signed under it. Every key is thrown away.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from '@sigstore/mock';
import { parseTrustRoot, type TrustRoot } from '../../src/core/verify/sigstore/trust-root.ts';

export const IDENTITY = 'https://github.com/acme/models/.github/workflows/sign.yml@refs/heads/main';
export const ISSUER = 'https://token.actions.githubusercontent.com';
export const IN_TOTO = 'application/vnd.in-toto+json';
const LOG_URL = 'https://rekor.example';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export function keyPair(namedCurve = 'P-256'): KeyPair {
  return generateKeyPairSync('ec', { namedCurve });
}

type Json = Record<string, unknown>;

/** What the mock log answers with (Rekor v1); the package that has its type is not installed. */
interface MockEntry {
  readonly body: string;
  readonly integratedTime: number;
  readonly logID: string;
  readonly logIndex: number;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly logIndex: number;
      readonly rootHash: string;
      readonly treeSize: number;
      readonly checkpoint: string;
    };
  };
}

export interface SigstoreInstance {
  /** TrustedRoot as JSON; change a copy of it. */
  readonly trustedRoot: Json;
  readonly trust: TrustRoot;
  /** The moment at which everything is signed, in whole seconds: the clock of all its parts. */
  readonly time: Date;
  readonly rootCertificate: Buffer;
  /** Raw certificate for a P-256 key; the name becomes a URI. */
  certify(publicKey: KeyObject, identity: string, issuer: string): Promise<Buffer>;
  /** A proven entry of the log: bundle form. "promise": with signed time and proof (Rekor v1); "proof": without the time, as Rekor v2. */
  log(body: Json, form: 'promise' | 'proof'): Promise<Json>;
  /** Base64 of a timestamp response over the signature. */
  timestamp(signature: Uint8Array): Promise<string>;
  /** The same, by the signature's sha256. */
  timestampOf(hash: Buffer): Promise<string>;
}

export async function sigstoreInstance(): Promise<SigstoreInstance> {
  // A minute ahead: the certificates of the mock begin at the machine's clock, and no time of signing may lie before them.
  const time = new Date(Math.floor(Date.now() / 1000) * 1000 + 60_000);
  const [caKeys, ctKeys, logKeys, tsaKeys] = [keyPair(), keyPair(), keyPair(), keyPair()];
  const ctLog = await initializeCTLog(ctKeys, time);
  const ca = await initializeCA(caKeys, ctLog, time);
  const tLog = await initializeTLog(LOG_URL, logKeys, time);
  const tsa = await initializeTSA(tsaKeys, time);
  const validFor = { start: new Date(time.getTime() - 3_600_000).toISOString() };
  const authority = (...chain: readonly ArrayBufferView<ArrayBuffer>[]): Json => ({
    certChain: { certificates: chain.map((one) => ({ rawBytes: base64(one) })) },
    validFor,
  });
  const trustedRoot = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logJson(LOG_URL, logKeys.publicKey, digest(spki(logKeys.publicKey)), validFor)],
    ctlogs: [logJson('https://ct.example', ctKeys.publicKey, ctLog.logID, validFor)],
    certificateAuthorities: [authority(ca.rootCertificate)],
    timestampAuthorities: [authority(tsa.intCertificate, tsa.rootCertificate)],
  };
  async function timestampOf(artifactHash: Buffer): Promise<string> {
    const request = { artifactHash, hashAlgorithmOID: '2.16.840.1.101.3.4.2.1', nonce: 1, policyOID: '1.3.6.1.4.1.57264.2' };
    return base64(await tsa.timestamp(request));
  }
  return {
    trustedRoot,
    trust: trustOf(trustedRoot),
    time,
    rootCertificate: bytesOf(ca.rootCertificate),
    async certify(publicKey, identity, issuer) {
      const extensions = [{ oid: '1.3.6.1.4.1.57264.1.8', value: issuer }];
      return bytesOf(await ca.issueCertificate({ publicKey: Buffer.from(spki(publicKey)), subjectAltName: identity, extensions }));
    },
    async log(body, form) {
      const [entry] = Object.values((await tLog.log(body)) as Record<string, MockEntry>);
      if (entry === undefined) throw new Error('the mock log has given no entry');
      const { inclusionProof: proof, signedEntryTimestamp } = entry.verification;
      return {
        logIndex: String(entry.logIndex),
        logId: { keyId: Buffer.from(entry.logID, 'hex').toString('base64') },
        kindVersion: { kind: body['kind'], version: body['apiVersion'] },
        ...(form === 'proof'
          ? {}
          : {
              integratedTime: String(entry.integratedTime),
              inclusionPromise: { signedEntryTimestamp },
            }),
        inclusionProof: {
          logIndex: String(proof.logIndex),
          rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
          treeSize: String(proof.treeSize),
          hashes: [],
          checkpoint: { envelope: proof.checkpoint },
        },
        canonicalizedBody: entry.body,
      };
    },
    timestamp: (signature) => timestampOf(digest(signature)),
    timestampOf,
  };
}

export function trustOf(trustedRoot: unknown): TrustRoot {
  return parseTrustRoot(encode(trustedRoot), { label: 'test instance', source: 'file', tufVersion: null, expires: null });
}

export function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export interface SignOptions {
  readonly identity?: string;
  readonly issuer?: string;
  /** Default: "promise". */
  readonly log?: 'promise' | 'proof' | 'none';
  readonly timestamp?: boolean;
  /** Signs with this managed key, under `hint`, instead of a certificate. */
  readonly key?: KeyPair;
  readonly hint?: string;
  /** Replaces the certificate. */
  readonly certificate?: (publicKey: KeyObject) => Buffer;
  /** Hash of the signature. Default: sha256. */
  readonly hash?: string;
  /** Curve of the key behind a certificate. */
  readonly curve?: string;
}

/** A bundle (v0.3, as JSON) over a payload: correctly signed, logged and stamped, whatever the payload says. */
export async function signPayload(
  instance: SigstoreInstance,
  payload: string | Uint8Array,
  options: SignOptions & { readonly payloadType?: string; readonly entry?: 'dsse' | 'dsse-v2' | 'hashedrekord-v2' } = {},
): Promise<Json> {
  const bytes = Buffer.from(payload);
  const payloadType = options.payloadType ?? IN_TOTO;
  const { keys, material } = await signer(instance, options);
  const pae = Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${bytes.length} `), bytes]);
  const signature = sign(options.hash ?? 'sha256', pae, keys.privateKey);
  const body = envelopeEntry(options.entry ?? 'dsse', { pae, payload: bytes, signature, material });
  const dsseEnvelope = { payload: base64(bytes), payloadType, signatures: [{ sig: base64(signature), keyid: '' }] };
  return finish(instance, options, { material: material.json, signature, body, content: { dsseEnvelope } });
}

/** A bundle (v0.3, as JSON) over a file. */
export async function signFile(instance: SigstoreInstance, file: string | Uint8Array, options: SignOptions = {}): Promise<Json> {
  const bytes = Buffer.from(file);
  const hash = options.hash ?? 'sha256';
  const { keys, material } = await signer(instance, options);
  const signature = sign(hash, bytes, keys.privateKey);
  const value = createHash(hash).update(bytes).digest();
  const body = {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: hash, value: value.toString('hex') } },
      signature: { content: base64(signature), publicKey: { content: base64(Buffer.from(material.pem)) } },
    },
  };
  const algorithm = `SHA2_${hash.slice(3)}`;
  const messageSignature = { messageDigest: { algorithm, digest: base64(value) }, signature: base64(signature) };
  return finish(instance, options, { material: material.json, signature, body, content: { messageSignature } });
}

/** A statement about `file` as JSON text. */
export function statementAbout(file: string | Uint8Array, more: Json = {}): string {
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'model.bin', digest: { sha256: digest(Buffer.from(file)).toString('hex') } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {},
    ...more,
  });
}

/** The body of a log entry for an envelope: as Rekor v1 has it, or as Rekor v2 has it in two forms. */
function envelopeEntry(
  entry: 'dsse' | 'dsse-v2' | 'hashedrekord-v2',
  of: {
    readonly pae: Buffer;
    readonly payload: Buffer;
    readonly signature: Buffer;
    readonly material: { readonly pem: string; readonly json: Json };
  },
): Json {
  const content = base64(of.signature);
  const verifier = { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate: of.material.json['certificate'] };
  if (entry === 'hashedrekord-v2') {
    const data = { algorithm: 'SHA2_256', digest: base64(digest(of.pae)) };
    return { apiVersion: '0.0.2', kind: 'hashedrekord', spec: { hashedRekordV002: { data, signature: { content, verifier } } } };
  }
  if (entry === 'dsse-v2') {
    const payloadHash = { algorithm: 'SHA2_256', digest: base64(digest(of.payload)) };
    return { apiVersion: '0.0.2', kind: 'dsse', spec: { dsseV002: { payloadHash, signatures: [{ content, verifier }] } } };
  }
  const hash = (bytes: Buffer): Json => ({ algorithm: 'sha256', value: digest(bytes).toString('hex') });
  const signatures = [{ signature: content, verifier: base64(Buffer.from(of.material.pem)) }];
  return { apiVersion: '0.0.1', kind: 'dsse', spec: { payloadHash: hash(of.payload), envelopeHash: hash(of.pae), signatures } };
}

interface Signed {
  readonly material: Json;
  readonly signature: Buffer;
  readonly body: Json;
  readonly content: Json;
}

async function finish(instance: SigstoreInstance, options: SignOptions, { material, signature, body, content }: Signed): Promise<Json> {
  const form = options.log ?? 'promise';
  const stamp = options.timestamp === true ? [{ signedTimestamp: await instance.timestamp(signature) }] : [];
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      ...material,
      tlogEntries: form === 'none' ? [] : [await instance.log(body, form)],
      timestampVerificationData: { rfc3161Timestamps: stamp },
    },
    ...content,
  };
}

async function signer(instance: SigstoreInstance, options: SignOptions): Promise<{ keys: KeyPair; material: { json: Json; pem: string } }> {
  const keys = options.key ?? keyPair(options.curve);
  if (options.key !== undefined) {
    const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    return { keys, material: { json: { publicKey: { hint: options.hint ?? 'acme' } }, pem } };
  }
  const raw =
    options.certificate?.(keys.publicKey) ??
    (await instance.certify(keys.publicKey, options.identity ?? IDENTITY, options.issuer ?? ISSUER));
  const pem = `-----BEGIN CERTIFICATE-----\n${base64(raw)}\n-----END CERTIFICATE-----\n`;
  return { keys, material: { json: { certificate: { rawBytes: base64(raw) } }, pem } };
}

function logJson(baseUrl: string, key: KeyObject, keyId: ArrayBufferView, validFor: Json): Json {
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(spki(key)), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: base64(keyId) },
  };
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** The mock hands out views of larger buffers. */
function bytesOf(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

function base64(view: ArrayBufferView): string {
  return bytesOf(view).toString('base64');
}
