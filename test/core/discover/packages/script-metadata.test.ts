import { expect, test } from 'vitest';
import { scriptMetadataDetector } from '../../../../src/core/discover/packages/script-metadata.ts';
import { factsOf, packagesOf } from '../facts.ts';

const script = (...lines: readonly string[]): string => ['"""A script."""', ...lines, 'import torch', ''].join('\n');

test('dependencies at their lines, with the sources of uv', () => {
  const text = script(
    '# /// script',
    '# dependencies = ["torch==2.6.0", "peft; sys_platform == \'linux\'"]',
    '#',
    '# [[tool.uv.index]]',
    '# url = "https://u:p@index.example/simple"',
    '# [tool.uv.sources]',
    '# peft = { git = "https://git.example/o/peft" }',
    '# ///',
  );
  const expected = [
    { name: 'torch', version: '2.6.0', line: 3, column: 19, location: 'https://index.example/simple' },
    { name: 'peft', source: 'git', line: 3, marker: "sys_platform == 'linux'" },
  ];
  expect(packagesOf(scriptMetadataDetector, text)).toMatchObject(expected);
  expect(packagesOf(scriptMetadataDetector, text.replaceAll('\n', '\r\n'))).toMatchObject(expected);
});

test('a "# ///" in the content does not end it, the last one does', () => {
  expect(packagesOf(scriptMetadataDetector, script('# /// script', '# dependencies = [', '# ///', '#   "a"]', '# ///'))).toEqual([]);
  expect(packagesOf(scriptMetadataDetector, script('# /// script', '# dependencies = ["a"]', '# ///', '# more'))).toMatchObject([
    { name: 'a' },
  ]);
});

test.each<[string, readonly string[], object[]]>([
  ['none', ['x = "# /// script"'], []],
  ['another type', ['# /// other', '# dependencies = ["a"]', '# ///'], []],
  ['no end', ['# /// script', '# dependencies = ["a"]'], [{ code: 'syntax', line: 2 }]],
  ['two of them', ['# /// script', '# ///', '', '# /// script', '# ///'], [{ code: 'syntax', line: 2 }]],
  ['cut inside', ['# /// script', '# dependencies = ["a"', '# ///'], [{ code: 'syntax', line: 3 }]],
  ['no specifier', ['# /// script', '# dependencies = ["../a"]', '# ///'], [{ code: 'syntax', line: 3, column: 19 }]],
])('%s', (_, lines, expected) => {
  expect(factsOf(scriptMetadataDetector, script(...lines))).toMatchObject(expected);
});

test('hostile texts cost what they are long', () => {
  for (const text of [
    '# /// script\n'.repeat(100_000),
    `# /// script\n${'# ///\n'.repeat(200_000)}`,
    `# /// script\n#${' '.repeat(1_000_000)}`,
  ])
    expect(Array.isArray(factsOf(scriptMetadataDetector, text))).toBe(true);
});
