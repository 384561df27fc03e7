/** Release attestations: which commit and which files, of which repository, by GitHub itself and nobody else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type ReleaseAsked, verifyReleaseAttestation } from '../../../../src/core/verify/attest/github/release.ts';
import { type BuildHouse, buildHouse, type BuildOptions, COMMIT, sha } from '../../../support/builds.ts';
import { extensions, general } from '../../../support/der.ts';
import { encode } from '../../../support/sigstore.ts';

type Json = Record<string, unknown>;

const RELEASE = 'https://in-toto.io/attestation/release/v0.2';
const SERVICE = 'https://dotcom.releases.github.com';
const sha256 = sha('sha256', 'asset');
const BY_GITHUB: BuildOptions = { subject: general.uri(SERVICE), extensions: [] };

let house: BuildHouse;
let honest: Json;
beforeAll(async () => {
  house = await buildHouse({ organization: 'GitHub, Inc.', logged: false });
  honest = await house.attest(statement(), BY_GITHUB);
});

const release = { uri: 'pkg:github/acme/widget@v1.0.0', digest: { sha1: COMMIT } };
const asset = { name: 'widget.tar.gz', digest: { sha256 } };

function statement(more: Json = {}): Json {
  const predicate = { repository: 'evil/widget', tag: 'v9', repositoryId: '42', ownerId: '7' };
  return { _type: 'https://in-toto.io/Statement/v1', subject: [release, asset], predicateType: RELEASE, predicate, ...more };
}

function ask(bundle: unknown, more: Partial<ReleaseAsked> = {}): string {
  const outcome = verifyReleaseAttestation({
    bundle: encode(bundle),
    repository: 'Acme/Widget',
    tag: 'v1.0.0',
    commit: COMMIT,
    assets: [{ name: 'widget.tar.gz', sha256 }],
    roots: new Map([['GitHub, Inc.', house.trust]]),
    now: house.now,
    ...more,
  });
  return outcome.state === 'verified' ? 'verified' : outcome.code;
}

describe('release attestations', () => {
  it('say which commit and which files', () => {
    const roots = new Map([['GitHub, Inc.', house.trust]]);
    const asked = { bundle: encode(honest), repository: 'acme/widget', tag: 'v1.0.0', commit: null, assets: [], roots, now: house.now };
    expect(verifyReleaseAttestation(asked)).toMatchObject({
      state: 'verified',
      predicateType: RELEASE,
      signedAt: house.now,
      commit: COMMIT,
      repositoryId: '42',
      ownerId: '7',
      assets: new Map([['widget.tar.gz', sha256]]),
    });
  });

  it.each([
    ['nothing more', { commit: null, assets: [] }, 'verified'],
    ['another repository', { repository: 'acme/wodget' }, 'subject'],
    ['the repository of the predicate', { repository: 'evil/widget', tag: 'v9' }, 'subject'],
    ['another tag', { tag: 'v1.0.1' }, 'subject'],
    ['a tag in another case', { tag: 'V1.0.0' }, 'subject'],
    ['another commit', { commit: '0'.repeat(40) }, 'commit'],
    ['another file', { assets: [{ name: 'other.tar.gz', sha256 }] }, 'subject'],
    ['other bytes', { assets: [{ name: 'widget.tar.gz', sha256: '0'.repeat(64) }] }, 'subject'],
    [
      'one file of two',
      {
        assets: [
          { name: 'widget.tar.gz', sha256 },
          { name: 'source.zip', sha256 },
        ],
      },
      'subject',
    ],
    ['a file named like a prototype', { assets: [{ name: '__proto__', sha256 }] }, 'subject'],
    ['without a root of GitHub', { roots: new Map() }, 'no-trust'],
  ] satisfies [string, Partial<ReleaseAsked>, string][])('asked for %s', (_what, more, expected) => {
    expect(ask(honest, more)).toBe(expected);
  });

  it.each([
    ['no release', [asset], 'subject'],
    ['a release in the second place', [asset, release], 'subject'],
    ['a release by name', [{ name: release.uri, digest: release.digest }, asset], 'subject'],
    ['a release without a commit', [{ ...release, digest: { sha256 } }, asset], 'subject'],
    ['a shortened commit', [{ ...release, digest: { sha1: COMMIT.slice(0, 12) } }, asset], 'subject'],
    ['another type of purl', [{ ...release, uri: 'pkg:gitlab/acme/widget@v1.0.0' }, asset], 'subject'],
    ['a longer path', [{ ...release, uri: 'pkg:github/evil/acme/widget@v1.0.0' }, asset], 'subject'],
    ['something behind the tag', [{ ...release, uri: `${release.uri}?a=b` }, asset], 'subject'],
    ['a tag that cannot be read', [{ ...release, uri: 'pkg:github/acme/widget@%zz' }, asset], 'subject'],
    ['a tag in percents', [{ ...release, uri: 'pkg:github/acme/widget@v1%2E0.0' }, asset], 'verified'],
    ['two digests of a file', [release, asset, { ...asset, digest: { sha256: '0'.repeat(64) } }], 'subject'],
    ['a file twice', [release, asset, asset], 'verified'],
    ['a file without a sha256', [release, asset, { name: 'b', digest: { sha1: COMMIT } }], 'verified'],
    [
      'ten thousand files',
      [release, ...Array.from({ length: 10_000 }, (_one, at) => ({ name: `${at}`, digest: { sha256 } })), asset],
      'verified',
    ],
  ])('signed: %s', async (_what, subject, expected) => {
    expect(ask(await house.attest(statement({ subject }), BY_GITHUB))).toBe(expected);
  });

  it.each([
    ['a workflow', {}, 'issuer'],
    ['a workflow of this name', { subject: general.uri(SERVICE) }, 'issuer'],
    ['a service of another name', { subject: general.uri(`${SERVICE}.evil.example`), extensions: [] }, 'identity'],
    [
      'a service of an older form of claims',
      { subject: general.uri(SERVICE), extensions: [extensions.issuerV1('https://a.example')] },
      'issuer',
    ],
    ['an account of this name', { subject: general.email(SERVICE), extensions: [] }, 'identity'],
  ])('signed by %s', async (_what, options, expected) => {
    expect(ask(await house.attest(statement(), options))).toBe(expected);
  });

  it.each([null, [], 'a', { repositoryId: 42 }, { repositoryId: 'evil' }])('a predicate %j names no numbers', async (predicate) => {
    const bundle = encode(await house.attest(statement({ predicate }), BY_GITHUB));
    const roots = new Map([['GitHub, Inc.', house.trust]]);
    const asked = { bundle, repository: 'acme/widget', tag: 'v1.0.0', commit: null, assets: [], roots, now: house.now };
    expect(verifyReleaseAttestation(asked)).toMatchObject({ state: 'verified', repositoryId: null, ownerId: null });
  });

  it('are of this type only, and under the root of GitHub only', async () => {
    expect(ask(await house.attest(statement({ predicateType: 'https://in-toto.io/attestation/release/v0.1' }), BY_GITHUB))).toBe(
      'predicate',
    );
    const open = await buildHouse();
    const bundle = await open.attest(statement(), BY_GITHUB);
    expect(ask(bundle, { roots: new Map([['sigstore.dev', open.trust]]), now: open.now })).toBe('certificate');
    const forger = await buildHouse({ organization: 'GitHub, Inc.', logged: false });
    expect(ask(await forger.attest(statement(), BY_GITHUB))).not.toBe('verified');
  });
});
