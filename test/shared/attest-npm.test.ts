/** Attestations and signatures that a registry really served, under the trust roots of their time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type NpmAttestations, type NpmPackage, verifyNpmAttestations } from '../../src/core/verify/attest/npm/attestations.ts';
import { readRegistryKeys } from '../../src/core/verify/attest/npm/keys.ts';
import { verifyRegistrySignatures } from '../../src/core/verify/attest/npm/registry-signatures.ts';
import type { AttestationOutcome } from '../../src/core/verify/attest/outcome.ts';
import { parseTrustRoot } from '../../src/core/verify/sigstore/trust-root.ts';

const FOLDER = join(process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'fixtures');
const NOW = new Date('2026-11-24T00:00:00Z');
const read = (file: string): Buffer => readFileSync(join(FOLDER, file));
const json = (file: string): unknown => JSON.parse(read(file).toString());

const trustRoot = (name: string) =>
  parseTrustRoot(read(`sigstore/trusted_root.${name}.json`), { label: name, source: 'file', tufVersion: null, expires: null });
const trust = trustRoot('public-good');
const keys = readRegistryKeys(read('npm/keys.tuf-target.json'), 'the keys of the fixtures');

interface Statement {
  readonly subject: readonly { readonly digest: { readonly sha512: string } }[];
  readonly predicate: { readonly registry?: string };
}
interface Served {
  readonly attestations: readonly {
    readonly predicateType: string;
    readonly bundle: { readonly dsseEnvelope: { readonly payload: string } };
  }[];
}

/** What the payloads of a reply say, believed: the expected values where the index of the fixtures has none. */
function statements(file: string): readonly Statement[] {
  return (json(file) as Served).attestations.map(
    ({ bundle }) => JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString()) as Statement,
  );
}

const registryHost = new URL(
  statements('npm/sigstore-1.0.0.attestations.json').flatMap(({ predicate }) => predicate.registry ?? [])[0] ?? '',
).host;

function integrityOf(sha512: string): string {
  return `sha512-${Buffer.from(sha512, 'hex').toString('base64')}`;
}

function ask(file: string, name: string, version: string, more: Partial<NpmPackage> = {}): NpmAttestations {
  const integrity = integrityOf(statements(file)[0]?.subject[0]?.digest.sha512 ?? '');
  return verifyNpmAttestations({ name, version, integrity, reply: read(file), keys, registryHost, trust, now: NOW, ...more });
}

const said = (outcome: AttestationOutcome): string => (outcome.state === 'verified' ? 'verified' : `${outcome.state}: ${outcome.code}`);

describe('attestations', () => {
  it.each([
    ['sigstore-1.0.0.attestations', 'sigstore', '1.0.0', 'verified', 'verified'],
    ['pacote-valid-attestations', 'sigstore', '0.4.0', 'verified', 'verified'],
    ['pacote-invalid-attestations', 'sigstore', '0.4.0', 'invalid: malformed', 'verified'],
    ['pacote-mismatched-subject-name-attestations', 'sigstore', '0.4.0', 'invalid: log', 'verified'],
    ['pacote-mismatched-subject-digest-attestations', 'sigstore', '0.4.0', 'invalid: log', 'verified'],
    ['pacote-no-keyid-attestations', 'sigstore', '0.4.0', 'verified', 'invalid: log'],
    ['sigstore-2.3.1.attestations', 'sigstore', '2.3.1', 'verified', 'verified'],
    ['sigstore-2.3.1.bad-provenance', 'sigstore', '2.3.1', 'verified', 'invalid: log'],
    ['sigstore-2.3.1.bad-publish', 'sigstore', '2.3.1', 'invalid: log', 'verified'],
    ['laurentsimon-provenance-npm-test-1.0.5.attestations', '@laurentsimon/provenance-npm-test', '1.0.5', 'verified', 'verified'],
  ])('%s', (file, name, version, publish, provenance) => {
    const outcome = ask(`npm/${file}.json`, name, version);
    expect([said(outcome.publish), said(outcome.provenance), outcome.others]).toEqual([publish, provenance, 0]);
  });

  it('says who built it, of old certificates and new ones, and of those that a reusable workflow signed', () => {
    const build = (file: string, name: string, version: string) => {
      const { provenance } = ask(`npm/${file}.json`, name, version);
      return provenance.state === 'verified' ? { ...provenance.build, at: provenance.signedAt.toISOString() } : provenance;
    };
    expect([
      build('sigstore-1.0.0.attestations', 'sigstore', '1.0.0'),
      build('sigstore-2.3.1.attestations', 'sigstore', '2.3.1'),
      build('laurentsimon-provenance-npm-test-1.0.5.attestations', '@laurentsimon/provenance-npm-test', '1.0.5'),
    ]).toMatchObject([
      {
        subject: 'https://github.com/sigstore/sigstore-js/.github/workflows/publish.yml@refs/tags/v1.0.0',
        issuer: 'https://token.actions.githubusercontent.com',
        repository: 'https://github.com/sigstore/sigstore-js',
        repositoryId: null,
        ref: 'refs/tags/v1.0.0',
        commit: '06528997c3c8ab9f864fad9a3658446aca7fd86d',
        runner: null,
      },
      {
        subject: 'https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main',
        repository: 'https://github.com/sigstore/sigstore-js',
        repositoryId: '495574555',
        ownerId: '71096353',
        runner: 'github-hosted',
        trigger: 'push',
        commit: '46e7056ff9912ebfee5298d94024895a9fea76c0',
      },
      {
        subject:
          'https://github.com/slsa-framework/slsa-github-generator/.github/workflows/delegator_lowperms-generic_slsa3.yml@refs/tags/v1.6.0',
        repository: 'https://github.com/laurentsimon/provenance-npm-test',
        config: 'https://github.com/laurentsimon/provenance-npm-test/.github/workflows/release-slsa3.yml@refs/heads/main',
      },
    ]);
  });

  it.each([
    ['another version', { version: '2.3.0' }, 'invalid: subject', 'invalid: subject'],
    ['another name', { name: 'sigstone' }, 'invalid: subject', 'invalid: subject'],
    ['other bytes', { integrity: integrityOf('0'.repeat(128)) }, 'invalid: subject', 'invalid: subject'],
    ['another registry', { registryHost: 'registry.example' }, 'invalid: predicate', 'verified'],
    ['the staging root', { trust: trustRoot('staging') }, 'invalid: log', 'invalid: certificate'],
    [
      'keys for packages only',
      { keys: keys.filter(({ usages }) => !usages.includes('npm:attestations')) },
      'unverifiable: no-trust',
      'verified',
    ],
    ['the newer key only', { keys: keys.slice(2) }, 'unverifiable: unknown-key', 'verified'],
    ['a day before it was signed', { now: new Date('2024-05-15T00:00:00Z') }, 'invalid: time', 'invalid: time'],
  ] satisfies [string, Partial<NpmPackage>, string, string][])('asked for %s', (_what, more, publish, provenance) => {
    const outcome = ask('npm/sigstore-2.3.1.attestations.json', 'sigstore', '2.3.1', more);
    expect([said(outcome.publish), said(outcome.provenance)]).toEqual([publish, provenance]);
  });

  it.each([
    ['in order, the root last', [0, 1, 2], 'verified'],
    ['without the root', [0, 1], 'verified'],
    ['the leaf alone', [0], 'verified'],
    ['the root before the intermediate', [0, 2, 1], 'invalid: certificate'],
    ['without the intermediate', [0, 2], 'invalid: certificate'],
    ['the root twice', [0, 1, 2, 2], 'invalid: certificate'],
    ['the intermediate twice', [0, 1, 1, 2], 'invalid: certificate'],
    ['the root first', [2, 1, 0], 'invalid: certificate'],
    ['the intermediate first', [1, 0, 2], 'invalid: certificate'],
  ])('a chain %s', (_what, order, expected) => {
    const file = 'npm/sigstore-1.0.0.attestations.json';
    const reply = json(file) as {
      attestations: { bundle: { verificationMaterial: { x509CertificateChain?: { certificates: unknown[] } } } }[];
    };
    for (const { bundle } of reply.attestations) {
      const chain = bundle.verificationMaterial.x509CertificateChain;
      if (chain !== undefined) chain.certificates = order.map((at) => chain.certificates[at]);
    }
    expect(said(ask(file, 'sigstore', '1.0.0', { reply: Buffer.from(JSON.stringify(reply)) }).provenance)).toBe(expected);
  });

  it('names the digest of the archive that was published', () => {
    expect(statements('npm/sigstore-2.3.1.attestations.json')[0]?.subject[0]?.digest.sha512).toBe(
      'f06fbf5c353cc0db093904b9cac0d53b412d83dff6b80e6047d9786708a38e5c3105cad4e913dfc22dbe8c999b3fe029d47969fe75406843b8163db6fd22f681',
    );
    expect(statements('npm/laurentsimon-provenance-npm-test-1.0.5.attestations.json')[0]?.subject[0]?.digest.sha512).toBe(
      '563bc6d88c7cc60917b13cf4838473eeea6ec7ea0430f2672b16f43c2a5c82c239949c7cae7fe13bbe3b30d0571c3e56de624aa31ea43c98c12f1f190b8a7ca0',
    );
  });
});

interface Packument {
  readonly name: string;
  readonly versions: Readonly<Record<string, { readonly dist: { readonly integrity: string; readonly signatures: unknown } }>>;
}

describe('signatures of the registry', () => {
  it.each([
    ['packument-excerpt.kms-demo-1.0.0', null, 'verified'],
    ['packument-excerpt.sigstore-1.0.0', null, 'verified'],
    ['packument-excerpt.sigstore-1.0.0', new Date('2023-01-11T00:00:00Z'), 'verified'],
    ['packument-excerpt.sigstore-1.0.0', new Date('2025-02-01T00:00:00Z'), 'invalid: key-expired'],
    ['packument-excerpt.kms-demo-bogus-signature', null, 'invalid: signature'],
  ])('%s, published at %s', (file, publishedAt, expected) => {
    const { name, versions } = json(`npm/${file}.json`) as Packument;
    const got = Object.entries(versions).map(([version, { dist }]) => {
      const outcome = verifyRegistrySignatures({ name, version, ...dist, keys, publishedAt });
      return outcome.state === 'verified' ? 'verified' : `${outcome.state}: ${outcome.code}`;
    });
    expect(got).toEqual([expected]);
  });

  it('are over the bytes that the attestations are over', () => {
    const { versions } = json('npm/packument-excerpt.sigstore-1.0.0.json') as Packument;
    const integrity = versions['1.0.0']?.dist.integrity ?? '';
    const outcome = ask('npm/sigstore-1.0.0.attestations.json', 'sigstore', '1.0.0', { integrity });
    expect([said(outcome.publish), said(outcome.provenance)]).toEqual(['verified', 'verified']);
  });
});
