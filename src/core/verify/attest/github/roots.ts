/** Which of the given trust roots a bundle is held against. Source: GitHub CLI, pkg/cmd/attestation/verification/sigstore.go. */
import { certificatesOf } from '../../sigstore/certificate.ts';
import { FIRST_MEDIA_TYPE, readBundle } from '../../sigstore/read-bundle.ts';
import type { TrustRoot } from '../../sigstore/trust-root.ts';
import { readCertificate } from '../../x509/certificate.ts';
import { bodyOf, DerFault, inside, oidText, readOne, TAG } from '../../x509/der.ts';
import { AttestationRefusal } from '../outcome.ts';
import { MAX_ATTESTATION_BYTES } from './reply.ts';

/** Issues for public repositories. */
export const PUBLIC_GOOD_ORGANIZATION = 'sigstore.dev';
/** Issues for private repositories and releases; no logs, timestamps only. */
export const GITHUB_ORGANIZATION = 'GitHub, Inc.';

/** By the organization in the name of the certificate authority. All given by the operator or the policy (T12, T20). */
export type TrustRoots = ReadonlyMap<string, TrustRoot>;

const ORGANIZATION = '2.5.4.10';

/**
 * What the bundle says of its authority only chooses among what is given: it adds no trust, and a false word chooses a root under which nothing
 * holds. How many logs and timestamps are needed follows from the root: one of each that it names, and a proven time always. Throws
 * AttestationRefusal, BundleRefusal.
 */
export function rootFor(bundle: Uint8Array, roots: TrustRoots): { readonly organization: string; readonly trust: TrustRoot } {
  const { bundle: read } = readBundle(bundle, MAX_ATTESTATION_BYTES);
  if (read.mediaType === FIRST_MEDIA_TYPE)
    throw new AttestationRefusal('old-bundle', 'bundles of version 0.1 are not read here: GitHub never wrote any');
  const [leaf] = certificatesOf(read.verificationMaterial.content);
  if (leaf === undefined) throw new AttestationRefusal('signer-kind', 'the attestation is signed without a certificate');
  const organization = organizationOf(leaf);
  const trust = roots.get(organization);
  if (trust !== undefined) return { organization, trust };
  if (organization === PUBLIC_GOOD_ORGANIZATION || organization === GITHUB_ORGANIZATION)
    throw new AttestationRefusal('no-trust', `there is no trust root of ${organization} to verify it with`);
  throw new AttestationRefusal('certificate', `the certificate is issued by "${organization}", for which nobody gave a trust root`);
}

/** The one organization of the issuer's name (RFC 5280, section 4.1.2.4). */
function organizationOf(leaf: Uint8Array): string {
  try {
    const attributes = inside(readOne(readCertificate(leaf).issuer)).flatMap((set) => inside(set, SET));
    const found = attributes.flatMap((attribute) => {
      const [type, value] = inside(attribute);
      return oidText(bodyOf(type, TAG.oid)) === ORGANIZATION && value !== undefined ? [Buffer.from(value.body).toString('utf8')] : [];
    });
    const [organization] = found;
    if (organization !== undefined && found.length === 1) return organization;
    throw new DerFault('its issuer is not one organization');
  } catch (error) {
    if (!(error instanceof DerFault)) throw error;
    throw new AttestationRefusal('certificate', `the certificate of the attestation cannot be read: ${error.message}`);
  }
}

const SET = 0x31;
