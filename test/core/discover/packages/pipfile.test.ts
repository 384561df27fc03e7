import { expect, test } from 'vitest';
import { pipfileDetector } from '../../../../src/core/discover/packages/pipfile.ts';
import { factsOf, packagesOf } from '../facts.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const pipfile = (line: string, sources = ''): string =>
  `[[source]]\nurl = "https://u:p@one.example/simple"\nname = "one"\n${sources}\n[packages]\n${line}\n`;

test.each<[string, object]>([
  ['a = "*"', { name: 'a', version: null, range: null, source: 'registry', location: 'https://one.example/simple' }],
  ['A_b = "== 1.0"', { name: 'a-b', version: '1.0', range: '==1.0' }],
  [
    'a = {version = "~=1.0", index = "one", markers = "os_name == \'nt\'"}',
    { range: '~=1.0', location: 'https://one.example/simple', marker: "os_name == 'nt'" },
  ],
  ['a = {version = "*", index = "gone"}', { source: 'url', location: null }],
  ['a = {version = "*", index = "https://u:p@two.example/simple"}', { source: 'registry', location: 'https://two.example/simple' }],
  [`a = {git = "git@git.example:o/a.git", ref = "${COMMIT}"}`, { source: 'git', location: `ssh://git.example/o/a.git@${COMMIT}` }],
  ['a = {git = "https://git.example/o/a", editable = true}', { source: 'git', range: null }],
  ['a = {file = "https://files.example/a.whl"}', { source: 'url', location: 'https://files.example/a.whl' }],
  ['a = {path = ".", editable = true}', { source: 'path' }],
  ['a = 7', { kind: 'problem', code: 'syntax' }],
  ['"../a" = "*"', { kind: 'problem', code: 'syntax' }],
  ['"__proto__" = "*"', { kind: 'problem', code: 'syntax' }],
])('%s', (line, expected) => {
  expect(factsOf(pipfileDetector, pipfile(line))).toMatchObject([{ line: 6, ...expected }]);
});

test('categories; tables without packages', () => {
  const text =
    '[requires]\npython_version = "3.12"\n[scripts]\nrun = "x"\n[dev-packages]\na = "*"\n[docs]\nb = "*"\n[gpu]\nc = "*"\n[pipenv]\nallow_prereleases = true\n';
  expect(packagesOf(pipfileDetector, text).map(({ name, group }) => [name, group])).toEqual([
    ['a', 'development'],
    ['b', 'development'],
    ['c', 'optional'],
  ]);
});

test('cut in half', () => {
  expect(factsOf(pipfileDetector, '[packages]\na = {version = "1')).toMatchObject([{ kind: 'problem', code: 'syntax', line: 2 }]);
});
