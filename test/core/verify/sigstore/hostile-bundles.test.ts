/** Bytes that somebody sends instead of a bundle: never verified, never a throw, always explained. */
import { fc, test } from '@fast-check/vitest';
import { beforeAll, describe, expect, it } from 'vitest';
import { keyPair, type SigstoreInstance, signFile, signPayload, sigstoreInstance, statementAbout } from '../../../support/sigstore.ts';
import { ask, FILE, verdict } from './support.ts';

type Json = Record<string, unknown>;
let instance: SigstoreInstance;
/** v0.3 over the file, with a promise, a proof and a timestamp; honest. */
let file: Json;
let statement: Json;
beforeAll(async () => {
  instance = await sigstoreInstance();
  file = await signFile(instance, FILE, { timestamp: true });
  statement = await signPayload(instance, statementAbout(FILE), { timestamp: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A copy of an honest bundle with one place set; undefined removes it. */
function changed(bundle: Json, path: string, value: unknown): Json {
  const copy = structuredClone(bundle);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Json>((inner, key) => inner[key] as Json, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

describe('size, depth, encoding', () => {
  it('50 MB are refused unread', () => {
    const huge = Buffer.alloc(50 * 1024 * 1024, 0x20);
    expect(ask(instance, huge)).toMatchObject({ code: 'too-large', cause: expect.stringContaining('more than 33554432 bytes') });
  });

  it.each([
    ['nothing', ''],
    ['half of a bundle', '{"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json", "verific'],
    ['a hundred thousand levels of lists', '['.repeat(100_000)],
    ['a hundred thousand levels of objects', '{"a":'.repeat(100_000)],
    ['a million values', `[${'0,'.repeat(1_000_000)}0]`],
    ['a list', '[]'],
    ['null', 'null'],
    ['text', '"bundle"'],
    ['two documents', '{}{}'],
    ['a comment', '{/* */}'],
    ['a trailing comma', '{"a":1,}'],
  ])('%s', (_what, text) => {
    expect(verdict(ask(instance, bytes(text)))).toBe('malformed');
  });

  it('no UTF-8, and a byte order mark', () => {
    const honest = Buffer.from(JSON.stringify(file));
    expect(verdict(ask(instance, honest))).toBe('verified');
    expect(verdict(ask(instance, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), honest])))).toBe('malformed');
    expect(verdict(ask(instance, Buffer.concat([honest, Buffer.from([0xff])])))).toBe('malformed');
  });

  it('a key twice, also under two spellings', () => {
    const honest = JSON.stringify(file);
    for (const twice of ['"mediaType":"x",', '"media\\u0054ype":"x",', '"messageSignature":null,'])
      expect(verdict(ask(instance, bytes(honest.replace('{', `{${twice}`))))).toBe('malformed');
  });

  test.prop([fc.uint8Array({ maxLength: 2000 })])('any bytes', (noise) => {
    expect(ask(instance, noise)).toMatchObject({ state: 'not-verified', cause: expect.stringMatching(/^.{1,500}$/) });
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 255 })])(
    'one byte of an honest bundle changed never verifies something else',
    (place, change) => {
      const bent = Buffer.from(JSON.stringify(statement));
      const at = place % bent.length;
      bent[at] = (bent[at] ?? 0) ^ change;
      const outcome = ask(instance, bent);
      // Harmless places exist (a key id, a name of an unknown field): then it is the same signature over the same payload.
      if (outcome.state === 'verified') expect(outcome.content).toMatchObject({ payload: Buffer.from(statementAbout(FILE)) });
      else expect(outcome.cause.length).toBeGreaterThan(0);
    },
  );
});

describe('media types', () => {
  it.each([
    ['application/vnd.dev.sigstore.bundle.v0.3+json', 'verified'],
    ['application/vnd.dev.sigstore.bundle+json;version=0.3', 'verified'],
    ['application/vnd.dev.sigstore.bundle+json;version=0.2', 'verified'],
    ['application/vnd.dev.sigstore.bundle+json;version=0.1', 'verified'],
    ['application/vnd.dev.sigstore.bundle.v0.9+json', 'media-type'],
    ['application/vnd.dev.sigstore.bundle.v0.3+jsonx', 'media-type'],
    ['application/vnd.dev.sigstore.bundle+json;version=0.31', 'media-type'],
    ['application/vnd.dev.sigstore.bundle', 'media-type'],
    ['', 'media-type'],
  ])('"%s"', (mediaType, expected) => {
    expect(verdict(ask(instance, { ...file, mediaType }))).toBe(expected);
  });
});

describe('one of each', () => {
  it.each([
    ['no content', (): Json => changed(file, 'messageSignature', undefined)],
    ['two contents', (): Json => ({ ...file, dsseEnvelope: statement['dsseEnvelope'] })],
    ['two contents, one in the other spelling', (): Json => ({ ...file, dsse_envelope: statement['dsseEnvelope'] })],
    ['no material', (): Json => changed(file, 'verificationMaterial', {})],
    ['no signer', (): Json => changed(file, 'verificationMaterial.certificate', undefined)],
    ['a key beside the certificate', (): Json => changed(file, 'verificationMaterial.publicKey', { hint: 'x' })],
    ['a key in the other spelling', (): Json => changed(file, 'verificationMaterial.public_key', { hint: 'x' })],
    ['no signature', (): Json => changed(statement, 'dsseEnvelope.signatures', [])],
    [
      'two signatures',
      (): Json => {
        const { signatures } = statement['dsseEnvelope'] as { signatures: unknown[] };
        return changed(statement, 'dsseEnvelope.signatures', [...signatures, ...signatures]);
      },
    ],
    [
      'a hundred log entries',
      (): Json =>
        changed(
          file,
          'verificationMaterial.tlogEntries',
          Array.from({ length: 100 }, () => ({})),
        ),
    ],
    ['no digest', (): Json => changed(file, 'messageSignature.messageDigest', undefined)],
  ])('%s', (_what, bundle) => {
    expect(verdict(ask(instance, bundle()))).toBe('malformed');
  });

  it('refuses the same log entry twice', () => {
    const [entry] = (file['verificationMaterial'] as { tlogEntries: unknown[] }).tlogEntries;
    expect(verdict(ask(instance, changed(file, 'verificationMaterial.tlogEntries', [entry, entry])))).toMatch(/^(?:log|time)$/);
  });
});

describe('fields', () => {
  const ENTRY = 'verificationMaterial.tlogEntries.0';
  it.each([
    ['messageSignature.signature', '!!!!', 'malformed'],
    ['messageSignature.signature', 'AAA', 'time'],
    ['messageSignature.signature', '', 'malformed'],
    ['messageSignature.messageDigest.algorithm', 'SHA3_256', 'unsupported'],
    ['messageSignature.messageDigest.algorithm', 'MD5', 'malformed'],
    ['messageSignature.messageDigest.algorithm', 'SHA2_512', 'subject'],
    ['messageSignature.messageDigest.digest', 'AAAA', 'subject'],
    ['verificationMaterial.certificate.rawBytes', 'AAAA', 'certificate'],
    ['verificationMaterial.certificate.rawBytes', '', 'malformed'],
    [`${ENTRY}.logIndex`, '-1', 'malformed'],
    [`${ENTRY}.logIndex`, 1.5, 'malformed'],
    [`${ENTRY}.logIndex`, '9'.repeat(1000), 'malformed'],
    [`${ENTRY}.logIndex`, '7', 'log'],
    [`${ENTRY}.integratedTime`, '0', 'log'],
    [`${ENTRY}.integratedTime`, '9999999999999999', 'certificate'],
    [`${ENTRY}.kindVersion`, undefined, 'malformed'],
    [`${ENTRY}.kindVersion.kind`, 'intoto', 'log'],
    [`${ENTRY}.logId.keyId`, 'AAAA', 'log'],
    [`${ENTRY}.inclusionPromise.signedEntryTimestamp`, 'AAAA', 'log'],
    [`${ENTRY}.inclusionProof`, undefined, 'malformed'],
    [`${ENTRY}.inclusionProof.checkpoint`, undefined, 'malformed'],
    [`${ENTRY}.inclusionProof.checkpoint.envelope`, '', 'log'],
    [`${ENTRY}.inclusionProof.checkpoint.envelope`, 'a\n\u0000\nb\n\n\u2014 x y\n', 'log'],
    [`${ENTRY}.inclusionProof.hashes`, ['AAAA'], 'log'],
    [`${ENTRY}.inclusionProof.treeSize`, 'all', 'malformed'],
    [`${ENTRY}.inclusionProof.treeSize`, '2', 'log'],
    [`${ENTRY}.inclusionProof.rootHash`, 'AAAA', 'log'],
    [`${ENTRY}.canonicalizedBody`, 'e30=', 'log'],
    [`${ENTRY}.canonicalizedBody`, 'bm8=', 'log'],
    ['verificationMaterial.timestampVerificationData.rfc3161Timestamps.0.signedTimestamp', 'AAAA', 'malformed'],
    ['verificationMaterial.timestampVerificationData.rfc3161Timestamps', [{}], 'malformed'],
  ])('%s = %j', (path, value, expected) => {
    expect(verdict(ask(instance, changed(file, path, value)))).toBe(expected);
  });

  it('a v0.1 bundle with a proof that has no checkpoint (the library stumbles over it)', () => {
    const bundle = changed(
      { ...file, mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1' },
      `${ENTRY}.inclusionProof.checkpoint`,
      undefined,
    );
    expect(ask(instance, bundle)).toMatchObject({ state: 'not-verified', cause: expect.stringContaining('cannot be verified') });
  });

  it('key ids are not looked at: absent, null, text', () => {
    for (const keyid of [undefined, null, '', 'abc'])
      expect(verdict(ask(instance, changed(statement, 'dsseEnvelope.signatures.0.keyid', keyid)))).toBe('verified');
  });
});

describe('signatures that belong elsewhere', () => {
  it('are refused where they are of another bundle', async () => {
    const other = await signFile(instance, Buffer.from('other'));
    const { signature } = other['messageSignature'] as Json;
    expect(verdict(ask(instance, changed(file, 'messageSignature.signature', signature)))).toMatch(/^(?:time|log)$/);
    expect(verdict(ask(instance, { ...file, verificationMaterial: other['verificationMaterial'] }))).toBe('log');
  });

  it('of a key that nobody certified', async () => {
    const forged = await signFile(instance, FILE, { key: keyPair() });
    const material = file['verificationMaterial'] as Json;
    const { tlogEntries } = forged['verificationMaterial'] as Json;
    const mixed = { ...forged, verificationMaterial: { certificate: material['certificate'], tlogEntries } };
    expect(verdict(ask(instance, mixed))).toBe('signature');
  });
});

describe('an entry that records another signer', () => {
  it.each(['file', 'statement'])('%s', async (what) => {
    // Logged for a key of somebody else: same signature, same digest, a proven entry.
    const foreign = keyPair().publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const honest = what === 'file' ? file : statement;
    const [entry] = (honest['verificationMaterial'] as { tlogEntries: Json[] }).tlogEntries;
    const body = JSON.parse(Buffer.from(String(entry?.['canonicalizedBody']), 'base64').toString()) as Json;
    const place = what === 'file' ? 'spec.signature.publicKey.content' : 'spec.signatures.0.verifier';
    const bent = await instance.log(changed(body, place, Buffer.from(foreign).toString('base64')), 'promise');
    const outcome = ask(instance, changed(honest, 'verificationMaterial.tlogEntries', [bent]));
    expect(outcome).toMatchObject({ code: 'log', cause: expect.stringContaining('another signer') });
  });
});

describe('what is said', () => {
  it('hides nothing of what stood there, and is one short line (T22)', () => {
    const outcome = ask(instance, { ...file, mediaType: `a\u202Eb\u001B[31m${'x'.repeat(900)}` });
    const cause = outcome.state === 'not-verified' ? outcome.cause : '';
    expect(cause).toContain('a\\u{202e}b\\u{1b}[31m');
    expect(cause.length).toBeLessThan(600);
  });
});
