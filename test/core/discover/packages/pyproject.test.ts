import { expect, test } from 'vitest';
import { pyprojectDetector } from '../../../../src/core/discover/packages/pyproject/index.ts';
import { factsOf, onePackage, packagesOf, problemsOf } from '../facts.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

test('PEP 621 and PEP 735: groups, ranges and exact lines; build requirements are left out', () => {
  const text = `[build-system]
requires = ["setuptools>=70", "torch"]

[project]
name = "demo" # torch
dependencies = [
  "torch>=2.6,<3", # a comment with ]
  'transformers[torch]==4.50.0',
]
[project.optional-dependencies]
serve = ["vllm"]
"train.all" = [
  "peft ~= 0.14"
]
[dependency-groups]
dev = [{include-group = "test"}, "ruff"]
`;
  expect(packagesOf(pyprojectDetector, text)).toMatchObject([
    { name: 'torch', range: '>=2.6,<3', version: null, group: 'runtime', line: 7, column: 3, from: 'manifest' },
    { name: 'transformers', version: '4.50.0', group: 'runtime', line: 8, column: 3 },
    { name: 'vllm', range: null, group: 'optional', line: 11, column: 10 },
    { name: 'peft', range: '~=0.14', group: 'optional', line: 13, column: 3 },
    { name: 'ruff', group: 'development', line: 16 },
  ]);
});

test('poetry: constraints, groups, git, url, path, alternatives', () => {
  const text = `[tool.poetry.dependencies]
python = "^3.12"
torch = "^2.6"
onnx = "1.17.0"
"Sentence.Transformers" = { version = "*", optional = true }
x = { git = "https://user:pw@example.org/o/x.git", rev = "${COMMIT}" }
y = { url = "https://example.org/y.whl?sig=1" }
z = { path = "../z" }
w = [{ version = "1.0", markers = "a" }, { version = "2.0" }]
[tool.poetry.dev-dependencies]
pytest = "*"
[tool.poetry.group.docs]
optional = true
[tool.poetry.group.docs.dependencies]
mkdocs = "^1"
[tool.poetry.group.lint.dependencies]
ruff = "^0.9"
`;
  expect(packagesOf(pyprojectDetector, text)).toMatchObject([
    { name: 'torch', range: '^2.6', version: null, line: 3 },
    { name: 'onnx', version: '1.17.0', line: 4 },
    { name: 'sentence-transformers', range: null, group: 'optional', line: 5 },
    { name: 'x', source: 'git', location: `https://example.org/o/x.git@${COMMIT}`, range: COMMIT },
    { name: 'y', source: 'url', location: 'https://example.org/y.whl' },
    { name: 'z', source: 'path' },
    { name: 'w', version: '1.0', line: 9 },
    { name: 'w', version: '2.0', line: 9 },
    { name: 'pytest', group: 'development', range: null },
    { name: 'mkdocs', group: 'optional' },
    { name: 'ruff', group: 'development', line: 17 },
  ]);
});

test('uv: sources, indexes, development list; workspace members are left out', () => {
  const text = `[project]
dependencies = ["torch==2.6.0", "mine", "forked>=1", "local"]
[tool.uv]
dev-dependencies = ["pytest"]
[tool.uv.sources]
torch = { index = "special" }
mine = { workspace = true }
forked = [{ git = "https://example.org/o/forked", tag = "v2", marker = "x" }]
local = { path = "libs/local" }
[[tool.uv.index]]
name = "special"
url = "https://user:pw@example.org/whl?x=1"
`;
  expect(packagesOf(pyprojectDetector, text)).toMatchObject([
    { name: 'torch', version: '2.6.0', source: 'registry', location: 'https://example.org/whl' },
    { name: 'forked', version: null, range: 'v2', source: 'git', location: 'https://example.org/o/forked' },
    { name: 'local', source: 'path' },
    { name: 'pytest', group: 'development', line: 4 },
  ]);
});

test('uv: each source of a list counts, and an index that another file names is not the public one', () => {
  const text = `[project]
dependencies = ["torch==2.6.0", "peft", "lost", "plain"]
[tool.uv.sources]
torch = [{ index = "cpu", marker = "a" }, { index = "house", marker = "b" }]
peft = [{ git = "https://example.org/o/peft", rev = "main", marker = "a" }, { path = "vendor/peft", marker = "b" }]
lost = { index = "elsewhere" }
[[tool.uv.index]]
name = "cpu"
url = "https://wheels.example.org/cpu"
explicit = true
[[tool.uv.index]]
name = "house"
url = "https://pypi.example.org/simple"
explicit = true
`;
  expect(packagesOf(pyprojectDetector, text).map(({ name, source, location }) => [name, source, location])).toEqual([
    ['torch', 'registry', 'https://wheels.example.org/cpu'],
    ['torch', 'registry', 'https://pypi.example.org/simple'],
    ['peft', 'git', 'https://example.org/o/peft'],
    ['peft', 'path', null],
    ['lost', 'url', null],
    ['plain', 'registry', null],
  ]);
});

test.each([
  ['[[tool.uv.index]]\nurl = "https://a.example/x"\n', 'https://a.example/x'],
  [
    '[[tool.uv.index]]\nurl = "https://a.example/x"\ndefault = true\n[[tool.uv.index]]\nurl = "https://b.example/x"\n',
    'https://b.example/x',
  ],
  ['[[tool.uv.index]]\nurl = "https://a.example/x"\ndefault = true\n', 'https://a.example/x'],
  ['[tool.uv]\nindex-url = "https://u:p@a.example/x"\n', 'https://a.example/x'],
  ['[tool.uv]\nextra-index-url = ["https://b.example/x"]\nindex-url = "https://a.example/x"\n', 'https://b.example/x'],
  ['[[tool.uv.index]]\nname = "a"\nurl = "https://a.example/x"\nexplicit = true\n', null],
])('uv: the index of the whole project: %#', (text, location) => {
  expect(onePackage(pyprojectDetector, `[project]\ndependencies = ["torch"]\n${text}`).location).toBe(location);
});

test.each([
  ['[project]\ndependencies = ["torch"', 'syntax', 2],
  ['a = 1\n<<<<<<< ours\nb = 1\n=======\n', 'syntax', 2],
  ['[project]\ndependencies = ["torch>=2", "not a requirement"]\n', 'syntax', 2],
  [`a = ${'['.repeat(20_000)}`, 'syntax', 1],
])('a problem with its line: %#', (text, code, line) => {
  expect(problemsOf(pyprojectDetector, text)).toMatchObject([{ code, line }]);
});

test('text that only looks like a dependency is none', () => {
  const text = `[project]
description = """
dependencies = ["torch"]
[project.optional-dependencies]
"""
dependencies = ["onnx"]
`;
  expect(onePackage(pyprojectDetector, text)).toMatchObject({ name: 'onnx', line: 6 });
});

test('wrong types and prototype names are no data', () => {
  expect(
    factsOf(pyprojectDetector, '[project]\ndependencies = "torch"\n[dependency-groups]\n__proto__ = 1\nconstructor = ["torch"]\n'),
  ).toMatchObject([{ name: 'torch' }]);
  expect(factsOf(pyprojectDetector, 'project = 3\ntool = []\n')).toEqual([]);
  expect(factsOf(pyprojectDetector, new Uint8Array([0x61, 0xff]))).toMatchObject([{ code: 'not-utf8' }]);
});
