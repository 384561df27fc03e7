import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mislabeledWeightsDetector } from '../../../src/core/discover/mislabeled-weights.ts';
import { bytesOf, safetensors } from '../inspect/build.ts';
import { factsOf } from './facts.ts';

const declared = (length: bigint, size = 16): Uint8Array => {
  const bytes = Buffer.alloc(size);
  bytes.writeBigUInt64LE(length);
  return Uint8Array.from(bytes);
};
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9\n`;

describe('content behind a name of weights', () => {
  it.each([
    ['a header of 2 GiB', declared(2147483648n)],
    ['zeros', new Uint8Array(4096)],
    ['three bytes', bytesOf('abc')],
    ['words', bytesOf('to be replaced by the build\n')],
  ])('%s: is said', (_name, bytes) => {
    expect(factsOf(mislabeledWeightsDetector, bytes)).toMatchObject([{ kind: 'problem', code: 'syntax', line: 1, column: 1 }]);
  });

  it.each([
    ['a safetensors file', safetensors({})],
    ['another model format', bytesOf('GGUF\u0003\0\0\0' + '\0'.repeat(16))],
    ['a Git LFS pointer', bytesOf(POINTER)],
    ['nothing', new Uint8Array()],
  ])('%s: is left to others', (_name, bytes) => {
    expect(factsOf(mislabeledWeightsDetector, bytes)).toEqual([]);
  });
});

it('wants only names that no other kind of file uses', () => {
  const wanted = ['a.safetensors', 'x/B.GGUF'].map((path) => mislabeledWeightsDetector.wants(path, 9));
  const others = ['a.bin', 'a.safetensors.index.json', 'gguf', 'a.gguf.txt'].map((path) => mislabeledWeightsDetector.wants(path, 9));
  expect([...wanted, ...others, mislabeledWeightsDetector.wants('a.gguf', 0)]).toEqual([true, true, false, false, false, false, false]);
});

it('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => factsOf(mislabeledWeightsDetector, bytes).length <= 1));
});
