/** Whose signature a log entry records. The library compares signature and digest only; for an ECDSA signature other keys can be found that fit it, too. */
import { createPublicKey, X509Certificate } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import { z } from 'zod';
import { BundleRefusal } from './outcome.ts';

/** The bundle's signer as DER: what stands behind the signature that was just proven. */
export interface ProvenKey {
  /** Null with a managed key. */
  readonly certificate: Buffer | null;
  readonly spki: Buffer;
}

const pem = z.string().transform((text) => Buffer.from(text, 'base64'));
const verifier = z.union([
  z.object({ x509Certificate: z.object({ rawBytes: z.string() }) }).transform((one) => Buffer.from(one.x509Certificate.rawBytes, 'base64')),
  z.object({ publicKey: z.object({ rawBytes: z.string() }) }).transform((one) => Buffer.from(one.publicKey.rawBytes, 'base64')),
]);

/** Kind and version of an entry → the signers in its body (Rekor's types; rekor/v2 entry.proto). */
const BODIES: Readonly<Record<string, z.ZodType<readonly Buffer[]>>> = {
  'hashedrekord 0.0.1': z
    .object({ spec: z.object({ signature: z.object({ publicKey: z.object({ content: pem }) }) }) })
    .transform(({ spec }) => [spec.signature.publicKey.content]),
  'dsse 0.0.1': z
    .object({ spec: z.object({ signatures: z.array(z.object({ verifier: pem })) }) })
    .transform(({ spec }) => spec.signatures.map((one) => one.verifier)),
  'intoto 0.0.2': z
    .object({ spec: z.object({ content: z.object({ envelope: z.object({ signatures: z.array(z.object({ publicKey: pem })) }) }) }) })
    .transform(({ spec }) => spec.content.envelope.signatures.map((one) => one.publicKey)),
  'hashedrekord 0.0.2': z
    .object({ spec: z.object({ hashedRekordV002: z.object({ signature: z.object({ verifier }) }) }) })
    .transform(({ spec }) => [spec.hashedRekordV002.signature.verifier]),
  'dsse 0.0.2': z
    .object({ spec: z.object({ dsseV002: z.object({ signatures: z.array(z.object({ verifier })) }) }) })
    .transform(({ spec }) => spec.dsseV002.signatures.map((one) => one.verifier)),
};

/** Each entry names the bundle's signer, and nobody else. Called after the library has proven each entry. Throws Refusal. */
export function checkLoggedSigners(entries: Bundle['verificationMaterial']['tlogEntries'], key: ProvenKey): void {
  for (const { kindVersion, canonicalizedBody } of entries) {
    const signers = BODIES[`${kindVersion.kind} ${kindVersion.version}`]?.safeParse(JSON.parse(canonicalizedBody.toString('utf8')));
    if (signers?.success !== true || signers.data.length === 0 || !signers.data.every((one) => isOf(one, key)))
      throw new BundleRefusal('log', 'the transparency log records another signer than the bundle has');
  }
}

/** PEM or DER, certificate or key. */
function isOf(signer: Buffer, { certificate, spki }: ProvenKey): boolean {
  const armored = signer.toString('latin1');
  try {
    if (armored.includes('BEGIN PUBLIC KEY')) return spkiOf(createPublicKey(armored)).equals(spki);
    if (!armored.includes('BEGIN CERTIFICATE') && signer.equals(spki)) return true;
    const logged = new X509Certificate(signer);
    return certificate === null ? spkiOf(logged.publicKey).equals(spki) : logged.raw.equals(certificate);
  } catch {
    return false;
  }
}

function spkiOf(key: X509Certificate['publicKey']): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}
