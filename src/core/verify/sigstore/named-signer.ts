/** Whom a keyless bundle claims to be signed by: a claim, until `verifyBundle` proves exactly that. */
import { type ExtraCertificates, readLeaf } from './certificate.ts';
import { type CertificateIdentity, signerIdentityOf } from './identity.ts';
import { MAX_BUNDLE_BYTES, readBundle } from './read-bundle.ts';

/** Null: it names nobody, or cannot be read. `extra`: as `verifyBundle` is asked afterwards. */
export function namedSigner(
  bytes: Uint8Array,
  extra: ExtraCertificates = 'refuse',
): Pick<CertificateIdentity, 'identity' | 'issuer'> | null {
  try {
    const { bundle } = readBundle(bytes, MAX_BUNDLE_BYTES);
    if (bundle.verificationMaterial.content.$case === 'publicKey') return null;
    const { identity, issuer } = signerIdentityOf(readLeaf(bundle, extra).parsed);
    return { identity, issuer };
  } catch {
    // Why, the verifier says: it reads the same bytes with the same checks.
    return null;
  }
}
