/** The tables of the tools in pyproject.toml: indexes, markers, environments. */
import { expect, test } from 'vitest';
import { pyprojectDetector } from '../../../../src/core/discover/packages/pyproject/index.ts';
import { factsOf, packagesOf } from '../facts.ts';

test('poetry: the index that a package names, and the one of all others', () => {
  const text = `[tool.poetry.dependencies]
a = { version = "1.0", source = "House" }
b = { version = "1.0", source = "pypi" }
c = { version = "1.0", source = "gone" }
d = "1.0"
[[tool.poetry.source]]
name = "house"
url = "https://u:p@house.example/simple"
priority = "explicit"
[[tool.poetry.source]]
name = "main"
url = "https://main.example/simple"
`;
  expect(packagesOf(pyprojectDetector, text).map(({ name, source, location }) => [name, source, location])).toEqual([
    ['a', 'registry', 'https://house.example/simple'],
    ['b', 'registry', null],
    ['c', 'url', null],
    ['d', 'registry', 'https://main.example/simple'],
  ]);
});

test('pdm: its first source is asked for all', () => {
  const text = '[project]\ndependencies = ["a"]\n[[tool.pdm.source]]\nname = "pypi"\nurl = "https://index.example/simple"\n';
  expect(packagesOf(pyprojectDetector, text)).toMatchObject([{ name: 'a', location: 'https://index.example/simple' }]);
});

test('environments of hatch, lists of rye and flit, overrides of uv', () => {
  const text = `[tool.hatch.envs.default]
dependencies = ["a==1"]
extra-dependencies = ["b"]
[tool.rye]
dev-dependencies = ["c"]
[tool.flit.metadata]
requires = ["d"]
[tool.flit.metadata.requires-extra]
gpu = ["e"]
[tool.uv]
override-dependencies = ["f==2"]
`;
  expect(packagesOf(pyprojectDetector, text).map(({ name, group, line }) => [name, group, line])).toEqual([
    ['c', 'development', 5],
    ['d', 'runtime', 7],
    ['e', 'optional', 9],
    ['f', 'runtime', 11],
    ['a', 'development', 2],
    ['b', 'development', 3],
  ]);
});

test('pixi below tool: packages of conda and of PyPI', () => {
  const text = `[tool.pixi.dependencies]
pytorch = "==2.5.1"
python = ">=3.11"
[tool.pixi.pypi-dependencies]
Trans_formers = { version = ">=4", extras = ["x"] }
local = { path = ".", editable = true }
[tool.pixi.feature.test.dependencies]
pytest = "*"
[tool.pixi.target.linux-64.dependencies]
cuda = { version = "12.*", channel = "nvidia" }
`;
  expect(packagesOf(pyprojectDetector, text)).toMatchObject([
    { ecosystem: 'conda', name: 'pytorch', version: '2.5.1', line: 2 },
    { ecosystem: 'conda', name: 'python', range: '>=3.11' },
    { ecosystem: 'pypi', name: 'trans-formers', range: '>=4' },
    { ecosystem: 'pypi', name: 'local', source: 'path' },
    { ecosystem: 'conda', name: 'cuda', range: '12.*', line: 10 },
    { ecosystem: 'conda', name: 'pytest', group: 'development' },
  ]);
});

test('markers are kept; what no Python of the project meets is told, quietly', () => {
  const text = `[project]
requires-python = ">=3.10"
dependencies = [
  "torch>=2.1; python_version < '3.10'",
  "torch>=2.4; python_version >= '3.10' and python_version < '3.13'",
  "peft @ git+https://git.example/o/peft ; sys_platform == 'linux'",
]
`;
  expect(factsOf(pyprojectDetector, text)).toMatchObject([
    { kind: 'problem', quiet: true, line: 4 },
    { kind: 'package', name: 'torch', marker: "python_version >= '3.10' and python_version < '3.13'", line: 5 },
    { kind: 'package', name: 'peft', source: 'git', marker: "sys_platform == 'linux'" },
  ]);
});
