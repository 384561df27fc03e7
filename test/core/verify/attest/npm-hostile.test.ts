/** Attestations of npm packages under false names, by other keys, and in replies that nobody honest sends. */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildHouse, CLAIMS } from '../../../support/builds.ts';
import { encode, keyPair, signPayload, trustOf } from '../../../support/sigstore.ts';
import {
  entry,
  HINT,
  type NpmHouse,
  npmHouse,
  npmStatement,
  PUBLISH,
  registry,
  registryKeys,
  SLSA_V02,
  SLSA_V1,
  v1,
  words,
} from './npm-house.ts';

let house: NpmHouse;
beforeAll(async () => {
  house = await npmHouse();
});

describe('false names', () => {
  it.each([
    ['a publish attestation called provenance', () => [entry(SLSA_V1, house.publish['bundle'])], 'wrapper, signer-kind'],
    ['a provenance called publish', () => [entry(PUBLISH, house.provenance['bundle'])], 'signer-kind, wrapper'],
    [
      'a provenance called something else',
      () => [house.publish, entry('https://example.org/x', house.provenance['bundle'])],
      'verified, wrapper',
    ],
    ['a provenance v1 called v0.2', () => [entry(SLSA_V02, house.provenance['bundle'])], 'none, wrapper'],
    ['two that publish', () => [house.publish, house.publish, house.provenance], 'repeated, verified'],
    ['two that publish, one under a false name', () => [house.publish, entry('x', house.publish['bundle'])], 'repeated, none'],
    ['two provenances', () => [house.publish, house.provenance, house.provenance], 'verified, repeated'],
  ])('%s', (_what, entries, expected) => {
    expect(words(house.verify(entries()))).toBe(expected);
  });

  it('another type of payload', async () => {
    const payloadType = 'application/json';
    const bundle = await signPayload(house.instance, JSON.stringify(npmStatement(SLSA_V1, v1())), {
      payloadType,
      certificate: (publicKey) => house.certify(publicKey),
    });
    expect(words(house.verify([await house.published({}, {}, { payloadType }), entry(SLSA_V1, bundle)]))).toBe('content, content');
  });
});

describe('keys and trust', () => {
  const minute = (count: number): Date => new Date(house.now.getTime() + count * 60_000);

  it.each([
    ['a key that ended before', () => registryKeys({ validUntil: minute(-1) }), 'key-expired'],
    ['a key that ended then', () => registryKeys({ validUntil: minute(0) }), 'key-expired'],
    ['a key that ended later', () => registryKeys({ validUntil: minute(1) }), 'verified'],
    ['a key that began later', () => registryKeys({ validFrom: minute(1) }), 'key-expired'],
    ['a key for signatures of packages', () => registryKeys({ usages: ['npm:signatures'] }), 'no-trust'],
    [
      'a key for each, of which this is not the one',
      () => [...registryKeys({ usages: ['npm:signatures'] }), ...registryKeys({ id: 'SHA256:b' })],
      'unknown-key',
    ],
    ['a key under another id', () => registryKeys({ id: 'sha256:current' }), 'unknown-key'],
    ['another key under this id', () => registryKeys({ publicKey: keyPair().publicKey }), 'signature'],
    ['no key', () => [], 'no-trust'],
  ])('%s', (_what, given, expected) => {
    expect(words(house.verify([house.publish, house.provenance], { keys: given() }))).toBe(`${expected}, verified`);
  });

  it('a publish attestation that no log dates proves no time', async () => {
    expect(words(house.verify([await house.published({}, {}, { log: 'none' })]))).toBe('time, none');
    expect(words(house.verify([await house.published({}, {}, { log: 'none', timestamp: true })]))).toBe('verified, none');
  });

  it('a build that signed with a key, or a registry with a certificate', async () => {
    const bySelf = await house.attest(npmStatement(PUBLISH, {}));
    const byKey = await signPayload(house.instance, JSON.stringify(npmStatement(SLSA_V1, v1())), { key: registry, hint: HINT });
    expect(words(house.verify([entry(PUBLISH, bySelf), entry(SLSA_V1, byKey)]))).toBe('signer-kind, signer-kind');
  });

  it('an authority of its own', async () => {
    const other = await buildHouse();
    const bundle = await other.attest(npmStatement(SLSA_V1, v1()));
    expect(words(house.verify([entry(SLSA_V1, bundle)]))).not.toContain('verified');
    const { tlogs, timestampAuthorities } = other.trustedRoot;
    const mixed = trustOf({ ...house.trustedRoot, tlogs, timestampAuthorities });
    expect(words(house.verify([entry(SLSA_V1, bundle)], { trust: mixed }))).toBe('none, certificate');
  });

  it('a trust root that ended tells nothing, either way', () => {
    const trust = { ...house.trust, expires: minute(-1) };
    expect(house.verify([house.publish, house.provenance], { trust })).toMatchObject({
      publish: { state: 'unverifiable', code: 'trust-root-expired' },
      provenance: { state: 'unverifiable', code: 'trust-root-expired' },
    });
  });

  it('claims that contradict each other', async () => {
    expect(words(house.verify([await house.built({}, { claims: { ...CLAIMS, 3: 'beef' } })]))).toBe('none, claims');
  });
});

describe('replies', () => {
  const hostile = '{"attestations":[],"__proto__":{"attestations":[1]}}';
  it.each([
    ['nothing', new Uint8Array(), 'reply, reply'],
    ['no JSON', Buffer.from('<html>'), 'reply, reply'],
    ['no object', Buffer.from('[]'), 'reply, reply'],
    ['no list', Buffer.from('{"attestations":{}}'), 'reply, reply'],
    ['an entry that is none', Buffer.from('{"attestations":[null]}'), 'reply, reply'],
    ['a list twice', Buffer.from('{"attestations":[],"attestations":[]}'), 'reply, reply'],
    ['a prototype', Buffer.from(hostile), 'none, none'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'reply, reply'],
    ['UTF-16', Buffer.from('{"attestations":[]}', 'utf16le'), 'reply, reply'],
    ['depth', Buffer.from(`{"attestations":${'['.repeat(5000)}`), 'reply, reply'],
    ['17 MB', Buffer.alloc(17 * 1024 * 1024, 0x20), 'reply, reply'],
    ['10,000 entries', encode({ attestations: Array.from({ length: 10_000 }, () => entry(PUBLISH, {})) }), 'reply, reply'],
    ['no bundles', encode({ attestations: [entry(PUBLISH, null), entry(SLSA_V1, null)] }), 'signer-kind, malformed'],
    ['bundles that are texts', encode({ attestations: [entry(PUBLISH, 'a'), entry(SLSA_V1, 'a')] }), 'signer-kind, malformed'],
  ])('%s', (_what, reply, expected) => {
    expect(words(house.verify([], { reply }))).toBe(expected);
  });

  it('cut anywhere, and with any of its bytes changed', () => {
    const whole = encode({ attestations: [house.publish, house.provenance] });
    for (let at = 0; at < whole.length; at += 97) {
      expect(words(house.verify([], { reply: whole.subarray(0, at) }))).toBe('reply, reply');
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const outcome = house.verify([], { reply: changed });
      // What is not signed and not needed may differ; nothing else is ever said of it.
      for (const one of [outcome.publish, outcome.provenance])
        if (one.state === 'verified') expect([CLAIMS[12], undefined]).toContain(one.build?.repository);
    }
  });

  it('a payload that was changed', () => {
    const tampered = structuredClone(house.provenance) as { bundle: { dsseEnvelope: { payload: string } } };
    const { dsseEnvelope } = tampered.bundle;
    dsseEnvelope.payload = Buffer.from(Buffer.from(dsseEnvelope.payload, 'base64').toString().replace('1.0.0', '1.0.1')).toString('base64');
    expect(words(house.verify([tampered], { version: '1.0.1' }))).toBe('none, log');
  });
});
