import { stampedBy } from '../../../../src/core/discover/stamped.ts';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { dvcDetector } from '../../../../src/core/discover/configs/dvc.ts';
import { link } from '../../../../src/core/discover/link/index.ts';
import { createEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import type { Fact } from '../../../../src/core/model/index.ts';
import { resolve } from '../../../../src/core/resolve/resolve.ts';

function facts(text: string | Uint8Array): readonly Fact[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return dvcDetector.facts({ bytes, size: bytes.length, depth: 'full' }, {});
}

/** "path md5 size source" of what is tracked, "code line" of problems. */
function read(text: string | Uint8Array): string[] {
  return facts(text).map((fact) =>
    fact.kind === 'tracked'
      ? `${fact.path} ${fact.md5} ${fact.size} ${fact.source?.url ?? '-'}@${fact.source?.revision ?? '-'} ${fact.line}`
      : fact.kind === 'problem'
        ? `${fact.code} ${fact.line}`
        : fact.kind,
  );
}

const MD5 = 'a304afb96060aad90176268345e10355';

describe('files that DVC writes', () => {
  it.each([
    ['an added file', `outs:\n- md5: ${MD5}\n  size: 37891850\n  hash: md5\n  path: model.pt\n`, [`model.pt ${MD5} 37891850 -@- 2`]],
    ['a folder', `outs:\n- md5: ${MD5}.dir\n  nfiles: 3\n  path: data\n`, [`data ${MD5}.dir null -@- 2`]],
    [
      'an import from a repository',
      `deps:\n- path: get/data.xml\n  repo:\n    url: https://user:secret@git.example/reg?x=1\n    rev_lock: f31f5c4\nouts:\n- md5: ${MD5}\n  path: data.xml\n`,
      [`data.xml ${MD5} null https://git.example/reg@f31f5c4 7`],
    ],
    [
      'an import of an address',
      `deps:\n- path: https://data.example/a.csv\n  checksum: x\nouts:\n- md5: ${MD5}\n  path: a.csv\n`,
      [`a.csv ${MD5} null https://data.example/a.csv@- 5`],
    ],
    [
      'dvc.lock',
      `schema: '2.0'\nstages:\n  train:\n    cmd: python t.py\n    deps:\n    - path: t.py\n      md5: ${MD5}\n    outs:\n    - path: m.onnx\n      md5: ${MD5}\n  show:\n    cmd: x\n`,
      [`m.onnx ${MD5} null -@- 9`],
    ],
    ['no digest yet', 'outs:\n- path: m.pt\n', ['m.pt null null -@- 2']],
    ['a digest that is none', 'outs:\n- md5: 42\n  path: m.pt\n', ['m.pt null null -@- 2']],
    ['an output without a path', `outs:\n- md5: ${MD5}\n`, ['unsupported 2']],
    ['another shape', 'a: 1\n', ['unsupported 1']],
    ['a list', '- 1\n', ['unsupported 1']],
    ['outs that are no list', 'outs: 3\n', ['unsupported 1']],
    ['no YAML', 'outs:\n\t- x: [\n', ['syntax 2']],
    ['an alias', 'outs: &a\n- path: x\nb: *a\n', ['limit 1']],
    ['twice the same key', 'outs: []\nouts: []\n', ['syntax 2']],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['data/x.dvc', true],
    ['dvc.lock', true],
    ['sub/dvc.lock', true],
    ['.dvc/config', false],
    ['.dvc/tmp/x.dvc', false],
    ['.dvc', false],
    ['x.dvc.txt', false],
  ])('%s is wanted: %s', (path, wanted) => {
    expect(dvcDetector.wants(path, 100)).toBe(wanted);
  });

  it('bytes that are no text, and deep ones, are problems', () => {
    expect(read(new Uint8Array([0xff]))).toEqual(['not-utf8 1']);
    expect(read('['.repeat(5000))).toEqual(['limit 1']);
  });

  test.prop([fc.uint8Array({ maxLength: 300 })])('any bytes give facts, never an error', (bytes) => {
    expect(Array.isArray(read(bytes))).toBe(true);
  });
});

it('weights without a source have none; data stands under the remote of the repository; imports name theirs', () => {
  const files = new Map(
    [
      ['models/m.pt.dvc', `outs:\n- md5: ${MD5}\n  path: m.pt\n`],
      ['data/raw.dvc', `outs:\n- md5: ${MD5}.dir\n  path: ../shared/raw\n`],
      ['data/reg.dvc', `deps:\n- path: https://data.example/a.csv\nouts:\n- md5: ${MD5}\n  path: a.csv\n`],
    ].map(([path = '', text = '']) => [path, { blob: '0', depth: 'full', facts: stampedBy(dvcDetector, facts(text)) } as const]),
  );
  const components = resolve(link(files, { paths: new Set(files.keys()) }).sightings, createEvidence());
  expect(
    components.map(({ name, kind, version, resolution }) => [
      name,
      kind,
      version,
      resolution.state === 'unresolved' ? resolution.reason : '',
    ]),
  ).toEqual([
    ['data/a.csv', 'dataset', MD5, 'unsupported-source'],
    ['models/m.pt', 'model', MD5, 'no-source'],
    ['shared/raw', 'dataset', `${MD5}.dir`, 'unsupported-source'],
  ]);
});
