/** The signer's certificate: what the library does not look at. The chain to the trust root is the library's work. */
import { X509Certificate as NodeCertificate } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import { X509Certificate } from '@sigstore/core';
import { BundleRefusal } from './outcome.ts';

type Material = Bundle['verificationMaterial']['content'];

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

export interface LeafCertificate {
  /** For the identity. */
  readonly parsed: X509Certificate;
}

/**
 * The leaf, after checking that it is one: one DER object, no CA, made for code signing (RFC 5280, sections 4.2.1.3, 4.2.1.9, 4.2.1.12; Fulcio
 * certificate specification). `extra: "refuse"`: what stands behind it must be a chain of intermediates without a root: trust comes from the trust root only.
 * npm wrote roots into its first bundles; who must read those says "ignore", and nothing of them is used either way. Throws Refusal.
 */
export function readLeaf(material: Material, extra: 'refuse' | 'ignore'): LeafCertificate {
  const all = certificatesOf(material).map((raw) => ({ raw, node: parseNode(raw) }));
  const [leaf, ...rest] = all;
  if (leaf === undefined) throw new BundleRefusal('certificate', 'the bundle has no certificate');
  if (!(leaf.node.keyUsage ?? []).includes(CODE_SIGNING))
    throw new BundleRefusal('certificate', 'the signing certificate is not made for code signing');
  if (extra === 'refuse') checkChain([leaf.node, ...rest.map(({ node }) => node)]);
  const parsed = parseStrict(leaf.raw);
  // Node calls nobody an authority whose key usage forbids it to issue; the extension itself is what counts.
  if (leaf.node.ca || parsed.extBasicConstraints?.isCA === true)
    throw new BundleRefusal('certificate', 'the signing certificate is one of a certificate authority');
  const { extKeyUsage } = parsed;
  if (extKeyUsage !== undefined && !extKeyUsage.digitalSignature)
    throw new BundleRefusal('certificate', 'the key of the certificate is not made for signatures');
  return { parsed };
}

/** As they stand in the bundle, the signing one first. */
export function certificatesOf(material: Material): readonly Buffer[] {
  if (material.$case === 'certificate') return [material.certificate.rawBytes];
  return material.$case === 'x509CertificateChain' ? material.x509CertificateChain.certificates.map(({ rawBytes }) => rawBytes) : [];
}

function checkChain(chain: readonly NodeCertificate[]): void {
  chain.forEach((issuer, index) => {
    const issued = chain[index - 1];
    if (issued === undefined) return;
    if (issuer.subject === issuer.issuer) throw new BundleRefusal('certificate', 'the bundle brings its own root certificate');
    if (!issuer.ca || !issued.checkIssued(issuer))
      throw new BundleRefusal('certificate', 'the bundle has a certificate that is not part of the chain');
  });
}

function parseNode(raw: Buffer): NodeCertificate {
  try {
    const certificate = new NodeCertificate(raw);
    // PEM text, or bytes behind the object, are read by one parser and not by another.
    if (certificate.raw.equals(raw)) return certificate;
  } catch {
    // Said below.
  }
  throw new BundleRefusal('certificate', 'a certificate in the bundle cannot be read');
}

function parseStrict(raw: Buffer): X509Certificate {
  try {
    return X509Certificate.parse(Buffer.from(raw));
  } catch {
    throw new BundleRefusal('certificate', 'a certificate in the bundle cannot be read');
  }
}
