/** The registry of npm, and its keys: the trust root carries them under its host name. */
import seeds from '@sigstore/tuf/seeds.json' with { type: 'json' };
import { PUBLIC_NPM } from '../../ecosystems/public-servers.ts';
import { PUBLIC_GOOD_TUF } from '../../verify/sigstore/public-good.ts';
import { readRegistryKeys, type RegistryKey } from '../../verify/attest/npm/keys.ts';
import type { HostService } from '../host.ts';

const targets: Readonly<Record<string, string>> = seeds[PUBLIC_GOOD_TUF].targets;

/** Host name of the public registry: what its publish attestations name. */
export const PUBLIC_HOST = new URL(PUBLIC_NPM).host;

export const npmService: HostService = {
  publicUrl: PUBLIC_NPM,
  // Variables of npm itself are not read: it sets them from the .npmrc of the tree under test (T20).
  variables: { url: 'WEIGHBRIDGE_NPM_REGISTRY', tokens: ['WEIGHBRIDGE_NPM_TOKEN'] },
  // npm, "private packages" †: names with a scope may be private, and 404 is all that a stranger hears; a registry of one's own may hide any name.
  hidesPrivate: (path, isPublic) => /^\/[^/]+$/.test(path) && (!isPublic || path.startsWith('/@')),
  paths: { json: '/', bytes: '/' },
  errors: { header: 'npm-notice', codes: {} },
};

/** Keys of the public registry, as this release carries them (T12). Mirrors hand out its signatures. */
export function publicKeys(): readonly RegistryKey[] {
  // Read once: opening a key costs milliseconds, and each package of a change asks for them.
  known ??= readRegistryKeys(
    Buffer.from(targets[`${PUBLIC_HOST}%2Fkeys.json`] ?? '', 'base64'),
    'the keys of the registry in this release',
  );
  return known;
}

let known: readonly RegistryKey[] | null = null;
