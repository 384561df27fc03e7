/** License, supplier and description of libraries: from the disk, from an earlier run, from the registry. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeRegistry, startRegistry } from '../registry-fake/index.ts';
import { npmDocument } from '../registry-fake/npm.ts';
import { pypiPage, pypiStated } from '../registry-fake/pypi.ts';
import { run } from '../support/command-line.ts';
import { environment, put } from '../support/installed.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const INTEGRITY = `sha512-${'A'.repeat(86)}==`;
const SHA = 'a'.repeat(64);

let registry: FakeRegistry;
let repository: TestRepository;
let cache: string;
beforeEach(async () => {
  registry = await startRegistry();
  repository = makeRepository();
  cache = mkdtempSync(join(tmpdir(), 'weighbridge-cache-'));
  repository.write('.gitignore', '.venv\nnode_modules\n');
  repository.write(
    'package-lock.json',
    JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/widget': { version: '1.0.0', integrity: INTEGRITY } } }),
  );
  repository.write('uv.lock', lock('1.0.0'));
  repository.commit();
  registry.serve({
    ...npmDocument('widget', [{ version: '1.0.0', integrity: INTEGRITY, at: '2026-01-01T00:00:00.000Z' }]),
    ...pypiPage('gadget', [
      { filename: 'gadget-1.0.0-py3-none-any.whl', sha256: SHA, at: '2026-01-01T00:00:00Z' },
      { filename: 'gadget-1.1.0-py3-none-any.whl', sha256: SHA, at: '2026-02-01T00:00:00Z' },
    ]),
    ...pypiStated('gadget', '1.0.0', { license_expression: 'BSD-3-Clause', author_email: 'Ada L. <ada@example.org>', summary: 'Gadgets' }),
    ...pypiStated('gadget', '1.1.0', { license_expression: 'BSD-3-Clause' }),
  });
});
afterEach(async () => {
  repository.dispose();
  rmSync(cache, { recursive: true, force: true });
  await registry.close();
});

function lock(version: string): string {
  return `version = 1\n\n[[package]]\nname = "gadget"\nversion = "${version}"\nsource = { registry = "${registry.pypi}/simple" }\nwheels = [\n    { url = "https://files.example/gadget-${version}-py3-none-any.whl", hash = "sha256:${SHA}" },\n]\n`;
}

async function scanned(...flags: readonly string[]): Promise<readonly unknown[]> {
  const env = { ...registry.environment, XDG_CACHE_HOME: cache };
  const { code, out, err } = await run(['scan', '--format', 'cyclonedx', ...flags], repository.folder, env);
  expect([code, err]).toEqual([0, '']);
  const { components } = JSON.parse(out) as {
    components: readonly { name: string; licenses?: readonly unknown[]; supplier?: unknown; description?: string }[];
  };
  return components.map(({ name, licenses = [], supplier, description }) => [name, licenses.length, supplier, description]);
}

const HEARD = [
  ['widget', 1, { name: 'ada' }, 'widget for tests'],
  ['gadget', 1, { name: 'Ada L.' }, 'Gadgets'],
];
const NOTHING = [
  ['widget', 0, undefined, undefined],
  ['gadget', 0, undefined, undefined],
];

it('what a registry said once is known in the next run, of whatever repository, and nobody is asked', async () => {
  expect(await scanned()).toEqual(NOTHING);
  expect(registry.requests).toEqual([]);
  expect(await scanned('--enrich')).toEqual(HEARD);
  const asked = registry.requests.length;
  expect(await scanned('--offline')).toEqual(HEARD);
  expect(await scanned()).toEqual(HEARD);
  expect(await scanned('--no-cache')).toEqual(NOTHING);
  expect(registry.requests).toHaveLength(asked);
  expect(statSync(join(cache, 'weighbridge/packages.sqlite')).mode & 0o077).toBe(0);
});

it('of another registry nothing is known', async () => {
  await scanned('--enrich');
  const other = await startRegistry();
  const { out } = await run(['scan', '--format', 'cyclonedx'], repository.folder, { ...other.environment, XDG_CACHE_HOME: cache });
  await other.close();
  expect(out).not.toContain('BSD-3-Clause');
});

it('what nobody answered is not kept, and evidence that is saved rests on nothing that was', async () => {
  registry.fault('/json', 503);
  await scanned('--enrich');
  expect((await scanned('--offline')).at(-1)).toEqual(NOTHING.at(-1));
  const evidence = join(cache, 'evidence');
  await scanned('--evidence', evidence);
  expect(existsSync(evidence)).toBe(true);
  expect(await scanned('--offline', '--evidence', join(cache, 'other'))).toEqual(NOTHING);
});

it('a file that is broken is made anew', async () => {
  await scanned('--enrich');
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(cache, `weighbridge/packages.sqlite${suffix}`), { force: true });
  writeFileSync(join(cache, 'weighbridge/packages.sqlite'), 'no database of anybody, and longer than its head would be '.repeat(20));
  expect(await scanned('--enrich')).toEqual(HEARD);
  expect(await scanned('--offline')).toEqual(HEARD);
});

it('what is installed says it without anybody', async () => {
  put(repository.folder, {
    'node_modules/widget/package.json':
      '{"name":"widget","version":"1.0.0","license":"Custom <b>terms</b>","author":"Ada <ada@example.org>"}',
    ...environment('gadget', '1.0.0', {}, { metadata: 'License-Expression: MIT\nSummary: A\u202Egadget\n' }),
  });
  expect(await scanned('--offline', '--no-cache')).toEqual([
    ['widget', 1, { name: 'Ada' }, undefined],
    ['gadget', 1, undefined, 'A\\u{202e}gadget'],
  ]);
  expect(registry.requests).toEqual([]);
});

it.each([
  ['committed', (): void => void repository.commit()],
  ['not committed, and not ignored', (): void => undefined],
])('what is installed and %s is the word of the author of the tree, and no scan hears it (T11)', async (_, keep) => {
  repository.write('.gitignore', '');
  put(repository.folder, {
    'node_modules/widget/package.json': '{"name":"widget","version":"1.0.0","license":"MIT","author":"Ada"}',
    ...environment('gadget', '1.0.0', {}, { metadata: 'License-Expression: MIT\nSummary: A gadget\n' }),
  });
  keep();
  expect(await scanned('--offline', '--no-cache')).toEqual(NOTHING);
});

it('a license that SPDX does not know keeps the name that is stated, and becomes no id', async () => {
  put(repository.folder, {
    'node_modules/widget/package.json': '{"name":"widget","version":"1.0.0","license":"Custom <b>\u202Eterms</b>"}',
  });
  const { out } = await run(['scan', '--format', 'cyclonedx', '--offline', '--no-cache'], repository.folder, registry.environment);
  const { components } = JSON.parse(out) as { components: readonly { name: string; licenses?: readonly unknown[] }[] };
  expect(components.find(({ name }) => name === 'widget')?.licenses).toEqual([
    { license: { name: 'Custom <b>\\u{202e}terms</b>', acknowledgement: 'declared' } },
  ]);
});

it('a check asks an index for no license that is known', async () => {
  repository.branch('bump');
  repository.write('uv.lock', lock('1.1.0'));
  repository.commit();
  const checked = async (): Promise<readonly string[]> => {
    registry.requests.length = 0;
    await run(['check', '--base', 'main'], repository.folder, { ...registry.environment, XDG_CACHE_HOME: cache });
    return registry.requests.map(({ path }) => path);
  };
  const page = '/pypi-index/simple/gadget/';
  expect(await checked()).toEqual([page, '/pypi-index/pypi/gadget/1.1.0/json']);
  expect(await checked()).toEqual([page]);
});

it('a check hears the index before a file that a build may have written, in this run and in the next (T11)', async () => {
  repository.branch('bump');
  repository.write('uv.lock', lock('1.1.0'));
  repository.commit();
  put(repository.folder, environment('gadget', '1.1.0', {}, { metadata: 'License-Expression: MIT\nSummary: A gadget\n' }));
  const checked = async (...flags: readonly string[]): Promise<unknown> => {
    const { out } = await run(['check', '--base', 'main', '--hash-files', '--format', 'json', ...flags], repository.folder, {
      ...registry.environment,
      XDG_CACHE_HOME: cache,
    });
    const { bom } = JSON.parse(out) as { bom: { components: readonly { name: string; license: { expression: string } }[] } };
    return bom.components.find(({ name }) => name === 'gadget')?.license.expression;
  };
  // Where nobody answers, the file fills.
  expect(await checked('--offline')).toBe('MIT');
  expect(await checked()).toBe('BSD-3-Clause');
  expect(await checked('--offline')).toBe('BSD-3-Clause');
});

it.each([
  [['--hash-files'], ['dependency/installed-differs']],
  [[], []],
])('a check looks at what is installed where it is asked to: %j', async (flags, rules) => {
  repository.branch('bump');
  repository.write('uv.lock', lock('1.1.0'));
  repository.commit();
  put(repository.folder, environment('gadget', '0.9.0', {}));
  const { out } = await run(['check', '--base', 'main', '--offline', '--no-cache', '--format', 'json', ...flags], repository.folder, {
    ...registry.environment,
    XDG_CACHE_HOME: cache,
  });
  const { verdict } = JSON.parse(out) as { verdict: { findings: readonly { finding: { rule: string } }[] } };
  const found = verdict.findings.map(({ finding }) => finding.rule).filter((rule) => rule === 'dependency/installed-differs');
  expect(found).toEqual(rules);
});
