import { describe, expect, test } from 'vitest';
import { inspectHead } from '../../../src/core/inspect/inspect.ts';
import { bytesOf, gguf, ggufText, type Pair, safetensors, u32, u64 } from './build.ts';

const look = (bytes: Uint8Array, size = bytes.length) => inspectHead(bytes, size);
const tensor = (begin: number, end: number, dtype = 'F32', shape: readonly number[] = [(end - begin) / 4]) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('safetensors', () => {
  test('a sound file and what it says about itself', () => {
    const file = safetensors({ __metadata__: { format: 'pt', license: 'mit' }, a: tensor(0, 8), b: tensor(8, 24) }, 24);
    expect(look(file)).toEqual({
      format: 'safetensors',
      runsCode: false,
      metadata: { format: 'pt', license: 'mit', tensors: '2' },
      fault: null,
    });
  });
  test('a header longer than the head: what is complete is read', () => {
    const entries = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`layer.${index}`, tensor(index * 4, index * 4 + 4)]));
    const file = safetensors({ __metadata__: { format: 'pt' }, ...entries }, 2_000);
    expect(look(file.subarray(0, 3_000), file.length)).toMatchObject({ format: 'safetensors', metadata: { format: 'pt' }, fault: null });
    const overlapping = safetensors({ __metadata__: {}, x: tensor(0, 8), y: tensor(4, 12), ...entries }, 2_000);
    expect(look(overlapping.subarray(0, 3_000), overlapping.length)?.fault).toBe('tensors overlap');
  });
  test.each([
    ['overlap', safetensors({ a: tensor(0, 8), b: tensor(4, 12) }, 12), 'tensors overlap'],
    ['a hole', safetensors({ a: tensor(0, 8), b: tensor(12, 16) }, 16), 'bytes between the tensors that belong to none'],
    ['a tail', safetensors({ a: tensor(0, 8) }, 9), 'bytes after the last tensor'],
    ['beyond the end', safetensors({ a: tensor(0, 8) }, 4), 'a tensor reaches behind the end of the file'],
    ['a wrong shape', safetensors({ a: tensor(0, 8, 'F32', [3]) }, 8), 'a tensor whose length does not fit its shape'],
    ['a huge shape', safetensors({ a: tensor(0, 8, 'F32', [2 ** 50, 2 ** 50]) }, 8), 'a tensor whose length does not fit its shape'],
    ['negative offsets', safetensors({ a: tensor(-8, 0) }, 8), 'a tensor entry without dtype, shape and offsets'],
    ['metadata that is not text', safetensors({ __metadata__: { a: 1 } }), 'metadata that is not text'],
    [
      'a name twice',
      safetensors('{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}'),
      'a name appears twice in the header',
    ],
    ['no JSON', safetensors('{"a":'), 'the header is not the JSON that the format asks for'],
    ['nesting', safetensors(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`), 'the header is not the JSON that the format asks for'],
    ['a header longer than the file', bytesOf(u64(5_000), '{"a"'), 'the header is longer than the file'],
  ])('fault: %s', (_, bytes, fault) => {
    expect(look(bytes)).toMatchObject({ format: 'safetensors', fault });
  });
  test.each([
    ['a header over the cap', bytesOf(u64(100_000_001), '{"a"')],
    ['text', new TextEncoder().encode('{"__metadata__": {"format": "pt"}}')],
    ['a length of 2^63', bytesOf(u64(1n << 63n), '{"a"')],
  ])('is not: %s', (_, bytes) => {
    expect(look(bytes)).toBe(null);
  });
});

describe('GGUF', () => {
  const pairs: readonly Pair[] = [
    ['general.architecture', 8, ggufText('llama')],
    ['general.license', 8, ggufText('apache-2.0')],
    ['general.file_type', 4, u32(15)],
    ['llama.context_length', 4, u32(4096)],
    ['general.tags', 9, bytesOf(u32(8), u64(2), ggufText('chat'), ggufText('de'))],
    ['general.base_model.0.repo_url', 8, ggufText('https://example.org/base')],
    ['tokenizer.ggml.scores', 9, bytesOf(u32(6), u64(3), new Uint8Array(12))],
    ['general.name', 8, ggufText('Last')],
  ];
  const expected = {
    'gguf.version': '3',
    'gguf.tensors': '2',
    'general.architecture': 'llama',
    'general.license': 'apache-2.0',
    'general.file_type': '15',
    'general.tags': 'chat, de',
    'general.base_model.0.repo_url': 'https://example.org/base',
    'general.name': 'Last',
  };
  test('says identity, license and lineage', () => {
    expect(look(gguf(pairs))).toEqual({ format: 'gguf', runsCode: false, metadata: expected, fault: null });
  });
  test('a head that ends early keeps what was read; a file that ends there is cut', () => {
    const file = gguf(pairs);
    const head = file.subarray(0, 120);
    expect(look(head, file.length)).toMatchObject({ metadata: { 'general.architecture': 'llama' }, fault: null });
    expect(look(head)).toMatchObject({ metadata: { 'general.architecture': 'llama' }, fault: 'the file ends inside its header' });
  });
  test('versions 1 (short counts) and 3 in big-endian', () => {
    const old = bytesOf('GGUF', u32(1), u32(0), u32(1), u32(12), 'general.name', u32(8), u32(1), 'x');
    expect(look(old)).toMatchObject({ metadata: { 'general.name': 'x', 'gguf.version': '1' }, fault: null });
    const big = (value: Uint8Array) => value.toReversed();
    const file = bytesOf('GGUF', big(u32(3)), big(u64(0)), big(u64(1)), big(u64(12)), 'general.name', big(u32(8)), big(u64(1)), 'x');
    expect(look(file)).toMatchObject({ metadata: { 'general.name': 'x', 'gguf.version': '3' }, fault: null });
  });
  test.each([
    ['a version that does not exist', bytesOf('GGUF', u32(9), new Uint8Array(16)), 'a GGUF version that does not exist'],
    ['2^64 - 1 keys', gguf([], (1n << 64n) - 1n), 'counts in the header that no model has'],
    ['a type that does not exist', gguf([['general.name', 77, u32(1)]]), 'a value of a type that does not exist'],
    [
      'nesting',
      gguf([['a', 9, bytesOf(...Array.from({ length: 3_000 }, () => bytesOf(u32(9), u64(1))))]]),
      'a value of a type that does not exist',
    ],
    ['a text of 2^60 bytes', gguf([['general.name', 8, u64(1n << 60n)]]), 'the file ends inside its header'],
    ['only the magic number', bytesOf('GGUF'), 'a GGUF version that does not exist'],
  ])('fault: %s', (_, bytes, fault) => {
    expect(look(bytes)).toMatchObject({ format: 'gguf', fault });
  });
});
