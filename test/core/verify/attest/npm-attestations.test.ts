/** Attestations of npm packages: those that hold, and correctly signed ones that are about something else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, COMMIT, OLD_CLAIMS, sha } from '../../../support/builds.ts';
import {
  entry,
  HINT,
  integrity,
  type NpmHouse,
  npmHouse,
  npmStatement,
  PUBLISH,
  sha512,
  SLSA_V02,
  SLSA_V1,
  subject,
  v02,
  v1,
  words,
} from './npm-house.ts';

type Json = Record<string, unknown>;

let house: NpmHouse;
beforeAll(async () => {
  house = await npmHouse();
});

describe('what holds', () => {
  it('both, with who built it and when', () => {
    const outcome = house.verify([house.publish, house.provenance]);
    expect(outcome).toMatchObject({
      publish: { state: 'verified', predicateType: PUBLISH, signedAt: house.now, build: null, keyId: HINT },
      provenance: {
        state: 'verified',
        predicateType: SLSA_V1,
        signedAt: house.now,
        build: { repositoryId: '42', commit: COMMIT },
        keyId: null,
      },
      others: 0,
    });
  });

  it.each([
    ['a provenance of v0.2', () => house.attest(npmStatement(SLSA_V02, v02())), SLSA_V02],
    ['with old claims', () => house.attest(npmStatement(SLSA_V02, v02()), { claims: OLD_CLAIMS }), SLSA_V02],
    [
      'with an @ in its name',
      () => house.attest(npmStatement(SLSA_V1, v1(), { subject: [{ ...subject, name: 'pkg:npm/@acme/widget@1.0.0' }] })),
      SLSA_V1,
    ],
    ['with a commit by its old name', () => house.attest(npmStatement(SLSA_V1, v1({ sha1: COMMIT }))), SLSA_V1],
  ])('%s', async (_what, bundle, predicateType) => {
    expect(words(house.verify([house.publish, entry(predicateType, await bundle())]))).toBe('verified, verified');
  });

  it.each([
    ['more hashes', `sha1-AAAA ${integrity}`],
    ['options', `${integrity}?foo`],
  ])('an integrity with %s', (_what, text) => {
    expect(words(house.verify([house.publish, house.provenance], { integrity: text }))).toBe('verified, verified');
  });

  it('others beside them are counted', () => {
    const others = [entry('https://example.org/vsa', {}), entry('', null)];
    expect(house.verify([...others, house.publish, house.provenance])).toMatchObject({
      publish: { state: 'verified' },
      provenance: { state: 'verified' },
      others: 2,
    });
  });

  it('one without the other', () => {
    expect([words(house.verify([house.publish])), words(house.verify([house.provenance])), words(house.verify([]))]).toEqual([
      'verified, none',
      'none, verified',
      'none, none',
    ]);
  });
});

describe('about something else', () => {
  it.each([
    ['another version', { version: '1.0.1' }, 'subject, subject'],
    ['another name', { name: '@acme/wodget' }, 'subject, subject'],
    ['the name without its scope', { name: 'widget' }, 'subject, subject'],
    ['other bytes', { integrity: `sha512-${Buffer.alloc(64).toString('base64')}` }, 'subject, subject'],
    ['a lockfile with sha1 only', { integrity: 'sha1-AAAA' }, 'no-digest, no-digest'],
    ['a lockfile with half a digest', { integrity: integrity.slice(0, 40) }, 'no-digest, no-digest'],
    ['a lockfile with two of them', { integrity: `${integrity} sha512-${Buffer.alloc(64).toString('base64')}` }, 'no-digest, no-digest'],
    ['a lockfile without a digest', { integrity: '' }, 'no-digest, no-digest'],
    ['another registry', { registryHost: 'mirror.example' }, 'predicate, verified'],
  ])('asked for %s', (_what, more, expected) => {
    expect(words(house.verify([house.publish, house.provenance], more))).toBe(expected);
  });

  const hasNo = { name: subject.name, digest: { sha256: sha('sha256', 'tarball') } };
  const forged = JSON.parse(`{"name":"${subject.name}","digest":{"__proto__":{"sha512":"${sha512}"}}}`) as Json;

  it.each([
    ['two subjects', { subject: [subject, subject] }, 'subject'],
    ['no subject', { subject: [] }, 'content'],
    ['a subject without sha512', { subject: [hasNo] }, 'subject'],
    ['a subject with an inherited digest', { subject: [forged] }, 'subject'],
    ['a subject without a name', { subject: [{ digest: { sha512 } }] }, 'subject'],
    ['a digest in capitals', { subject: [{ ...subject, digest: { sha512: sha512.toUpperCase() } }] }, 'subject'],
    ['another type of purl', { subject: [{ ...subject, name: 'pkg:pypi/%40acme/widget@1.0.0' }] }, 'subject'],
    ['something behind the purl', { subject: [{ ...subject, name: `${subject.name}?a=b` }] }, 'subject'],
    ['another type of statement', { _type: 'https://in-toto.io/Statement/v2' }, 'content'],
    ['another predicate than the wrapper says', { predicateType: 'https://slsa.dev/provenance/v9' }, 'wrapper'],
  ])('signed: %s', async (_what, more, expected) => {
    expect(words(house.verify([await house.published(more), await house.built(more)]))).toBe(`${expected}, ${expected}`);
  });

  it.each([
    ['a name', { name: '@acme/wodget' }],
    ['a version', { version: '1.0.1' }],
    ['no version', { version: null }],
    ['a registry', { registry: 'https://registry.example.evil.example' }],
    ['a registry in user-info', { registry: 'https://registry.example@evil.example' }],
    ['a registry with user-info', { registry: 'https://a@registry.example' }],
    ['a registry on another port', { registry: 'https://registry.example:8443' }],
    ['a registry without encryption', { registry: 'http://registry.example' }],
    ['a registry that is no address', { registry: 'registry.example' }],
  ])('published under %s', async (_what, predicate) => {
    expect(words(house.verify([await house.published({}, predicate)]))).toBe('predicate, none');
  });

  it.each([
    ['another commit than the certificate', v1({ gitCommit: 'beef' }), {}, 'commit'],
    ['no commit', v1({ tree: COMMIT }), {}, 'predicate'],
    ['nothing', null, {}, 'predicate'],
    ['a commit, where the certificate has none', v1(), { claims: { 8: ACTIONS } }, 'commit'],
    ['the form of the other version', v02(), {}, 'predicate'],
  ])('built from %s', async (_what, predicate, options, expected) => {
    expect(words(house.verify([await house.built({ predicate }, options)]))).toBe(`none, ${expected}`);
  });
});
