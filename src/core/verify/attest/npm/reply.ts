/** The reply of `/-/npm/v1/attestations/{name}@{version}`: which entry is the publish attestation, which the provenance. */
import { z } from 'zod';
import { AttestationRefusal } from '../outcome.ts';
import { readReply } from '../reply.ts';

export type NpmAttestationKind = 'publish' | 'provenance';

export interface ServedAttestation {
  /** What the reply calls it; nobody signed that. */
  readonly predicateType: string;
  readonly bundle?: unknown;
}

/** There are two; everything else that anybody lists is few. */
const MAX_ENTRIES = 64;

const PUBLISH = 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1';
const PROVENANCE: ReadonlySet<string> = new Set(['https://slsa.dev/provenance/v0.2', 'https://slsa.dev/provenance/v1']);

const schema = z.looseObject({
  attestations: z.array(z.looseObject({ predicateType: z.string().max(1024), bundle: z.unknown().optional() })),
});
const payload = z.looseObject({ dsseEnvelope: z.looseObject({ payload: z.string() }) });

export function npmKindOf(predicateType: string): NpmAttestationKind | 'other' {
  if (predicateType === PUBLISH) return 'publish';
  return PROVENANCE.has(predicateType) ? 'provenance' : 'other';
}

/** Throws AttestationRefusal "reply". */
export function readNpmEntries(bytes: Uint8Array): readonly ServedAttestation[] {
  const read = schema.safeParse(readReply(bytes));
  if (!read.success) throw new AttestationRefusal('reply', 'the reply of the registry is no list of attestations');
  const { attestations } = read.data;
  if (attestations.length > MAX_ENTRIES)
    throw new AttestationRefusal('reply', `the registry lists ${attestations.length} attestations; more than ${MAX_ENTRIES} are not read`);
  return attestations;
}

/**
 * Of this kind by what the reply calls it, or by what its payload calls itself: an entry under a false name must be refused, not passed over. Nothing
 * of the payload is believed here.
 */
export function npmEntriesOf(entries: readonly ServedAttestation[], kind: NpmAttestationKind): readonly ServedAttestation[] {
  return entries.filter(({ predicateType, bundle }) => npmKindOf(predicateType) === kind || npmKindOf(claimedType(bundle)) === kind);
}

function claimedType(bundle: unknown): string {
  const read = payload.safeParse(bundle);
  if (!read.success) return '';
  try {
    const statement: unknown = JSON.parse(Buffer.from(read.data.dsseEnvelope.payload, 'base64').toString('utf8'));
    return typeof statement === 'object' && statement !== null && 'predicateType' in statement ? String(statement.predicateType) : '';
  } catch {
    // Its signature will not hold either, or its statement is refused.
    return '';
  }
}
