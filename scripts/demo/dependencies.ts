/** The demo's second half: packages that a bump brings, held against their registries. Everything is signed with keys of this run. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOsv } from '../../test/osv-fake/index.ts';
import { startRegistry } from '../../test/registry-fake/index.ts';
import { type FakeVersion, npmAttestations, npmDocument, npmKeys } from '../../test/registry-fake/npm.ts';
import { pypiPage, pypiProvenanceReply } from '../../test/registry-fake/pypi.ts';
import { buildHouse, COMMIT, sha } from '../../test/support/builds.ts';
import { keyPair, signPayload } from '../../test/support/sigstore.ts';
import { pypiService } from '../../src/core/hosts/pypi/service.ts';

type Run = (args: readonly string[], environment: Readonly<Record<string, string>>, cwd: string) => Promise<number>;

const KEY = { id: 'SHA256:demo', pair: keyPair() };
const SLSA = 'https://slsa.dev/provenance/v1';
const PUBLISH = 'https://github.com/npm/attestation/tree/main/specs/publish/v0.1';
const OLD = '2026-01-01T00:00:00.000Z';
const NEW = '2026-02-01T00:00:00.000Z';
const WHEEL = 'gadget-1.1.0-py3-none-any.whl';

/** True: each part ended as it must. */
export async function demoDependencies(out: string, run: Run): Promise<boolean> {
  const house = await buildHouse();
  const registry = await startRegistry();
  const osv = await startOsv({ records: [malicious('left-pad-ai', '2.0.0')] });
  const folder = join(out, 'dependencies');
  try {
    const proven = async (version: string) => {
      const subject = [{ name: `pkg:npm/widget@${version}`, digest: { sha512: sha('sha512', version) } }];
      const built = { buildDefinition: { resolvedDependencies: [{ digest: { gitCommit: COMMIT } }] } };
      const statement = (predicateType: string, predicate: unknown): string =>
        JSON.stringify({ _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate });
      const published = { name: 'widget', version, registry: registry.npm.replace('http:', 'https:') };
      return npmAttestations('widget', version, [
        {
          predicateType: PUBLISH,
          bundle: await signPayload(house.instance, statement(PUBLISH, published), { key: KEY.pair, hint: KEY.id }),
        },
        { predicateType: SLSA, bundle: await house.attest(statement(SLSA, built)) },
      ]);
    };
    registry.serve({
      ...npmKeys([KEY]),
      ...npmDocument('widget', [
        version('1.0.0', { by: 'trusted' }),
        version('1.1.0', { by: 'trusted', at: NEW }),
        version('1.2.0', { at: NEW }),
      ]),
      ...(await proven('1.0.0')),
      ...(await proven('1.1.0')),
      ...npmDocument('left-pad-ai', [version('1.9.0'), version('2.0.0', { at: NEW })]),
      ...pypiPage('gadget', [
        { filename: WHEEL.replace('1.1.0', '1.0.0'), sha256: sha('sha256', '1.0.0'), at: OLD },
        { filename: WHEEL, sha256: sha('sha256', '1.1.0'), at: NEW, provenance: true },
      ]),
      ...pypiProvenanceReply('gadget', '1.1.0', WHEEL, {
        version: 1,
        attestation_bundles: [
          {
            publisher: { kind: 'GitHub', repository: 'acme/widget', workflow: 'release.yml' },
            attestations: [await pypiAttestation(house)],
          },
        ],
      }),
    });
    makeRepository(folder, registry.pypi);
    writeFileSync(join(folder, 'trusted_root.json'), JSON.stringify(house.trustedRoot));
    const environment = { ...registry.environment, OSV_URL: osv.url };
    const trust = ['--trusted-root', 'trusted_root.json'];
    console.log('\nBoth chains of trust of a package: the registry that signed it, and the workflow that built it.');
    const codes = [
      await run(
        ['verify', 'package', 'npm:widget@1.1.0', '--source-repository', 'https://github.com/acme/widget', ...trust],
        environment,
        folder,
      ),
      await run(['verify', 'package', 'pypi:gadget@1.1.0', ...trust], environment, folder),
    ];
    console.log(
      '\nAn update that looks like any other: one package lost its provenance, one wheel comes from another server, one version is malicious.',
    );
    codes.push(await run(['check', '--base', 'main', '--head', 'update', '--color', ...trust], environment, folder));
    console.log('\nThe same update, without these three:');
    codes.push(await run(['check', '--base', 'main', '--head', 'fine', '--color', ...trust], environment, folder));
    if (codes.join() !== '0,0,1,0')
      console.error(`Proven, proven, refused, fine: the exit codes must be 0,0,1,0; they were ${codes.join()}.`);
    return codes.join() === '0,0,1,0';
  } finally {
    await registry.close();
    await osv.close();
  }
}

function version(text: string, more: Partial<FakeVersion> = {}): FakeVersion {
  return { version: text, integrity: integrityOf(text), at: OLD, key: KEY, ...more };
}

function integrityOf(text: string): string {
  return `sha512-${Buffer.from(sha('sha512', text), 'hex').toString('base64')}`;
}

interface Bundle {
  readonly verificationMaterial: { readonly certificate: { readonly rawBytes: string }; readonly tlogEntries: readonly unknown[] };
  readonly dsseEnvelope: { readonly payload: string; readonly signatures: readonly { readonly sig: string }[] };
}

async function pypiAttestation(house: Awaited<ReturnType<typeof buildHouse>>): Promise<unknown> {
  const predicateType = `https://docs.${new URL(pypiService.publicUrl).host}/attestations/publish/v1`;
  const subject = [{ name: WHEEL, digest: { sha256: sha('sha256', '1.1.0') } }];
  const statement = { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate: null };
  const { verificationMaterial, dsseEnvelope } = (await house.attest(statement)) as unknown as Bundle;
  return {
    version: 1,
    verification_material: {
      certificate: verificationMaterial.certificate.rawBytes,
      transparency_entries: verificationMaterial.tlogEntries,
    },
    envelope: { statement: dsseEnvelope.payload, signature: dsseEnvelope.signatures[0]?.sig },
  };
}

/** A report of a malicious package, as OSV has them. */
function malicious(name: string, affected: string): Record<string, unknown> {
  return {
    schema_version: '1.7.3',
    id: 'MAL-2026-0001',
    modified: NEW,
    published: NEW,
    summary: `Malicious code in ${name} (npm)`,
    affected: [{ package: { ecosystem: 'npm', name }, versions: [affected] }],
  };
}

/** main, the update with three things wrong, and the same one without them. */
function makeRepository(folder: string, index: string): void {
  mkdirSync(folder, { recursive: true });
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-C', folder, ...args], { stdio: 'pipe' });
  const put = (packages: Readonly<Record<string, string>>, wheel: { version: string; server: string; hash: string }): void => {
    const entries = Object.entries(packages).map(([name, text]) => [
      `node_modules/${name}`,
      { version: text, integrity: integrityOf(text) },
    ]);
    const lock = { name: 'product', lockfileVersion: 3, packages: { '': { dependencies: packages }, ...Object.fromEntries(entries) } };
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name: 'product', dependencies: packages }, null, 2)}\n`);
    writeFileSync(join(folder, 'package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
    const file = WHEEL.replace('1.1.0', wheel.version);
    writeFileSync(
      join(folder, 'uv.lock'),
      `version = 1\n\n[[package]]\nname = "gadget"\nversion = "${wheel.version}"\nsource = { registry = "${index}/simple" }\nwheels = [\n    { url = "${wheel.server}/${file}", hash = "sha256:${wheel.hash}" },\n]\n`,
    );
  };
  git('init', '-q', '-b', 'main');
  put({ widget: '1.0.0', 'left-pad-ai': '1.9.0' }, { version: '1.0.0', server: 'https://files.example', hash: sha('sha256', '1.0.0') });
  git('add', '-A');
  git('commit', '-qm', 'The product as it is');
  git('checkout', '-qb', 'update');
  put({ widget: '1.2.0', 'left-pad-ai': '2.0.0' }, { version: '1.1.0', server: 'https://files.evil.example', hash: 'e'.repeat(64) });
  git('commit', '-qam', 'Weekly update');
  git('checkout', '-qb', 'fine', 'main');
  put({ widget: '1.1.0', 'left-pad-ai': '1.9.0' }, { version: '1.1.0', server: 'https://files.example', hash: sha('sha256', '1.1.0') });
  git('commit', '-qam', 'Weekly update');
}
