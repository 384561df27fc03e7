/** Provenance of Python packages as an index really served it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type PypiAsked, type PypiProvenance, verifyPypiProvenance } from '../../src/core/verify/attest/pypi/provenance.ts';
import { parseTrustRoot } from '../../src/core/verify/sigstore/trust-root.ts';

const FOLDER = join(process.env['WEIGHBRIDGE_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'fixtures');
const NOW = new Date('2026-11-24T00:00:00Z');
const read = (file: string): Buffer => readFileSync(join(FOLDER, file));
const trustRoot = (name: string) =>
  parseTrustRoot(read(`sigstore/trusted_root.${name}.json`), { label: name, source: 'file', tufVersion: null, expires: null });
const trust = trustRoot('public-good');

interface Attestation {
  readonly envelope: { readonly statement: string };
}
interface Provenance {
  readonly attestation_bundles: readonly { readonly attestations: readonly Attestation[] }[];
}

/** The host in the type of its publish attestations: the fixtures' index has one. */
const [first] = (JSON.parse(read('pypi/sampleproject-4.0.0.tar.gz.provenance').toString()) as Provenance).attestation_bundles;
const { predicateType } = JSON.parse(Buffer.from(first?.attestations[0]?.envelope.statement ?? '', 'base64').toString()) as {
  readonly predicateType: string;
};
const publishHost = new URL(predicateType).host;

function ask(
  reply: Uint8Array,
  [project, version, filename, sha256]: readonly [string, string, string, string],
  more: Partial<PypiAsked> = {},
): PypiProvenance {
  return verifyPypiProvenance({ project, version, filename, sha256, reply, publishHost, trust, now: NOW, ...more });
}

/** A reply with one attestation from a file of its own. */
function single(file: string, publisher: unknown): Buffer {
  const attestation: unknown = JSON.parse(read(file).toString());
  return Buffer.from(JSON.stringify({ version: 1, attestation_bundles: [{ publisher, attestations: [attestation] }] }));
}

function words(provenance: PypiProvenance): string {
  if (provenance.state !== 'listed') return `${provenance.state}: ${provenance.code}`;
  return provenance.attestations
    .map(({ kind, agrees, outcome }) => `${kind} ${outcome.state === 'verified' ? 'verified' : outcome.code} ${agrees}`)
    .join(', ');
}

const ATTESTATIONS = [
  'pypi-attestations',
  '0.0.19',
  'pypi_attestations-0.0.19.tar.gz',
  '9bb1add04b1b4e182be6b0b80931593f7a291eb49d69b4fd728a5d4cbcdc4bd3',
] as const;
const SAMPLE = [
  'sampleproject',
  '4.0.0',
  'sampleproject-4.0.0.tar.gz',
  '0ace7980f82c5815ede4cd7bf9f6693684cec2ae47b9b7ade9add533b8627c6b',
] as const;
const RFC8785 = [
  'rfc8785',
  '0.1.2',
  'rfc8785-0.1.2-py3-none-any.whl',
  'c4e92e9ecc828bef2aa7dba1de8ac983511f7532a0df11c770d39099a25cf201',
] as const;
const publisher = { kind: 'GitHub', repository: 'trailofbits/pypi-attestations', workflow: 'release.yml' };
const person = { kind: 'Google', email: 'william@yossarian.net' };

describe('provenance', () => {
  it.each([
    ['pypi/pypi_attestations-0.0.19.tar.gz.provenance', ATTESTATIONS],
    ['pypi/sampleproject-4.0.0.tar.gz.provenance', SAMPLE],
  ] as const)('%s', (file, asked) => {
    expect(words(ask(read(file), asked))).toBe('publish verified true');
  });

  it.each([
    ['pypi/pypi_attestations-0.0.19.tar.gz.publish.attestation', ATTESTATIONS, publisher, 'public-good', 'publish verified true'],
    ['pypi/pypi_attestations-0.0.19.tar.gz.slsa.attestation', ATTESTATIONS, publisher, 'public-good', 'provenance verified true'],
    ['pypi/pypi_attestations-0.0.19.tar.gz.slsa.attestation', ATTESTATIONS, publisher, 'staging', 'provenance certificate null'],
    ['pypi/rfc8785-0.1.2-py3-none-any.whl.publish.attestation', RFC8785, { kind: 'Person' }, 'public-good', 'publish certificate null'],
    ['pypi/rfc8785-0.1.2-py3-none-any.whl.publish.attestation', RFC8785, { kind: 'Person' }, 'staging', 'publish verified null'],
    ['pypi/rfc8785-0.1.2-py3-none-any.whl.publish.attestation', RFC8785, person, 'staging', 'publish publisher false'],
    ['pypi/rfc8785-0.1.2-py3-none-any.whl.publish.attestation', RFC8785, publisher, 'staging', 'publish publisher false'],
  ] as const)('%s of %s, published by %j, under %s', (file, asked, given, root, expected) => {
    expect(words(ask(single(file, given), asked, { trust: trustRoot(root) }))).toBe(expected);
  });

  it('says who built it', () => {
    expect(ask(read('pypi/sampleproject-4.0.0.tar.gz.provenance'), SAMPLE)).toMatchObject({
      attestations: [
        {
          publisher: { kind: 'GitHub', repository: 'pypa/sampleproject', workflow: 'release.yml', environment: null },
          outcome: {
            signedAt: new Date('2024-11-06T22:37:07Z'),
            build: {
              subject: 'https://github.com/pypa/sampleproject/.github/workflows/release.yml@refs/heads/main',
              runner: 'github-hosted',
            },
          },
        },
      ],
    });
  });

  it.each([
    ['another digest', [...SAMPLE.slice(0, 3), '0'.repeat(64)], 'publish subject null'],
    ['another version', ['sampleproject', '4.0.1', 'sampleproject-4.0.1.tar.gz', SAMPLE[3]], 'publish subject null'],
    ['the wheel', ['sampleproject', '4.0.0', 'sampleproject-4.0.0-py3-none-any.whl', SAMPLE[3]], 'publish subject null'],
    ['another spelling', ['Sampleproject', '4.0', 'SampleProject-4.tar.gz', SAMPLE[3]], 'publish verified true'],
  ] as const)('asked for %s', (_what, asked, expected) => {
    expect(words(ask(read('pypi/sampleproject-4.0.0.tar.gz.provenance'), asked as unknown as typeof SAMPLE))).toBe(expected);
  });
});
