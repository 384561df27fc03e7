import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { inspectHead } from '../../../src/core/inspect/inspect.ts';
import { base64, bytesOf, field, npy, u32, varintField, zip } from './build.ts';

const look = (bytes: Uint8Array, size = bytes.length) => inspectHead(bytes, size);
const ascii = (text: string) => new TextEncoder().encode(text);

/** OrderedDict(a=[1.5, 2], b="xxx…") as CPython 3 pickles it. */
const PICKLES = {
  0: 'Y2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CnAwCih0UnAxClZhCnAyCihscDMKRjEuNQphSTIKYXNWYgpwNApWeHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4CnA1CnMu',
  1: 'Y2NvbGxlY3Rpb25zCk9yZGVyZWREaWN0CnEAKVJxAShYAQAAAGFxAl1xAyhHP/gAAAAAAABLAmVYAQAAAGJxBFgeAAAAeHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4cQV1Lg==',
  2: 'gAJjY29sbGVjdGlvbnMKT3JkZXJlZERpY3QKcQApUnEBKFgBAAAAYXECXXEDKEc/+AAAAAAAAEsCZVgBAAAAYnEEWB4AAAB4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHhxBXUu',
  4: 'gASVXAAAAAAAAACMC2NvbGxlY3Rpb25zlIwLT3JkZXJlZERpY3SUk5QpUpQojAFhlF2UKEc/+AAAAAAAAEsCZYwBYpSMHnh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eJR1Lg==',
};
const ZLIB_PICKLE = 'eJxrYJmawgABsVM0eriT83NyUpNLMvPziqf0cPsXpaQWpaa4ZCaXTJk8RTMIqIIxcQpQobv9D4gmb6bUHsakKT1yFXjBlNIMlgyWVD0AFqEnrw==';

describe('pickle', () => {
  test.each(Object.entries(PICKLES))('protocol %s', (_, text) => {
    expect(look(base64(text))).toMatchObject({ format: 'pickle', runsCode: true, fault: null });
  });
  test('globals are listed; a compressed one is seen', () => {
    expect(look(base64(PICKLES[2]))?.metadata).toEqual({ 'pickle.protocol': '2', 'pickle.globals': 'collections.OrderedDict' });
    expect(look(base64(ZLIB_PICKLE))).toMatchObject({ format: 'pickle', metadata: { compression: 'deflate', 'pickle.protocol': '4' } });
  });
  test.each([
    ['without a PROTO byte', bytesOf([0x8c, 5], 'posix', [0x8c, 6], 'system', [0x93, 0x8c, 2], 'id', [0x85, 0x52, 0x2e])],
    ['INST', ascii("(S'id'\nios\nsystem\n.")],
    ['OBJ', ascii("(cos\nsystem\nS'id'\no.")],
    ['call behind harmless values', ascii("I1\n0cos\nsystem\n(S'id'\ntR.")],
    ['memo indirection', ascii("cos\nsystem\np0\n0g0\n(S'id'\ntR.")],
    ['bad opcode behind the call', bytesOf("cos\nsystem\n(S'id'\ntR", [0xff, 0xff])],
    ['legacy torch', bytesOf([0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e, 0x80, 0x02])],
    ['argument longer than the head', bytesOf([0x80, 5, 0x8e], [0, 0, 0, 0, 1, 0, 0, 0], new Uint8Array(100))],
  ])('%s', (_, bytes) => {
    expect(look(bytes)).toMatchObject({ format: 'pickle', runsCode: true });
  });
  test.each([
    ['a lone STOP', '.'],
    ['CSS', '.a { color: red }\n.b { margin: 0 }\n'],
    ['a word list', 'cat\ndog\nRabbit\nbird\nostrich\n'],
    ['numbers', '(1\n2\n3\n'],
    ['PROTO of a protocol that does not exist', '\u0080\u0009....'],
    ['a global that is never called', 'cos\nsystem\n.'],
  ])('is not: %s', (_, text) => {
    expect(look(bytesOf(Array.from(text, (character) => character.charCodeAt(0))))).toBe(null);
  });
});

describe('zip', () => {
  test.each([
    ['torch', { 'archive/data.pkl': 'x', 'archive/version': '3' }, { format: 'torch-zip', runsCode: true, metadata: {} }],
    ['torch, new writer', { 'm/.format_version': '1', 'm/data/0': 'x' }, { format: 'torch-zip' }],
    ['torchscript', { 'm/data.pkl': 'x', 'm/code/__torch__.py': 'x' }, { format: 'torch-zip', metadata: { container: 'torchscript' } }],
    [
      'keras',
      { 'metadata.json': '{"keras_version": "3.5.0"}', 'config.json': '{}' },
      { format: 'keras-zip', runsCode: true, metadata: { keras_version: '3.5.0' } },
    ],
    ['npz', { 'a.npy': npy("'<f4'"), 'b.npy': npy("'<i8'") }, { format: 'numpy', runsCode: false, metadata: { arrays: '2' } }],
    ['npz with objects', { 'a.npy': npy("'<f4'"), 'b.npy': npy("'|O'") }, { format: 'numpy', runsCode: true }],
    [
      'skops',
      { 'schema.json': '{"__class__": "X", "__loader__": "ObjectNode"}' },
      { format: 'unknown', runsCode: true, metadata: { container: 'skops' } },
    ],
  ])('%s', (_, members, expected) => {
    expect(look(zip(members as Record<string, string | Uint8Array>))).toMatchObject(expected);
  });
  test('a deflated Keras archive, as zipfile writes it', () => {
    const archive =
      'UEsDBBQAAAAIANpkeF3Dj3d8LQAAAC0AAAANAAAAbWV0YWRhdGEuanNvbqtWyk4tSiyOL0stKs7Mz1OyUlAy1jPVM1DSUVBKSSxJjS9OLEtNAQlXKNUCAFBLAwQUAAAACADaZHhdQ7+mowQAAAACAAAACwAAAGNvbmZpZy5qc29uq64FAA==';
    expect(look(base64(archive))).toMatchObject({ format: 'keras-zip', metadata: { keras_version: '3.5.0' } });
  });
  test.each([
    ['any archive', zip({ 'readme.txt': 'x', 'a/b.py': 'y' })],
    ['an array among other things', zip({ 'readme.txt': 'x', 'a.npy': npy("'<f4'") })],
    ['bytes in front', bytesOf('x', zip({ 'archive/data.pkl': 'x' }))],
  ])('is not: %s', (_, bytes) => {
    expect(look(bytes)).toBe(null);
  });
});

describe('ONNX', () => {
  const graph = field(7, bytesOf(field(1, field(4, 'Add')), field(2, 'main')));
  const model = bytesOf(
    varintField(1, 8),
    field(2, 'pytorch'),
    field(3, '2.6'),
    graph,
    field(8, bytesOf(field(1, ''), varintField(2, 17))),
    field(14, bytesOf(field(1, 'license'), field(2, 'MIT'))),
  );
  test('says header, opset and properties', () => {
    expect(look(model)).toMatchObject({
      format: 'onnx',
      runsCode: false,
      metadata: {
        ir_version: '8',
        producer_name: 'pytorch',
        producer_version: '2.6',
        'opset.ai.onnx': '17',
        'metadata_props.license': 'MIT',
      },
    });
  });
  test('a graph longer than the head', () => {
    const long = bytesOf(varintField(1, 8), field(7, bytesOf(field(1, field(4, 'Add')), field(5, new Uint8Array(10_000)))));
    expect(look(long.subarray(0, 500), long.length)).toMatchObject({ format: 'onnx' });
    expect(look(long.subarray(0, 500), 600)).toBe(null);
  });
  test.each([
    ['another message', bytesOf(varintField(1, 8), field(3, 'x'))],
    ['unknown fields', bytesOf(model, field(90, 'x'))],
    ['a graph that is none', bytesOf(varintField(1, 8), field(7, 'hello'))],
    ['a version nobody has', bytesOf(varintField(1, 70_000), graph)],
  ])('is not: %s', (_, bytes) => {
    expect(look(bytes)).toBe(null);
  });
});

test('a SavedModel, and what only begins like one', () => {
  const graph = field(2, bytesOf(field(1, field(5, '2.16.0')), field(2, field(1, field(1, 'x')))));
  expect(look(bytesOf(varintField(1, 1), graph))).toMatchObject({
    format: 'unknown',
    runsCode: true,
    metadata: { container: 'tensorflow-saved-model', meta_graphs: '1' },
  });
  expect(look(bytesOf(varintField(1, 1), field(2, 'hello world')))).toBe(null);
  expect(look(bytesOf(varintField(1, 1), graph, field(9, 'x')))).toBe(null);
});

describe('HDF5, NumPy, TFLite', () => {
  const hdf5 = bytesOf([0x89], 'HDF\r\n', [0x1a, 0x0a, 0, 0, 0]);
  test('HDF5 at 0 and behind a user block', () => {
    expect(look(bytesOf(hdf5, 'keras_version', [0, 0, 0], '2.15.0'))).toMatchObject({
      format: 'hdf5',
      runsCode: true,
      metadata: { framework: 'keras', keras_version: '2.15.0' },
      fault: null,
    });
    expect(look(bytesOf(new Uint8Array(1024), hdf5))).toMatchObject({ format: 'hdf5', fault: expect.any(String) });
    expect(look(bytesOf(new Uint8Array(700), hdf5))).toBe(null);
  });
  test.each([
    ["'<f4'", false],
    ["'|O'", true],
    ["[('a', '<f4'), ('b', 'O')]", true],
    // A field that is named like the object type counts as one: the strict reading.
    ["[('O2', '<f4')]", true],
  ])('NumPy %s runs code: %s', (description, runsCode) => {
    expect(look(npy(description))).toMatchObject({ format: 'numpy', fault: null, runsCode });
  });
  test('TFLite is recognized only where it makes sense', () => {
    expect(look(bytesOf(u32(28), 'TFL3', new Uint8Array(40)))).toMatchObject({ format: 'tflite', runsCode: false, fault: null });
    expect(look(bytesOf(u32(0xffffffff), 'TFL3'))).toMatchObject({ format: 'tflite', fault: expect.any(String) });
  });
});

test('random bytes, and known beginnings with random bytes behind, never throw and are the same twice', () => {
  const beginnings = [
    '',
    'GGUF',
    'PK\u0003\u0004',
    '\u0080\u0004',
    '\u0093NUMPY\u0001',
    '\u0008\u0008',
    '\u0000\u0000\u0000\u001cTFL3',
    '\u001f\u008b\u0008',
    'x\u009c',
    '(c',
    '@\0\0\0\0\0\0\0{"',
  ];
  const starts = beginnings.map((text) => Array.from(text, (character) => character.charCodeAt(0)));
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), fc.nat(2000), (start, rest, more) => {
      const bytes = bytesOf(start, rest);
      expect(look(bytes, bytes.length + more)).toEqual(look(bytes, bytes.length + more));
    }),
    { numRuns: 1_500 },
  );
});
