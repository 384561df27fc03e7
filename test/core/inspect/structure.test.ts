import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectorOf, structureWanted } from '../../../src/core/inspect/collect.ts';
import { inspectHead } from '../../../src/core/inspect/inspect.ts';
import type { Inspection } from '../../../src/core/inspect/inspection.ts';
import { tar, wholeZip } from './archives.ts';
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
      [{ name: 'pax', type: 'x', content: '30 path=some/where/else/a.gguf\n' }, { name: 'short' }, { name: 'f', content: FILLER }],
      'unknown',
    ],
  ])('%s', (_, members, format) => {
    for (const step of [100, 8_191, 1_000_000]) expect(look(tar(members), step)).toMatchObject({ format, runsCode: true, fault: null });
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
