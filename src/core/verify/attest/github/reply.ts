/** Attestations as GitHub's API lists them, and bundles as its storage serves them. Source: GitHub REST API, "List attestations". */
import { z } from 'zod';
import { AttestationRefusal, attempt, type UnverifiedAttestation } from '../outcome.ts';
import { bytesOfBundle, readReply } from '../reply.ts';
import { decodeSnappy } from './snappy.ts';

/** Of one attestation, decoded. */
export const MAX_ATTESTATION_BYTES = 16 * 1024 * 1024;
/** A page has at most 100. */
const MAX_ITEMS = 200;
const MAX_URL = 8192;

export interface ListedAttestation {
  readonly repositoryId: number | null;
  /** Who asked for it: a workflow of the repository, or GitHub itself (release attestations). */
  readonly initiator: string | null;
  readonly bundle:
    | { readonly kind: 'inline'; readonly bytes: Uint8Array }
    /**
     * To be fetched without the token of the API, from where the operator allows it, which whoever fetches it checks (T19, T20), and given to
     * `decodeBundle`. The address itself grants access: it is never kept or shown (T21).
     */
    | { readonly kind: 'address'; readonly url: string }
    /** Neither, or no address of the web: an error of the service, never "no attestation". */
    | { readonly kind: 'missing' };
}

export type ListedAttestations = { readonly state: 'listed'; readonly items: readonly ListedAttestation[] } | UnverifiedAttestation;

const schema = z.looseObject({
  attestations: z.array(
    z.looseObject({
      bundle: z.looseObject({}).nullish(),
      bundle_url: z.string().nullish(),
      repository_id: z.int().nonnegative().nullish(),
      initiator: z.string().max(64).nullish(),
    }),
  ),
});

/** One page of `GET /repos/{owner}/{repo}/attestations/{digest}` and its like; further pages are the caller's. An empty list is "listed". Never throws. */
export function readListedAttestations(body: Uint8Array): ListedAttestations {
  return attempt((): ListedAttestations => {
    const { data } = schema.safeParse(readReply(body));
    if (data === undefined) throw new AttestationRefusal('reply', 'the reply of the attestation service is no list of attestations');
    if (data.attestations.length > MAX_ITEMS)
      throw new AttestationRefusal('reply', `${data.attestations.length} attestations are listed; more than ${MAX_ITEMS} are not read`);
    const items = data.attestations.map(({ bundle, bundle_url: url, repository_id: repositoryId, initiator }): ListedAttestation => {
      const base = { repositoryId: repositoryId ?? null, initiator: initiator ?? null };
      if (bundle !== undefined && bundle !== null) return { ...base, bundle: { kind: 'inline', bytes: bytesOfBundle(bundle) } };
      return { ...base, bundle: isAddress(url ?? '') ? { kind: 'address', url: url ?? '' } : { kind: 'missing' } };
    });
    return { state: 'listed', items };
  });
}

/**
 * The JSON behind a `bundle_url`: as it is, or compressed by snappy as one block or in frames. Nothing is proven. Throws AttestationRefusal;
 * `verifyGithubAttestation` and `verifyReleaseAttestation` call it.
 */
export function decodeBundle(served: Uint8Array): Uint8Array {
  // A block that begins with this byte would be one of 123 bytes, and frames begin with another.
  const isJson = Buffer.from(served.subarray(0, 64)).toString('latin1').trimStart().startsWith('{');
  if (!isJson) return decodeSnappy(served, MAX_ATTESTATION_BYTES);
  if (served.byteLength > MAX_ATTESTATION_BYTES)
    throw new AttestationRefusal('too-large', `an attestation of more than ${MAX_ATTESTATION_BYTES} bytes is not read`);
  return served;
}

function isAddress(url: string): boolean {
  return url.length <= MAX_URL && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && new URL(url).username === '';
}
