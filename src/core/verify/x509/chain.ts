/** A path of certificates from a leaf to what the caller trusts (RFC 5280, section 6), for keys that sign files. */
import { type Certificate, equal, OID } from './certificate.ts';

export interface ChainTrust {
  /** Given by the operator or the policy; never by the signature itself. */
  readonly anchors: readonly Certificate[];
  /** May complete a path; trusted by nobody. */
  readonly others: readonly Certificate[];
  readonly at: Date;
}

export type ChainResult = { readonly ok: true; readonly path: readonly Certificate[] } | { readonly ok: false; readonly detail: string };

/** Certificates of one path, leaf and anchor included. */
const MAX_PATH = 8;
/** Signatures checked per leaf: certificates of one name and many keys could make the search long. */
const MAX_CHECKS = 64;

/** sha256, sha384 and sha512 with ECDSA and RSA, RSA-PSS, Ed25519: what can still be relied on. */
const ALGORITHMS: ReadonlySet<string> = new Set([
  ...[2, 3, 4].map((last) => `1.2.840.10045.4.3.${last}`),
  ...[10, 11, 12, 13].map((last) => `1.2.840.113549.1.1.${last}`),
  '1.3.101.112',
]);
const MIN_RSA_BITS = 2048;

/** What this code enforces, or what constrains nothing here: names of the key, policies that nobody asks for. Any other critical extension refuses. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.basicConstraints,
  OID.extendedKeyUsage,
  '2.5.29.14',
  '2.5.29.35',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.32',
]);
/** Constrains what lies below; nothing here would obey. */
const NAME_CONSTRAINTS = '2.5.29.30';

/**
 * Of the given certificates: the self-signed ones; where there are none, the authorities. So a file with a root and intermediates means
 * the root, as in OpenSSL, and a single intermediate can be trusted for itself.
 */
export function anchorsOf(given: readonly Certificate[]): readonly Certificate[] {
  const roots = given.filter(isSelfSigned);
  return roots.length > 0 ? roots : given.filter((one) => one.isAuthority);
}

/** Proven by the signature: equal names alone say nothing, a leaf may bear its issuer's name. */
export function isSelfSigned(certificate: Certificate): boolean {
  return equal(certificate.subject, certificate.issuer) && signedBy(certificate, certificate);
}

/** Never throws. The leaf's own usage is the caller's business. */
export function findPath(leaf: Certificate, trust: ChainTrust): ChainResult {
  const search: Search = { trust, checks: MAX_CHECKS, why: null };
  const own = fault(leaf, trust.at);
  if (own !== null) return { ok: false, detail: `The signing certificate ${own}.` };
  // Its own anchor: whoever trusts exactly this certificate needs no authority above it.
  if (trust.anchors.some((anchor) => equal(anchor.der, leaf.der)) && isSelfSigned(leaf)) return { ok: true, path: [leaf] };
  const path = extend([leaf], search);
  if (path !== null) return { ok: true, path };
  return { ok: false, detail: search.why ?? 'No path leads from the signing certificate to a certificate that you trust.' };
}

interface Search {
  readonly trust: ChainTrust;
  checks: number;
  /** The first reason why a path that did reach an anchor, or a candidate that did sign, was refused. */
  why: string | null;
}

function extend(path: readonly Certificate[], search: Search): readonly Certificate[] | null {
  const last = path.at(-1);
  if (last === undefined || path.length >= MAX_PATH) return null;
  const { anchors, others, at } = search.trust;
  // Anchors first: a copy of one inside the signature leads nowhere better.
  for (const candidate of [...anchors, ...others]) {
    if (!equal(candidate.subject, last.issuer) || path.some((one) => equal(one.der, candidate.der))) continue;
    if (search.checks-- <= 0) {
      search.why ??= 'Too many certificates of one name: the search for a path was given up.';
      return null;
    }
    if (!signedBy(last, candidate)) continue;
    const why = fault(candidate, at) ?? authorityFault(candidate, path);
    if (why !== null) {
      search.why ??= `A certificate above the signing certificate ${why}.`;
      continue;
    }
    const longer = [...path, candidate];
    if (anchors.some((anchor) => equal(anchor.der, candidate.der))) return longer;
    const found = extend(longer, search);
    if (found !== null) return found;
  }
  return null;
}

function fault({ notBefore, notAfter, extensions, signatureAlgorithm }: Certificate, at: Date): string | null {
  if (at < notBefore) return `is not valid before ${notBefore.toISOString()}`;
  if (at > notAfter) return `expired at ${notAfter.toISOString()}`;
  if (!ALGORITHMS.has(signatureAlgorithm)) return `is signed by an algorithm that proves nothing any more (${signatureAlgorithm})`;
  if (extensions.has(NAME_CONSTRAINTS)) return 'has name constraints, which are not supported';
  for (const [oid, { critical }] of extensions)
    if (critical && !UNDERSTOOD.has(oid)) return `has the critical extension ${oid}, which is not supported`;
  return null;
}

/** `below`: from the leaf up to the certificate that this one signed. */
function authorityFault(authority: Certificate, below: readonly Certificate[]): string | null {
  const { isAuthority, pathLength, keyUsage, purposes, openssl } = authority;
  if (!isAuthority) return 'is not an authority (CA:TRUE is missing)';
  if (keyUsage !== null && !keyUsage.keyCertSign) return 'may not sign certificates (keyUsage)';
  if (purposes !== null && !mayServe(purposes)) return 'may not vouch for code signing (extendedKeyUsage)';
  // Self-issued ones do not count (RFC 5280, section 6.1.4).
  const intermediates = below.slice(1).filter((one) => !equal(one.subject, one.issuer)).length;
  if (pathLength !== null && intermediates > pathLength)
    return `allows ${pathLength} intermediate certificates; there are ${intermediates}`;
  const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = openssl.publicKey;
  if ((kind === 'rsa' || kind === 'rsa-pss') && (details?.modulusLength ?? 0) < MIN_RSA_BITS)
    return `has an RSA key of less than ${MIN_RSA_BITS} bits`;
  return null;
}

export function mayServe(purposes: ReadonlySet<string>): boolean {
  return purposes.has(OID.codeSigning) || purposes.has(OID.anyPurpose);
}

function signedBy(certificate: Certificate, authority: Certificate): boolean {
  try {
    return certificate.openssl.verify(authority.openssl.publicKey);
  } catch {
    // Keys that OpenSSL does not know, or of another kind than the signature.
    return false;
  }
}
