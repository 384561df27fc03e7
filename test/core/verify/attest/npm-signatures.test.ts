/** Signatures of a registry over name, version and integrity. */
import { describe, expect, it } from 'vitest';
import { type SignedPackage, verifyRegistrySignatures } from '../../../../src/core/verify/attest/npm/registry-signatures.ts';
import { registryKeyOf, registrySignature } from '../../../support/builds.ts';
import { keyPair } from '../../../support/sigstore.ts';

const [current, old, other] = [keyPair(), keyPair(), keyPair()];
const integrity = 'sha512-AAAA';
const message = `@acme/widget@1.0.0:${integrity}`;
const by = (pair = current, keyid = 'SHA256:current', text = message) => ({ keyid, sig: registrySignature(pair, text) });
const END = new Date('2025-01-29T00:00:00Z');
const keys = [
  registryKeyOf(current, { usages: ['npm:signatures'] }),
  registryKeyOf(old, { id: 'SHA256:old', usages: ['npm:signatures'], validUntil: END }),
  registryKeyOf(other, { id: 'SHA256:attests', usages: ['npm:attestations'] }),
];

function ask(more: Partial<SignedPackage>): string {
  const asked = { name: '@acme/widget', version: '1.0.0', integrity, signatures: [by()], keys, publishedAt: null };
  const outcome = verifyRegistrySignatures({ ...asked, ...more });
  return outcome.state === 'verified' ? `verified: ${outcome.keyIds.join(' ')}` : `${outcome.state}: ${outcome.code}`;
}

describe('signatures of a registry', () => {
  it.each([
    ['one', {}, 'verified: SHA256:current'],
    ['two', { signatures: [by(), by(old, 'SHA256:old')] }, 'verified: SHA256:current SHA256:old'],
    ['none', { signatures: [] }, 'absent: none'],
    ['a second that does not hold', { signatures: [by(), by(other, 'SHA256:old')] }, 'invalid: signature'],
    ['by somebody else under its key', { signatures: [by(other)] }, 'invalid: signature'],
    ['over another name', { name: '@acme/wodget' }, 'invalid: signature'],
    ['over another version', { version: '1.0.1' }, 'invalid: signature'],
    ['over another integrity', { integrity: 'sha512-AAAB' }, 'invalid: signature'],
    ['bogus', { signatures: [{ keyid: 'SHA256:current', sig: 'bogus' }] }, 'invalid: signature'],
    ['empty', { signatures: [{ keyid: 'SHA256:current', sig: '' }] }, 'invalid: signature'],
    ['no base64', { signatures: [{ keyid: 'SHA256:current', sig: `${by().sig}\n` }] }, 'invalid: signature'],
    ['by a key that nobody knows', { signatures: [by(other, 'SHA256:new')] }, 'unverifiable: unknown-key'],
    ['by a key in another spelling', { signatures: [by(current, 'sha256:current')] }, 'unverifiable: unknown-key'],
    ['by a key for attestations', { signatures: [by(other, 'SHA256:attests')] }, 'unverifiable: unknown-key'],
    ['by one unknown, and one that does not hold', { signatures: [by(other, 'SHA256:new'), by(other)] }, 'invalid: signature'],
    ['with no keys', { keys: [] }, 'unverifiable: no-trust'],
    ['with keys for attestations only', { keys: keys.slice(2) }, 'unverifiable: no-trust'],
    [
      'published before its key ended',
      { signatures: [by(old, 'SHA256:old')], publishedAt: new Date(END.getTime() - 1) },
      'verified: SHA256:old',
    ],
    ['published when its key ended', { signatures: [by(old, 'SHA256:old')], publishedAt: END }, 'invalid: key-expired'],
    ['published after its key ended', { signatures: [by(old, 'SHA256:old')], publishedAt: new Date('2026-01-01') }, 'invalid: key-expired'],
    ['published when nobody knows', { signatures: [by(old, 'SHA256:old')], publishedAt: new Date(Number.NaN) }, 'invalid: key-expired'],
    [
      'published before 2015, by a key that ended then',
      { keys: [registryKeyOf(current, { usages: ['npm:signatures'], validUntil: new Date('2015-01-01') })] },
      'invalid: key-expired',
    ],
    ['null', { signatures: null }, 'absent: none'],
    ['undefined', { signatures: undefined }, 'absent: none'],
    ['no list', { signatures: by() }, 'invalid: reply'],
    ['a list of something else', { signatures: [by(), null] }, 'invalid: reply'],
    ['a signature without a key', { signatures: [{ sig: by().sig }] }, 'invalid: reply'],
    ['a signature that is a number', { signatures: [{ ...by(), sig: 7 }] }, 'invalid: reply'],
    ['inherited members', { signatures: [JSON.parse('{"__proto__":{"keyid":"SHA256:current","sig":""}}')] }, 'invalid: reply'],
    ['10,000 of them', { signatures: Array.from({ length: 10_000 }, () => ({ keyid: 'SHA256:current', sig: '' })) }, 'invalid: reply'],
  ] satisfies [string, Partial<SignedPackage>, string][])('%s', (_what, more, expected) => {
    expect(ask(more)).toBe(expected);
  });

  it('says it in one line without what is unseen', () => {
    const outcome = verifyRegistrySignatures({
      name: '@acme/widget',
      version: '1.0.0',
      integrity,
      signatures: [by(other, `new\u202e\u001b${'x'.repeat(9000)}`)],
      keys,
      publishedAt: null,
    });
    const detail = outcome.state === 'verified' ? '' : outcome.detail;
    expect(detail).toMatch(/^@acme\/widget@1\.0\.0 is signed with the key "new\\u\{202e\}\\u\{1b\}x+…$/);
    expect(detail.length).toBeLessThan(600);
  });
});
