/** What a registry of npm answers, in its shapes (npm, "package metadata"). */
import { registrySignature } from '../support/builds.ts';
import type { KeyPair } from '../support/sigstore.ts';
import type { Served } from './index.ts';

export interface FakeVersion {
  readonly version: string;
  /** Subresource Integrity. */
  readonly integrity: string;
  /** When it was published, ISO 8601. */
  readonly at: string;
  readonly by?: 'trusted' | 'provenance' | 'none';
  /** Signs it; absent: it has no signature. */
  readonly key?: { readonly id: string; readonly pair: KeyPair };
  /** Put over the document of the version. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const DAY_ONE = '2020-01-01T00:00:00.000Z';

/** The document of one name, at its path. */
export function npmDocument(name: string, versions: readonly FakeVersion[], more: Readonly<Record<string, unknown>> = {}): Served {
  const entries = versions.map((one) => [one.version, versionOf(name, one)] as const);
  const time = { created: DAY_ONE, modified: DAY_ONE, ...Object.fromEntries(versions.map(({ version, at }) => [version, at])) };
  return { [`/npm/${name.replace('/', '%2f')}`]: { _id: name, name, versions: Object.fromEntries(entries), time, ...more } };
}

export function npmAttestations(name: string, version: string, attestations: readonly unknown[]): Served {
  return { [`/npm/-/npm/v1/attestations/${name.replace('/', '%2f')}@${version}`]: { attestations } };
}

/** Keys as the registry serves them. */
export function npmKeys(keys: readonly { readonly id: string; readonly pair: KeyPair }[]): Served {
  return {
    '/npm/-/npm/v1/keys': {
      keys: keys.map(({ id, pair }) => ({
        keyid: id,
        expires: null,
        keytype: 'ecdsa-sha2-nistp256',
        scheme: 'ecdsa-sha2-nistp256',
        key: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      })),
    },
  };
}

function versionOf(name: string, { version, integrity, by = 'none', key, more = {} }: FakeVersion): unknown {
  const file = `${name.split('/').at(-1) ?? name}-${version}.tgz`;
  const signatures = key === undefined ? [] : [{ keyid: key.id, sig: registrySignature(key.pair, `${name}@${version}:${integrity}`) }];
  return {
    name,
    version,
    license: 'MIT',
    description: `${name} for tests`,
    _npmUser: { name: 'ada', ...(by === 'trusted' ? { trustedPublisher: { id: 'github' } } : {}) },
    dist: {
      integrity,
      shasum: '0'.repeat(40),
      tarball: `https://registry.example/${name}/-/${file}`,
      signatures,
      ...(by === 'none'
        ? {}
        : { attestations: { url: 'https://registry.example/', provenance: { predicateType: 'https://slsa.dev/provenance/v1' } } }),
    },
    ...more,
  };
}
