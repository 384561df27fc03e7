/** An image or model in a registry → what is served under its name, and who signed that. The registry is asked, and nothing of the tree is read. */
import { InputError } from '../base/errors.ts';
import { askAll } from '../hosts/ask-all.ts';
import type { ManifestAsked } from '../hosts/distribution.ts';
import { type ImageAnswer, imageAnswer, imageNeeds, manifestAsked } from '../hosts/index.ts';
import { modelNeeds } from '../hosts/registry-model.ts';
import type { SignerSeen, Topic } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import type { Ref } from '../ref/index.ts';
import type { Proved } from '../verify/oci/signatures.ts';
import { type SameFiles, sameFilesOn } from './same-files.ts';
import type { SignatureTrust } from '../verify/oms/listed.ts';

export interface ImageVerdict {
  readonly asked: ManifestAsked;
  readonly answer: ImageAnswer;
  /** Held against a model on a hub; null: nobody asked for that. */
  readonly same: SameFiles | null;
  /** Why it is not verified; null when it is. */
  readonly fault: string | null;
}

/** A manifest, its texts, tags of signatures, referrers, their manifests, their blobs: each needs the one before. */
const ROUNDS = 8;
const TOPICS: ReadonlySet<Topic> = new Set(['existence', 'license']);

export interface ImageWanted {
  /** Who must have signed it; null: anybody who is proven. */
  readonly signer: SignerSeen | null;
  /** Where it must have been built from, as its certificate says; null: anywhere. */
  readonly repository: string | null;
  /** The model on a hub whose files its weights must be; null: none is compared. */
  readonly sameAs: Ref | null;
}

/**
 * Verified is what is served under the asked name, is signed as wanted (or is made of the files that are wanted), and has no signature that does
 * not hold. Throws InputError REF_INVALID for a name that no registry can have.
 */
export async function verifyImage(ref: Ref, wanted: ImageWanted, trust: SignatureTrust, ports: Ports): Promise<ImageVerdict> {
  const asked = manifestAsked(ref);
  if (asked === null)
    throw new InputError(
      'REF_INVALID',
      'No registry can have this name',
      'Write it like oci:ghcr.io/owner/name:tag or oci:name@sha256:<64 hex>.',
    );
  const lacking = () => {
    const questions = [...modelNeeds(asked, ports.evidence, TOPICS), ...imageNeeds(asked, ports.evidence)];
    return questions.filter(({ key }) => ports.evidence.answer(key) === undefined);
  };
  await askAll({ lacking, rounds: ROUNDS }, ports);
  const context = { evidence: ports.evidence, trust, now: ports.now };
  const answer = imageAnswer(asked, context) ?? { state: 'unserved', reason: 'budget', detail: 'not everything was asked' };
  const { sameAs } = wanted;
  const same = sameAs === null || answer.state === 'unserved' ? null : await sameFilesOn(sameAs, answer, ports);
  return { asked, answer, same, fault: faultOf(answer, same, wanted) };
}

function faultOf(answer: ImageAnswer, same: SameFiles | null, { signer, repository }: ImageWanted): string | null {
  if (answer.state === 'unserved') return answer.detail;
  const { signatures } = answer;
  for (const { place, proof } of signatures) if (proof.state === 'invalid') return `${place}: ${proof.detail}`;
  if (same !== null && same.fault !== null) return same.fault;
  // What its weights are was asked, and is answered; models of Ollama carry no signature.
  if (same !== null && signer === null && repository === null) return null;
  const verified = signatures.flatMap(({ proof }) => (proof.state === 'verified' ? [proof] : []));
  const proven = verified.filter((one) => counts(one, repository));
  const asked = signer === null ? proven : proven.filter((one) => isSame(one.signer, signer));
  const built = repository === null ? asked : asked.filter(({ build }) => build?.repository?.toLowerCase() === repository.toLowerCase());
  if (built.length > 0) return null;
  if (asked.length > 0) return `it was built from ${asked[0]?.build?.repository ?? 'a place that its signature does not name'}`;
  if (proven.length > 0) return 'it is signed, and not by whom you ask for';
  const open = signatures.map(({ proof }) => proof).find(({ state }) => state !== 'verified');
  if (open === undefined && verified.length > 0) return 'nobody signed it: what is there only states something about it';
  return open === undefined || open.state === 'verified' ? 'nobody signed it' : `no signature could be verified: ${open.detail}`;
}

/** SLSA, "Provenance" v0.2 and v1: where it was built. */
const PROVENANCE: ReadonlySet<string> = new Set(['https://slsa.dev/provenance/v0.2', 'https://slsa.dev/provenance/v1']);

/** Whoever states something about an image, a scan of it for example, does not sign it; where it was built is asked of provenance, too. */
function counts({ kind, predicateType }: Proved, repository: string | null): boolean {
  return kind === 'signature' || (repository !== null && predicateType !== null && PROVENANCE.has(predicateType));
}

function isSame(a: SignerSeen, b: SignerSeen): boolean {
  if (a.kind === 'key') return b.kind === 'key' && a.hint === b.hint;
  return b.kind === 'identity' && a.identity === b.identity && a.issuer === b.issuer;
}
