/** Packages of npm in a change: what their registry says of them, and what happens where it says nothing. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formats } from '../../src/core/index.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { npmAttestations, npmDocument, npmKeys, type FakeVersion } from '../registry-fake/npm.ts';
import { type FakeRegistry, startRegistry } from '../registry-fake/index.ts';
import { type BuildHouse, buildHouse, CLAIMS, COMMIT, sha } from '../support/builds.ts';
import { checking, type CheckingOptions, told } from '../support/checking.ts';
import { keyPair, signPayload } from '../support/sigstore.ts';

const change = checking();
const KEY = { id: 'SHA256:own', pair: keyPair() };
const NAME = '@acme/widget';
const OLD = '2026-01-01T00:00:00.000Z';

let house: BuildHouse;
let registry: FakeRegistry;
beforeAll(async () => {
  house = await buildHouse();
});
beforeEach(async () => {
  registry = await startRegistry();
  registry.serve(npmKeys([KEY]));
});
afterEach(() => registry.close());

function integrityOf(text: string): string {
  return `sha512-${Buffer.from(sha('sha512', text), 'hex').toString('base64')}`;
}

function version(text: string, more: Partial<FakeVersion> = {}): FakeVersion {
  return { version: text, integrity: integrityOf(text), at: OLD, key: KEY, ...more };
}

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
}

function lock(packages: Readonly<Record<string, Locked>>): string {
  const entries = Object.entries(packages).map(
    ([name, one]) => [`node_modules/${name}`, { integrity: integrityOf(one.version), ...one }] as const,
  );
  return JSON.stringify({ name: 'app', lockfileVersion: 3, packages: { '': {}, ...Object.fromEntries(entries) } }, null, 2);
}

function bump(
  head: Readonly<Record<string, Locked>>,
  options: CheckingOptions = {},
  base: Readonly<Record<string, Locked>> = { [NAME]: { version: '1.0.0' } },
): Promise<CheckResult> {
  const { trust, now } = house;
  return change.check(
    { 'package-lock.json': lock(base) },
    { 'package-lock.json': lock(head) },
    { registries: registry.environment, trustRoot: trust, now, ...options },
  );
}

async function attested(
  text: string,
  { claims = CLAIMS, digest = sha('sha512', text), name = text }: { claims?: typeof CLAIMS; digest?: string; name?: string } = {},
) {
  const subject = [{ name: `pkg:npm/%40acme/widget@${name}`, digest: { sha512: digest } }];
  const publish = 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1';
  const predicate = { name: NAME, version: text, registry: registry.npm.replace('http:', 'https:') };
  const slsa = 'https://slsa.dev/provenance/v1';
  const built = {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: slsa,
    predicate: { buildDefinition: { resolvedDependencies: [{ digest: { gitCommit: COMMIT } }] } },
  };
  const said = {
    _type: 'https://in-toto.io/Statement/v0.1',
    subject: [{ name: `pkg:npm/%40acme/widget@${text}`, digest: { sha512: sha('sha512', text) } }],
    predicateType: publish,
    predicate,
  };
  return npmAttestations(NAME, text, [
    { predicateType: publish, bundle: await signPayload(house.instance, JSON.stringify(said), { key: KEY.pair, hint: KEY.id }) },
    { predicateType: slsa, bundle: await house.attest(built, { claims }) },
  ]);
}

function rowOf({ verdict, bom }: CheckResult): string {
  const markdown = formats.find(({ id }) => id === 'markdown');
  return markdown?.render(verdict, bom, { color: false, specVersion: '1.7', always: true }) ?? '';
}

function states({ bom }: CheckResult, name = NAME): string[] {
  return bom.components
    .filter((one) => one.name === name)
    .flatMap(({ verifications }) => verifications.map(({ topic, outcome }) => `${topic} ${outcome}`));
}

describe('what the registry confirms', () => {
  it('is silent, and told in the SBOM: hash, signature, who built it', async () => {
    registry.serve(npmDocument(NAME, [version('1.0.0', { by: 'trusted' }), version('1.1.0', { by: 'trusted' })]));
    registry.serve({ ...(await attested('1.0.0')), ...(await attested('1.1.0')) });
    const result = await bump({ [NAME]: { version: '1.1.0' } });
    expect(told(result)).toEqual([]);
    expect(states(result)).toEqual(['integrity passed', 'provenance passed', 'registry passed', 'signature passed']);
    const [component] = result.bom.components;
    expect(component?.license.expression).toBe('MIT');
    expect(component?.registry).toMatchObject({
      state: 'answered',
      facts: { published: OLD, publishedBy: 'trusted', description: '@acme/widget for tests', supplier: 'ada' },
      provenance: { state: 'verified', build: { repository: 'https://github.com/acme/widget', repositoryId: '42' } },
    });
  });

  it('asks about what the change touches alone, each thing once', async () => {
    registry.serve({ ...npmDocument(NAME, [version('1.0.0'), version('1.1.0')]), ...npmDocument('other', [version('1.0.0')]) });
    const other = { other: { version: '1.0.0' } };
    await bump({ [NAME]: { version: '1.1.0' }, ...other }, {}, { [NAME]: { version: '1.0.0' }, ...other });
    expect(registry.requests.map(({ path }) => path).toSorted()).toEqual(['/npm/-/npm/v1/keys', '/npm/@acme%2fwidget']);
  });

  it('asks nobody about a reordered lock', async () => {
    const [one, two] = [{ [NAME]: { version: '1.0.0' } }, { other: { version: '1.0.0' } }];
    await bump({ ...two, ...one }, {}, { ...one, ...two });
    expect(registry.requests).toEqual([]);
  });
});

describe('what the registry contradicts', () => {
  const LOST = 'version 1.0.0 said where it was built and this one does not';

  it.each([
    [
      'another hash than it serves',
      { by: 'trusted' as const },
      { integrity: integrityOf('evil') },
      ['new! dependency/registry-mismatch package-lock.json'],
    ],
    [
      'another hash in a development group',
      { by: 'trusted' as const },
      { integrity: integrityOf('evil'), dev: true },
      ['new! dependency/registry-mismatch package-lock.json'],
    ],
    [
      'a signature by another key',
      { by: 'trusted' as const, key: { id: KEY.id, pair: keyPair() } },
      {},
      ['new! dependency/signature-invalid package-lock.json'],
    ],
    ['no provenance any more', {}, {}, ['new dependency/provenance-lost package-lock.json']],
    ['no provenance any more, for development', {}, { dev: true }, []],
    ['published an hour ago', { at: 'now', by: 'trusted' as const }, {}, ['new dependency/too-new package-lock.json']],
    ['deprecated', { by: 'trusted' as const, more: { deprecated: 'use gadget' } }, {}, []],
  ])('%s', async (_, served, locked, expected) => {
    const at = 'at' in served ? new Date(house.now.getTime() - 3_600_000).toISOString() : '2026-02-01T00:00:00.000Z';
    registry.serve(npmDocument(NAME, [version('1.0.0', { by: 'trusted' }), version('1.1.0', { ...served, at })]));
    registry.serve({ ...(await attested('1.0.0')), ...(await attested('1.1.0')) });
    const result = await bump({ [NAME]: { version: '1.1.0', ...locked } });
    expect(told(result)).toEqual(expected);
    if (expected[0]?.includes('lost')) expect(result.verdict.findings[0]?.finding.reason).toContain(LOST);
  });

  it.each([
    ['provenance of another version', () => attested('1.1.0', { name: '1.0.0' })],
    ['provenance of other bytes', () => attested('1.1.0', { digest: sha('sha512', 'evil') })],
  ])('%s', async (_, made) => {
    registry.serve({ ...npmDocument(NAME, [version('1.0.0'), version('1.1.0', { by: 'trusted' })]), ...(await made()) });
    expect(told(await bump({ [NAME]: { version: '1.1.0' } }))).toEqual(['new! dependency/signature-invalid package-lock.json']);
  });

  it.each([
    ['another repository under the same name', { ...CLAIMS, 15: '43' }, 'publisher:repository'],
    ['another workflow', { ...CLAIMS, 18: 'https://github.com/acme/widget/.github/workflows/side.yml@refs/heads/x' }, 'publisher:workflow'],
    ['another trigger', { ...CLAIMS, 20: 'pull_request_target' }, 'publisher:trigger'],
    ['another tag', { ...CLAIMS, 14: 'refs/tags/v1.1.0' }, undefined],
  ])('built by %s', async (_, claims, gap) => {
    registry.serve(npmDocument(NAME, [version('1.0.0', { by: 'trusted' }), version('1.1.0', { by: 'trusted' })]));
    registry.serve({ ...(await attested('1.0.0')), ...(await attested('1.1.0', { claims })) });
    const { verdict } = await bump({ [NAME]: { version: '1.1.0' } });
    expect(verdict.findings.map(({ finding }) => finding.gap)).toEqual(gap === undefined ? [] : [gap]);
  });

  it('names an exception by name and version', async () => {
    registry.serve(npmDocument(NAME, [version('1.0.0', { by: 'trusted' }), version('1.1.0', { at: '2026-02-01T00:00:00.000Z' })]));
    const policy = `version: 1\nrules:\n  dependency/provenance-lost: { level: block, except: ["npm:${NAME}@1.1.0"] }\n`;
    expect(told(await bump({ [NAME]: { version: '1.1.0' } }, { policy }))).toEqual([]);
    expect(told(await bump({ [NAME]: { version: '1.1.0' } }, { policy: policy.replace('1.1.0', '1.2.0') }))).toEqual([
      'new! dependency/provenance-lost package-lock.json',
    ]);
  });
});

describe('where nobody can tell', () => {
  const OPEN = 'integrity passed';

  it.each([
    ['it has no such package', () => undefined, 'registry unavailable'],
    ['it is down', () => registry.fault('/npm/', 403), 'registry unavailable'],
    ['it sends elsewhere', () => registry.fault('/npm/', 'https://evil.example/x'), 'registry unavailable'],
    [
      'it answers about another name',
      () => registry.serve({ '/npm/@acme%2fwidget': { name: 'evil', versions: {} } }),
      'registry unavailable',
    ],
    ['it answers with a list', () => registry.serve({ '/npm/@acme%2fwidget': [] }), 'registry unavailable'],
    [
      'it answers with another version',
      () => registry.serve(npmDocument(NAME, [version('1.1.0', { more: { version: '1.0.0' } })])),
      'registry unavailable',
    ],
    ['its name is that of a prototype', () => registry.serve(npmDocument(NAME, [version('__proto__')])), 'registry unavailable'],
  ])('%s: the lock stands, and it is told', async (_, prepare, state) => {
    prepare();
    const result = await bump({ [NAME]: { version: '1.1.0' } });
    expect(told(result)).toEqual([]);
    expect(states(result)).toEqual([OPEN, state]);
  });

  it('waits where the policy wants its word', async () => {
    const policy = 'version: 1\nrules:\n  dependency/registry-mismatch: { level: block, require: answer }\n';
    registry.fault('/npm/', 403);
    const { verdict } = await bump({ [NAME]: { version: '1.1.0' } }, { policy });
    expect(verdict.conclusion).toBe('wait');
  });

  it('goes on where one package of many has no answer', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `p${index}`);
    for (const name of names) registry.serve(npmDocument(name, [version('1.1.0', { integrity: integrityOf(name) })]));
    registry.fault('/npm/p7', 500);
    registry.fault('/npm/p77', 200);
    const head = Object.fromEntries(
      names.map((name) => [name, { version: '1.1.0', integrity: integrityOf(name === 'p9' ? 'evil' : name) }]),
    );
    const result = await bump(head);
    expect(new Set(result.verdict.findings.map(({ finding }) => finding.name))).toEqual(new Set(['p9']));
    expect(states(result, 'p8')).toContain('registry passed');
    expect(states(result, 'p7')).toContain('registry unavailable');
  });

  it('asks nobody about a package of another server, and says so', async () => {
    registry.serve(npmDocument(NAME, [version('1.0.0'), version('1.1.0', { integrity: integrityOf('other') })]));
    const resolved = 'https://packages.example/@acme/widget/-/widget-1.1.0.tgz';
    const result = await bump(
      { [NAME]: { version: '1.1.0', resolved } },
      {},
      { [NAME]: { version: '1.0.0', resolved: resolved.replace('1.1.0', '1.0.0') } },
    );
    expect(registry.requests).toEqual([]);
    expect(states(result)).toEqual([OPEN, 'registry not-applicable']);
  });

  it('never shows a package of AI as fine that nobody was asked about', async () => {
    const result = await bump(
      { openai: { version: '5.0.0' } },
      { registries: { ...registry.environment, WEIGHBRIDGE_NPM_REGISTRY: 'off' } },
    );
    expect(rowOf(result)).toContain('hash in the lock, not verifiable from here');
    expect(rowOf(result)).not.toContain('✅ | library');
  });

  it('sends a credential to the registry, and the answer that repeats it is not kept', async () => {
    registry.serve(npmDocument(NAME, [version('1.0.0'), version('1.1.0', { more: { description: 'npm-secret-token' } })]));
    const result = await bump(
      { [NAME]: { version: '1.1.0' } },
      { registries: { ...registry.environment, WEIGHBRIDGE_NPM_TOKEN: 'npm-secret-token' } },
    );
    expect(registry.requests.every(({ authorization }) => authorization === 'Bearer npm-secret-token')).toBe(true);
    expect(JSON.stringify(result)).not.toContain('npm-secret-token');
  });
});

describe('names that look like others (dependency/near-name)', () => {
  const policy = 'version: 1\nrules:\n  dependency/near-name: warn\n';
  const young = new Date(Date.now() - 3 * 86_400_000).toISOString();

  it.each([
    ['young', young, ['new dependency/near-name package-lock.json']],
    ['old', '2020-01-01T00:00:00.000Z', []],
  ])('of a name that is %s', async (_, created, expected) => {
    const time = { created, '1.0.0': OLD };
    registry.serve(npmDocument('opneai', [version('1.0.0')], { time }));
    expect(told(await bump({ opneai: { version: '1.0.0' } }, { policy }, {}))).toEqual(expected);
  });
});
