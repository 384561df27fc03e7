/** Where the registry of npm is, by what a library of its trust root carries: the keys of a registry stand there under its host name. */
import seeds from '@sigstore/tuf/seeds.json' with { type: 'json' };
import { PUBLIC_GOOD_TUF } from '../../verify/sigstore/public-good.ts';
import { readRegistryKeys, type RegistryKey } from '../../verify/attest/npm/keys.ts';
import type { HostService } from '../host.ts';

/** "<host>/keys.json", percent-encoded. */
const KEYS = /^([a-z0-9.-]{4,100})%2Fkeys\.json$/;

const targets: Readonly<Record<string, string>> = seeds[PUBLIC_GOOD_TUF].targets;
const [target = '', host = ''] =
  Object.keys(targets)
    .map((name) => KEYS.exec(name))
    .find((found) => found !== null) ?? [];
if (host === '') throw new Error('the embedded trust root carries no keys of a registry');

/** Host name of the public registry: what its publish attestations name. */
export const PUBLIC_HOST = host;

export const npmService: HostService = {
  publicUrl: `https://${host}`,
  // Variables of npm itself are not read: it sets them from the .npmrc of the tree under test (T20).
  variables: { url: 'WEIGHBRIDGE_NPM_REGISTRY', tokens: ['WEIGHBRIDGE_NPM_TOKEN'] },
  paths: { json: '/', bytes: '/' },
  errors: { header: 'npm-notice', codes: {} },
};

/** Keys of the public registry, as this release carries them (T12). Mirrors hand out its signatures. */
export function publicKeys(): readonly RegistryKey[] {
  // Read once: opening a key costs milliseconds, and each package of a change asks for them.
  known ??= readRegistryKeys(Buffer.from(targets[target] ?? '', 'base64'), 'the keys of the registry in this release');
  return known;
}

let known: readonly RegistryKey[] | null = null;
