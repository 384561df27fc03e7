/** Whatever arrives: an outcome, and never "verified" for what was not signed. */
import { expect, it } from 'vitest';
import { verifyGithubAttestation } from '../../../../src/core/verify/attest/github/artifact.ts';
import { verifyReleaseAttestation } from '../../../../src/core/verify/attest/github/release.ts';
import { readListedAttestations } from '../../../../src/core/verify/attest/github/reply.ts';
import { verifyNpmAttestations } from '../../../../src/core/verify/attest/npm/attestations.ts';
import { verifyPypiProvenance } from '../../../../src/core/verify/attest/pypi/provenance.ts';
import { buildHouse, registryKeyOf, sha } from '../../../support/builds.ts';
import { encode, keyPair } from '../../../support/sigstore.ts';

const sha256 = sha('sha256', 'file');
const filename = 'widget-1.0-py3-none-any.whl';
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: filename, digest: { sha256 } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {},
};

it('mutants of what holds', { timeout: 600_000 }, async () => {
  const house = await buildHouse();
  const bundle = await house.attest(statement);
  const { trust, now } = house;
  const roots = new Map([
    ['sigstore.dev', trust],
    ['GitHub, Inc.', trust],
  ]);
  const keys = [registryKeyOf(keyPair(), { usages: ['npm:attestations'] })];
  const npm = (reply: Uint8Array): unknown =>
    verifyNpmAttestations({
      name: 'widget',
      version: '1.0',
      integrity: 'sha512-',
      reply,
      keys,
      registryHost: 'registry.example',
      trust,
      now,
    });
  const pypi = (reply: Uint8Array): unknown =>
    verifyPypiProvenance({ project: 'widget', version: '1.0', filename, sha256, reply, publishHost: 'docs.index.example', trust, now });
  const github = (bytes: Uint8Array): string =>
    verifyGithubAttestation({ bundle: bytes, digests: { sha256 }, roots, now, signer: null }).state;
  const release = (bytes: Uint8Array): unknown =>
    verifyReleaseAttestation({ bundle: bytes, repository: 'a/b', tag: 'v1', commit: null, assets: [], roots, now });
  const whole = encode(bundle);
  expect(github(whole)).toBe('verified');
  // Each value of the bundle, replaced by each of these.
  const odd = [null, true, -1, 1e300, '', 'AAAA', '\u0000', [], [[]], {}, JSON.parse('{"__proto__":{"a":1}}') as unknown];
  for (const path of pathsOf(bundle)) {
    for (const value of odd) {
      const mutant = encode(replaced(bundle, path, value));
      github(mutant);
      npm(encode({ attestations: [{ predicateType: statement.predicateType, bundle: replaced(bundle, path, value) }] }));
    }
  }
  for (const value of odd) {
    const bytes = encode(value);
    for (const read of [npm, pypi, github, release, readListedAttestations]) read(bytes);
    for (const member of ['attestations', 'attestation_bundles', 'keys']) {
      for (const list of [value, [value]]) {
        const reply = encode({ version: 1, [member]: list });
        for (const read of [npm, pypi, readListedAttestations]) read(reply);
      }
    }
    pypi(encode({ version: 1, attestation_bundles: [{ publisher: value, attestations: [value] }] }));
  }
  // What is signed is the payload: with another one nothing is verified.
  const payload = (bundle['dsseEnvelope'] as { readonly payload: string }).payload;
  const text = Buffer.from(payload, 'base64');
  for (let at = 0; at < text.length; at += 3) {
    const changed = Buffer.from(text);
    changed[at] = (changed[at] ?? 0) ^ 0x02;
    expect(github(encode(replaced(bundle, ['dsseEnvelope', 'payload'], changed.toString('base64'))))).toBe('invalid');
  }
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([key, one]) => pathsOf(one, [...path, Array.isArray(value) ? Number(key) : key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((one: unknown, at) => (at === key ? replaced(one, rest, by) : one));
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, one]) => [name, name === key ? replaced(one, rest, by) : one]));
}
