/** The signer's certificate: what the library does not look at. The chain to the trust root is the library's work. */
import { X509Certificate as NodeCertificate } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import { X509Certificate } from '@sigstore/core';
import { BundleRefusal } from './outcome.ts';
import { FIRST_MEDIA_TYPE } from './read-bundle.ts';

type Material = Bundle['verificationMaterial']['content'];

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

export interface LeafCertificate {
  /** For the identity. */
  readonly parsed: X509Certificate;
}

/** What may stand behind the leaf; see `readLeaf`. */
export type ExtraCertificates = 'refuse' | 'root-last';

/**
 * The leaf, after checking that it is one: one DER object, no CA, made for code signing (RFC 5280, sections 4.2.1.3, 4.2.1.9, 4.2.1.12; Fulcio
 * certificate specification). What stands behind it must be a chain in order, each the issuer of the one before, without a root: trust comes from
 * the trust root only. The first clients wrote the root into their bundles of version 0.1, as the last of the chain; who must read those says
 * "root-last". Nothing of the chain is used either way. Throws Refusal.
 */
export function readLeaf({ mediaType, verificationMaterial: { content } }: Bundle, extra: ExtraCertificates): LeafCertificate {
  const all = certificatesOf(content).map((raw) => ({ raw, node: parseNode(raw) }));
  const [leaf, ...rest] = all;
  if (leaf === undefined) throw new BundleRefusal('certificate', 'the bundle has no certificate');
  if (!(leaf.node.keyUsage ?? []).includes(CODE_SIGNING))
    throw new BundleRefusal('certificate', 'the signing certificate is not made for code signing');
  checkChain([leaf.node, ...rest.map(({ node }) => node)], extra === 'root-last' && mediaType === FIRST_MEDIA_TYPE);
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

function checkChain(chain: readonly NodeCertificate[], endsInRoot: boolean): void {
  chain.forEach((issuer, index) => {
    const issued = chain[index - 1];
    if (issued === undefined) return;
    const isRoot = issuer.subject === issuer.issuer;
    if (isRoot && !(endsInRoot && index === chain.length - 1))
      throw new BundleRefusal('certificate', 'the bundle brings its own root certificate');
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
