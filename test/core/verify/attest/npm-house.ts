/** A registry and a build of one package, and what they attest of it. */
import { type NpmAttestations, type NpmPackage, verifyNpmAttestations } from '../../../../src/core/verify/attest/npm/attestations.ts';
import type { RegistryKey } from '../../../../src/core/verify/attest/npm/keys.ts';
import type { AttestationOutcome } from '../../../../src/core/verify/attest/outcome.ts';
import { type BuildHouse, buildHouse, type BuildOptions, COMMIT, registryKeyOf, sha } from '../../../support/builds.ts';
import { encode, keyPair, type SignOptions, signPayload } from '../../../support/sigstore.ts';

type Json = Record<string, unknown>;

export const PUBLISH = 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1';
export const SLSA_V1 = 'https://slsa.dev/provenance/v1';
export const SLSA_V02 = 'https://slsa.dev/provenance/v0.2';
export const HINT = 'SHA256:current';
export const sha512 = sha('sha512', 'tarball');
export const integrity = `sha512-${Buffer.from(sha512, 'hex').toString('base64')}`;
export const registry = keyPair();
export const subject = { name: 'pkg:npm/%40acme/widget@1.0.0', digest: { sha512 } };

export function npmStatement(predicateType: string, predicate: unknown, more: Json = {}): Json {
  return { _type: 'https://in-toto.io/Statement/v1', subject: [subject], predicateType, predicate, ...more };
}

export function entry(predicateType: string, bundle: unknown): Json {
  return { predicateType, bundle };
}

export const v1 = (digest: Json = { gitCommit: COMMIT }): Json => ({ buildDefinition: { resolvedDependencies: [{ digest }] } });
export const v02 = (sha1 = COMMIT): Json => ({ invocation: { configSource: { digest: { sha1 } } } });

export interface NpmHouse extends BuildHouse {
  /** The honest entries. */
  readonly publish: Json;
  readonly provenance: Json;
  published(more?: Json, predicate?: Json, options?: SignOptions & { readonly payloadType?: string }): Promise<Json>;
  /** Of SLSA v1. */
  built(more?: Json, options?: BuildOptions & { readonly predicate?: unknown }): Promise<Json>;
  verify(entries: readonly unknown[], more?: Partial<NpmPackage>): NpmAttestations;
}

export async function npmHouse(): Promise<NpmHouse> {
  const house = await buildHouse();
  const { trust, now } = house;
  const published: NpmHouse['published'] = async (more, predicate, options) => {
    const said = { name: '@acme/widget', version: '1.0.0', registry: 'https://registry.example', ...predicate };
    const payload = JSON.stringify(npmStatement(PUBLISH, said, { _type: 'https://in-toto.io/Statement/v0.1', ...more }));
    return entry(PUBLISH, await signPayload(house.instance, payload, { key: registry, hint: HINT, ...options }));
  };
  const built: NpmHouse['built'] = async (more, { predicate = v1(), ...options } = {}) =>
    entry(SLSA_V1, await house.attest(npmStatement(SLSA_V1, predicate, more), options));
  const asked = { name: '@acme/widget', version: '1.0.0', integrity, keys: registryKeys(), registryHost: 'registry.example', trust, now };
  return {
    ...house,
    published,
    built,
    publish: await published(),
    provenance: await built(),
    verify: (entries, more) => verifyNpmAttestations({ ...asked, reply: encode({ attestations: entries }), ...more }),
  };
}

export function registryKeys(more: Partial<RegistryKey> = {}): RegistryKey[] {
  return [registryKeyOf(registry, { usages: ['npm:attestations'], ...more })];
}

/** "verified", or the code. */
export function word(outcome: AttestationOutcome): string {
  return outcome.state === 'verified' ? 'verified' : outcome.code;
}

export function words({ publish, provenance }: NpmAttestations): string {
  return `${word(publish)}, ${word(provenance)}`;
}
