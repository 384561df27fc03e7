import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../../src/core/model/index.ts';
import { browserWeightsDetector } from '../../../../src/core/discover/weights/browser.ts';
import { unnamedWeightsDetector, weightsDetector } from '../../../../src/core/discover/weights/index.ts';
import { bytesOf, npy, safetensors, zip } from '../../inspect/build.ts';
import { factsOf } from '../facts.ts';

const OID = '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393';
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${OID}\nsize 12345\n`;

describe('Git LFS pointers (T16)', () => {
  test('a canonical one gives digest and size', () => {
    expect(factsOf(weightsDetector, POINTER)).toEqual([
      { kind: 'weights', format: 'unknown', pointer: true, sha256: OID, size: 12345, runsCode: false, metadata: {}, line: 1, column: 1 },
    ]);
  });
  test.each([
    ['CR LF', POINTER.replaceAll('\n', '\r\n')],
    ['no last line end', POINTER.trimEnd()],
    ['upper-case digest', POINTER.replace(OID, OID.toUpperCase())],
    ['short digest', POINTER.replace(OID, OID.slice(1))],
    ['leading zero in the size', POINTER.replace('size ', 'size 0')],
    ['size beyond exact numbers', POINTER.replace('12345', '9'.repeat(16))],
    ['negative size', POINTER.replace('size ', 'size -')],
    ['an extension', POINTER.replace('oid', `ext-0-foo sha256:${OID}\noid`)],
    ['other order', `version https://git-lfs.github.com/spec/v1\nsize 1\noid sha256:${OID}\n`],
    ['bytes behind', `${POINTER}\n`],
    ['white space in front', ` ${POINTER}`],
    ['another host', POINTER.replace('git-lfs.github.com/spec', 'hawser.github.com/spec')],
    ['another version', POINTER.replace('/v1', '/v2')],
    ['http', POINTER.replace('https', 'http')],
  ])('not canonical: %s', (_, text) => {
    expect(factsOf(weightsDetector, text)).toMatchObject([{ kind: 'problem', code: 'unsupported' }]);
  });
  test('a head that is not the whole file is no pointer', () => {
    const bytes = new TextEncoder().encode(POINTER);
    expect(weightsDetector.facts({ bytes, size: 70_000, depth: 'full' }, {})).toMatchObject([{ kind: 'problem' }]);
  });
  test('under a name that says nothing, a pointer is no model', () => {
    expect(factsOf(unnamedWeightsDetector, POINTER)).toEqual([]);
  });
  test('git-annex pointers are unseen content (T15)', () => {
    for (const detector of [weightsDetector, unnamedWeightsDetector]) {
      expect(factsOf(detector, '/annex/objects/SHA256E-s12345--abc.gguf\n')).toMatchObject([{ kind: 'problem', code: 'annex-key' }]);
    }
  });
});

test('content decides: weights leave the digest open, text gives nothing, a broken header gives both', () => {
  expect(factsOf(weightsDetector, safetensors({}))).toMatchObject([
    { kind: 'weights', format: 'safetensors', pointer: false, sha256: null, size: 10 },
  ]);
  expect(factsOf(weightsDetector, 'just some text in a .bin or .model file')).toEqual([]);
  expect(factsOf(weightsDetector, safetensors('{"a":'))).toMatchObject([{ kind: 'weights' }, { kind: 'problem', code: 'syntax' }]);
});

test('HDF5 without a mark of Keras counts only where the suffix says model', () => {
  const hdf5 = bytesOf([0x89], 'HDF\r\n', [0x1a, 0x0a, 0], new Uint8Array(40));
  expect(factsOf(weightsDetector, hdf5)).toHaveLength(1);
  expect(factsOf(unnamedWeightsDetector, hdf5)).toEqual([]);
  expect(factsOf(unnamedWeightsDetector, bytesOf(hdf5, 'keras_version'))).toHaveLength(1);
});

test('metadata is limited to 40 keys and 200 characters, license and origin first, secrets replaced (T21)', () => {
  const secret = `hf_${'Ab1'.repeat(12)}`;
  const log = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`ss_step_${index}`, 'x']));
  const header = {
    __metadata__: {
      ...log,
      ['k'.repeat(500)]: 'x',
      long: 'y'.repeat(5_000),
      note: `token ${secret}`,
      ['license']: `mit ${'z'.repeat(195)}${secret}`,
      ['__proto__x']: 'p',
    },
  };
  const [fact] = factsOf(weightsDetector, safetensors(header)) as readonly (Fact & { kind: 'weights' })[];
  const metadata = fact?.metadata ?? {};
  expect(Object.keys(metadata).length).toBe(40);
  expect(metadata['license']).toMatch(/^mit z/);
  expect(Math.max(...Object.values(metadata).map((value) => value.length))).toBeLessThanOrEqual(200);
  expect(JSON.stringify(fact)).not.toContain('hf_Ab1');
});

test.each([
  ['models/a.safetensors', 'named'],
  ['a.GGUF', 'named'],
  ['pytorch_model.bin', 'named'],
  ['model.pkl.gz', 'named'],
  ['blobs/4d7a214614ab2935', 'unnamed'],
  ['weights/epoch-1.5', 'unnamed'],
  ['a.unknownsuffix', 'unnamed'],
  ['LICENSE', 'none'],
  ['Dockerfile.gpu', 'none'],
  ['.gitignore', 'none'],
  ['src/a.py', 'none'],
  ['logo.PNG', 'none'],
  ['data.tar.gz', 'unnamed'],
  ['data.tar', 'unnamed'],
  ['checkpoint.pth.tar', 'named'],
  ['model.joblib.xz', 'named'],
  ['data.zip', 'none'],
])('%s is %s', (path, expected) => {
  expect(weightsDetector.wants(path, 1_000) ? 'named' : unnamedWeightsDetector.wants(path, 1_000) ? 'unnamed' : 'none').toBe(expected);
  expect(weightsDetector.wants(path, 3)).toBe(false);
});

test('no path is looked at twice', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.option(fc.nat()),
      (path, size) => !(weightsDetector.wants(path, size) && unnamedWeightsDetector.wants(path, size)),
    ),
  );
});

test('says that a header of 2 GiB cannot be right, instead of passing the file over', () => {
  const bytes = Buffer.concat([Buffer.from([0, 0, 0, 0x80, 0, 0, 0, 0]), Buffer.from('{"a":{}}')]);
  expect(weightsDetector.facts({ bytes, size: bytes.length, depth: 'full' }, {})).toMatchObject([
    { kind: 'problem', code: 'unrecognized', line: 1 },
  ]);
});

describe('a name of weights is never nothing (T33)', () => {
  test.each([
    ['random bytes', [0xe7, 0xa1, 0x33, 0xab], 'of no format'],
    ['zeros', [0, 0, 0, 0], 'of no format'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'of no format'],
    ['a pickle that breaks at once', [0x80, 3, 0xd7, 0xa5, 0x6d], 'of no format'],
    ['any zip archive', [...zip({ 'a.txt': 'x' })], 'of no format'],
    ['bzip2', [...Buffer.from('BZh91AY&SY')], 'compressed (bzip2)'],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'compressed (xz)'],
    ['lzma', [0x5d, 0, 0, 0x80, 0], 'compressed (lzma)'],
    ['lz4', [4, 0x22, 0x4d, 0x18], 'compressed (lz4)'],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd], 'compressed (zstd)'],
    ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'compressed (7z)'],
  ])('%s', (_, bytes, words) => {
    const content = bytesOf(bytes, new Uint8Array(40).fill(0xfe));
    expect(factsOf(weightsDetector, content)).toMatchObject([
      { kind: 'problem', code: 'unrecognized', message: expect.stringContaining(words), line: 1 },
    ]);
    expect(factsOf(unnamedWeightsDetector, content)).toEqual([]);
  });

  test('plain arrays and archives of them are data; arrays of objects are pickles', () => {
    expect(factsOf(weightsDetector, npy("'<f4'"))).toEqual([]);
    expect(factsOf(weightsDetector, npy("[('a', '<f4'), ('b', '<i8', (2,))]"))).toEqual([]);
    expect(factsOf(weightsDetector, zip({ 'a.npy': npy("'<f4'") }))).toEqual([]);
    for (const content of [npy("'|O'"), npy("[('a', '<f4'), ('b', '|O')]"), zip({ 'a.npy': npy("'<f4'"), 'b.npy': npy("'O'") })]) {
      expect(factsOf(weightsDetector, content)).toMatchObject([{ kind: 'weights', format: 'numpy', runsCode: true }]);
    }
  });

  test('a list or dictionary in the oldest protocol is a pickle, when it is the whole file', () => {
    for (const text of ['(dp0\nVa\np1\nI1\ns.', "(lp0\nI1\naS'x'\np1\na."]) {
      expect(factsOf(weightsDetector, text)).toMatchObject([{ kind: 'weights', format: 'pickle' }]);
      expect(factsOf(weightsDetector, `${text}\nmore`)).toEqual([]);
    }
  });
});

describe('models of TensorFlow.js', () => {
  const GROUP = { paths: ['group1-shard1of1.bin'], weights: [{ name: 'dense/kernel', shape: [2, 2], dtype: 'float32' }] };
  const told = (data: unknown): readonly Fact[] => factsOf(browserWeightsDetector, typeof data === 'string' ? data : JSON.stringify(data));

  test.each([
    ['a topology with weights', { format: 'layers-model', modelTopology: {}, weightsManifest: [GROUP] }, 'tensorflow.js'],
    ['a list of weights alone', [GROUP], 'face-api'],
    ['keys with escapes', '{"weights\\u004danifest":[{"\\u0070aths":["a.bin"],"weights":[]}]}', 'tensorflow.js'],
  ])('%s', (_, data, container) => {
    expect(told(data)).toEqual([expect.objectContaining({ kind: 'weights', format: 'unknown', sha256: null, runsCode: false })]);
    expect(told(data)[0]).toHaveProperty('metadata.container', container);
  });

  test.each([
    ['a schema', { title: 'Model', properties: { weights: [], paths: [] } }],
    ['another list', [{ paths: [1], weights: [] }]],
    ['no list', { weightsManifest: { paths: ['a'], weights: [] } }],
    ['a broken file', '{"weightsManifest": [{"paths"'],
    ['a text', '"paths"'],
  ])('not %s', (_, data) => {
    expect(told(data)).toEqual([]);
  });

  test('by name: manifests, and no other JSON', () => {
    const wanted = ['model.json', 'web/model/tiny_face_model-weights_manifest.json', 'a/my-model.json', 'package.json', 'tsconfig.json'];
    expect(wanted.map((path) => browserWeightsDetector.wants(path, null))).toEqual([true, true, true, false, false]);
  });
});

describe('weights that are called otherwise', () => {
  test.each(['a.png', 'a.txt', 'a.zip', 'a.mp4'])('%s is looked at from one MiB on', (path) => {
    expect([1024 * 1024, 1024 * 1024 - 1, null].map((size) => unnamedWeightsDetector.wants(path, size))).toEqual([true, false, false]);
  });
  test.each(['a.json', 'a.py', 'a.md', 'a.csv'])('%s is read by others, or by nobody', (path) => {
    expect(unnamedWeightsDetector.wants(path, 9_000_000)).toBe(false);
  });
  test('lines of a path file that Python would run are said', () => {
    expect(factsOf(weightsDetector, '/opt/a\nimport os; os.system("true")\n')).toMatchObject([{ kind: 'problem', code: 'misnamed' }]);
    expect(factsOf(weightsDetector, '/opt/a\n../important\n')).toEqual([]);
  });
});
