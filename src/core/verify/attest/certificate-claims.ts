/** What else a proven certificate states about the build behind it. Source: Fulcio, docs/oid-info.md. */
import { X509Certificate } from '@sigstore/core';
import type { BuildIdentity } from '../../model/index.ts';
import { signerIdentityOf } from '../sigstore/identity.ts';
import { bodyOf, DerFault, readOne } from '../x509/der.ts';
import { readCertificate } from '../x509/certificate.ts';
import { AttestationRefusal } from './outcome.ts';

const FULCIO = '1.3.6.1.4.1.57264.1.';
const UTF8_STRING = 0x0c;
/** An address of a run, or a ref, has some hundred characters. */
const MAX_BYTES = 4096;
const ACTIONS = /^https:\/\/token\.actions\.githubusercontent\.com(?:\/|$)/;

type Claims = (number: number) => string | null;

/**
 * `der`: the leaf of a bundle that was verified; of any other it proves nothing. Certificates before the middle of 2023 have F.1 to F.6 only.
 * Throws AttestationRefusal "claims" where an extension stands twice, is no text, or where an old and a new one contradict each other;
 * BundleRefusal where the certificate does not name exactly one subject and issuer.
 */
export function buildIdentityOf(der: Uint8Array): BuildIdentity {
  const claim = claimsOf(der);
  const { identity, kind, issuer } = signerIdentityOf(X509Certificate.parse(Buffer.from(der)));
  return {
    subject: identity,
    subjectKind: kind,
    issuer,
    signer: claim(9),
    signerDigest: claim(10),
    runner: claim(11),
    repository: repositoryOf(claim, issuer),
    commit: either(claim, 13, 3),
    ref: either(claim, 14, 6),
    repositoryId: claim(15),
    owner: claim(16),
    ownerId: claim(17),
    config: claim(18),
    configDigest: claim(19),
    trigger: either(claim, 20, 2),
    run: claim(21),
    visibility: claim(22),
  };
}

/** Our strict reader: the same bytes were proven by others, which take the first of two equal extensions. */
function claimsOf(der: Uint8Array): Claims {
  try {
    const { extensions } = readCertificate(der);
    const claims = new Map<number, string>();
    for (let number = 2; number <= 22; number++) {
      const extension = extensions.get(`${FULCIO}${number}`);
      // F.7 is the type of a name; it is no extension. F.8 and later are DER, those before are bare text.
      if (extension === undefined || number === 7) continue;
      const text = textOf(number < 8 ? extension.value : bodyOf(readOne(extension.value), UTF8_STRING));
      if (text !== '') claims.set(number, text);
    }
    return (number) => claims.get(number) ?? null;
  } catch (error) {
    if (!(error instanceof DerFault)) throw error;
    throw new AttestationRefusal('claims', `the claims of the certificate cannot be read: ${error.message}`);
  }
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length > MAX_BYTES) throw new DerFault('a claim is too long');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DerFault('a claim is not UTF-8');
  }
}

function either(claim: Claims, number: number, old: number): string | null {
  const [now, before] = [claim(number), claim(old)];
  if (now !== null && before !== null && now !== before) throw contradiction();
  return now ?? before;
}

/** The old claim has no host: only where GitHub itself authenticated the workflow it is a repository of GitHub's. */
function repositoryOf(claim: Claims, issuer: string): string | null {
  const [uri, name] = [claim(12), claim(5)];
  if (uri !== null && name !== null && !uri.endsWith(`/${name}`)) throw contradiction();
  return uri ?? (name !== null && ACTIONS.test(issuer) ? `https://github.com/${name}` : null);
}

function contradiction(): AttestationRefusal {
  return new AttestationRefusal('claims', 'the claims of the certificate contradict each other');
}
