/** `weighbridge verify package`: what a check asks about a package, by hand. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeRegistry, startRegistry } from '../registry-fake/index.ts';
import { npmDocument, npmKeys } from '../registry-fake/npm.ts';
import { pypiPage } from '../registry-fake/pypi.ts';
import { run } from '../support/command-line.ts';
import { keyPair } from '../support/sigstore.ts';

const KEY = { id: 'SHA256:own', pair: keyPair() };
const INTEGRITY = `sha512-${'A'.repeat(86)}==`;
const at = '2026-01-01T00:00:00.000Z';

let registry: FakeRegistry;
beforeEach(async () => {
  registry = await startRegistry();
  registry.serve({
    ...npmKeys([KEY]),
    ...npmDocument('widget', [
      { version: '1.0.0', integrity: INTEGRITY, at, key: KEY },
      { version: '1.0.1', integrity: INTEGRITY, at, key: { ...KEY, pair: keyPair() } },
      { version: '1.0.2', integrity: INTEGRITY, at },
      { version: '1.0.3', integrity: INTEGRITY, at, key: KEY, more: { license: '\u001b[31mMIT', deprecated: 'a\nb' } },
    ]),
    ...pypiPage('gadget', [{ filename: 'gadget-1.0.tar.gz', sha256: 'a'.repeat(64), at }]),
  });
});
afterEach(() => registry.close());

function verify(...args: readonly string[]) {
  return run(['verify', 'package', ...args], import.meta.dirname, registry.environment);
}

it.each([
  ['a signature that holds', ['npm:widget@1.0.0'], 0, 'verified: npm:widget@1.0.0'],
  ['the hash that a lockfile has', ['npm:widget@1.0.0', '--integrity', INTEGRITY], 0, 'its hash is the one that npm serves'],
  ['another hash', ['npm:widget@1.0.0', '--integrity', INTEGRITY.replace('A', 'B')], 1, 'npm serves other bytes under this version'],
  ['a signature by another key', ['npm:widget@1.0.1'], 1, "the registry's signature does not fit"],
  ['no signature', ['npm:widget@1.0.2'], 1, 'the registry serves no signature of this version'],
  ['no such version', ['npm:widget@9.0.0'], 1, 'the registry has no such version'],
  ['no such package, to a stranger', ['npm:nothing@1.0.0'], 1, 'HTTP 404: missing or private'],
  ['no such version of PyPI', ['pypi:gadget@9.0'], 1, 'the index has no such version'],
  [
    'a repository that nobody has proven',
    ['npm:widget@1.0.0', '--source-repository', 'https://github.com/a/b'],
    1,
    'where it was built is not proven',
  ],
  ['a package of PyPI without provenance', ['pypi:gadget@1.0'], 1, 'nobody says where it was built'],
  ['no version', ['npm:widget'], 2, 'npm:widget is not a version of a package'],
  ['a model', ['hf:org/name@main'], 2, 'is not a version of a package'],
  ['nothing', [], 2, 'takes one package'],
  ['offline', ['npm:widget@1.0.0', '--offline'], 2, 'offline'],
])('%s', async (_, args, code, text) => {
  const said = await verify(...args);
  expect(said.out + said.err).toContain(text);
  expect(said.code).toBe(code);
});

it('knows the 404 page for people of an index that has no such project', async () => {
  registry.fault('/simple/x/', 404, { 'content-type': 'text/plain' });
  const { out, code } = await verify('pypi:x@1');
  expect([code, out]).toEqual([1, expect.stringContaining('the index has no such project or version')]);
});

it('writes out what a publisher hides in his texts (T22)', async () => {
  const { out } = await verify('npm:widget@1.0.3');
  expect(out).toContain('\\u{1b}[31mMIT');
  expect(out).not.toContain('\u001b');
});

it('says the same to programs', async () => {
  const { out } = await verify('npm:widget@1.0.0', '--format', 'json');
  expect(JSON.parse(out)).toMatchObject({
    format: 'weighbridge-package-verification',
    state: 'verified',
    answer: { state: 'answered', facts: { license: 'MIT', published: at }, signature: { state: 'verified' } },
  });
});
