/** Provenance of Python packages: correctly signed attestations that do not prove what was asked, and replies that nobody honest sends. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type PypiAsked, type PypiProvenance, verifyPypiProvenance } from '../../../../src/core/verify/attest/pypi/provenance.ts';
import { type BuildHouse, buildHouse, type BuildOptions, CLAIMS, sha } from '../../../support/builds.ts';
import { general } from '../../../support/der.ts';
import { encode } from '../../../support/sigstore.ts';

type Json = Record<string, unknown>;

const PUBLISH = 'https://docs.index.example/attestations/publish/v1';
const SLSA = 'https://slsa.dev/provenance/v1';
const sha256 = sha('sha256', 'wheel');
const filename = 'acme_widget-1.0.0-py3-none-any.whl';
const publisher = { kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml', environment: '', claims: null };

let house: BuildHouse;
let honest: Json;
beforeAll(async () => {
  house = await buildHouse();
  honest = await attestation();
});

const subject = { name: filename, digest: { sha256 } };

interface Bundle {
  readonly verificationMaterial: { readonly certificate: { readonly rawBytes: string }; readonly tlogEntries: readonly unknown[] };
  readonly dsseEnvelope: { readonly payload: string; readonly signatures: readonly { readonly sig: string }[] };
}

async function attestation(more: Json = {}, options: BuildOptions & { readonly payloadType?: string } = {}): Promise<Json> {
  const statement = { _type: 'https://in-toto.io/Statement/v1', subject: [subject], predicateType: PUBLISH, predicate: null, ...more };
  const { verificationMaterial, dsseEnvelope } = (await house.attest(statement, options)) as unknown as Bundle;
  return {
    version: 1,
    verification_material: {
      certificate: verificationMaterial.certificate.rawBytes,
      transparency_entries: verificationMaterial.tlogEntries,
    },
    envelope: { statement: dsseEnvelope.payload, signature: dsseEnvelope.signatures[0]?.sig },
  };
}

function reply(...attestations: readonly unknown[]): Json {
  return { version: 1, attestation_bundles: [{ publisher, attestations }] };
}

function ask(served: unknown, more: Partial<PypiAsked> = {}): PypiProvenance {
  const { trust, now } = house;
  return verifyPypiProvenance({
    project: 'Acme.Widget',
    version: '1.0',
    filename,
    sha256,
    publishHost: 'docs.index.example',
    trust,
    now,
    reply: served instanceof Uint8Array ? served : encode(served),
    ...more,
  });
}

function words(provenance: PypiProvenance): string {
  if (provenance.state !== 'listed') return `${provenance.state}: ${provenance.code}`;
  return provenance.attestations
    .map(({ kind, outcome }) => `${kind} ${outcome.state === 'verified' ? 'verified' : outcome.code}`)
    .join(', ');
}

describe('what holds', () => {
  it('says who published as the index has it, and as it is signed', () => {
    expect(ask(reply(honest))).toMatchObject({
      state: 'listed',
      attestations: [
        {
          kind: 'publish',
          publisher: { kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml', environment: null },
          agrees: true,
          outcome: { state: 'verified', predicateType: PUBLISH, signedAt: house.now, build: { repositoryId: '42' } },
        },
      ],
    });
  });

  it.each([
    ['a provenance', { predicateType: SLSA, predicate: { buildDefinition: {} } }, 'provenance verified'],
    ['an empty predicate', { predicate: {} }, 'publish verified'],
    ['no predicate', { predicate: undefined }, 'publish verified'],
    ['another spelling of the name', { subject: [{ ...subject, name: 'Acme.Widget-1.0-py3-none-any.whl' }] }, 'publish verified'],
    ['more digests', { subject: [{ ...subject, digest: { sha256, blake2b: 'ff' } }] }, 'publish verified'],
  ])('%s', async (_what, more, expected) => {
    expect(words(ask(reply(await attestation(more))))).toBe(expected);
  });

  it('several, each for itself; a digest in capitals; a second log entry that nobody reads', async () => {
    const provenance = await attestation({ predicateType: SLSA });
    const material = honest['verification_material'] as { transparency_entries: readonly unknown[] };
    const more = {
      ...honest,
      verification_material: { ...material, transparency_entries: [...material.transparency_entries, 'no entry'] },
    };
    expect(words(ask(reply(honest, provenance, null, more), { sha256: sha256.toUpperCase() }))).toBe(
      'publish verified, provenance verified, other malformed, publish verified',
    );
  });

  it('by an account', async () => {
    const options = { subject: general.email('robot@acme.example'), claims: { 8: 'https://accounts.google.com' } };
    const google = { publisher: { kind: 'Google', email: 'robot@acme.example' }, attestations: [await attestation({}, options)] };
    expect(words(ask({ version: 1, attestation_bundles: [google] }))).toBe('publish verified');
  });
});

describe('about something else', () => {
  it.each([
    ['another digest', { sha256: '0'.repeat(64) }, 'publish subject'],
    ['another file of the release', { filename: 'acme_widget-1.0.0.tar.gz' }, 'publish subject'],
    ['another build of the file', { filename: 'acme_widget-1.0.0-1-py3-none-any.whl' }, 'publish subject'],
    ['another version', { filename: 'acme_widget-1.0.1-py3-none-any.whl', version: '1.0.1' }, 'publish subject'],
    ['a file that is not of this version', { version: '1.0.1' }, 'invalid: subject'],
    ['a file that is not of this project', { project: 'widget' }, 'invalid: subject'],
    ['a file that is none', { filename: 'acme_widget.exe' }, 'invalid: subject'],
    ['no digest', { sha256: '' }, 'unverifiable: no-digest'],
    ['half a digest', { sha256: sha256.slice(0, 32) }, 'unverifiable: no-digest'],
    ['another index', { publishHost: 'docs.other.example' }, 'other predicate'],
  ])('asked for %s', (_what, more, expected) => {
    expect(words(ask(reply(honest), more))).toBe(expected);
  });

  const forged = JSON.parse(`{"name":"${filename}","digest":{"__proto__":{"sha256":"${sha256}"}}}`) as Json;

  it.each([
    ['two subjects', { subject: [subject, subject] }, 'publish subject'],
    ['no subject', { subject: [] }, 'publish content'],
    ['no name', { subject: [{ digest: { sha256 } }] }, 'publish subject'],
    ['no sha256', { subject: [{ name: filename, digest: { sha512: 'ff' } }] }, 'publish subject'],
    ['an inherited digest', { subject: [forged] }, 'publish subject'],
    ['the name of no file', { subject: [{ ...subject, name: 'acme_widget' }] }, 'publish subject'],
    ['a path', { subject: [{ ...subject, name: `../${filename}` }] }, 'publish subject'],
    ['a statement v0.1', { _type: 'https://in-toto.io/Statement/v0.1' }, 'publish content'],
    ['another type', { predicateType: 'https://example.org/x' }, 'other predicate'],
    ['a type without encryption', { predicateType: PUBLISH.replace('https', 'http') }, 'other predicate'],
    ['a type with something behind it', { predicateType: `${PUBLISH}/` }, 'other predicate'],
  ])('signed: %s', async (_what, more, expected) => {
    expect(words(ask(reply(await attestation(more))))).toBe(expected);
  });

  it('signed: another type of payload, which the conversion replaces', async () => {
    expect(words(ask(reply(await attestation({}, { payloadType: 'application/json' }))))).toBe('publish signature');
  });
});

describe('publishers', () => {
  const served = (given: unknown): Json => ({ version: 1, attestation_bundles: [{ publisher: given, attestations: [honest] }] });

  it.each([
    ['another repository', { ...publisher, repository: 'evil/widget' }, 'publish publisher', false],
    ['another workflow', { ...publisher, workflow: 'test.yml' }, 'publish publisher', false],
    ['an account', { kind: 'Google', email: 'robot@acme.example' }, 'publish publisher', false],
    ['one that lacks its workflow', { ...publisher, workflow: undefined }, 'publish publisher', null],
    ['none', null, 'publish publisher', null],
    ['one that nobody knows', { kind: 'CircleCI', __proto__: 1 }, 'publish verified', null],
  ])('%s', (_what, given, expected, agrees) => {
    const provenance = ask(served(given));
    expect([words(provenance), provenance.state === 'listed' ? provenance.attestations[0]?.agrees : null]).toEqual([expected, agrees]);
  });

  it('an authority of its own', async () => {
    const other = await buildHouse();
    expect(words(ask(reply(honest), { trust: other.trust }))).not.toContain('verified');
  });

  it('a trust root that ended', () => {
    const trust = { ...house.trust, expires: new Date(house.now.getTime() - 1) };
    expect(ask(reply(honest), { trust })).toMatchObject({
      attestations: [{ outcome: { state: 'unverifiable', code: 'trust-root-expired' } }],
    });
  });

  it('claims that contradict each other', async () => {
    expect(words(ask(reply(await attestation({}, { claims: { ...CLAIMS, 6: 'refs/heads/main' } }))))).toBe('publish claims');
  });
});

describe('replies', () => {
  const material = (more: Json): Json => ({ ...honest, verification_material: { ...(honest['verification_material'] as Json), ...more } });

  it.each([
    ['nothing', () => new Uint8Array(), 'invalid: reply'],
    ['no JSON', () => Buffer.from('<html>'), 'invalid: reply'],
    ['half of it', () => encode(reply(honest)).subarray(0, 900), 'invalid: reply'],
    ['no list', () => ({ version: 1 }), 'invalid: reply'],
    ['a list of something else', () => ({ version: 1, attestation_bundles: [1] }), 'invalid: reply'],
    ['another version', () => ({ ...reply(honest), version: 2 }), 'unverifiable: unsupported'],
    ['no version', () => ({ attestation_bundles: [] }), 'unverifiable: unsupported'],
    ['an empty list', () => ({ version: 1, attestation_bundles: [] }), 'absent: none'],
    ['a publisher without attestations', () => reply(), 'absent: none'],
    ['10,000 attestations', () => reply(...Array.from({ length: 10_000 }, () => ({}))), 'invalid: reply'],
    [
      '10,000 publishers',
      () => ({ version: 1, attestation_bundles: Array.from({ length: 10_000 }, () => ({ publisher, attestations: [{}] })) }),
      'invalid: reply',
    ],
    ['a prototype', () => Buffer.from('{"version":1,"attestation_bundles":[],"__proto__":{"attestation_bundles":[{}]}}'), 'absent: none'],
    ['no publisher', () => ({ version: 1, attestation_bundles: [{ attestations: [honest] }] }), 'publish publisher'],
    ['an attestation without a version', () => reply({ ...honest, version: undefined }), 'publish unsupported'],
    ['an attestation of another version', () => reply({ ...honest, version: 2 }), 'publish unsupported'],
    ['no log entry', () => reply(material({ transparency_entries: [] })), 'other malformed'],
    ['a log entry that is none', () => reply(material({ transparency_entries: [null] })), 'publish malformed'],
    ['no certificate', () => reply(material({ certificate: '' })), 'publish malformed'],
    ['a certificate that is none', () => reply(material({ certificate: 'AAAA' })), 'publish certificate'],
    ['no signature', () => reply({ ...honest, envelope: { ...(honest['envelope'] as Json), signature: '' } }), 'publish malformed'],
    [
      'a signature that is no base64',
      () => reply({ ...honest, envelope: { ...(honest['envelope'] as Json), signature: '**' } }),
      'publish malformed',
    ],
    ['another statement', () => reply({ ...honest, envelope: { ...(honest['envelope'] as Json), statement: 'e30=' } }), 'other log'],
  ])('%s', (_what, served, expected) => {
    expect(words(ask(served()))).toBe(expected);
  });
});
