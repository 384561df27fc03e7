/** An attestation of PEP 740 as a Sigstore bundle. Source: PEP 740, "Attestation objects"; pypi-attestations, Attestation.to_bundle. */
import { z } from 'zod';
import { AttestationRefusal } from '../outcome.ts';
import { bytesOfBundle } from '../reply.ts';
import { IN_TOTO } from '../../sigstore/statement.ts';

const versioned = z.looseObject({ version: z.unknown().optional() });
const schema = z.looseObject({
  verification_material: z.looseObject({ certificate: z.string(), transparency_entries: z.array(z.unknown()).min(1).max(64) }),
  envelope: z.looseObject({ statement: z.string(), signature: z.string() }),
});

/** Bytes of a bundle of version 0.3; nothing is proven. Throws AttestationRefusal "unsupported" for another version than 1, "malformed". */
export function bundleOfAttestation(attestation: unknown): Uint8Array {
  const read = versioned.safeParse(attestation);
  if (read.success && read.data.version !== 1) throw new AttestationRefusal('unsupported', 'the attestation has another version than 1');
  const { data } = schema.safeParse(attestation);
  if (data === undefined)
    throw new AttestationRefusal('malformed', 'it is no attestation: certificate, log entry, statement or signature is missing');
  const { verification_material: material, envelope } = data;
  return bytesOfBundle({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: material.certificate },
      // As the index itself does: one entry is the proof, others are not looked at.
      tlogEntries: material.transparency_entries.slice(0, 1),
    },
    dsseEnvelope: { payload: envelope.statement, payloadType: IN_TOTO, signatures: [{ sig: envelope.signature, keyid: '' }] },
  });
}

/** What the statement calls itself, unproven, for people: which of several attestations was refused. Null: nothing that can be read. */
export function claimedPredicateType(attestation: unknown): string | null {
  const { data } = schema.safeParse(attestation);
  try {
    const statement: unknown = JSON.parse(Buffer.from(data?.envelope.statement ?? '', 'base64').toString('utf8'));
    const type = typeof statement === 'object' && statement !== null && 'predicateType' in statement ? statement.predicateType : null;
    return typeof type === 'string' ? type : null;
  } catch {
    return null;
  }
}
