import { stampedBy } from '../../../../src/core/discover/stamped.ts';
import { describe, expect, test } from 'vitest';
import { requirementsDetector } from '../../../../src/core/discover/packages/requirements/index.ts';
import { link } from '../../../../src/core/discover/link/index.ts';
import { formatRef } from '../../../../src/core/ref/format.ts';
import { factsOf, listedOf, onePackage, packagesOf, problemsOf } from '../facts.ts';

const HASH_A = 'a'.repeat(64);
const HASH_B = 'b'.repeat(64);
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

describe('wants', () => {
  test.each([
    ['requirements.txt', true],
    ['app/requirements-dev.txt', true],
    ['dev-requirements.in', true],
    ['requirements/base.txt', true],
    ['requirements/ci.in', true],
    ['constraints.txt', true],
    ['deploy/constraints-3.12.txt', true],
    ['requirements.md', false],
    ['src/requirements.py', false],
    ['notes.txt', false],
  ])('%s → %s', (path, wanted) => {
    expect(requirementsDetector.wants(path, 100)).toBe(wanted);
  });
});

describe('one line', () => {
  test.each([
    ['torch', { name: 'torch', version: null, range: null, source: 'registry' }],
    ['torch==2.6.0', { version: '2.6.0', range: '==2.6.0' }],
    ['torch === 2.6.0+cu121', { version: '2.6.0+cu121', range: '===2.6.0+cu121' }],
    ['torch==2.6.*', { version: null, range: '==2.6.*' }],
    ['torch >= 2.6 , < 3', { version: null, range: '>=2.6,<3' }],
    ['torch (>=2.6)', { range: '>=2.6' }],
    ['torch~=2.6', { range: '~=2.6' }],
    ['Sentence_Transformers[onnx, train]>=3', { name: 'sentence-transformers', range: '>=3' }],
    ['torch==2.6.0 ; python_version < "3.13" and extra == "x"', { version: '2.6.0' }],
    ['torch==2.6.0 # why', { version: '2.6.0' }],
    [
      'x @ https://user:secret@example.org/x-1.0.zip?token=1#frag',
      { name: 'x', version: '1.0', source: 'url', location: 'https://example.org/x-1.0.zip' },
    ],
    [
      `x @ git+https://t0ken@example.org/o/x.git@${COMMIT}`,
      { source: 'git', range: COMMIT, location: `https://example.org/o/x.git@${COMMIT}` },
    ],
    [
      '-e git+ssh://git@example.org/o/x.git@v1.2#egg=My_Pkg',
      { name: 'my-pkg', source: 'git', range: 'v1.2', location: 'ssh://example.org/o/x.git' },
    ],
    [
      `https://example.org/foo_bar-1.2-py3-none-any.whl#sha256=${HASH_A}`,
      { name: 'foo-bar', version: '1.2', source: 'url', integrity: [`sha256:${HASH_A}`] },
    ],
    [
      `git+https://t0ken@example.org/o/x.git@${COMMIT}`,
      { name: '', source: 'git', range: COMMIT, location: `https://example.org/o/x.git@${COMMIT}` },
    ],
    [
      'git+https://${TOKEN}@example.org/o/x.git@main#subdirectory=python',
      { name: '', source: 'git', range: 'main', location: 'https://example.org/o/x.git' },
    ],
    ['-e git+ssh://git@example.org/o/x.git', { name: '', source: 'git', location: 'ssh://example.org/o/x.git' }],
    [
      'git+git@example.org:o/x.git@v1 ; python_version > "3"',
      { name: '', source: 'git', range: 'v1', location: 'ssh://example.org/o/x.git' },
    ],
    ['hg+https://example.org/o/x', { name: '', source: 'git', location: 'hg+https://example.org/o/x' }],
    ['git+https://example.org/o/x.git#egg=peft[train]&subdirectory=p', { name: 'peft', source: 'git', range: null }],
    ['peft[train]@git+https://example.org/o/x.git@v1', { name: 'peft', source: 'git', range: 'v1' }],
    ['https://example.org/o/x/archive/main.zip', { name: '', source: 'url', location: 'https://example.org/o/x/archive/main.zip' }],
    ['./vendor/foo-1.2-py3-none-any.whl', { name: 'foo', version: '1.2', source: 'path', location: null }],
  ])('%s', (line, expected) => {
    expect(onePackage(requirementsDetector, `${line}\n`)).toMatchObject(expected);
  });

  test.each(['# only a comment', '--pre', '--trusted-host example.org', '-e .', '-e ./libs/a', '-e .[dev]', '--no-binary :all:', ''])(
    'no component in: %s',
    (line) => {
      expect(listedOf(requirementsDetector, `${line}\n`)).toEqual([]);
    },
  );

  test.each(['-r other.txt', '--requirement=other.txt', '-c "other.txt"', "--constr 'other.txt'"])('another list in: %s', (line) => {
    expect(listedOf(requirementsDetector, `${line}\n`)).toEqual([{ kind: 'list', path: 'other.txt', line: 1, column: 1 }]);
  });

  test.each([
    ['this is prose, not a requirement', 'syntax'],
    ['torch=2', 'syntax'],
    ['torch==${VERSION}', 'unsupported'],
    ['<<<<<<< HEAD', 'syntax'],
    ['git+https://${HOST}/o/x.git', 'unsupported'],
    ['--frobnicate', 'syntax'],
  ])('a problem: %s', (line, code) => {
    expect(problemsOf(requirementsDetector, `\n${line}\n`)).toMatchObject([{ code, line: 2, column: 1 }]);
  });
});

test('hashes over continued lines are all kept, sorted, and make the file a lock', () => {
  const text = `torch==2.6.0 \\\n    --hash=sha256:${HASH_B} \\\n    --hash=sha256:${HASH_A} \\\n    --hash=sha256:short\nnumpy==2.1.0\n`;
  expect(packagesOf(requirementsDetector, text)).toMatchObject([
    { name: 'torch', version: '2.6.0', integrity: [`sha256:${HASH_A}`, `sha256:${HASH_B}`], from: 'lock', line: 1 },
    { name: 'numpy', integrity: [], from: 'lock', line: 5 },
  ]);
});

test('an index gives its host alone, the added one first, and the environment is not expanded', () => {
  const from = (options: string): string | null => onePackage(requirementsDetector, `${options}\ntorch\n`).location;
  expect(from('--index-url https://user:secret@pip.example.org/simple/s3cret?x=1')).toBe('https://pip.example.org');
  expect(from('-i https://a.example.org/simple\n--extra-index-url=https://b.example.org/whl')).toBe('https://b.example.org');
  expect(from('--index-url https://${TOKEN}@pip.example.org/simple')).toBe('https://pip.example.org');
  expect(from('--index-url https://${HOST}/simple')).toBe(null);
});

test('position is that of the requirement', () => {
  expect(onePackage(requirementsDetector, '# a\r\n\r\n  torch==2.6.0\r\n')).toMatchObject({ line: 3, column: 3 });
});

test('UTF-16 as Windows shells write it is read; other bytes are a problem at their line', () => {
  const utf16 = new Uint8Array([0xff, 0xfe, ...Array.from('torch==2.6.0\r\n', (character) => [character.charCodeAt(0), 0]).flat()]);
  expect(onePackage(requirementsDetector, utf16)).toMatchObject({ name: 'torch', version: '2.6.0' });
  const broken = new Uint8Array([...new TextEncoder().encode('torch\n\nnumpy'), 0xff]);
  expect(factsOf(requirementsDetector, broken)).toMatchObject([{ kind: 'problem', code: 'not-utf8', line: 3 }]);
});

test.each([
  ['latin-1', '# -*- coding: latin-1 -*-\n'],
  ['cp1252', '#!x\n# vim: set fileencoding=cp1252 :\n'],
  ['koi8-r', '# coding=koi8-r\n'],
])('a file that says its encoding is read in it: %s', (_name, line) => {
  const bytes = Uint8Array.from([...Buffer.from(`${line}# f`), 0xfc, ...Buffer.from('r\ntorch==2.6.0\n')]);
  expect(onePackage(requirementsDetector, bytes)).toMatchObject({ name: 'torch', version: '2.6.0' });
});

test.each(['# coding: utf-7\n', '# coding: shift_jis\n', '\n\n# coding: latin-1\n'])('another encoding is said: %j', (line) => {
  const bytes = Uint8Array.from([...Buffer.from(`${line}# f`), 0xfc, ...Buffer.from('r\ntorch==2.6.0\n')]);
  expect(factsOf(requirementsDetector, bytes)).toMatchObject([{ kind: 'problem', code: 'not-utf8' }]);
});

test('what has no name is known by its address, and never by the name of a repository', () => {
  const facts = stampedBy(requirementsDetector, factsOf(requirementsDetector, 'git+https://example.org/acme/torch.git@main\n'));
  const { sightings, problems } = link(new Map([['requirements.txt', { blob: 'b', depth: 'full', facts }]]), { paths: new Set() });
  expect(problems).toEqual([]);
  expect(sightings.map(({ kind, ref }) => [kind, formatRef(ref)])).toEqual([['library', 'generic:example.org/acme/torch']]);
});

test('a file of prose gives few problems, and says how many more there are', () => {
  const problems = problemsOf(requirementsDetector, 'this is prose\n'.repeat(1000));
  expect(problems).toHaveLength(11);
  expect(problems.at(-1)).toMatchObject({ code: 'limit', line: 11 });
});

test('hostile lines: huge, NUL, endless continuation', () => {
  expect(problemsOf(requirementsDetector, 'a'.repeat(1_000_000))).toMatchObject([{ code: 'syntax', line: 1 }]);
  expect(problemsOf(requirementsDetector, 'to\0rch')).toHaveLength(1);
  expect(factsOf(requirementsDetector, '\\\n'.repeat(200_000))).toEqual([]);
  expect(factsOf(requirementsDetector, `torch${' '.repeat(500_000)}x`)).toHaveLength(1);
});

test.each(['\u000b', '\u000c', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029'])('pip ends a line at %j', (end) => {
  expect(packagesOf(requirementsDetector, `# a comment${end}torch==2.6.0\n`)).toMatchObject([{ name: 'torch', line: 1 }]);
});

test.each([
  `--hash   sha256:${HASH_A}`,
  `--has=sha256:${HASH_A}`,
  `--hash=sha"256":${HASH_A}`,
  `--h'ash=sha256:${HASH_A}'`,
  `--hash "sha256:${HASH_A}"`,
])('a hash as optparse and shlex read it: %s', (option) => {
  expect(onePackage(requirementsDetector, `torch==2.6.0 ${option}\n`)).toMatchObject({ integrity: [`sha256:${HASH_A}`], from: 'lock' });
});

test.each(['--hash="sha256:1', '--hash=md5:1', '--hsah=sha256:1', '--hash', '--no=1'])(
  '%s is a problem, and the package is kept',
  (option) => {
    const source = `torch==2.6.0 ${option}\n`;
    expect(packagesOf(requirementsDetector, source)).toMatchObject([{ name: 'torch', integrity: [] }]);
    expect(problemsOf(requirementsDetector, source)).toMatchObject([{ code: 'syntax', line: 1 }]);
  },
);

test('a folder takes no server away', () => {
  const source = '--extra-index-url https://index.example/simple\n-f ./wheels\ntorch==2.6.0\n';
  expect(onePackage(requirementsDetector, source)).toMatchObject({ location: 'https://index.example' });
});

test('all backslashes at the end of a continued line go, and a line of nothing else comes to an end', () => {
  expect(packagesOf(requirementsDetector, 'torch\\\\\n==2.6.0\n')).toMatchObject([{ name: 'torch', version: '2.6.0' }]);
  expect(packagesOf(requirementsDetector, `a${'\\'.repeat(500_000)}b\\\n`)).toEqual([]);
});
