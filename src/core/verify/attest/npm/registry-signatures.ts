/** Signatures of a registry over name, version and integrity of a package. Source: npm documentation, "ECDSA registry signatures"; pacote, lib/registry.js. */
import { z } from 'zod';
import { verifyBytes } from '../../sigstore/key-hash.ts';
import { isStrictBase64 } from '../../sigstore/base64.ts';
import { type UnverifiedAttestation, unverified } from '../outcome.ts';
import { registryKey, type RegistryKey } from './keys.ts';

export interface SignedPackage {
  readonly name: string;
  readonly version: string;
  /**
   * What is signed is this text: the lockfile's integrity, where it is the registry's ("sha512-…"). With the registry's own text the signature says
   * nothing about what the lockfile pins.
   */
  readonly integrity: string;
  /** `dist.signatures`, as served: [{ keyid, sig }], `sig` as base64 of the DER form. Null and undefined: none. */
  readonly signatures: unknown;
  /** The registry's; keys of other usages are not taken. */
  readonly keys: readonly RegistryKey[];
  /** Of this version, as the registry says, unsigned; or the proven time of its publish attestation, where there is one. */
  readonly publishedAt: Date | null;
}

export type RegistrySignatureOutcome =
  | { readonly state: 'verified'; readonly keyIds: readonly string[] }
  /** Codes: none, no-trust, unknown-key, key-expired, signature, reply. */
  | UnverifiedAttestation;

/** A package has one or two. */
const MAX_SIGNATURES = 32;

const signature = z.looseObject({ keyid: z.string(), sig: z.string() });
type RegistrySignature = z.infer<typeof signature>;

/** pacote's: of a version without a time of publishing it assumes that it is older than every key's end. */
const UNDATED = new Date('2015-01-01T00:00:00Z');

/** All listed ones must verify, as pacote has it: else whoever adds one decides which of them counts. Never throws. */
export function verifyRegistrySignatures(asked: SignedPackage): RegistrySignatureOutcome {
  const { keys } = asked;
  const { data: signatures } = z.array(signature).safeParse(asked.signatures ?? []);
  if (signatures === undefined) return unverified('reply', 'what the registry lists as signatures is none');
  if (signatures.length === 0) return unverified('none', 'the registry serves no signature of this version');
  if (signatures.length > MAX_SIGNATURES) return unverified('reply', `more than ${MAX_SIGNATURES} signatures are listed`);
  if (!keys.some((key) => key.usages.includes('npm:signatures')))
    return unverified('no-trust', 'there is no key of this registry to verify its signatures with');
  const wrong = signatures.flatMap((one) => refusedBy(asked, one) ?? []);
  // What is wrong says more than what is unknown.
  const worst = wrong.find(({ state }) => state === 'invalid') ?? wrong[0];
  return worst ?? { state: 'verified', keyIds: signatures.map(({ keyid }) => keyid) };
}

/** Null: it holds. */
function refusedBy(
  { name, version, integrity, keys, publishedAt }: SignedPackage,
  { keyid, sig }: RegistrySignature,
): UnverifiedAttestation | null {
  const key = registryKey(keys, keyid, 'npm:signatures');
  if (key === null)
    return unverified('unknown-key', `${name}@${version} is signed with the key "${keyid}", which is not among the registry's keys`);
  const at = publishedAt ?? UNDATED;
  // The negation also refuses a time that is none.
  if (key.validUntil !== null && !(at < key.validUntil))
    return unverified('key-expired', `${name}@${version} was not published before its key ended (${key.validUntil.toISOString()})`);
  const signed = Buffer.from(`${name}@${version}:${integrity}`, 'utf8');
  const holds = isStrictBase64(sig) && verifyBytes('sha256', signed, key.publicKey, Buffer.from(sig, 'base64'));
  return holds ? null : unverified('signature', `the registry's signature does not fit ${name}@${version} with this integrity`);
}
