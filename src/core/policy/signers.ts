/** Whose signatures count for which models (design section 5, "signers"). */
import type { KeyObject } from 'node:crypto';
import type { Ref } from '../ref/index.ts';
import type { SignerSeen } from '../model/index.ts';
import { keyHint } from '../verify/oms/key-hint.ts';
import known from './data/known-signers.json' with { type: 'json' };
import { matches, parsePattern } from './patterns.ts';

export type SignerTrust =
  /** Exactly, case included. */
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string }
  | { readonly kind: 'key'; readonly path: string; readonly key: KeyObject };

export interface PolicySigner {
  /** Pattern of references. */
  readonly for: string;
  /** For people. */
  readonly name: string;
  readonly trust: SignerTrust;
}

type KnownId = keyof typeof known;
export const KNOWN_SIGNERS = Object.keys(known) as [KnownId, ...KnownId[]];

/** One entry as a policy writes it. */
export interface SignerInput {
  readonly for: string;
  readonly name?: string | undefined;
  readonly identity?: string | undefined;
  readonly issuer?: string | undefined;
  readonly 'public-key'?: string | undefined;
  readonly known?: KnownId | undefined;
}

/** `keys`: public keys by the path that the policy names; all of them are there, or the policy was not loaded. */
export function signersOf(input: SignerInput, keys: ReadonlyMap<string, KeyObject>): PolicySigner[] {
  if (input.known !== undefined) {
    const { name, issuer, identities } = known[input.known];
    return identities.map((identity) => ({ for: input.for, name: input.name ?? name, trust: { kind: 'identity', identity, issuer } }));
  }
  const path = input['public-key'];
  if (path !== undefined) {
    const key = keys.get(path);
    // A signer that is left out would change what counts as signed.
    if (key === undefined) throw new Error(`the key file ${path} of the policy was not read`);
    return [{ for: input.for, name: input.name ?? path, trust: { kind: 'key', path, key } }];
  }
  const { identity, issuer } = input;
  if (identity === undefined || issuer === undefined) throw new Error('a signer of the policy names nobody');
  return [{ for: input.for, name: input.name ?? identity, trust: { kind: 'identity', identity, issuer } }];
}

/** Those that the policy names for this model or dataset. */
export function signersFor(signers: readonly PolicySigner[], ref: Ref): readonly PolicySigner[] {
  return signers.filter((one) => matches(parsePattern(one.for), { ...ref, version: null }));
}

/** The first of these that signed. */
export function whoSigned(signers: readonly PolicySigner[], signer: SignerSeen): PolicySigner | null {
  return signers.find(({ trust }) => isSame(trust, signer)) ?? null;
}

function isSame(trust: SignerTrust, signer: SignerSeen): boolean {
  if (trust.kind === 'identity') return signer.kind === 'identity' && trust.identity === signer.identity && trust.issuer === signer.issuer;
  return signer.kind === 'key' && keyHint(trust.key) === signer.hint;
}

/** T24: below the owner nobody adds a signer; a layer that lists some keeps only those that are in force already. */
export function sameSigner(a: PolicySigner, b: PolicySigner): boolean {
  if (a.for !== b.for) return false;
  return b.trust.kind === 'identity' ? isSame(a.trust, b.trust) : isSame(a.trust, { kind: 'key', hint: keyHint(b.trust.key) });
}

/** Keys to verify with. Who may sign what is judged later. */
export function keysOf({ signers }: { readonly signers: readonly PolicySigner[] }): KeyObject[] {
  return signers.flatMap(({ trust }) => (trust.kind === 'key' ? [trust.key] : []));
}
