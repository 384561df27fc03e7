/** What the signatures of a registry, and the attestations behind them, prove of one version. */
import type { Evidence, Proof } from '../../model/index.ts';
import { answeredBody } from '../bodies.ts';
import { unheard } from '../unanswered.ts';
import type { AttestationOutcome } from '../../verify/attest/outcome.ts';
import { verifyNpmAttestations } from '../../verify/attest/npm/attestations.ts';
import { readRegistryKeys, type RegistryKey } from '../../verify/attest/npm/keys.ts';
import { verifyRegistrySignatures } from '../../verify/attest/npm/registry-signatures.ts';
import type { ProofContext } from '../host.ts';
import { keyIdsOf, type NpmVersion } from './document.ts';
import { attestationsQuestion, KEYS_QUESTION, type NpmSubject } from './questions.ts';
import { npmService, PUBLIC_HOST, publicKeys } from './service.ts';

/** What the proofs must speak of: the integrity that the registry serves. Whether the lockfile holds the same is said beside them (verify/registry.ts). */
export interface Served {
  readonly version: NpmVersion;
  readonly publishedAt: string | null;
}

export interface NpmProofs {
  readonly signature: Proof;
  readonly provenance: Proof;
}

/** `server`: the address that was asked. */
export function npmProofs(subject: NpmSubject, served: Served, context: ProofContext, server: string): NpmProofs {
  const keys = keysOf(context.evidence);
  return { signature: signatureOf(subject, served, keys, server), provenance: provenanceOf(subject, served, context, { keys, server }) };
}

/** Whether the registry's own keys are needed: a signature is by none of this release, or there is none and the server may strip them (T13). */
export function needsKeys(version: NpmVersion, server: string): boolean {
  const known = new Set(publicKeys().map(({ id }) => id));
  const ids = keyIdsOf(version);
  return ids.some((id) => !known.has(id)) || (ids.length === 0 && server !== npmService.publicUrl);
}

/** Keys of this release, and behind them those that the registry serves itself. */
function keysOf(evidence: Evidence): readonly RegistryKey[] {
  const own = publicKeys();
  const served = servedKeys(evidence);
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...served.filter(({ id }) => !known.has(id))];
}

/** The registry signs with keys of its own; a mirror hands out what the public one has signed. */
function isOwn(keys: readonly RegistryKey[]): boolean {
  return keys.length > publicKeys().length;
}

function servedKeys(evidence: Evidence): readonly RegistryKey[] {
  const body = answeredBody(evidence, evidence.answer(KEYS_QUESTION.key));
  if (body === null) return [];
  try {
    return readRegistryKeys(body, 'the keys that the registry serves');
  } catch {
    // What cannot be read is no key: signatures by it stay unverifiable.
    return [];
  }
}

function signatureOf(subject: NpmSubject, { version, publishedAt }: Served, keys: readonly RegistryKey[], server: string): Proof {
  const { signatures } = version;
  if (keyIdsOf(version).length === 0 && server !== npmService.publicUrl && keys.length === publicKeys().length)
    return unbuilt('unverifiable', 'this registry hands out no signatures');
  const outcome = verifyRegistrySignatures({
    ...subject,
    integrity: version.integrity ?? '',
    signatures,
    keys,
    publishedAt: publishedAt === null ? null : new Date(publishedAt),
  });
  if (outcome.state !== 'verified') return unbuilt(outcome.state, outcome.detail);
  const isOurs = outcome.keyIds.every((id) => publicKeys().some((key) => key.id === id));
  return unbuilt('verified', isOurs ? 'signed by the registry' : 'signed by a key that the registry itself names');
}

function provenanceOf(
  subject: NpmSubject,
  { version }: Served,
  { evidence, trust, now }: ProofContext,
  { keys, server }: { readonly keys: readonly RegistryKey[]; readonly server: string },
): Proof {
  if (version.publishedBy === 'none') return unbuilt('absent', 'nobody says where it was built');
  const answer = evidence.answer(attestationsQuestion(subject).key);
  const reply = answeredBody(evidence, answer);
  if (reply === null) return unheard(answer, 'its attestations could not be read');
  const { publish, provenance } = verifyNpmAttestations({
    ...subject,
    integrity: version.integrity ?? '',
    reply,
    keys,
    registryHost: isOwn(keys) ? new URL(server).host : PUBLIC_HOST,
    trust: trust.root(),
    now,
  });
  // The worse of both counts: a provenance that holds does not excuse a publish attestation that does not.
  if (publish.state === 'invalid') return unbuilt('invalid', publish.detail);
  return provenance.state === 'verified'
    ? { state: 'verified', detail: builtBy(provenance), build: provenance.build }
    : unbuilt(provenance.state, provenance.detail);
}

function builtBy({ build }: Extract<AttestationOutcome, { state: 'verified' }>): string {
  return build?.repository == null ? 'built by whom its certificate names' : `built from ${build.repository}`;
}

function unbuilt(state: Proof['state'], detail: string): Proof {
  return { state, detail, build: null };
}
