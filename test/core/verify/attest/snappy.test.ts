/** Snappy: what encoders write, and what no encoder does. */
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../../src/core/verify/attest/outcome.ts';
import { decodeSnappy } from '../../../../src/core/verify/attest/github/snappy.ts';

const CAP = 100_000;

function decoded(bytes: readonly number[] | Uint8Array, cap = CAP): string {
  try {
    return Buffer.from(decodeSnappy(Uint8Array.from(bytes), cap)).toString('latin1');
  } catch (error) {
    return refusalOf(error).code;
  }
}

const text = (content: string): number[] => [...Buffer.from(content)];
const literal = (content: string): number[] => [(content.length - 1) << 2, ...text(content)];
const START = [0xff, 6, 0, 0, ...text('sNaPpY')];
const frame = (kind: number, content: readonly number[]): number[] => [kind, content.length & 255, content.length >> 8, 0, ...content];
const CHECKSUM = [1, 2, 3, 4];

describe('a block', () => {
  // Written by snappyjs 0.7.0.
  const BY_OTHERS =
    '5AHwPnsibWVkaWFUeXBlIjoiYXBwbGljYXRpb24vdm5kLmRldi5zaWdzdG9yZS5idW5kbGUudjAuMytqc29uIiwiYQE0GGJjZGVmZ2j+CAD+CABeCAAEIn0=';
  it('of others', () => {
    const whole = `{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","a":"${'abcdefgh'.repeat(20)}"}`;
    expect(decoded(Buffer.from(BY_OTHERS, 'base64'))).toBe(whole);
    expect(decoded(Buffer.from(BY_OTHERS, 'base64'), whole.length)).toBe(whole);
    expect(decoded(Buffer.from(BY_OTHERS, 'base64'), whole.length - 1)).toBe('too-large');
  });

  const long = 'x'.repeat(300);

  it.each([
    ['nothing', [0], ''],
    ['a literal', [3, ...literal('abc')], 'abc'],
    ['a literal with its length in one byte', [100, 60 << 2, 99, ...text('y'.repeat(100))], 'y'.repeat(100)],
    ['a literal with its length in two bytes', [0xac, 2, 61 << 2, 0x2b, 1, ...text(long)], long],
    ['a literal with its length in three bytes', [0xac, 2, 62 << 2, 0x2b, 1, 0, ...text(long)], long],
    ['a literal with its length in four bytes', [0xac, 2, 63 << 2, 0x2b, 1, 0, 0, ...text(long)], long],
    ['a near copy', [7, ...literal('abc'), 0b000_000_01, 3], 'abcabca'],
    ['a copy from two bytes back', [5, ...literal('abc'), (1 << 2) | 2, 2, 0], 'abcbc'],
    ['a copy by four bytes', [5, ...literal('abc'), (1 << 2) | 3, 2, 0, 0, 0], 'abcbc'],
    ['a copy that overlaps itself', [65, ...literal('a'), (63 << 2) | 2, 1, 0], 'a'.repeat(65)],
  ])('%s', (_what, bytes, expected) => {
    expect(decoded(bytes)).toBe(expected);
  });

  it.each([
    ['empty', []],
    ['an endless length', [0x80, 0x80, 0x80, 0x80, 0x80]],
    ['a length that is cut', [0x80]],
    ['less than announced', [4, ...literal('abc')]],
    ['more than announced', [2, ...literal('abc')]],
    ['a copy beyond what was announced', [5, ...literal('abc'), (63 << 2) | 2, 1, 0]],
    ['a literal that is cut', [3, ...literal('abc').slice(0, -1)]],
    ['the length of a literal that is cut', [3, 63 << 2, 1]],
    // snappyjs 0.7.0 reads it as -5, and never ends.
    ['a literal of negative length', [1, 0xfc, 0xfa, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0]],
    ['a copy of nothing', [7, ...literal('abc'), 1, 0]],
    ['a copy from before the beginning', [7, ...literal('abc'), 1, 4]],
    ['a copy before anything', [4, 1, 1]],
    ['a copy that is cut', [5, ...literal('abc'), (1 << 2) | 2, 2]],
    ['a copy from far before', [5, ...literal('abc'), (1 << 2) | 3, 0xff, 0xff, 0xff, 0xff]],
  ])('%s is refused', (_what, bytes) => {
    expect(decoded(bytes)).toBe('malformed');
  });

  it('with 4 GB announced takes none', () => {
    expect(decoded([0xff, 0xff, 0xff, 0xff, 0x0f, ...literal('abc')])).toBe('too-large');
  });

  it('cut anywhere, and with any of its bytes changed, ends', () => {
    const whole = Buffer.from(BY_OTHERS, 'base64');
    for (let at = 0; at < whole.length; at++) {
      expect(decoded(whole.subarray(0, at))).toBe('malformed');
      for (const flip of [1, 0x80, 0xff]) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ flip;
        decoded(changed);
      }
    }
  });
});

describe('frames', () => {
  const block = [3, ...literal('abc')];
  it.each([
    ['one', [...START, ...frame(0, [...CHECKSUM, ...block])], 'abc'],
    ['plain ones', [...START, ...frame(1, [...CHECKSUM, ...text('abc')]), ...frame(1, [...CHECKSUM, ...text('d')])], 'abcd'],
    [
      'padding, what may be skipped, and a second start',
      [...START, ...frame(0xfe, [0, 0]), ...frame(0x80, [1]), ...START, ...frame(0, [...CHECKSUM, ...block])],
      'abc',
    ],
    ['none', START, ''],
    ['a kind that may not be skipped', [...START, ...frame(2, [1])], 'malformed'],
    ['another start', [...START, ...frame(0xff, text('sNaPpX'))], 'malformed'],
    ['no checksum', [...START, ...frame(0, [1, 2])], 'malformed'],
    ['cut', [...START, ...frame(0, [...CHECKSUM, ...block]).slice(0, -1)], 'malformed'],
    ['a head that is cut', [...START, 0, 1], 'malformed'],
  ])('%s', (_what, bytes, expected) => {
    expect(decoded(bytes)).toBe(expected);
  });

  it('are capped in sum', () => {
    const many = [...START, ...Array.from({ length: 4 }, () => frame(0, [...CHECKSUM, ...block])).flat()];
    expect([decoded(many, 12), decoded(many, 11)]).toEqual(['abc'.repeat(4), 'too-large']);
    expect(decoded([...START, ...frame(1, [...CHECKSUM, ...text('abcd')])], 3)).toBe('too-large');
  });
});
