/** Trust roots: what must be in them, and what comes with this release. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/core/base/errors.ts';
import { embeddedTufRoot, publicGoodRoot } from '../../../../src/core/verify/sigstore/public-good.ts';
import { parseTrustRoot, type TrustRoot } from '../../../../src/core/verify/sigstore/trust-root.ts';
import { encode, type SigstoreInstance, signFile, sigstoreInstance } from '../../../support/sigstore.ts';
import { ask, FILE, verdict } from './support.ts';

type Json = Record<string, unknown>;
const ORIGIN = { label: 'acme.json', source: 'file', tufVersion: null, expires: null } as const;
let instance: SigstoreInstance;
beforeAll(async () => {
  instance = await sigstoreInstance();
});

/** The root, or code and places of the mistakes. */
function parse(content: Uint8Array): TrustRoot | { code: string; where: (string | null)[] } {
  try {
    return parseTrustRoot(content, ORIGIN);
  } catch (error) {
    if (error instanceof InputError) return { code: error.code, where: error.mistakes.map(({ where }) => where) };
    throw error;
  }
}

function changed(change: (root: { [list: string]: Json[] }) => void): Uint8Array {
  const root = structuredClone(instance.trustedRoot) as { [list: string]: Json[] };
  change(root);
  return encode(root);
}

describe('a trust root', () => {
  it('has a label, a digest of its bytes and the start of its newest key', () => {
    const content = encode(instance.trustedRoot);
    expect(parse(content)).toMatchObject({
      ...ORIGIN,
      digest: createHash('sha256').update(content).digest('hex'),
      newestKeyFrom: new Date(instance.time.getTime() - 3_600_000),
    });
  });

  it.each([
    ['tlogs', 'tlogs.0.publicKey.validFor.start'],
    ['ctlogs', 'ctlogs.0.publicKey.validFor.start'],
    ['certificateAuthorities', 'certificateAuthorities.0.validFor.start'],
    ['timestampAuthorities', 'timestampAuthorities.0.validFor.start'],
  ])('every entry begins at some time: %s', (list, where) => {
    const content = changed((root) => {
      const [entry] = root[list] ?? [];
      const holder = (entry?.['publicKey'] ?? entry) as Json;
      holder['validFor'] = {};
    });
    expect(parse(content)).toEqual({ code: 'TRUST_ROOT_INVALID', where: [where] });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['no JSON', Buffer.from('trust me')],
    ['an empty object', encode({})],
    ['nobody in it', encode({ mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' })],
    ['5 MB', Buffer.alloc(5 * 1024 * 1024, 0x20)],
    ['two of them, a line each', Buffer.from('{"a":1}\n{"b":2}')],
    ['a key twice', Buffer.from('{"mediaType":"a","mediaType":"b"}')],
  ])('%s is none', (_what, content) => {
    expect(parse(content)).toMatchObject({ code: 'TRUST_ROOT_INVALID' });
  });

  it.each([
    ['another media type', (root: { [list: string]: unknown }) => (root['mediaType'] = 'application/json')],
    [
      'a key that is none',
      (root: { [list: string]: Json[] }) => Object.assign(root['tlogs']?.[0]?.['publicKey'] as Json, { rawBytes: 'AAAA' }),
    ],
    ['junk for a key', (root: { [list: string]: Json[] }) => Object.assign(root['tlogs']?.[0]?.['publicKey'] as Json, { rawBytes: '!' })],
    [
      'an unknown kind of key',
      (root: { [list: string]: Json[] }) => Object.assign(root['tlogs']?.[0]?.['publicKey'] as Json, { keyDetails: 'NEW' }),
    ],
    [
      'a chain of nothing',
      (root: { [list: string]: Json[] }) => Object.assign(root['certificateAuthorities']?.[0] ?? {}, { certChain: { certificates: [] } }),
    ],
    [
      'a certificate that is none',
      (root: { [list: string]: Json[] }) =>
        Object.assign(root['certificateAuthorities']?.[0] ?? {}, { certChain: { certificates: [{ rawBytes: 'AAAA' }] } }),
    ],
    ['a log without an id', (root: { [list: string]: Json[] }) => Object.assign(root['tlogs']?.[0] ?? {}, { logId: null })],
    [
      'a start that is no time',
      (root: { [list: string]: Json[] }) => Object.assign(root['timestampAuthorities']?.[0] ?? {}, { validFor: { start: 'now' } }),
    ],
  ])('%s', (_what, change) => {
    expect(parse(changed(change))).toMatchObject({ code: 'TRUST_ROOT_INVALID' });
  });

  it('says so when there are several in one file', () => {
    const line = Buffer.from(encode(instance.trustedRoot)).toString();
    expect(() => parseTrustRoot(Buffer.from(`${line}\n${line}\n`), ORIGIN)).toThrow(
      expect.objectContaining({ mistakes: [{ message: expect.stringContaining('one on each line'), where: null }] }),
    );
  });

  it('is taken out of a client trust config', async () => {
    const config = {
      mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
      trustedRoot: instance.trustedRoot,
      signingConfig: {},
    };
    const trust = parseTrustRoot(encode(config), ORIGIN);
    expect(verdict(ask(instance, await signFile(instance, FILE), { trust }))).toBe('verified');
  });

  it('that has ended before the signature proves nothing', async () => {
    const end = new Date(instance.time.getTime() - 1000).toISOString();
    const start = new Date(instance.time.getTime() - 3_600_000).toISOString();
    const bundle = await signFile(instance, FILE);
    const lists = ['tlogs', 'ctlogs', 'certificateAuthorities'];
    const verdicts = lists.map((list) => {
      const content = changed((root) => {
        for (const entry of root[list] ?? []) ((entry['publicKey'] ?? entry) as Json)['validFor'] = { start, end };
      });
      return verdict(ask(instance, bundle, { trust: parseTrustRoot(content, ORIGIN) }));
    });
    expect(verdicts).toEqual(['log', 'certificate', 'certificate']);
  });
});

describe('the embedded trust root', () => {
  it('is complete, and says how old it is', () => {
    const root = publicGoodRoot();
    const { certificateAuthorities, timestampAuthorities, tlogs, ctlogs } = root.material;
    expect([certificateAuthorities, timestampAuthorities, tlogs, ctlogs].every((list) => list.length > 0)).toBe(true);
    const { signed } = JSON.parse(Buffer.from(embeddedTufRoot()).toString()) as { signed: { version: number; expires: string } };
    expect(root).toMatchObject({ source: 'embedded', tufVersion: signed.version, expires: new Date(signed.expires) });
    expect(root.newestKeyFrom.getTime()).toBeLessThan(root.expires?.getTime() ?? 0);
  });

  it('does not believe another instance', async () => {
    expect(verdict(ask(instance, await signFile(instance, FILE), { trust: publicGoodRoot() }))).toBe('certificate');
  });
});
