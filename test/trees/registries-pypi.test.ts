/** Packages of PyPI in a change: what their index says of them, and what happens where it says nothing. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { pypiService } from '../../src/core/hosts/pypi/service.ts';
import { type FakeFile, pypiPage, pypiProvenanceReply, pypiStated } from '../registry-fake/pypi.ts';
import { type FakeRegistry, startRegistry } from '../registry-fake/index.ts';
import { type BuildHouse, buildHouse, CLAIMS, sha } from '../support/builds.ts';
import { checking, type CheckingOptions, told } from '../support/checking.ts';

const change = checking();
const OLD = '2026-01-01T00:00:00.000000Z';
const LATER = '2026-02-01T00:00:00.000000Z';

let house: BuildHouse;
let registry: FakeRegistry;
beforeAll(async () => {
  house = await buildHouse();
});
beforeEach(async () => {
  registry = await startRegistry();
});
afterEach(() => registry.close());

function wheelOf(version: string): string {
  return `acme_widget-${version}-py3-none-any.whl`;
}

function file(version: string, more: Partial<FakeFile> = {}): FakeFile {
  return { filename: wheelOf(version), sha256: sha('sha256', version), at: version === '1.0.0' ? OLD : LATER, ...more };
}

function lock(
  version: string,
  { hash = sha('sha256', version), name = 'acme-widget', index = 'https://index.example/simple' } = {},
): string {
  const wheel = `{ url = "https://files.example/${wheelOf(version)}", hash = "sha256:${hash}" }`;
  return `version = 1\n\n[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "${index}" }\nwheels = [\n    ${wheel},\n]\n`;
}

/** The index of the lock is the one that is asked: it stands there under the address of the stand-in. */
function bump(options: Parameters<typeof lock>[1] = {}, world: CheckingOptions = {}): Promise<CheckResult> {
  const index = options.index ?? `${registry.pypi}/simple`;
  const { trust, now } = house;
  return change.check(
    { 'uv.lock': lock('1.0.0', { index }) },
    { 'uv.lock': lock('1.1.0', { ...options, index }) },
    { registries: registry.environment, trustRoot: trust, now, ...world },
  );
}

interface Bundle {
  readonly verificationMaterial: { readonly certificate: { readonly rawBytes: string }; readonly tlogEntries: readonly unknown[] };
  readonly dsseEnvelope: { readonly payload: string; readonly signatures: readonly { readonly sig: string }[] };
}

async function attested(version: string, { claims = CLAIMS, digest = sha('sha256', version), name = wheelOf(version) } = {}) {
  const predicateType = `https://docs.${new URL(pypiService.publicUrl).host}/attestations/publish/v1`;
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name, digest: { sha256: digest } }],
    predicateType,
    predicate: null,
  };
  const { verificationMaterial, dsseEnvelope } = (await house.attest(statement, { claims })) as unknown as Bundle;
  const attestation = {
    version: 1,
    verification_material: {
      certificate: verificationMaterial.certificate.rawBytes,
      transparency_entries: verificationMaterial.tlogEntries,
    },
    envelope: { statement: dsseEnvelope.payload, signature: dsseEnvelope.signatures[0]?.sig },
  };
  const publisher = { kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml', environment: null };
  return pypiProvenanceReply('acme-widget', version, wheelOf(version), {
    version: 1,
    attestation_bundles: [{ publisher, attestations: [attestation] }],
  });
}

function states({ bom }: CheckResult): string[] {
  return bom.components.flatMap(({ verifications }) => verifications.map(({ topic, outcome }) => `${topic} ${outcome}`));
}

describe('what the index confirms', () => {
  it('is silent, and told in the SBOM: hash, who built it, license', async () => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0', { provenance: true }), file('1.1.0', { provenance: true })]));
    registry.serve({ ...(await attested('1.0.0')), ...(await attested('1.1.0')) });
    registry.serve(pypiStated('acme-widget', '1.1.0', { license_expression: 'Apache-2.0', author: 'Ada', summary: 'Widgets' }));
    const result = await bump();
    expect(told(result)).toEqual([]);
    expect(states(result)).toEqual(['integrity passed', 'provenance passed', 'registry passed']);
    const [component] = result.bom.components;
    expect(component?.license.expression).toBe('Apache-2.0');
    expect(component?.registry).toMatchObject({
      facts: { supplier: 'Ada', description: 'Widgets', published: '2026-02-01T00:00:00.000Z', firstPublished: '2026-01-01T00:00:00.000Z' },
      provenance: { build: { repository: 'https://github.com/acme/widget' } },
    });
    expect(registry.requests.find(({ path }) => path.includes('/simple/'))?.accept).toBe('application/vnd.pypi.simple.v1+json');
  });

  it.each([
    ['more files than the lock lists', [file('1.1.0'), file('1.1.0', { filename: 'acme_widget-1.1.0.tar.gz', sha256: 'b'.repeat(64) })]],
    ['another spelling of the version', [file('1.1.0'), file('1.1', { filename: 'acme-widget-1.1.tar.gz', sha256: 'b'.repeat(64) })]],
    ['files of another project on its page', [file('1.1.0'), file('1.1.0', { filename: 'evil-1.1.0.tar.gz', sha256: 'b'.repeat(64) })]],
    ['files that nobody can install', [file('1.1.0'), file('1.1.0', { filename: '../../evil' })]],
  ])('%s changes nothing', async (_, files) => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0'), ...files]));
    const result = await bump();
    expect(told(result)).toEqual([]);
    expect(states(result)).toContain('registry passed');
  });
});

describe('what the index contradicts', () => {
  it('another hash than it serves, for the same file', async () => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0'), file('1.1.0')]));
    const result = await bump({ hash: 'e'.repeat(64) });
    expect(told(result)).toEqual(['new! dependency/registry-mismatch uv.lock']);
    expect(result.verdict.findings[0]?.finding.reason).toContain(wheelOf('1.1.0'));
  });

  it('another hash in requirements, which name no file', async () => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0'), file('1.1.0')]));
    const line = (version: string, ...hashes: readonly string[]): string =>
      `acme-widget==${version} ${hashes.map((hash) => `--hash=sha256:${hash}`).join(' ')}\n`;
    const { trust: trustRoot, now } = house;
    const result = await change.check(
      { 'requirements.txt': line('1.0.0', sha('sha256', '1.0.0')) },
      { 'requirements.txt': line('1.1.0', sha('sha256', '1.1.0'), 'e'.repeat(64)) },
      { registries: registry.environment, trustRoot, now },
    );
    expect(told(result)).toEqual(['new! dependency/registry-mismatch requirements.txt']);
  });

  it.each<[string, Partial<FakeFile>, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['yanked', { yanked: 'broken wheels' }, {}, ['yanked']],
    ['in quarantine', {}, { 'project-status': { status: 'quarantined' } }, ['quarantined']],
    ['a state of the project that nobody knows', {}, { 'project-status': { status: 'dreaming' } }, []],
    ['published just now', { at: 'now' }, {}, ['too-new']],
  ])('%s', async (_, more, page, gaps) => {
    const at = more.at === 'now' ? { at: house.now.toISOString() } : {};
    registry.serve(pypiPage('acme-widget', [file('1.0.0'), file('1.1.0', { ...more, ...at })], page));
    const { verdict } = await bump();
    expect(verdict.findings.map(({ finding }) => finding.gap)).toEqual(gaps);
    expect(verdict.conclusion).toBe(gaps.length === 0 ? 'pass' : 'warn');
  });

  it('no provenance any more', async () => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0', { provenance: true }), file('1.1.0')]));
    registry.serve(await attested('1.0.0'));
    expect(told(await bump())).toEqual(['new dependency/provenance-lost uv.lock']);
  });

  it('one wheel of several without provenance is not built where the others are', async () => {
    const other = file('1.1.0', { filename: 'acme_widget-1.1.0-cp312-cp312-linux_x86_64.whl', sha256: 'c'.repeat(64) });
    registry.serve(pypiPage('acme-widget', [file('1.0.0', { provenance: true }), file('1.1.0', { provenance: true }), other]));
    registry.serve({ ...(await attested('1.0.0')), ...(await attested('1.1.0')) });
    const [component] = (await bump()).bom.components;
    expect(component?.registry).toMatchObject({ facts: { publishedBy: 'none', better: { version: '1.0.0' } } });
  });

  it.each([
    ['of another file', { name: wheelOf('1.0.0') }],
    ['of other bytes', { digest: sha('sha256', 'evil') }],
    ['by another repository than the index names', { claims: { ...CLAIMS, 12: 'https://github.com/evil/widget' } }],
  ])('provenance %s', async (_, options) => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0'), file('1.1.0', { provenance: true })]));
    registry.serve(await attested('1.1.0', options));
    expect(told(await bump())).toEqual(['new! dependency/signature-invalid uv.lock']);
  });
});

describe('what the lock says it takes from the very index, which does not have it (T33)', () => {
  const MISMATCH = ['new! dependency/registry-mismatch uv.lock'];

  it('a version', async () => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0')]));
    const result = await bump();
    expect(told(result)).toEqual(MISMATCH);
    expect(result.verdict.findings[0]?.finding.reason).toContain('PyPI: the index has no such version');
  });

  it('a file', async () => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0'), file('1.1.0', { filename: 'acme_widget-1.1.0.tar.gz' })]));
    const result = await bump();
    expect(told(result)).toEqual(MISMATCH);
    expect(result.verdict.findings[0]?.finding.reason).toContain(`PyPI lists no such file under this version: ${wheelOf('1.1.0')}`);
  });

  it('a project, where a token was given', async () => {
    const registries = { ...registry.environment, WEIGHBRIDGE_PYPI_TOKEN: 'pypi-secret-token' };
    expect(told(await bump({}, { registries }))).toEqual(MISMATCH);
  });

  it('nothing, where the lock names another index of that server', async () => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0')]));
    const result = await bump({ index: registry.pypi.replace('pypi-index', 'other') });
    expect([told(result), states(result)]).toEqual([[], ['integrity passed', 'registry unavailable']]);
  });
});

describe('where nobody can tell', () => {
  it.each<[string, () => void]>([
    ['it has no such project', () => undefined],
    ['it is down', () => registry.fault('/pypi-index/', 403)],
    ['it sends elsewhere', () => registry.fault('/pypi-index/', 'https://evil.example/x')],
    ['it answers about another project', () => registry.serve(pypiPage('acme-widget', [file('1.1.0')], { name: 'evil' }))],
    ['it answers with a list', () => registry.serve({ '/pypi-index/simple/acme-widget/': [] })],
    ['a hash has no length of one', () => registry.serve(pypiPage('acme-widget', [file('1.1.0', { sha256: 'ff' })]))],
  ])('%s: the lock stands, and it is told', async (_, prepare) => {
    prepare();
    const result = await bump();
    expect(told(result)).toEqual([]);
    expect(states(result)).toEqual(['integrity passed', 'registry unavailable']);
  });

  it('a mirror that points to provenance which it does not serve has lost none (T13)', async () => {
    registry.serve(pypiPage('acme-widget', [file('1.0.0', { provenance: true }), file('1.1.0', { provenance: true })]));
    const result = await bump();
    expect(told(result)).toEqual([]);
    expect(states(result)).toEqual(['integrity passed', 'provenance unavailable', 'registry passed']);
  });

  it('asks nobody about a package of another index', async () => {
    await bump({ index: 'https://packages.example/simple' });
    expect(registry.requests).toEqual([]);
  });
});
