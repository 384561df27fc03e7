/** Rungs above "named" that a signature decides, and the whole ladder of images. */
import type { BomComponent } from '../model/index.ts';
import { isImageDigest } from '../ref/parse.ts';
import { acceptedSignatures, uncovered } from './rules/support/signature.ts';
import type { PolicySigner } from './signers.ts';
import { named, pinned, type Standing, TOP, unknown } from './standing.ts';

/** An image that a change newly runs, as its registry tells (T7): a tag floats, a digest that is served under this name pins. */
export function imageStanding(component: BomComponent, signers: readonly PolicySigner[]): Standing {
  const { verifications, requested, sightings } = component;
  const source = verifications.find(({ topic }) => topic === 'source');
  if (source === undefined) return named('no-ladder');
  if (source.outcome === 'failed') return unknown('source-not-found');
  if (sightings.some((one) => one.type === 'run' && one.how === 'environment')) return named('env-override');
  if (requested === null || !isImageDigest(requested)) return named('floating');
  return source.outcome === 'passed' ? signatureStanding(component, signers) : named('not-checked');
}

/** Design section 4: a signature by a signer that the policy names for that namespace, and that covers every loadable file. */
export function signatureStanding(component: BomComponent, signers: readonly PolicySigner[]): Standing {
  const signatures = component.signatures ?? [];
  if (signatures.some(({ state }) => state === 'invalid')) return pinned('signature-invalid');
  const accepted = acceptedSignatures(component, signers);
  if (accepted.length > 0) return uncovered(accepted).length > 0 ? pinned('unsigned-files') : TOP;
  if (signatures.some(({ state }) => state === 'valid')) return pinned('signer');
  return pinned(signatures.length > 0 ? 'signature-unverified' : 'unsigned');
}
