/** Manifests as tools push them, and what cosign puts beside them; signed for real, with keys that are thrown away. */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { IDENTITY, ISSUER, keyPair, signPayload, type SigstoreInstance } from '../support/sigstore.ts';
import { digestOf, type FakeOci } from './index.ts';

const OCI = 'application/vnd.oci.image.manifest.v1+json';
export const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const EMPTY = { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf('{}'), size: 2 };

export interface LayerOf {
  readonly type: string;
  readonly content: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Pushes an image with these layers; its digest. */
export function pushImage(
  registry: FakeOci,
  repository: string,
  tag: string,
  { layers, config, more = {} }: { layers: readonly LayerOf[]; config?: LayerOf; more?: Readonly<Record<string, unknown>> },
): string {
  const described = ({ type, content, annotations }: LayerOf) => ({
    mediaType: type,
    digest: registry.blob(repository, content),
    size: Buffer.byteLength(content),
    ...(annotations === undefined ? {} : { annotations }),
  });
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI,
    config: config === undefined ? EMPTY : described(config),
    layers: layers.map(described),
    ...more,
  };
  return registry.push(repository, manifest, tag);
}

export function pushPlain(registry: FakeOci, repository: string, tag: string): string {
  return pushImage(registry, repository, tag, {
    layers: [{ type: 'application/vnd.oci.image.layer.v1.tar+gzip', content: `layer of ${repository}` }],
    config: { type: 'application/vnd.oci.image.config.v1+json', content: '{"os":"linux"}' },
  });
}

export interface Signing {
  readonly instance: SigstoreInstance;
  readonly identity?: string;
  /** Signs with this key and no certificate. */
  readonly key?: KeyObject;
  /** What the payload names instead of the image. */
  readonly names?: string;
  /** The type in the payload. */
  readonly type?: string;
  readonly tamper?: (annotations: Record<string, string>) => void;
}

/** As `cosign sign` up to version 2: payload, signature, certificate and log entry in one layer of `sha256-<hex>.sig`. */
export async function classicLayer(digest: string, signing: Signing): Promise<LayerOf> {
  const { instance, identity = IDENTITY, key, names = digest, type = 'cosign container image signature' } = signing;
  const content = JSON.stringify({
    critical: { identity: { 'docker-reference': 'elsewhere/app' }, image: { 'docker-manifest-digest': names }, type },
    optional: null,
  });
  const pair = keyPair();
  const signature = sign('sha256', Buffer.from(content), key ?? pair.privateKey);
  const annotations: Record<string, string> = { 'dev.cosignproject.cosign/signature': signature.toString('base64') };
  if (key === undefined) {
    const raw = await instance.certify(pair.publicKey, identity, ISSUER);
    const pem = `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`;
    annotations['dev.sigstore.cosign/certificate'] = pem;
    annotations['dev.sigstore.cosign/bundle'] = await logged(instance, content, signature, pem);
  }
  signing.tamper?.(annotations);
  return { type: 'application/vnd.dev.cosign.simplesigning.v1+json', content, annotations };
}

async function logged(instance: SigstoreInstance, content: string, signature: Buffer, pem: string): Promise<string> {
  const entry = await instance.log(
    {
      apiVersion: '0.0.1',
      kind: 'hashedrekord',
      spec: {
        data: { hash: { algorithm: 'sha256', value: createHash('sha256').update(content).digest('hex') } },
        signature: { content: signature.toString('base64'), publicKey: { content: Buffer.from(pem).toString('base64') } },
      },
    },
    'promise',
  );
  return asCosign(entry);
}

/** The entry as the answer of Rekor has it, which is how cosign keeps it. */
function asCosign(entry: Readonly<Record<string, unknown>>): string {
  const { signedEntryTimestamp } = entry['inclusionPromise'] as { signedEntryTimestamp: string };
  const { keyId } = entry['logId'] as { keyId: string };
  return JSON.stringify({
    SignedEntryTimestamp: signedEntryTimestamp,
    Payload: {
      body: entry['canonicalizedBody'],
      integratedTime: Number(entry['integratedTime']),
      logIndex: Number(entry['logIndex']),
      logID: Buffer.from(keyId, 'base64').toString('hex'),
    },
  });
}

export async function signClassic(registry: FakeOci, repository: string, digest: string, ...signings: readonly Signing[]): Promise<void> {
  const layers = await Promise.all(signings.map((one) => classicLayer(digest, one)));
  pushImage(registry, repository, `${digest.replace(':', '-')}.sig`, { layers });
}

export function statementOf(digest: string, predicateType: string): string {
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ digest: { sha256: digest.slice('sha256:'.length) } }],
    predicateType,
    predicate: {},
  });
}

/** As `cosign attest` up to version 2: an envelope in one layer of `sha256-<hex>.att`. */
export async function attestClassic(
  registry: FakeOci,
  repository: string,
  digest: string,
  instance: SigstoreInstance,
  of = digest,
): Promise<void> {
  const bundle = await signPayload(instance, statementOf(of, 'https://slsa.dev/provenance/v1'));
  const { payload, payloadType, signatures } = bundle['dsseEnvelope'] as {
    payload: string;
    payloadType: string;
    signatures: { sig: string }[];
  };
  const material = bundle['verificationMaterial'] as { certificate: { rawBytes: string }; tlogEntries: Record<string, unknown>[] };
  const layer: LayerOf = {
    type: 'application/vnd.dsse.envelope.v1+json',
    content: JSON.stringify({ payloadType, payload, signatures: [{ keyid: '', sig: signatures[0]?.sig }] }),
    annotations: {
      'dev.cosignproject.cosign/signature': '',
      'dev.sigstore.cosign/certificate': `-----BEGIN CERTIFICATE-----\n${material.certificate.rawBytes}\n-----END CERTIFICATE-----\n`,
      'dev.sigstore.cosign/bundle': asCosign(material.tlogEntries[0] ?? {}),
    },
  };
  pushImage(registry, repository, `${digest.replace(':', '-')}.att`, { layers: [layer] });
}

/** As cosign 3 and GitHub: a bundle that refers to the image. `of`: what the statement names; `subject`: what the manifest refers to. */
export async function refer(
  registry: FakeOci,
  repository: string,
  digest: string,
  instance: SigstoreInstance,
  { of = digest, subject = digest, predicateType = 'https://sigstore.dev/cosign/sign/v1' } = {},
): Promise<string> {
  const content = JSON.stringify(await signPayload(instance, statementOf(of, predicateType)));
  const type = 'application/vnd.oci.image.manifest.v1+json';
  return pushImage(registry, repository, 'last-referrer', {
    layers: [{ type: BUNDLE, content }],
    more: { artifactType: BUNDLE, subject: { mediaType: type, digest: subject, size: 1 } },
  });
}
