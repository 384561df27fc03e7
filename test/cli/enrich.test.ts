/** `scan --enrich`: what registries say of every package, in the SBOM. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeRegistry, startRegistry } from '../registry-fake/index.ts';
import { npmDocument } from '../registry-fake/npm.ts';
import { run } from '../support/command-line.ts';
import { makeRepository, type TestRepository } from '../support/repo.ts';

const INTEGRITY = `sha512-${'A'.repeat(86)}==`;

let registry: FakeRegistry;
let repository: TestRepository;
beforeEach(async () => {
  registry = await startRegistry();
  repository = makeRepository();
  const packages = {
    '': {},
    'node_modules/widget': { version: '1.0.0', integrity: INTEGRITY },
    'node_modules/gadget': { version: '2.0.0' },
  };
  repository.write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }));
  registry.serve(npmDocument('widget', [{ version: '1.0.0', integrity: INTEGRITY, at: '2026-01-01T00:00:00.000Z' }]));
});
afterEach(async () => {
  repository.dispose();
  await registry.close();
});

it.each([
  [['--enrich'], { licenses: [{ license: { id: 'MIT' } }], supplier: { name: 'ada' }, description: 'widget for tests' }, 3],
  [[], {}, 0],
])('%j', async (flags, said, asked) => {
  const { code, out } = await run(['scan', ...flags, '--format', 'cyclonedx', '--no-cache'], repository.folder, registry.environment);
  expect(code).toBe(0);
  const { components } = JSON.parse(out) as { components: readonly { name: string; licenses?: unknown; supplier?: unknown }[] };
  const widget = components.find(({ name }) => name === 'widget');
  expect(widget).toMatchObject(said);
  if (asked === 0) expect(widget?.supplier ?? widget?.licenses).toBeUndefined();
  // What no registry has is in the SBOM all the same.
  expect(components.map(({ name }) => name).toSorted()).toEqual(['gadget', 'widget']);
  expect(registry.requests).toHaveLength(asked);
});
