/** One instance, one file, and the question that most tests ask. */
import type { BundleOutcome } from '../../../../src/core/verify/sigstore/outcome.ts';
import { type BundleOptions, verifyBundle } from '../../../../src/core/verify/sigstore/verify-bundle.ts';
import { encode, IDENTITY, ISSUER, type SigstoreInstance } from '../../../support/sigstore.ts';

export const FILE = Buffer.from('weights');

/** Whether `bundle` (JSON, or bytes as they are) proves FILE by IDENTITY, unless `more` asks otherwise. */
export function ask(instance: SigstoreInstance, bundle: unknown, more: Partial<BundleOptions> = {}): BundleOutcome {
  return verifyBundle(bundle instanceof Uint8Array ? bundle : encode(bundle), {
    trust: instance.trust,
    signer: { kind: 'identity', identity: IDENTITY, issuer: ISSUER },
    artifact: { bytes: FILE },
    now: instance.time,
    ...more,
  });
}

/** "verified", or the code of the refusal. */
export function verdict(outcome: BundleOutcome): string {
  return outcome.state === 'verified' ? 'verified' : outcome.code;
}
