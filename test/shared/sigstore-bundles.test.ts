/** Bundles that others have published: by workflows, people, managed keys; under three trust roots. */
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../src/core/verify/sigstore/signature-content.ts';
import { parseTrustRoot, type TrustRoot } from '../../src/core/verify/sigstore/trust-root.ts';
import { type BundleOptions, type SignerRule, verifyBundle } from '../../src/core/verify/sigstore/verify-bundle.ts';

const FOLDER = join(process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'fixtures');
const NOW = new Date('2026-11-24T00:00:00Z');

const read = (file: string): Buffer => readFileSync(join(FOLDER, file));
const trustRoot = (name: string): TrustRoot =>
  parseTrustRoot(read(`sigstore/trusted_root.${name}.json`), { label: name, source: 'file', tufVersion: null, expires: null });
const trust = { public: trustRoot('public-good'), staging: trustRoot('staging'), github: trustRoot('github') };

const by = (identity: string, issuer: string): SignerRule => ({ kind: 'identity', identity, issuer });
const ACTIONS = 'https://token.actions.githubusercontent.com';
const IBM = 'https://sigstore.verify.ibm.com/oauth2';

function verdict(bundle: Uint8Array, root: keyof typeof trust, signer: SignerRule, more: Partial<BundleOptions> = {}): string {
  const outcome = verifyBundle(bundle, { trust: trust[root], signer, artifact: 'from-payload', now: NOW, ...more });
  return outcome.state === 'verified' ? 'verified' : outcome.code;
}

const granite = by('Granite-sign@ibm.com', IBM);
const demo = by('https://github.com/actions/attest-demo/.github/workflows/build-python.yml@refs/heads/main', ACTIONS);
const person = by('william@yossarian.net', 'https://github.com/login/oauth');
const RELEASE = 'https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main';
const release = by(RELEASE, ACTIONS);

describe('published bundles', () => {
  it.each([
    ['oms/ibm-granite_granite-4.1-3b.model.sig', 'public', granite, 'verified'],
    ['oms/ibm-granite_granite-4.1-3b.model.sig', 'public', by('granite-sign@ibm.com', IBM), 'identity'],
    ['oms/ibm-granite_granite-4.1-3b.model.sig', 'public', by('Granite-sign@ibm.com', ACTIONS), 'issuer'],
    ['oms/ibm-granite_granite-4.1-3b.model.sig', 'staging', granite, 'time'],
    ['oms/v1.1.0-sigstore/model.sig', 'public', by('stefanb@us.ibm.com', IBM), 'verified'],
    ['oms/v1.1.0-certificate/model.sig', 'public', granite, 'malformed'],
    ['github/private-provenance-demo.bundle.jsonl', 'github', demo, 'verified'],
    ['github/private-provenance-demo.bundle.jsonl', 'public', demo, 'time'],
    ['github/private-provenance-demo.missing-cert.jsonl', 'github', demo, 'malformed'],
    ['pypi/rfc8785-0.1.2-py3-none-any.whl.sigstore', 'staging', person, 'verified'],
    ['pypi/rfc8785-0.1.2-py3-none-any.whl.sigstore', 'public', person, 'certificate'],
  ] as const)('%s under %s', (file, root, signer, expected) => {
    expect(verdict(read(file), root, signer)).toBe(expected);
  });

  it.each([
    [
      {
        digests: {
          sha512:
            '90f223f992e4c88dd068cd2a5fc57f9d2b30798343dd6e38f29c240e04ba090ef831f84490847c4e82b9232c78e8a258463b1e55c0f7469f730265008fa6633f',
        },
      },
      'verified',
    ],
    [{ digests: { sha256: 'f0c641fce0310cb43208f4272dc1423153630e44ba8cdc0b5ce8466f724e0eed' } }, 'subject'],
    [{ digests: { sha512: '0'.repeat(128) } }, 'subject'],
  ] satisfies [Artifact, string][])('a statement that knows sha512 only, asked for %j', (artifact, expected) => {
    expect(verdict(read('github/sigstore-js-2.1.0.bundle.json'), 'public', release, { artifact })).toBe(expected);
  });
});

interface Attestations {
  readonly attestations: readonly {
    readonly bundle: { readonly verificationMaterial: { readonly publicKey?: { readonly hint: string } } };
  }[];
}

describe('attestations of npm packages: managed key of the registry, and a workflow; some with a root inside', () => {
  const { keys } = JSON.parse(read('npm/keys.tuf-target.json').toString()) as {
    keys: { keyId: string; publicKey: { rawBytes: string } }[];
  };
  const registry = (hint: string): SignerRule => {
    const raw = keys.find(({ keyId }) => keyId === hint)?.publicKey.rawBytes ?? '';
    return { kind: 'key', publicKey: createPublicKey({ key: Buffer.from(raw, 'base64'), format: 'der', type: 'spki' }), validUntil: null };
  };
  const publish = 'https://github.com/sigstore/sigstore-js/.github/workflows/publish.yml@refs/tags/v1.0.0';

  it.each([
    ['sigstore-1.0.0.attestations', publish, 'refuse', { key: 'verified', workflow: 'certificate' }],
    ['sigstore-1.0.0.attestations', publish, 'root-last', { key: 'verified', workflow: 'verified' }],
    ['sigstore-2.3.1.attestations', RELEASE, 'refuse', { key: 'verified', workflow: 'verified' }],
    ['sigstore-2.3.1.bad-provenance', RELEASE, 'refuse', { key: 'verified', workflow: 'log' }],
    ['sigstore-2.3.1.bad-publish', RELEASE, 'refuse', { key: 'log', workflow: 'verified' }],
  ] as const)('%s (%s, roots: %s)', (file, identity, extraCertificates, expected) => {
    const { attestations } = JSON.parse(read(`npm/${file}.json`).toString()) as Attestations;
    const got = attestations.map(({ bundle }) => {
      const hint = bundle.verificationMaterial.publicKey?.hint;
      const signer = hint === undefined ? by(identity, ACTIONS) : registry(hint);
      const said = verdict(Buffer.from(JSON.stringify(bundle)), 'public', signer, { extraCertificates });
      return [hint === undefined ? 'workflow' : 'key', said] as const;
    });
    expect(Object.fromEntries(got)).toEqual(expected);
  });
});
