/** `weighbridge policy` and `check --repo` against the stand-in of GitHub: every layer, and the same verdict as the App's. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { formats } from '../../src/core/index.ts';
import { type AppHouse, appHouse, load, REPO } from '../support/app-house.ts';
import { REGISTRIES_OFF } from '../support/registries-off.ts';

const POLICY = `version: 1
extends: ["acme/policies//ai.yml@v1", "preset:teach"]
mode: enforce
product: { license: proprietary, use: [commercial, saas] }
licenses: { review: [MIT], unknown: [{ component: "npm:@acme/*", as: LicenseRef-Acme, reason: ours }] }
repositories:
  - { match: { property: { risk: regulated } }, rules: { model/provenance: { level: block, require: pinned } } }
`;

let house: AppHouse;
let folder = '';
let out = '';
let err = '';

beforeAll(async () => {
  house = await appHouse({
    files: { '.github/weighbridge.yml': 'version: 1\nmode: evaluate\nrules: { model/floating: block }\n', 'README.md': 'x\n' },
    isPublic: true,
  });
  const { github } = house;
  github.createRepository('acme/policies', { files: { 'ai.yml': 'version: 1\nmodels: { deny: ["hf:evil/*"] }\n' }, private: false });
  github.git('acme/policies', 'tag', 'v1', 'main');
  github.createRepository('acme/.weighbridge', { files: { 'weighbridge.yml': POLICY }, private: false });
  github.setProperties(REPO, { risk: 'regulated' });
  folder = mkdtempSync(join(tmpdir(), 'wb-policy-'));
});
afterAll(async () => {
  expect(house.github.violations).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
  await house.close();
});

async function run(...args: readonly string[]): Promise<number> {
  [out, err] = ['', ''];
  const env = { ...REGISTRIES_OFF, GITHUB_API_URL: house.github.url };
  return main([...args], { cwd: folder, env, isTerminal: false, out: (text) => void (out += text), err: (text) => void (err += text) });
}

interface Row {
  readonly key: string;
  readonly value: string;
  readonly layer: string;
  readonly origin: string;
}

describe('policy explain --repo', () => {
  it('prints each effective value with its layer, repository, commit, path and line', async () => {
    expect(await run('policy', 'explain', '--repo', REPO, '--format', 'json')).toBe(0);
    const told = JSON.parse(out) as { values: Row[]; layers: { layer: string }[]; refused: { message: string; where: string }[] };
    const row = (key: string): unknown => {
      const { value, layer, origin } = told.values.find((one) => one.key === key) ?? {};
      return [value, layer, origin?.replaceAll(/@[0-9a-f]{12}/g, '@C')];
    };
    expect(row('mode')).toEqual(['enforce', 'organization', 'acme/.weighbridge@C:weighbridge.yml:3']);
    expect(row('models.deny')).toEqual(['["hf:evil/*"]', 'extended', 'acme/policies@C:ai.yml:2']);
    expect(row('product.license')).toEqual(['proprietary', 'organization', 'acme/.weighbridge@C:weighbridge.yml:4']);
    expect(row('licenses.unknown.0')).toEqual([
      'npm:@acme/* as LicenseRef-Acme (ours)',
      'organization',
      'acme/.weighbridge@C:weighbridge.yml:5',
    ]);
    expect(row('rules.model/format.level')).toEqual(['warn', 'preset', 'preset:teach']);
    expect(row('rules.model/floating.level')).toEqual(['block', 'repository', `${REPO}@C:.github/weighbridge.yml:3`]);
    expect(row('rules.tree/hidden.level')).toEqual(['block', 'baseline', 'built-in baseline']);
    expect(told.layers.map(({ layer }) => layer)).toEqual(['extended', 'preset', 'organization', 'group', 'repository']);
    expect(told.refused.map(({ message, where }) => `${where.replace(/@[0-9a-f]{12}/, '@C')} ${message}`)).toEqual([
      `${REPO}@C:.github/weighbridge.yml:2 mode: the layer above enforces.`,
    ]);
  });

  it('prints the same for people', async () => {
    expect(await run('policy', 'explain', '--repo', REPO)).toBe(0);
    expect(out).toMatch(/^# The policy of acme\/product: acme\/\.weighbridge\/weighbridge\.yml@[0-9a-f]{12}/);
    expect(out).toMatch(/# not taken, as the layer above stays in force: .*mode: the layer above enforces/);
    expect(out).toMatch(/rules\.model\/provenance\.require: pinned +# /);
  });

  it.each([
    [['--repo', 'acme/none'], /is not there, or not for this token/],
    [['--repo', 'acme'], /--repo is OWNER\/NAME/],
    [['--repo', '../x'], /--repo is OWNER\/NAME/],
    [['x.yml', '--repo', REPO], /--repo belongs to "explain"/],
    [['--repo', REPO, '--api-url', 'http://evil.example'], /not an https address/],
  ])('%j', async (args, words) => {
    expect(await run('policy', 'explain', ...args)).toBe(2);
    expect(err).toMatch(words);
  });
});

describe('policy validate --format json', () => {
  it('tells all mistakes with line, key and what is meant', async () => {
    writeFileSync(
      join(folder, 'p.yml'),
      'version: 1\nrules:\n  license/denied: { level: block, deny: [MIT] }\n  model/floatng: block\nlicenses: { deny: [Apache-2] }\n',
    );
    expect(await run('policy', 'validate', 'p.yml', '--format', 'json')).toBe(2);
    const { valid, mistakes } = JSON.parse(out) as { valid: boolean; mistakes: Record<string, unknown>[] };
    expect([valid, mistakes.map(({ path, line, key, suggestion }) => [path, line, key, suggestion])]).toEqual([
      false,
      [
        ['p.yml', 3, 'rules.license/denied.deny', 'licenses.deny'],
        ['p.yml', 4, 'rules.model/floatng', 'model/floating'],
        ['p.yml', 5, 'licenses.deny.0', 'Apache-2.0'],
      ],
    ]);
  });

  it('of a file without any it tells what somebody should know (T25)', async () => {
    writeFileSync(
      join(folder, 'p.yml'),
      'version: 1\nextends: ["acme/policies//ai.yml@v1"]\nrepositories:\n  - { match: { topic: x }, rules: { model/hash-mismatch: warn } }\n',
    );
    expect(await run('policy', 'validate', 'p.yml', '--format', 'json')).toBe(0);
    const { valid, remarks } = JSON.parse(out) as { valid: boolean; remarks: string[] };
    expect(valid).toBe(true);
    expect(remarks.join('\n')).toMatch(/ai\.yml@v1 was not looked at[\s\S]*changes its topics\. Match by "id"[\s\S]*a group only tightens/);
  });
});

it('check --repo judges with the layers that the App judges with', async () => {
  const { github } = house;
  github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
  github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a'), 'app/evil.py': load('evil/x') } });
  const number = github.openPullRequest(REPO, { head: 'feature' });
  await house.evaluate(number);
  const app = house.stores.recorded.at(-1);
  const clone = join(folder, 'product');
  execFileSync('git', ['clone', '-q', github.repository(REPO).gitDirectory, clone], { stdio: 'pipe' });
  execFileSync('git', ['-C', clone, 'branch', '-q', 'feature', 'origin/feature'], { stdio: 'pipe' });
  const args = ['--base', 'main', '--head', 'feature', '--format', 'json', '--hub-url', house.hub.url, '--no-cache', '-C', clone];
  expect(await run('check', ...args, '--repo', REPO)).toBe(1);
  expect(app?.verdict.findings.map(({ finding }) => finding.rule)).toContain('model/denied');
  const json = formats.find(({ id }) => id === 'json');
  const theirs = app === undefined ? '' : json?.render(app.verdict, app.bom, { color: false, specVersion: '1.7' });
  const moment = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;
  expect(out.replace(moment, 'now')).toBe(theirs?.replace(moment, 'now'));
});
