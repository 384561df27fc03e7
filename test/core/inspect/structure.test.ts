import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectorOf, structureWanted } from '../../../src/core/inspect/collect.ts';
import { inspectHead } from '../../../src/core/inspect/inspect.ts';
import type { Inspection } from '../../../src/core/inspect/inspection.ts';
import { pax, tar, wholeZip } from './archives.ts';
import { npy } from './build.ts';

const HEAD = 64 * 1024;
const FILLER = 'f'.repeat(100_000);

/** As the extractor looks at a file: its head, and what is collected of it in chunks of `step` bytes. */
function look(bytes: Uint8Array, step = 8_191): Inspection | null {
  const head = bytes.subarray(0, HEAD);
  const kind = structureWanted(head, bytes.length);
  if (kind === null) return inspectHead(head, bytes.length);
  const collector = collectorOf(kind);
  for (let offset = 0; offset < bytes.length; offset += step) collector.feed(bytes.subarray(offset, offset + step));
  return inspectHead(head, bytes.length, collector.structure());
}

describe('a zip archive is what all of its members say (T34)', () => {
  test.each([
    [
      'a torch model behind 100 kB',
      wholeZip([
        ['a/filler', FILLER],
        ['a/data.pkl', 'x'],
        ['a/data/0', 'y'],
      ]),
      'torch-zip',
    ],
    [
      'a torch model behind 3 MB',
      wholeZip([
        ['a/filler', FILLER.repeat(30)],
        ['a/data.pkl', 'x'],
      ]),
      'torch-zip',
    ],
    [
      'a member that only the directory names',
      wholeZip(
        [
          ['a/filler', FILLER],
          ['a/other', 'x'],
        ],
        { listed: ['a/filler', 'a/data.pkl'] },
      ),
      'torch-zip',
    ],
    [
      'a member that only its own header names',
      wholeZip(
        [
          ['a/filler', FILLER],
          ['a/data.pkl', 'x'],
        ],
        { listed: ['a/filler'] },
      ),
      'torch-zip',
    ],
    [
      'a long comment behind the directory',
      wholeZip(
        [
          ['a/filler', FILLER],
          ['a/data.pkl', 'x'],
        ],
        { comment: 'c'.repeat(60_000) },
      ),
      'torch-zip',
    ],
    [
      'a Keras model',
      wholeZip([
        ['assets/filler', FILLER],
        ['config.json', '{}'],
        ['metadata.json', '{}'],
      ]),
      'keras-zip',
    ],
    [
      'a model among other files',
      wholeZip([
        ['filler', FILLER],
        ['deep/model.safetensors', 'x'],
      ]),
      'unknown',
    ],
    [
      'arrays, the last of them of objects',
      wholeZip([
        ['a.npy', Buffer.concat([npy("'<f4'"), Buffer.from(FILLER)])],
        ['b.npy', npy("'|O'")],
      ]),
      'numpy',
    ],
  ])('%s', (_, bytes, format) => {
    expect(look(bytes)).toMatchObject({ format, runsCode: true, fault: null });
  });

  test('a directory that is longer than what is kept of it is said, not passed over', () => {
    const listed = ['a/data.pkl', ...Array.from({ length: 20_000 }, (_, index) => `${'n'.repeat(60)}${index}`)];
    const flood = Buffer.from('PK\x03\x04'.repeat(300_000), 'latin1');
    expect(look(wholeZip([['a/filler', flood]], { listed }))).toMatchObject({
      format: null,
      fault: expect.stringContaining('more members'),
    });
  });

  test('arrays of numbers are read whole, and an archive without a model is none', () => {
    const arrays = wholeZip([
      ['a.npy', Buffer.concat([npy("'<f4'"), Buffer.from(FILLER)])],
      ['b.npy', npy("'<i8'")],
    ]);
    expect(look(arrays)).toMatchObject({ format: 'numpy', runsCode: false });
    expect(
      look(
        wholeZip([
          ['readme.txt', FILLER],
          ['a/b.py', 'x'],
        ]),
      ),
    ).toBe(null);
  });

  test('how the stream is cut changes nothing', () => {
    const bytes = wholeZip([
      ['a/filler', FILLER],
      ['a/data.pkl', 'x'],
      ['b/c.npy', npy("'<f4'")],
    ]);
    const seen = (step: number) => {
      const collector = collectorOf('zip');
      for (let offset = 0; offset < bytes.length; offset += step) collector.feed(bytes.subarray(offset, offset + step));
      const structure = collector.structure();
      return structure.kind === 'zip' ? [Buffer.from(structure.locals).toString('hex'), structure.tail.length, structure.complete] : [];
    };
    for (const step of [1, 2, 3, 5, 7, 1_000, bytes.length]) expect(seen(step)).toEqual(seen(4_096));
  });
});

describe('a tar archive is what its members say (T34)', () => {
  const big = (name: string, content: string) => ({ name, content, size: 0 });
  const weights = { name: './model_weights.ckpt', content: 'x' };
  test.each([
    ['torch before 0.2', [{ name: 'sys_info' }, { name: 'pickle', content: 'x' }, { name: 'storages' }], 'pickle'],
    ['the same, behind 100 kB', [{ name: 'filler', content: FILLER }, { name: 'storages' }, { name: 'pickle' }], 'pickle'],
    ['NeMo', [{ name: './model_config.yaml', content: 'target: x' }, weights], 'unknown'],
    ['a model behind 1 MB', [{ name: 'filler', content: FILLER.repeat(10) }, weights], 'unknown'],
    [
      'a long name of GNU tar',
      [{ name: '././@LongLink', type: 'L', content: `${'d/'.repeat(80)}a.safetensors\0` }, { name: 'd/' }, { name: 'f', content: FILLER }],
      'unknown',
    ],
    [
      'a long name of pax',
      [{ name: 'pax', type: 'x', content: pax('path', 'some/where/else/a.gguf') }, { name: 'short' }, { name: 'f', content: FILLER }],
      'unknown',
    ],
    [
      'a size that pax alone says',
      [{ name: 'pax', type: 'x', content: pax('size', '100000') }, big('filler', FILLER), { name: 'a.gguf', content: 'x' }],
      'unknown',
    ],
    [
      'a long target of a link behind a long name',
      [
        { name: '././@LongLink', type: 'L', content: `${'d/'.repeat(80)}a.safetensors\0` },
        { name: '././@LongLink', type: 'K', content: `${'e/'.repeat(80)}b\0` },
        { name: 'd/', type: '2' },
        { name: 'f', content: FILLER },
      ],
      'unknown',
    ],
    [
      'behind what git writes for all members',
      [{ name: 'pax_global_header', type: 'g', content: pax('comment', 'a'.repeat(40)) }, { name: 'f', content: FILLER }, weights],
      'unknown',
    ],
  ])('%s', (_, members, format) => {
    for (const step of [100, 8_191, 1_000_000]) expect(look(tar(members), step)).toMatchObject({ format, runsCode: true, fault: null });
  });

  // A reader that goes by the header's size sees other members than one that goes by the record.
  test.each<[string, string, string]>([
    ['a size that is none', 'x', pax('size', '1e5')],
    ['a size beyond numbers', 'x', pax('size', '9'.repeat(16))],
    ['a size below nothing', 'x', pax('size', '-1')],
    ['a size for all members', 'g', pax('size', '0')],
    ['a name for all members', 'g', pax('path', 'a.txt')],
    ['a wrong length', 'x', '30 path=some/where/else/a.gguf\n'],
    ['a length of nothing', 'x', '0 path=a\n'],
    ['no line end', 'x', '8 path=aa'],
    ['no key', 'x', '4 =\n'],
    ['a sparse file', 'x', pax('GNU.sparse.major', '1')],
    ['more records than are read', 'x', pax('comment', 'a'.repeat(65_536))],
  ])('%s in records of pax is not followed', (_, type, content) => {
    const bytes = tar([
      { name: 'filler', content: FILLER },
      { name: 'pax', type, content },
      { name: 'f', content: FILLER },
    ]);
    for (const step of [100, 1_000_000])
      expect(look(bytes, step)).toMatchObject({ format: null, fault: expect.stringContaining('not all seen') });
  });

  test('compressed with gzip, as NeMo writes it', () => {
    expect(look(gzipSync(tar([{ name: './model_config.yaml', content: 'a: 1' }, weights])))).toMatchObject({
      format: 'unknown',
      metadata: { container: 'tar', compression: 'gzip', member: './model_weights.ckpt' },
    });
  });

  test('an archive without a model is none; one that cannot be walked to its end is said', () => {
    expect(look(tar([{ name: 'readme', content: FILLER }, { name: 'a.py' }]))).toBe(null);
    const broken = Buffer.concat([
      tar([{ name: 'readme', content: FILLER }]).subarray(0, 100_864),
      Buffer.from('not a header'.repeat(100)),
    ]);
    expect(look(broken)).toMatchObject({ format: null, fault: expect.stringContaining('not all seen') });
  });

  test('text is no archive, whatever stands where a checksum would', () => {
    expect(look(Buffer.from('0000000 '.repeat(20_000)))).toBe(null);
  });
});

test('never throws and keeps little, whatever the bytes', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 2_000 }),
      fc.constantFrom('zip', 'tar'),
      fc.integer({ min: 1, max: 700 }),
      (bytes, kind, step) => {
        const collector = collectorOf(kind);
        for (let offset = 0; offset < bytes.length; offset += step) collector.feed(bytes.subarray(offset, offset + step));
        const structure = collector.structure();
        inspectHead(bytes.subarray(0, 100), bytes.length, structure);
        return structure.kind === kind;
      },
    ),
  );
  const collector = collectorOf('zip');
  for (let count = 0; count < 64; count++) collector.feed(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), randomBytes(500_000)]));
  const structure = collector.structure();
  expect(structure.kind === 'zip' && structure.locals.length + structure.tail.length).toBeLessThanOrEqual(2 * 1024 * 1024);
});
