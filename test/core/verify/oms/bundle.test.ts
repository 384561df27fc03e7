import { describe, expect, it } from 'vitest';
import { bytesOf, type Json, outcomeOf, resource, signed, statement, verdictOf } from '../../../support/oms.ts';

const GOOD = signed(statement([resource('a.bin')]));
const { dsseEnvelope: envelope, verificationMaterial: material } = GOOD;
const [signature] = envelope['signatures'] as Json[];

function withEnvelope(change: Json): Json {
  return { ...GOOD, dsseEnvelope: { ...envelope, ...change } };
}

function withMaterial(change: Json): Json {
  return { ...GOOD, verificationMaterial: change };
}

const chain = { certificates: [{ rawBytes: 'AAAA' }] };

describe('a signature file', () => {
  it('is accepted when it is one', () => {
    expect(outcomeOf(GOOD)).toBe('signed');
  });

  it.each([
    ['keyid absent', withEnvelope({ signatures: [{ sig: signature?.['sig'] }] })],
    ['keyid null', withEnvelope({ signatures: [{ ...signature, keyid: null }] })],
    ['tlogEntries absent', withMaterial({ publicKey: material['publicKey'] })],
    ['other materials null', withMaterial({ ...material, certificate: null, x509CertificateChain: null })],
  ])('is accepted with %s', (_, bundle) => {
    expect(outcomeOf(bundle)).toBe('signed');
  });

  it.each<[string, unknown, string]>([
    ['nothing', '', 'bundle'],
    ['no JSON', '{', 'bundle'],
    ['a list', [GOOD], 'bundle'],
    ['null', 'null', 'bundle'],
    ['a byte order mark', `\uFEFF${JSON.stringify(GOOD)}`, 'bundle'],
    ['not UTF-8', Buffer.concat([Buffer.from(JSON.stringify(GOOD)), Buffer.from([0xff])]), 'bundle'],
    ['cut off', JSON.stringify(GOOD).slice(0, -2), 'bundle'],
    ['followed by more', `${JSON.stringify(GOOD)}{}`, 'bundle'],
    ['a key twice', JSON.stringify(GOOD).replace('{', '{"mediaType":"x",'), 'bundle'],
    ['a key twice, spelled differently', JSON.stringify(GOOD).replace('{', '{"\\u006dediaType":"x",'), 'bundle'],
    ['no media type', { ...GOOD, mediaType: undefined }, 'bundle'],
    ['another version', { ...GOOD, mediaType: 'application/vnd.dev.sigstore.bundle.v0.2+json' }, 'media-type'],
    ['a media type with a tail', { ...GOOD, mediaType: `${String(GOOD['mediaType'])};x=y` }, 'media-type'],
    ['a media type in other case', { ...GOOD, mediaType: String(GOOD['mediaType']).toUpperCase() }, 'media-type'],
    ['no envelope', { ...GOOD, dsseEnvelope: undefined }, 'bundle'],
    ['a message signature beside it', { ...GOOD, messageSignature: {} }, 'bundle'],
    ['no signature', withEnvelope({ signatures: [] }), 'bundle'],
    ['two signatures', withEnvelope({ signatures: [signature, signature] }), 'bundle'],
    ['an empty signature', withEnvelope({ signatures: [{ sig: '' }] }), 'bundle'],
    ['a signature that is no base64', withEnvelope({ signatures: [{ sig: '!!!!' }] }), 'bundle'],
    ['a signature with spaces', withEnvelope({ signatures: [{ sig: ` ${String(signature?.['sig'])}` }] }), 'bundle'],
    ['a signature of junk', withEnvelope({ signatures: [{ sig: 'AAAA' }] }), 'signature'],
    ['a payload without its padding', withEnvelope({ payload: String(envelope['payload']).replaceAll('=', '') + 'A' }), 'bundle'],
    ['another payload', withEnvelope({ payload: Buffer.from('{}').toString('base64') }), 'signature'],
    ['another payload type', withEnvelope({ payloadType: 'text/plain' }), 'statement'],
    ['no material', withMaterial({}), 'bundle'],
    ['two materials', withMaterial({ ...material, x509CertificateChain: chain }), 'bundle'],
    ['a chain, when a key is asked for', withMaterial({ x509CertificateChain: chain }), 'method'],
    ['an empty chain', withMaterial({ x509CertificateChain: { certificates: [] } }), 'bundle'],
    ['a keyless certificate, when a key is asked for', withMaterial({ certificate: { rawBytes: 'AAAA' } }), 'method'],
    ['a hint of another kind', withMaterial({ publicKey: { hint: 7 } }), 'bundle'],
    ['the hint of another key', withMaterial({ publicKey: { hint: '00'.repeat(32) } }), 'key'],
  ])('is refused: %s', (_, bundle, code) => {
    expect(outcomeOf(bundle)).toBe(code);
  });
});

describe('a hostile signature file', () => {
  it.each<[string, () => Uint8Array]>([
    ['50 MB', () => Buffer.alloc(50 * 1024 * 1024, 0x20)],
    ['nested 100,000 levels', () => bytesOf('['.repeat(100_000))],
    ['nested and closed', () => bytesOf(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`)],
    ['a million empty objects', () => bytesOf(`[${'{},'.repeat(1_000_000)}{}]`)],
    [
      'a million certificates',
      () => bytesOf(withMaterial({ x509CertificateChain: { certificates: Array.from({ length: 1_000_000 }, () => 1) } })),
    ],
    ['one string without end', () => bytesOf(`"${'\\'.repeat(1_000_001)}`)],
  ])('is refused in words, at once: %s', (_, make) => {
    const verdict = verdictOf(make());
    expect(verdict).toMatchObject({ state: 'refused', code: 'bundle' });
    expect(verdict.state === 'refused' && verdict.detail.length).toBeLessThan(300);
  });

  it('never throws, whatever byte is changed', () => {
    const bytes = bytesOf(GOOD);
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x15;
      if (outcomeOf(changed) !== 'signed') continue;
      // Only what no signature covers may change unnoticed: keyid, tlogEntries.
      const { dsseEnvelope } = JSON.parse(Buffer.from(changed).toString('utf8')) as typeof GOOD;
      expect(dsseEnvelope['payload']).toBe(envelope['payload']);
      expect((dsseEnvelope['signatures'] as Json[])[0]?.['sig']).toBe(signature?.['sig']);
    }
  });
});
