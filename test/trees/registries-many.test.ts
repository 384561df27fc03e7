/** 150 changed packages: how often registries are asked. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { npmAttestations, npmDocument } from '../registry-fake/npm.ts';
import { pypiPage, pypiProvenanceReply, pypiStated } from '../registry-fake/pypi.ts';
import { type FakeRegistry, type Served, startRegistry } from '../registry-fake/index.ts';
import { sha } from '../support/builds.ts';
import { checking, told } from '../support/checking.ts';

const COUNT = 150;
const MOST = 400;
const AT = { '1.0.0': '2026-01-01T00:00:00.000Z', '1.1.0': '2026-02-01T00:00:00.000Z' } as const;
type Version = keyof typeof AT;
const VERSIONS = ['1.0.0', '1.1.0'] as const;
const NAMES = Array.from({ length: COUNT }, (_, index) => `widget-${index}`);

const change = checking();
let registry: FakeRegistry;
beforeEach(async () => {
  registry = await startRegistry();
  registry.slow(50);
});
afterEach(() => registry.close());

function sri(text: string): string {
  return `sha512-${Buffer.from(sha('sha512', text), 'hex').toString('base64')}`;
}

const npm = {
  lock(version: Version): Readonly<Record<string, string>> {
    const packages = NAMES.map((name) => [`node_modules/${name}`, { version, integrity: sri(`${name} ${version}`) }] as const);
    return { 'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...Object.fromEntries(packages) } }) };
  },
  serve(name: string, built: boolean): Served {
    const versions = VERSIONS.map((version) => ({
      version,
      integrity: sri(`${name} ${version}`),
      at: AT[version],
      by: built ? ('provenance' as const) : ('none' as const),
    }));
    return { ...npmDocument(name, versions), ...Object.assign({}, ...VERSIONS.map((one) => npmAttestations(name, one, []))) };
  },
};

function wheel(name: string, version: Version): string {
  return `${name.replace('-', '_')}-${version}-py3-none-any.whl`;
}

const pypi = {
  lock(version: Version): Readonly<Record<string, string>> {
    const packages = NAMES.map((name) => {
      const file = `{ url = "https://files.example/${wheel(name, version)}", hash = "sha256:${sha('sha256', `${name} ${version}`)}" }`;
      return `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "${registry.pypi}/simple" }\nwheels = [\n    ${file},\n]\n`;
    });
    return { 'uv.lock': `version = 1\n\n${packages.join('\n')}` };
  },
  serve(name: string, built: boolean): Served {
    const files = VERSIONS.map((version) => ({
      filename: wheel(name, version),
      sha256: sha('sha256', `${name} ${version}`),
      at: AT[version],
      provenance: built,
    }));
    const beside = VERSIONS.map((version) => ({
      ...pypiStated(name, version, { license_expression: 'MIT' }),
      ...pypiProvenanceReply(name, version, wheel(name, version), { version: 1, attestation_bundles: [] }),
    }));
    return { ...pypiPage(name, files), ...Object.assign({}, ...beside) };
  },
};

it.each([
  ['npm', npm],
  ['PyPI', pypi],
])('%s, one of four with provenance', async (_, kind) => {
  for (const [index, name] of NAMES.entries()) registry.serve(kind.serve(name, index % 4 === 0));
  const { bom } = await change.check(kind.lock('1.0.0'), kind.lock('1.1.0'), { registries: registry.environment });
  expect(registry.requests.length).toBeLessThanOrEqual(MOST);
  expect(bom.components.filter(({ license }) => license.expression === 'MIT')).toHaveLength(COUNT);
  // Of the old versions nobody asks for a license that is in order in the new ones.
  expect(registry.requests.filter(({ path }) => path.endsWith('/1.0.0/json'))).toEqual([]);
});

it('a license that the policy refuses was refused before, too: the old version is asked for its own', async () => {
  const [name = ''] = NAMES;
  registry.serve(pypi.serve(name, false));
  const policy = 'version: 1\nlicenses: { deny: [MIT] }\n';
  const lock = (version: Version): Readonly<Record<string, string>> => ({
    'uv.lock': (pypi.lock(version)['uv.lock'] ?? '').split('\n\n').slice(0, 2).join('\n'),
  });
  const result = await change.check(lock('1.0.0'), lock('1.1.0'), { registries: registry.environment, policy });
  expect(told(result, 'license/denied')).toEqual(['existing license/denied uv.lock']);
  expect(registry.requests.map(({ path }) => path).filter((path) => path.endsWith('/json'))).toHaveLength(2);
});
