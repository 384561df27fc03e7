/** The license of the product itself, in real repositories: what a change makes of it, and what it leaves alone. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cyclonedxDocument } from '../../src/core/bom/cyclonedx/index.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { outboundLicensesFor } from '../../src/core/policy/outbound.ts';
import { effectivePolicy, loadPolicy, rules } from '../../src/core/index.ts';
import { markdownFormat } from '../../src/core/report/markdown/index.ts';
import { npmDocument } from '../registry-fake/npm.ts';
import { startRegistry } from '../registry-fake/index.ts';
import { checking, type Files } from '../support/checking.ts';

const house = checking();

const MANIFEST = JSON.stringify({ name: 'shop', license: 'Apache-2.0' }, null, 2);
const TERMS = 'Terms of Acme\n\nCopyright (c) 2024 Acme\n\nYou may use this where we say so.\n';

/** "what (place)". */
function told({ verdict }: Pick<CheckResult, 'verdict'>): string[] {
  return verdict.findings.flatMap(({ finding, status }) =>
    finding.rule === 'license/own-changed' && status !== 'existing'
      ? [`${finding.reason} (${finding.places.map(({ path, line }) => `${path}:${line}`).join(', ')})`]
      : [],
  );
}

async function changed(base: Files, head: Files): Promise<string[]> {
  return told(await house.check(base, head));
}

describe('a change of the own license', () => {
  it('is told with both values and the line, also where no AI file changes', async () => {
    const result = await house.check(
      { 'package.json': MANIFEST, 'app.py': 'print(1)\n' },
      { 'package.json': MANIFEST.replace('Apache-2.0', 'AGPL-3.0-only') },
    );
    expect(told(result)).toEqual(['the product was under Apache-2.0, and is under AGPL-3.0-only (package.json:3)']);
    expect(result.verdict.conclusion).toBe('warn');
    const text = markdownFormat.render(result.verdict, result.bom, { color: false, specVersion: '1.7' });
    expect(text).toContain('Decide on the license of the product: Apache-2.0 → AGPL-3.0-only');
  });

  it.each<[string, Files, Files, string]>([
    [
      'a field that goes',
      { 'package.json': MANIFEST },
      { 'package.json': '{ "name": "shop" }' },
      'the product was under Apache-2.0, and no license of it is found any more (package.json:3)',
    ],
    [
      'a first one',
      { 'app.py': '' },
      { 'pyproject.toml': '[project]\nname = "shop"\nlicense = "MIT"\n' },
      'no license of the product was found before; it states MIT now (pyproject.toml:3)',
    ],
    [
      'a package of its own',
      { 'package.json': MANIFEST, 'sdk/Cargo.toml': '[package]\nname = "sdk"\nlicense = "MIT/Apache-2.0"\n' },
      { 'sdk/Cargo.toml': '[package]\nname = "sdk"\nlicense = "GPL-3.0-only"\n' },
      'sdk was under Apache-2.0 OR MIT, and is under GPL-3.0-only (sdk/Cargo.toml:3)',
    ],
    [
      'a new package under other terms',
      { 'package.json': MANIFEST },
      { 'sdk/package.json': '{ "license": "GPL-3.0-only" }' },
      'sdk was under Apache-2.0, and is under GPL-3.0-only (sdk/package.json:1)',
    ],
    [
      'what nobody recognizes',
      { 'package.json': MANIFEST },
      { 'package.json': MANIFEST.replace('Apache-2.0', 'Apache-2.0-modified') },
      'the product was under Apache-2.0; what it states now is no longer recognized (“Apache-2.0-modified”, which is not recognized) (package.json:3)',
    ],
    [
      'proprietary',
      { 'package.json': MANIFEST },
      { 'package.json': MANIFEST.replace('Apache-2.0', 'UNLICENSED') },
      'the product was under Apache-2.0, and is under proprietary (package.json:3)',
    ],
    [
      'a manifest beside',
      { 'package.json': MANIFEST },
      { 'setup.cfg': '[metadata]\nname = shop\nlicense = MIT\n' },
      'the product was under Apache-2.0, and is under Apache-2.0 and MIT (setup.cfg:3)',
    ],
    [
      'a NOTICE that goes',
      { 'package.json': MANIFEST, NOTICE: 'Acme\n' },
      { NOTICE: null },
      'the NOTICE of the product is gone, and who passes the work on must keep it (NOTICE:1)',
    ],
  ])('%s', async (_, base, head, words) => {
    expect(await changed(base, head)).toEqual([words]);
  });

  it('that nobody recognizes is told by its digest: another text is another one', async () => {
    const [said] = await changed({ LICENSE: TERMS }, { LICENSE: TERMS.replace('where we say so', 'where we like') });
    expect(said).toMatch(
      /^the product was under a text that is not recognized \(\w{7}\), and is under a text that is not recognized \(\w{7}\) \(LICENSE:1\)$/,
    );
    expect(await changed({ LICENSE: TERMS, 'package.json': '{}' }, { LICENSE: null })).toHaveLength(1);
  });

  it.each<[string, Files, Files]>([
    ['another year', { LICENSE: TERMS }, { LICENSE: TERMS.replace('2024', '2026') }],
    ['another layout', { LICENSE: TERMS }, { LICENSE: TERMS.replaceAll('\n', '\r\n').replace('You may use', 'You may\n  use') }],
    ['another name of the file', { LICENSE: TERMS }, { LICENSE: null, 'LICENSE.md': TERMS }],
    ['another spelling', { 'package.json': MANIFEST }, { 'package.json': MANIFEST.replace('Apache-2.0', 'apache-2.0') }],
    [
      'another place of the same',
      { 'package.json': MANIFEST },
      { 'package.json': '{}', 'setup.cfg': '[metadata]\nlicense = Apache-2.0\n' },
    ],
    ['a new NOTICE', { 'package.json': MANIFEST }, { NOTICE: 'Acme\n' }],
    ['a new package under the same terms', { 'package.json': MANIFEST }, { 'sdk/package.json': MANIFEST }],
    ['a new package without any', { 'package.json': MANIFEST }, { 'sdk/package.json': '{}' }],
    ['a package that goes', { 'package.json': MANIFEST, 'sdk/package.json': '{ "license": "MIT" }' }, { 'sdk/package.json': null }],
    [
      'a package that moves',
      { 'sdk/package.json': '{ "license": "MIT" }' },
      { 'sdk/package.json': null, 'kit/package.json': '{ "license": "MIT" }' },
    ],
    ['copied code with its text', { 'package.json': MANIFEST }, { 'src/lz4/LICENSE': TERMS, 'src/lz4/lz4.c': '' }],
    ['what others wrote', { 'package.json': MANIFEST, 'third_party/x/LICENSE': TERMS }, { 'third_party/x/LICENSE': 'Other terms.\n' }],
    [
      'examples and tests',
      { 'examples/a/package.json': '{ "license": "MIT" }' },
      { 'examples/a/package.json': '{ "license": "GPL-3.0-only" }' },
    ],
    ['another file', { 'package.json': MANIFEST }, { 'package.json': MANIFEST.replace('shop', 'store') }],
  ])('is not: %s', async (_, base, head) => {
    expect(await changed(base, head)).toEqual([]);
  });

  it('a text that is put over code that was there is told', async () => {
    const base = { 'package.json': MANIFEST, 'ee/app.py': 'print(1)\n' };
    expect(await changed(base, { 'ee/LICENSE': TERMS })).toEqual([
      expect.stringMatching(
        /^ee was under Apache-2\.0; what it states now is no longer recognized \(a text that is not recognized \(\w{7}\) and Apache-2\.0\) \(ee\/LICENSE:1\)$/,
      ),
    ]);
  });
});

describe('texts of known licenses', () => {
  /** Of this product, and of what it uses: Apache-2.0 and MIT. */
  const textOf = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
  const [apache, mit] = [textOf('LICENSE'), textOf('node_modules/zod/LICENSE')];

  it('are that license, whoever holds the rights since when', async () => {
    const { bom } = await house.check({ 'app.py': '' }, { LICENSE: mit });
    expect(bom.ownLicenses).toMatchObject([{ folder: '', by: 'text', expression: 'MIT', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(await changed({ LICENSE: mit }, { LICENSE: mit.replace(/Copyright.*/, 'Copyright (c) 2031 Somebody Else') })).toEqual([]);
  });

  it.each<[string, Files, Files, string]>([
    ['replaced', { LICENSE: mit }, { LICENSE: apache }, 'the product was under MIT, and is under Apache-2.0 (LICENSE:1)'],
    ['deleted', { LICENSE: mit }, { LICENSE: null }, 'the product was under MIT, and no license of it is found any more (LICENSE:1)'],
    [
      'beside a manifest that says something else',
      { 'package.json': MANIFEST, LICENSE: apache },
      { LICENSE: mit },
      'the product was under Apache-2.0, and is under MIT and Apache-2.0 (LICENSE:1)',
    ],
  ])('%s', async (_, base, head, words) => {
    expect(await changed(base, head)).toEqual([words]);
  });

  it('with terms of somebody else are no longer recognized', async () => {
    expect(await changed({ LICENSE: mit }, { LICENSE: `${mit}\nThe software must not be used by banks.\n` })).toEqual([
      expect.stringMatching(
        /^the product was under MIT; what it states now is no longer recognized \(a text that is not recognized \(\w{7}\)\) \(LICENSE:1\)$/,
      ),
    ]);
  });

  it('moved, or beside the manifest that names them, are no change', async () => {
    expect(await changed({ LICENSE: mit }, { LICENSE: null, 'COPYING.txt': mit.replaceAll('\n', '\r\n') })).toEqual([]);
    expect(await changed({ 'package.json': MANIFEST }, { LICENSE: apache })).toEqual([]);
    expect(await changed({ LICENSE: apache }, { 'package.json': MANIFEST })).toEqual([]);
    expect(
      await changed({ 'package.json': MANIFEST, 'sdk/package.json': MANIFEST }, { 'sdk/LICENSE': { link: '../LICENSE' }, LICENSE: apache }),
    ).toEqual([]);
  });
});

describe('hostile trees', () => {
  it('a LICENSE of 50 MB is unknown, and no problem of the tree', async () => {
    const { bom, verdict } = await house.check({ 'package.json': MANIFEST }, { 'LICENSE.txt': 'MIT License '.repeat(4_400_000) });
    expect(bom.problems).toEqual([]);
    expect(bom.ownLicenses?.find(({ by }) => by === 'text')).toMatchObject({ expression: null, sha256: null });
    expect(told({ verdict })).toHaveLength(1);
  }, 60_000);

  it('manifests of any form give an answer, and none of them permits anything', async () => {
    const { bom } = await house.check(
      { 'app.py': '' },
      {
        'a/package.json': '{ "license": { "type": { "type": "MIT" } }, "licenses": [[["MIT"]], 1, null] }',
        'b/package.json': `{ "__proto__": { "license": "MIT" }, "license": ${JSON.stringify('MIT AND '.repeat(40_000))} }`,
        'c/pyproject.toml': 'project.license.file = "../../../../etc/passwd"\n',
        'd/Cargo.toml': `[package]\nlicense = "${'('.repeat(30_000)}MIT"\n`,
        'e/setup.cfg': `[metadata]\nlicense = ${'MIT OR '.repeat(30_000)}\nclassifiers =\n${'  License :: OSI Approved :: MIT License\n'.repeat(20_000)}`,
        'f/package.json': '{ "license": "constructor" }',
        'g/package.json': '{ "license": "SEE LICENSE IN TERMS.txt" }',
      },
    );
    const known = (bom.ownLicenses ?? []).flatMap(({ folder, expression }) => (expression === null ? [] : [`${folder} ${expression}`]));
    expect([...new Set(known)]).toEqual(['e MIT']);
  });
});

describe('the outbound license of a component', () => {
  const policy = effectivePolicy([loadPolicy('version: 1\n', 'weighbridge.yml', rules)], rules);

  it('is that of the package where it stands, and of the base as well', async () => {
    const lock = (name: string): string =>
      JSON.stringify({ lockfileVersion: 3, packages: { '': {}, [`node_modules/${name}`]: { version: '1.0.0', license: 'MIT' } } });
    const base = { 'package.json': MANIFEST, 'sdk/package.json': '{ "license": "MIT" }', 'sdk/package-lock.json': lock('left') };
    const { bom } = await house.check(base, { 'package-lock.json': lock('right'), 'sdk/package.json': '{ "license": "GPL-3.0-only" }' });
    const of = (name: string): string[] => {
      const found = bom.components.find((one) => one.name === name);
      return found === undefined ? ['not there'] : outboundLicensesFor(found, bom, policy);
    };
    expect([of('left'), of('right')]).toEqual([['GPL-3.0-only'], ['Apache-2.0']]);
    expect(cyclonedxDocument(bom, '1.7').metadata.component).toMatchObject({
      licenses: [{ license: { id: 'Apache-2.0', acknowledgement: 'declared' } }],
      components: [{ name: 'sdk', licenses: [{ license: { id: 'GPL-3.0-only', acknowledgement: 'declared' } }] }],
    });
  });
});

describe('everything is a question again under other terms', () => {
  const lock = JSON.stringify({
    lockfileVersion: 3,
    packages: { '': {}, 'node_modules/widget': { version: '1.0.0', integrity: `sha512-${Buffer.alloc(64).toString('base64')}` } },
  });

  /** What the registry was asked, and what is known of the license of a package that the change leaves alone. */
  async function asked(
    head: Files,
    policy = 'version: 1\n',
  ): Promise<{ readonly paths: readonly string[]; readonly license: string | null | undefined }> {
    const registry = await startRegistry();
    registry.serve(
      npmDocument('widget', [
        { version: '1.0.0', integrity: `sha512-${Buffer.alloc(64).toString('base64')}`, at: '2026-01-01T00:00:00.000Z' },
      ]),
    );
    try {
      const base = { 'package.json': MANIFEST, 'package-lock.json': lock };
      const { bom } = await house.check(base, head, { registries: registry.environment, policy });
      return {
        paths: [...new Set(registry.requests.map(({ path }) => path).filter((path) => path.includes('widget')))],
        license: bom.components.find(({ name }) => name === 'widget')?.license.expression,
      };
    } finally {
      await registry.close();
    }
  }

  it('a package that the change leaves alone is asked about', async () => {
    const found = await asked({ 'package.json': MANIFEST.replace('Apache-2.0', 'GPL-3.0-only') });
    expect(found.license).toBe('MIT');
    expect(found.paths).not.toEqual([]);
  });

  it('nobody is asked where the license stays, or the policy says which it is', async () => {
    const unasked = { paths: [], license: null };
    expect(await asked({ 'package.json': MANIFEST.replace('shop', 'store') })).toEqual(unasked);
    expect(
      await asked({ 'package.json': MANIFEST.replace('Apache-2.0', 'MIT') }, 'version: 1\nproduct: { license: proprietary }\n'),
    ).toEqual(unasked);
  });
});
