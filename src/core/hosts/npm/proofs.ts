/** What the signatures of a registry, and the attestations behind them, prove of one version. */
import type { Answer, Evidence, Proof } from '../../model/index.ts';
import type { AttestationOutcome } from '../../verify/attest/outcome.ts';
import { verifyNpmAttestations } from '../../verify/attest/npm/attestations.ts';
import { readRegistryKeys, type RegistryKey } from '../../verify/attest/npm/keys.ts';
import { verifyRegistrySignatures } from '../../verify/attest/npm/registry-signatures.ts';
import type { ProofContext } from '../host.ts';
import type { NpmVersion } from './document.ts';
import { attestationsQuestion, KEYS_QUESTION, type NpmSubject } from './questions.ts';
import { npmService, PUBLIC_HOST, publicKeys } from './service.ts';

/** What is proven against: the lock's integrity where it is the registry's, so that a proof speaks of what is installed. */
export interface Proven {
  readonly version: NpmVersion;
  /** Of the lock; null: it has none that can be compared. */
  readonly integrity: string | null;
  readonly publishedAt: string | null;
}

export interface NpmProofs {
  readonly signature: Proof;
  readonly provenance: Proof;
}

/** `server`: the address that was asked. */
export function npmProofs(subject: NpmSubject, proven: Proven, context: ProofContext, server: string): NpmProofs {
  const keys = keysOf(context.evidence);
  return { signature: signatureOf(subject, proven, keys, server), provenance: provenanceOf(subject, proven, context, keys) };
}

/** Whether the registry's own keys are needed: a signature is by none of this release, or there is none and the server may strip them (T13). */
export function needsKeys({ signatures }: NpmVersion, server: string): boolean {
  const ids = new Set(publicKeys().map(({ id }) => id));
  return signatures.some(({ keyid }) => !ids.has(keyid)) || (signatures.length === 0 && server !== npmService.publicUrl);
}

/** Keys of this release, and behind them those that the registry serves itself. */
function keysOf(evidence: Evidence): readonly RegistryKey[] {
  const own = publicKeys();
  const served = servedKeys(evidence);
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...served.filter(({ id }) => !known.has(id))];
}

function servedKeys(evidence: Evidence): readonly RegistryKey[] {
  const body = bodyOf(evidence, evidence.answer(KEYS_QUESTION.key));
  if (body === null) return [];
  try {
    return readRegistryKeys(body, 'the keys that the registry serves');
  } catch {
    // What cannot be read is no key: signatures by it stay unverifiable.
    return [];
  }
}

function signatureOf(
  subject: NpmSubject,
  { version, integrity, publishedAt }: Proven,
  keys: readonly RegistryKey[],
  server: string,
): Proof {
  const { signatures } = version;
  if (signatures.length === 0 && server !== npmService.publicUrl && keys.length === publicKeys().length)
    return unbuilt('unverifiable', 'this registry hands out no signatures');
  const outcome = verifyRegistrySignatures({
    ...subject,
    integrity: integrity ?? version.integrity ?? '',
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
  { version, integrity }: Proven,
  { evidence, trust, now }: ProofContext,
  keys: readonly RegistryKey[],
): Proof {
  if (version.publishedBy === 'none') return unbuilt('absent', 'nobody says where it was built');
  const answer = evidence.answer(attestationsQuestion(subject).key);
  const reply = bodyOf(evidence, answer);
  if (reply === null) return unbuilt('unverifiable', `its attestations could not be read: ${answer?.detail ?? 'not asked'}`);
  const { publish, provenance } = verifyNpmAttestations({
    ...subject,
    integrity: integrity ?? version.integrity ?? '',
    reply,
    keys,
    registryHost: PUBLIC_HOST,
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

function bodyOf(evidence: Evidence, answer: Answer | undefined): Uint8Array | null {
  return answer?.state === 'ok' && answer.digest !== null ? (evidence.body(answer.digest) ?? null) : null;
}
