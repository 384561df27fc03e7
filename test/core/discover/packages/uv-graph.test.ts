/** The graph of a uv.lock: edges, forks, markers, and what only groups and extras reach. */
import { expect, test } from 'vitest';
import { uvLockDetector } from '../../../../src/core/discover/packages/uv-lock/index.ts';
import { factsOf, packagesOf } from '../facts.ts';

const entry = (name: string, version: string, more = ''): string =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://index.example/simple" }\n${more}\n`;
const root = (name: string, more: string): string => `[[package]]\nname = "${name}"\nsource = { editable = "${name}" }\n${more}\n`;
const lock = (...parts: readonly string[]): string => `version = 1\nrequires-python = ">=3.11"\n${parts.join('\n')}`;
const groupsOf = (text: string): object => Object.fromEntries(packagesOf(uvLockDetector, text).map(({ name, group }) => [name, group]));

test('a workspace without a root: members ship, and forks of one package are both needed', () => {
  const text = lock(
    '[manifest]\nmembers = ["api", "worker"]\n[manifest.dependency-groups]\ndev = [{ name = "ruff" }]',
    root('api', 'dependencies = [{ name = "worker" }]'),
    root(
      'worker',
      `dependencies = [
  { name = "torch", version = "2.6.0", source = { registry = "https://index.example/simple" }, marker = "sys_platform == 'darwin'" },
  { name = "torch", version = "2.6.0+cpu", source = { registry = "https://cpu.example" }, marker = "sys_platform != 'darwin'" },
  { name = "middle" },
]
[package.dev-dependencies]
dev = [{ name = "datasets" }]`,
    ),
    entry('torch', '2.6.0', `resolution-markers = ["sys_platform == 'darwin'"]`),
    entry('torch', '2.6.0+cpu', `resolution-markers = ["sys_platform != 'darwin' and os_name == 'a'", "os_name == 'b'"]`),
    entry('middle', '1', 'dependencies = [{ name = "torch", version = "2.6.0+cpu" }, { name = "gone" }]'),
    entry('datasets', '3.0.0'),
    entry('ruff', '1'),
  );
  expect(packagesOf(uvLockDetector, text)).toMatchObject([
    { version: '2.6.0', marker: "sys_platform == 'darwin'", group: 'runtime' },
    { version: '2.6.0+cpu', marker: "(sys_platform != 'darwin' and os_name == 'a') or (os_name == 'b')", group: 'runtime' },
    { name: 'middle', needs: ['torch@2.6.0+cpu'] },
    { name: 'datasets', group: 'development' },
    { name: 'ruff', group: 'development' },
  ]);
});

test('an extra is followed where something asks for it', () => {
  const worker = (asked: string): string =>
    lock(
      root('api', `dependencies = [{ name = "worker"${asked} }]`),
      root('worker', '[package.optional-dependencies]\ngpu = [{ name = "cuda" }]'),
      entry('cuda', '1'),
    );
  expect([groupsOf(worker('')), groupsOf(worker(', extra = ["GPU"]'))]).toEqual([{ cuda: 'optional' }, { cuda: 'runtime' }]);
  const library = lock(
    root('api', 'dependencies = [{ name = "httpx" }]\n[package.dev-dependencies]\ndev = [{ name = "httpx", extra = ["http2"] }]'),
    entry('httpx', '1', '[package.optional-dependencies]\nhttp2 = [{ name = "h2" }]'),
    entry('h2', '4'),
  );
  expect(groupsOf(library)).toEqual({ httpx: 'runtime', h2: 'development' });
  expect(packagesOf(uvLockDetector, library)[0]?.needs).toEqual(['h2@4']);
});

test('the lock of a script', () => {
  const text = lock(
    '[manifest]\nrequirements = [{ name = "torch" }]',
    entry('torch', '2', 'dependencies = [{ name = "numpy", marker = "os_name == \'nt\'" }]'),
    entry('numpy', '2'),
  );
  expect(uvLockDetector.wants('tools/ask.py.lock', null)).toBe(true);
  expect(packagesOf(uvLockDetector, text)).toMatchObject([
    { name: 'torch', needs: ['numpy@2'], group: 'runtime' },
    { name: 'numpy', marker: "os_name == 'nt'", needs: [] },
  ]);
  expect(packagesOf(uvLockDetector, text)[0]).not.toHaveProperty('marker');
});

test('circles end; what no Python of the project meets is told, quietly', () => {
  const text = lock(
    root('api', 'dependencies = [{ name = "a" }, { name = "tomli", marker = "python_full_version < \'3.11\'" }]'),
    entry('a', '1', 'dependencies = [{ name = "b" }]'),
    entry('b', '1', 'dependencies = [{ name = "a" }, { name = "b" }]'),
    entry('tomli', '2'),
  );
  expect(factsOf(uvLockDetector, text)).toMatchObject([
    { kind: 'steering', what: 'folder', key: 'pypi api' },
    { kind: 'package', name: 'a', needs: ['b@1'] },
    { kind: 'package', name: 'b', needs: ['a@1', 'b@1'] },
    { kind: 'problem', quiet: true, message: expect.stringContaining('tomli is never installed') as unknown },
  ]);
});
