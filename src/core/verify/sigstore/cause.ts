/** The library's errors in our words: a closed code, and a cause that a person can act on. */
import type { BundleRefusalCode } from './outcome.ts';

/** Codes of `@sigstore/verify` → ours. */
const CODES: Readonly<Record<string, BundleRefusalCode>> = {
  CERTIFICATE_ERROR: 'certificate',
  PUBLIC_KEY_ERROR: 'key',
  SIGNATURE_ERROR: 'signature',
  TIMESTAMP_ERROR: 'time',
  TLOG_BODY_ERROR: 'log',
  TLOG_INCLUSION_PROMISE_ERROR: 'log',
  TLOG_INCLUSION_PROOF_ERROR: 'log',
  TLOG_MISSING_INCLUSION_ERROR: 'log',
  TLOG_ERROR: 'log',
  NOT_IMPLEMENTED_ERROR: 'unsupported',
  UNTRUSTED_SIGNER_ERROR: 'identity',
};

const WORDS: Readonly<Record<BundleRefusalCode, string>> = {
  'too-large': 'too large',
  malformed: 'malformed',
  'media-type': 'unknown media type',
  'signer-kind': 'signed in another way',
  certificate: 'the certificate is not proven by the trust root',
  identity: 'another signer',
  issuer: 'another issuer',
  key: 'the key does not fit',
  'key-expired': 'the key was not valid any more',
  time: 'the time of signing is not proven',
  log: 'the transparency log does not prove this signature',
  signature: 'the signature does not fit',
  content: 'the content is not what is expected',
  subject: 'another artifact',
  unsupported: 'not supported',
  'trust-root-expired': 'the trust root is outdated',
};

/** Anything that is no Refusal: an error of the library, also a TypeError out of a part that it did not expect to be missing. */
export function causeOf(error: unknown): { readonly code: BundleRefusalCode; readonly cause: string } {
  const own = error instanceof Error && 'code' in error && typeof error.code === 'string' ? CODES[error.code] : undefined;
  const code = own ?? 'malformed';
  // What the library did not expect to be missing: the engine's words name our side, not the bundle's.
  const detail = error instanceof TypeError ? 'a part that the proof needs is missing' : error instanceof Error ? error.message : 'unknown';
  const below = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return { code, cause: own === undefined ? `the bundle cannot be verified: ${detail}` : `${WORDS[code]}: ${detail}${below}` };
}
