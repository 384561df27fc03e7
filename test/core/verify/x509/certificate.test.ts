import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readCertificate } from '../../../../src/core/verify/x509/certificate.ts';
import { DerFault } from '../../../../src/core/verify/x509/der.ts';
import { extension, extensions, sequence, tlv } from '../../../support/der.ts';
import { AUTHORITY, days, issue, limited, SIGNER } from '../../../support/pki.ts';

const GOOD = issue('leaf', 'self', { extensions: SIGNER }).der;
const read = (...list: readonly Uint8Array[]): ReturnType<typeof readCertificate> =>
  readCertificate(issue('x', 'self', { extensions: list }).der);

describe('a certificate', () => {
  it('says what it is for', () => {
    expect(read(...SIGNER)).toMatchObject({
      isAuthority: false,
      pathLength: null,
      keyUsage: { digitalSignature: true, keyCertSign: false },
    });
    expect(read(...AUTHORITY)).toMatchObject({
      isAuthority: true,
      keyUsage: { digitalSignature: false, keyCertSign: true },
      purposes: null,
    });
    expect(read(limited(2))).toMatchObject({ isAuthority: true, pathLength: 2 });
    expect(read()).toMatchObject({
      isAuthority: false,
      keyUsage: null,
      purposes: null,
      notBefore: days(-1),
      notAfter: days(1),
      signatureAlgorithm: '1.2.840.10045.4.3.2',
    });
    expect([...(read(extensions.codeSigning).purposes ?? [])]).toEqual(['1.3.6.1.5.5.7.3.3']);
  });

  it.each<[string, () => unknown]>([
    ['an empty extension', () => read(sequence())],
    ['an extension twice', () => read(extensions.authority, extensions.authority)],
    ['a constraint that is none', () => read(extension('2.5.29.19', Buffer.from('junk')))],
    ['a negative path length', () => read(limited(0xff))],
    ['a usage that is none', () => read(extension('2.5.29.15', sequence()))],
    ['purposes that are none', () => read(extension('2.5.29.37', sequence(tlv(0x02, Buffer.from([1])))))],
    ['nothing', () => readCertificate(Buffer.alloc(0))],
    ['a sequence of nothing', () => readCertificate(sequence())],
    ['more behind it', () => readCertificate(Buffer.concat([GOOD, Buffer.from([0])]))],
    ['a megabyte', () => readCertificate(Buffer.concat([GOOD, Buffer.alloc(1 << 20)]))],
    ['text', () => readCertificate(Buffer.from('-----BEGIN CERTIFICATE-----'))],
  ])('is refused in words with %s', (_, make) => {
    expect(make).toThrow(DerFault);
  });

  test.prop([fc.nat(GOOD.length - 1), fc.integer({ min: 1, max: 255 })])(
    'with a changed byte is read or refused, and nothing else',
    (at, mask) => {
      const changed = Uint8Array.from(GOOD);
      changed[at] = (changed[at] ?? 0) ^ mask;
      try {
        expect(readCertificate(changed).der).toBe(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(DerFault);
      }
    },
  );
});
