/** Attestations of one version of an npm package. Source: npm/attestation, specs/publish/v0.1; pacote, lib/registry.js; SLSA provenance v0.2 and v1. */
import { type AttestationOutcome, AttestationRefusal, attempt, refusalOf, unverified } from '../outcome.ts';
import { proveBuild, proveByKey, type ProofOptions, type ProvenStatement } from '../prove.ts';
import { bytesOfBundle } from '../reply.ts';
import { registryKey, type RegistryKey } from './keys.ts';
import { checkCommit, checkPublish } from './predicates.ts';
import { npmEntriesOf, npmKindOf, type NpmAttestationKind, type ServedAttestation, readNpmEntries } from './reply.ts';
import { checkNpmSubject, sha512Of } from './subject.ts';
import { hintOf } from './hint.ts';

export interface NpmPackage extends ProofOptions {
  readonly name: string;
  readonly version: string;
  /** Of the lockfile, Subresource Integrity; its sha512 is what the attestations must speak of. */
  readonly integrity: string;
  /** Body of the registry's reply. That there is none (404) is the caller's to say. */
  readonly reply: Uint8Array;
  /** The registry's, for `npm:attestations`. */
  readonly keys: readonly RegistryKey[];
  /** Host of the registry that published it, lower case, with its port if it has one: the publish attestation must name it. */
  readonly registryHost: string;
}

export interface NpmAttestations {
  /** By the registry's key: that it published these bytes under this name and version. */
  readonly publish: AttestationOutcome;
  /** By the build: which workflow of which repository made them. */
  readonly provenance: AttestationOutcome;
  /** Entries of other kinds, which nobody here looks at. */
  readonly others: number;
}

/** Never throws. Each of both is judged for itself: a provenance that holds does not excuse a publish attestation that does not. */
export function verifyNpmAttestations(asked: NpmPackage): NpmAttestations {
  let entries: readonly ServedAttestation[];
  try {
    entries = readNpmEntries(asked.reply);
  } catch (error) {
    const refusal = refusalOf(error);
    return { publish: refusal, provenance: refusal, others: 0 };
  }
  const [publish, provenance] = [npmEntriesOf(entries, 'publish'), npmEntriesOf(entries, 'provenance')];
  return {
    publish: verifyOnly(publish, 'publish', (entry) => verifyPublish(entry, asked)),
    provenance: verifyOnly(provenance, 'provenance', (entry) => verifyProvenance(entry, asked)),
    others: entries.filter((entry) => !publish.includes(entry) && !provenance.includes(entry)).length,
  };
}

/** One of a kind: of two, whoever adds one decides which counts. */
function verifyOnly(
  entries: readonly ServedAttestation[],
  kind: NpmAttestationKind,
  verify: (entry: ServedAttestation) => AttestationOutcome,
): AttestationOutcome {
  const [entry] = entries;
  if (entry === undefined) return unverified('none', `the registry serves no ${kind} attestation of this version`);
  if (entries.length > 1) return unverified('repeated', `the registry serves ${entries.length} ${kind} attestations; there is one`);
  return attempt(() => verify(entry));
}

function verifyPublish({ predicateType, bundle }: ServedAttestation, asked: NpmPackage): AttestationOutcome {
  const { keys } = asked;
  if (!keys.some(({ usages }) => usages.includes('npm:attestations')))
    throw new AttestationRefusal('no-trust', 'there is no key of this registry to verify its publish attestations with');
  // The signed bundle names the key by its hint; the keyid beside the signature may be missing.
  const keyId = hintOf(bundle);
  if (keyId === null) throw new AttestationRefusal('signer-kind', 'the publish attestation does not say by which key it is signed');
  const key = registryKey(keys, keyId, 'npm:attestations');
  if (key === null)
    throw new AttestationRefusal(
      'unknown-key',
      `the publish attestation is signed with the key "${keyId}", which is not among the registry's`,
    );
  // `validUntil` of the key is the first moment behind it, the rule's the last one within it.
  const validUntil = key.validUntil === null ? null : new Date(key.validUntil.getTime() - 1);
  const proven = proveByKey(bytesOfBundle(bundle), { ...key, validUntil }, asked);
  checkStatement(proven, predicateType, 'publish', asked);
  checkPublish(proven.statement.predicate, asked);
  return { state: 'verified', ...seen(proven), build: null, keyId };
}

function verifyProvenance({ predicateType, bundle }: ServedAttestation, asked: NpmPackage): AttestationOutcome {
  const proven = proveBuild(bytesOfBundle(bundle), asked);
  checkStatement(proven, predicateType, 'provenance', asked);
  checkCommit(proven.statement, proven.build);
  return { state: 'verified', ...seen(proven), build: proven.build, keyId: null };
}

function checkStatement({ statement }: ProvenStatement, wrapper: string, kind: NpmAttestationKind, asked: NpmPackage): void {
  if (statement.predicateType !== wrapper || npmKindOf(wrapper) !== kind)
    throw new AttestationRefusal(
      'wrapper',
      `the registry calls it "${wrapper}", and what is signed calls itself "${statement.predicateType}"`,
    );
  checkNpmSubject(statement, asked, sha512Of(asked.integrity));
}

function seen({ statement, signedAt, bundleDigest }: ProvenStatement) {
  return { predicateType: statement.predicateType, signedAt, bundleDigest };
}
