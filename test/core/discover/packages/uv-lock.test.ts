import { expect, test } from 'vitest';
import { uvLockDetector } from '../../../../src/core/discover/packages/uv-lock/index.ts';
import { factsOf, packagesOf, problemsOf } from '../facts.ts';

const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const LOCK = `version = 1
revision = 3
requires-python = ">=3.12"

[[package]]
name = "demo"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "torch" },
]

[package.optional-dependencies]
serve = [{ name = "vllm" }]

[package.dev-dependencies]
dev = [
    { name = "pytest" },
]

[[package]]
name = "torch"
version = "2.6.0"
source = { registry = "https://user:pw@index.example.org/simple?x=1" }
sdist = { url = "https://files.example.org/torch.tar.gz", hash = "${B}", size = 1 }
wheels = [
    { url = "https://files.example.org/torch-1.whl", hash = "${A}", size = 1 },
    { url = "https://files.example.org/torch-2.whl", hash = "${B}", size = 1 },
]
dependencies = [{ name = "shared" }]

[[package]]
name = "pytest"
version = "8.0.0"
source = { registry = "https://index.example.org/simple" }
dependencies = [{ name = "shared" }, { name = "pluggy" }]

[[package]]
name = "pluggy"
version = "1.0.0"
source = { registry = "https://index.example.org/simple" }

[[package]]
name = "shared"
version = "1.0.0"
source = { git = "https://example.org/o/shared?rev=v1#${COMMIT}" }

[[package]]
name = "vllm"
version = "0.8.0"
source = { url = "https://example.org/vllm.whl#x" }
wheels = [{ url = "https://example.org/vllm.whl", hash = "md5:00" }]
`;

test('which archive each hash is of, by its name alone', () => {
  const [torch] = packagesOf(uvLockDetector, LOCK);
  expect(torch?.archives).toEqual([
    ['torch.tar.gz', B],
    ['torch-1.whl', A],
    ['torch-2.whl', B],
  ]);
  const secret = LOCK.replace('torch-1.whl"', 'torch-1.whl?token=s3cret#sha256=x"');
  expect(JSON.stringify(packagesOf(uvLockDetector, secret))).not.toContain('s3cret');
});

test('packages with version, hashes, origin, group and line', () => {
  expect(packagesOf(uvLockDetector, LOCK)).toMatchObject([
    {
      name: 'torch',
      version: '2.6.0',
      integrity: [A, B],
      source: 'registry',
      location: 'https://index.example.org/simple',
      group: 'runtime',
      from: 'lock',
      line: 22,
      column: 1,
    },
    { name: 'pytest', group: 'development', integrity: [] },
    { name: 'pluggy', group: 'development' },
    { name: 'shared', group: 'runtime', source: 'git', location: `https://example.org/o/shared@${COMMIT}` },
    { name: 'vllm', group: 'optional', source: 'url', location: 'https://example.org/vllm.whl', integrity: [] },
  ]);
});

test('a lock cut in half is a problem at the cut', () => {
  const cut = LOCK.slice(0, LOCK.indexOf('torch-1.whl'));
  expect(factsOf(uvLockDetector, cut)).toMatchObject([{ kind: 'problem', code: 'syntax', line: 27 }]);
});

test.each([
  ['version = 2\n', 'unsupported', 1],
  ['', 'unsupported', 1],
  ['version = 1\n[[package]]\nversion = "1"\n', 'syntax', 2],
  ['version = 1\n>>>>>>> theirs\n', 'syntax', 2],
])('a problem: %#', (text, code, line) => {
  expect(problemsOf(uvLockDetector, text)).toMatchObject([{ code, line }]);
});

test('a lock of many packages on few lines keeps every line', () => {
  const many = Array.from(
    { length: 3_000 },
    (_, index) => `[[package]]\nname = "p${index}"\nversion = "1.0"\nsource = { registry = "https://x.example.org" }\n`,
  );
  const facts = packagesOf(uvLockDetector, `version = 1\n${many.join('')}`);
  expect(facts).toHaveLength(3_000);
  expect(facts.at(-1)).toMatchObject({ name: 'p2999', line: 1 + 2_999 * 4 + 2 });
});
