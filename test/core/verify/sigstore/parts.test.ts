/** The small parts: base64, digests on a command line, exact patterns, signatures over digests. */
import { fc, test } from '@fast-check/vitest';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestIn } from '../../../../src/core/verify/sigstore/artifact.ts';
import { isStrictBase64 } from '../../../../src/core/verify/sigstore/base64.ts';
import { verifyDigest } from '../../../../src/core/verify/sigstore/digest-signature.ts';
import { exactly } from '../../../../src/core/verify/sigstore/identity.ts';
import { keyPair } from '../../../support/sigstore.ts';

describe('base64', () => {
  test.prop([fc.uint8Array({ maxLength: 70 })])('what an encoder writes', (bytes) => {
    const buffer = Buffer.from(bytes);
    expect([isStrictBase64(buffer.toString('base64')), isStrictBase64(buffer.toString('base64url'))]).toEqual([true, true]);
  });

  it.each(['A', 'AAA==', 'AA=', 'AB==', 'AAB=', '====', '=AAA', 'AAAA=', 'AA==AAAA', 'AA AA', 'AAAA\n', 'A-A/', 'AAÄA', '\u0000AAA'])(
    '%j is none',
    (text) => {
      expect(isStrictBase64(text)).toBe(false);
    },
  );

  test.prop([fc.string({ maxLength: 12 })])('what passes is read without loss', (text) => {
    if (!isStrictBase64(text)) return;
    const bytes = Buffer.from(text, 'base64');
    expect([bytes.toString('base64'), bytes.toString('base64').replaceAll('=', ''), bytes.toString('base64url')]).toContain(text);
  });
});

describe('digests on a command line', () => {
  const hex = 'aB'.repeat(32);
  it.each([
    [`sha256:${hex}`, { digests: { sha256: hex.toLowerCase() } }],
    [`sha512:${hex}${hex}`, { digests: { sha512: (hex + hex).toLowerCase() } }],
    [`sha384:${'0'.repeat(96)}`, { digests: { sha384: '0'.repeat(96) } }],
    [`sha256:${hex}0`, null],
    [`sha512:${hex}`, null],
    [`./sha256:${hex}`, null],
    [`md5:${'0'.repeat(32)}`, null],
    ['model.bin', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(digestIn(text)).toEqual(expected);
  });
});

describe('exact patterns', () => {
  test.prop([fc.string(), fc.string()])('match one text', (text, other) => {
    expect([exactly(text).test(text), exactly(text).test(`${text}x`), exactly(text).test(`x${text}`)]).toEqual([true, false, false]);
    expect(exactly(text).test(other)).toBe(text === other);
  });
});

describe('a signature over a digest', () => {
  const hashes = ['sha256', 'sha384', 'sha512'];
  const kinds = [
    ...['P-256', 'P-384', 'P-521'].map((name) => [name, keyPair(name)] as const),
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 })] as const,
  ];

  it.each(kinds.flatMap(([name, keys]) => hashes.map((hash) => [name, hash, keys] as const)))(
    '%s, %s: as OpenSSL decides',
    (_name, hash, keys) => {
      for (let round = 0; round < 5; round++) {
        const data = Buffer.from(`file ${round}`);
        const digest = createHash(hash).update(data).digest();
        const signature = sign(hash, data, keys.privateKey);
        const wrong = Buffer.from(signature);
        wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
        const other = createHash(hash).update('other').digest();
        const answers = [
          verifyDigest(keys.publicKey, hash, digest, signature),
          verifyDigest(keys.publicKey, hash, digest, wrong),
          verifyDigest(keys.publicKey, hash, other, signature),
        ];
        expect(answers).toEqual([true, false, false]);
      }
    },
  );

  const { publicKey, privateKey } = keyPair();
  const digest = createHash('sha256').update('x').digest();
  const honest = sign('sha256', Buffer.from('x'), privateKey);
  const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
  const pair = (r: Buffer, s: Buffer): Buffer => {
    const parts = [r, s].map((part) => Buffer.concat([Buffer.from([0x02, part.length]), part]));
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([0x30, body.length]), body]);
  };
  const positive = Buffer.concat([Buffer.from([0]), order]);

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['zeros', pair(Buffer.from([0]), Buffer.from([0]))],
    ['r of zero', pair(Buffer.from([0]), Buffer.from([1]))],
    ['the order itself', pair(positive, positive)],
    ['negative numbers', pair(Buffer.from([0x80]), Buffer.from([0x80]))],
    ['a zero too many', pair(Buffer.from([0, 1]), Buffer.from([1]))],
    ['empty numbers', pair(Buffer.alloc(0), Buffer.alloc(0))],
    ['bytes behind it', Buffer.concat([honest, Buffer.from([0])])],
    ['half of it', honest.subarray(0, 20)],
    ['a long length', Buffer.concat([Buffer.from([0x30, 0x81, honest.length - 2]), honest.subarray(2)])],
    ['raw numbers (IEEE P1363)', Buffer.alloc(64, 1)],
  ])('%s is none', (_what, signature) => {
    expect(verifyDigest(publicKey, 'sha256', digest, signature)).toBe(false);
  });

  test.prop([fc.uint8Array({ maxLength: 100 })])('any bytes', (noise) => {
    expect(verifyDigest(publicKey, 'sha256', digest, Buffer.from(noise))).toBe(false);
  });
});
