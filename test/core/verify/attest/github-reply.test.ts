/** Pages of attestations: what is at hand, and what must be fetched. */
import { describe, expect, it } from 'vitest';
import { decodeBundle, readListedAttestations } from '../../../../src/core/verify/attest/github/reply.ts';
import { encode } from '../../../support/sigstore.ts';

const url = 'https://blobs.example/attestation?sig=secret';

function kinds(body: Uint8Array): string {
  const listed = readListedAttestations(body);
  return listed.state === 'listed' ? listed.items.map(({ bundle }) => bundle.kind).join(' ') : `${listed.state}: ${listed.code}`;
}

const page = (...attestations: readonly unknown[]): Uint8Array => encode({ attestations });

describe('a page of attestations', () => {
  it('keeps the bytes of a bundle, and the address where there is none', () => {
    const body = page(
      { bundle: { mediaType: 'a' }, repository_id: 42, initiator: 'user', bundle_url: url },
      { bundle: null, bundle_url: url },
    );
    expect(readListedAttestations(body)).toEqual({
      state: 'listed',
      items: [
        { repositoryId: 42, initiator: 'user', bundle: { kind: 'inline', bytes: encode({ mediaType: 'a' }) } },
        { repositoryId: null, initiator: null, bundle: { kind: 'address', url } },
      ],
    });
  });

  it.each([
    ['nothing listed', page(), ''],
    ['neither', page({ bundle: null, bundle_url: null }), 'missing'],
    ['an empty item', page({}), 'missing'],
    ['an address without encryption, which nobody fetches', page({ bundle_url: 'http://blobs.example/a' }), 'address'],
    ['an address with a user', page({ bundle_url: 'https://a@blobs.example/a' }), 'missing'],
    ['an address that is none', page({ bundle_url: 'blobs.example' }), 'missing'],
    ['an address of a file', page({ bundle_url: 'file:///etc/passwd' }), 'missing'],
    ['an address of 9 KB', page({ bundle_url: `https://blobs.example/${'a'.repeat(9000)}` }), 'missing'],
    ['a prototype', Buffer.from('{"attestations":[{"__proto__":{"bundle":{}}}]}'), 'missing'],
    ['a bundle that is text', page({ bundle: 'a' }), 'invalid: reply'],
    ['an item that is none', page(null), 'invalid: reply'],
    ['no list', encode({}), 'invalid: reply'],
    ['nothing', new Uint8Array(), 'invalid: reply'],
    ['cut', page({ bundle: {} }).subarray(0, 20), 'invalid: reply'],
    ['10,000 of them', page(...Array.from({ length: 10_000 }, () => ({}))), 'invalid: reply'],
    ['17 MB', Buffer.alloc(17 * 1024 * 1024, 0x20), 'invalid: reply'],
  ])('%s', (_what, body, expected) => {
    expect(kinds(body)).toBe(expected);
  });
});

it('what was fetched is JSON, or is decoded to it', () => {
  expect([
    Buffer.from(decodeBundle(Buffer.from('\n{}'))).toString(),
    Buffer.from(decodeBundle(Buffer.from([2, 1 << 2, 0x7b, 0x7d]))).toString(),
  ]).toEqual(['\n{}', '{}']);
});
