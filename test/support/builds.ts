/** Builds that attest what they made: an authority that certifies any claims, over the parts of a Sigstore instance of one's own. */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { type RegistryKey, type RegistryKeyUsage } from '../../src/core/verify/attest/npm/keys.ts';
import type { TrustRoot } from '../../src/core/verify/sigstore/trust-root.ts';
import { certificate, extension, extensions, general, utf8 } from './der.ts';
import { keyPair, type KeyPair, type SigstoreInstance, signPayload, sigstoreInstance, type SignOptions, trustOf } from './sigstore.ts';

export const ACTIONS = 'https://token.actions.githubusercontent.com';
export const COMMIT = 'c0ffee'.repeat(6).concat('c0ff');
const REPOSITORY = 'https://github.com/acme/widget';
const WORKFLOW = `${REPOSITORY}/.github/workflows/release.yml@refs/tags/v1.0.0`;

/** F.n → its text; as a workflow of GitHub has them since 2023. */
export const CLAIMS: Readonly<Record<number, string>> = {
  8: ACTIONS,
  9: WORKFLOW,
  10: COMMIT,
  11: 'github-hosted',
  12: REPOSITORY,
  13: COMMIT,
  14: 'refs/tags/v1.0.0',
  15: '42',
  16: 'https://github.com/acme',
  17: '7',
  18: WORKFLOW,
  19: COMMIT,
  20: 'push',
  21: `${REPOSITORY}/actions/runs/1/attempts/1`,
  22: 'public',
};

/** As certificates had them before. */
export const OLD_CLAIMS: Readonly<Record<number, string>> = {
  1: ACTIONS,
  2: 'push',
  3: COMMIT,
  4: 'release',
  5: 'acme/widget',
  6: 'refs/tags/v1.0.0',
};

export function claimExtensions(claims: Readonly<Record<number, string>>): Buffer[] {
  return Object.entries(claims).map(([number, text]) =>
    extension(`1.3.6.1.4.1.57264.1.${number}`, Number(number) < 8 ? Buffer.from(text) : utf8(text)),
  );
}

export interface BuildOptions extends SignOptions {
  /** Default: CLAIMS. */
  readonly claims?: Readonly<Record<number, string>>;
  /** Default: a URI, that of the workflow. */
  readonly subject?: Buffer;
  /** Replaces the claims. */
  readonly extensions?: readonly Uint8Array[];
}

export interface BuildHouse {
  readonly instance: SigstoreInstance;
  readonly trust: TrustRoot;
  readonly trustedRoot: Readonly<Record<string, unknown>>;
  readonly now: Date;
  readonly root: Buffer;
  certify(publicKey: KeyObject, options?: BuildOptions): Buffer;
  /** A bundle (v0.3, as JSON) over a statement, signed by a build. */
  attest(statement: unknown, options?: BuildOptions): Promise<Record<string, unknown>>;
}

/** `organization`: of the certificates' issuer. `logged`: false, an instance that has timestamps only. */
export async function buildHouse({ organization = 'sigstore.dev', logged = true } = {}): Promise<BuildHouse> {
  const issuer = `O=${organization}`;
  const instance = await sigstoreInstance();
  const authority: KeyPair = keyPair();
  const { time } = instance;
  const span = { from: new Date(time.getTime() - 60_000), to: new Date(time.getTime() + 600_000), signingKey: authority.privateKey };
  const { authority: mayIssue, certSign, digitalSignature, codeSigning, names } = extensions;
  const issued = { issuer, ...span };
  const root = certificate({ ...issued, subject: issuer, publicKey: authority.publicKey, extensions: [mayIssue, certSign] });
  const { ctlogs: _none, ...others } = instance.trustedRoot;
  const validFor = { start: new Date(time.getTime() - 3_600_000).toISOString() };
  const trustedRoot = {
    ...others,
    ...(logged ? {} : { tlogs: [] }),
    certificateAuthorities: [{ certChain: { certificates: [{ rawBytes: root.toString('base64') }] }, validFor }],
  };
  function certify(
    publicKey: KeyObject,
    { claims = CLAIMS, subject = general.uri(WORKFLOW), extensions: more }: BuildOptions = {},
  ): Buffer {
    const parts = [digitalSignature, codeSigning, names(subject), ...(more ?? claimExtensions(claims))];
    return certificate({ ...issued, subject: '', publicKey, extensions: parts });
  }
  return {
    instance,
    trust: trustOf(trustedRoot),
    trustedRoot,
    now: time,
    root,
    certify,
    attest: (statement, options = {}) =>
      signPayload(instance, typeof statement === 'string' ? statement : JSON.stringify(statement), {
        certificate: (publicKey) => certify(publicKey, options),
        ...(logged ? {} : { log: 'none', timestamp: true }),
        ...options,
      }),
  };
}

export function registryKeyOf(pair: KeyPair, more: Partial<RegistryKey> & { readonly usages: readonly RegistryKeyUsage[] }): RegistryKey {
  return { id: 'SHA256:current', publicKey: pair.publicKey, validFrom: null, validUntil: null, ...more };
}

export function sha(algorithm: 'sha256' | 'sha512', bytes: string): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

export function registrySignature(pair: KeyPair, message: string): string {
  return sign('sha256', Buffer.from(message), pair.privateKey).toString('base64');
}
