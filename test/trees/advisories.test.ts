/** Advisories from the lockfile to the verdict: what a change adds or moves is asked about, and nothing else. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordOf } from '../core/advisories/support.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { type FakeOsv, startOsv } from '../osv-fake/index.ts';
import { openvexFormat } from '../../src/core/report/openvex/index.ts';
import { reportViewOf } from '../../src/core/report/view/view.ts';
import { checking, told } from '../support/checking.ts';

const change = checking();
let hub: FakeHub;
let osv: FakeOsv;
beforeEach(async () => {
  hub = await startHub({ repos: [] });
  osv = await startOsv({
    records: [
      recordOf('MAL-2026-1', 'wrong', { affected: [{ package: { ecosystem: 'npm', name: 'wrong' }, versions: ['1.0.0', '1.0.1'] }] }),
      recordOf('GHSA-aaaa-bbbb-cccc', 'left', { database_specific: { severity: 'HIGH' } }),
      recordOf('GHSA-dddd-eeee-ffff', 'right', { withdrawn: '2026-01-01T00:00:00Z', database_specific: { severity: 'CRITICAL' } }),
    ],
  });
});
afterEach(() => Promise.all([hub.close(), osv.close()]));

function lock(packages: Readonly<Record<string, string>>): string {
  const entries = Object.entries(packages).map(([name, version]) => [
    `node_modules/${name}`,
    {
      version,
      resolved: `https://registry.example/${name}/-/${name}-${version}.tgz`,
      integrity: `sha512-${Buffer.alloc(64, name + version).toString('base64')}`,
    },
  ]);
  return JSON.stringify({
    name: 'x',
    lockfileVersion: 3,
    packages: { '': { name: 'x', dependencies: packages }, ...Object.fromEntries(entries) },
  });
}

const WARNS = 'version: 1\nrules:\n  dependency/vulnerable: { level: warn, severity: high }\n';
const OLD = { left: '1.0.0', right: '1.0.0', wrong: '1.0.0' };

async function judged(base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>, policy = WARNS): Promise<string[]> {
  const result = await change.check(
    { 'package-lock.json': lock(base) },
    { 'package-lock.json': lock(head) },
    { policy, hub: hub.url, osv: osv.url },
  );
  return [result.verdict.conclusion, ...told(result).filter((one) => /dependency\/(?:mal|vul)|verification/.test(one))];
}

describe('advisories about what a change does to a lockfile', () => {
  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string[], string]>([
    [
      'a malicious package is added',
      { right: '1.0.0' },
      { right: '1.0.0', wrong: '1.0.0' },
      ['block', 'new! dependency/malicious package-lock.json'],
      'wrong@1.0.0',
    ],
    [
      'another one goes: of what stays only malice is told, and it does not block',
      OLD,
      { left: '1.0.0', wrong: '1.0.0' },
      ['pass', 'existing dependency/malicious package-lock.json'],
      'right@1.0.0',
    ],
    [
      'a vulnerable one is added',
      { right: '1.0.0' },
      { right: '1.0.0', left: '1.0.0' },
      ['warn', 'new dependency/vulnerable package-lock.json'],
      'left@1.0.0',
    ],
    [
      'a bump leaves a vulnerability where it was',
      { left: '1.0.0' },
      { left: '1.1.0' },
      ['pass', 'existing dependency/vulnerable package-lock.json'],
      'left@1.0.0,left@1.1.0',
    ],
    [
      'a bump settles it',
      { left: '1.0.0' },
      { left: '2.0.0' },
      ['pass', 'fixed dependency/vulnerable package-lock.json'],
      'left@1.0.0,left@2.0.0',
    ],
    ['a withdrawn advisory is none', {}, { right: '1.0.0' }, ['pass'], 'right@1.0.0'],
  ])('%s', async (_, base, head, expected, asked) => {
    expect(await judged(base, head)).toEqual(expected);
    expect(osv.requests[0]?.packages.join()).toBe(asked);
    // Neither a credential nor a question more than there is to know.
    expect(osv.requests.every(({ authorization }) => authorization === null)).toBe(true);
  });

  it('asks nobody where no rule wants to know, and none is named', async () => {
    expect(await judged({}, OLD, 'version: 1\nrules:\n  dependency/malicious: off\n')).toEqual(['pass']);
    expect(osv.requests).toEqual([]);
    const unnamed = await change.check({ 'package-lock.json': lock({}) }, { 'package-lock.json': lock(OLD) }, { hub: hub.url });
    expect(unnamed.bom.advisorySource).toBeUndefined();
    expect(unnamed.bom.components.every(({ advisories }) => advisories === undefined)).toBe(true);
  });

  it('waits while the database is down, and says so of what it asked about alone', async () => {
    osv.fault('/querybatch', 400);
    expect(await judged({ left: '1.0.0' }, { left: '1.0.0', right: '1.0.0' })).toEqual([
      'wait',
      'new! verification/incomplete package-lock.json',
    ]);
  });

  it('shows in red what was malicious before, and refuses nothing', async () => {
    const { verdict, bom } = await change.check(
      { 'package-lock.json': lock(OLD) },
      { 'package-lock.json': lock({ left: '1.0.0', wrong: '1.0.0' }) },
      { policy: WARNS, hub: hub.url, osv: osv.url },
    );
    expect(verdict.conclusion).toBe('pass');
    const { title, rows, silent, allClear } = reportViewOf(verdict, bom);
    expect([title.sign, title.text, silent, allClear]).toEqual([
      'warn',
      'Ready to merge, though 1 package is reported as malicious',
      false,
      false,
    ]);
    expect(rows.map(({ state, name, proof }) => [state, name, proof.map(({ text }) => text).join('')])).toEqual([
      ['harm', 'wrong', 'reported as malicious'],
    ]);
    // Beside the package that goes, one question about two that stay, and the record of the malicious one: no other is read.
    expect(osv.requests.map(({ path, packages }) => `${path} ${packages.join()}`.trim())).toEqual([
      '/v1/querybatch right@1.0.0',
      '/v1/querybatch left@1.0.0,wrong@1.0.0',
      '/v1/vulns/MAL-2026-1',
    ]);
  });

  it('says which reports of malice it rests on, of what the change adds or moves (T3)', async () => {
    const heard = async (head: Readonly<Record<string, string>>): Promise<string[]> => {
      const { dossier } = await change.check(
        { 'package-lock.json': lock({ right: '1.0.0' }) },
        { 'package-lock.json': lock({ right: '1.0.0', ...head }) },
        { hub: hub.url, osv: osv.url },
      );
      return dossier.malice.map(({ name, version, malicious }) => `${name}@${version} ${malicious?.join() ?? 'not answered'}`);
    };
    expect(await heard({ wrong: '1.0.0', left: '2.0.0' })).toEqual(['left@2.0.0 ', 'wrong@1.0.0 MAL-2026-1']);
    expect(await heard({})).toEqual([]);
    // No word is kept where there was none, but that one is due.
    osv.fault('/querybatch', 400);
    expect(await heard({ wrong: '1.0.0' })).toEqual(['wrong@1.0.0 not answered']);
  });

  it('a statement settles a vulnerability until its use changes, and the report says why it does not hold', async () => {
    const drawn = await change.check(
      { 'package-lock.json': lock({}) },
      { 'package-lock.json': lock({ left: '1.0.0' }) },
      { policy: WARNS, hub: hub.url, osv: osv.url },
    );
    const draft = openvexFormat.render(drawn.verdict, drawn.bom, { color: false, specVersion: '1.7' });
    const use = /use (sha256:[0-9a-f]{64})/.exec(draft)?.[1] ?? '';
    const stating = `${WARNS}statements: [{ vulnerability: GHSA-aaaa-bbbb-cccc, component: "npm:left@1.0.0", status: not_affected, justification: component_not_present, impact: "not called", use: ${use}, product: "pkg:generic/product@1", author: me, date: 2026-11-20 }]\n`;
    expect(await judged({}, { left: '1.0.0' }, stating)).toEqual(['pass']);
    expect(await judged({ left: '1.0.0' }, { left: '1.0.1' }, stating)).toEqual(['warn', 'new dependency/vulnerable package-lock.json']);
    const moved = await change.check(
      { 'package-lock.json': lock({ left: '1.0.0' }) },
      { 'web/package-lock.json': lock({ left: '1.0.0' }), 'package-lock.json': null },
      { policy: stating, hub: hub.url, osv: osv.url },
    );
    expect(moved.verdict.notes.map(({ text }) => text).join()).toMatch(/does not hold: where it stands, or what loads through it/);
  });

  it('owes nobody an answer about what stays', async () => {
    osv.fault('/vulns/', 400);
    expect(await judged(OLD, { left: '1.0.0', wrong: '1.0.0' })).toEqual(['pass', 'existing dependency/malicious package-lock.json']);
  });

  it('asks nothing about a lockfile that the change does not touch', async () => {
    await change.check(
      { 'a/package-lock.json': lock({ wrong: '1.0.0' }), 'b/package-lock.json': lock({}) },
      { 'b/package-lock.json': lock({ left: '2.0.0' }) },
      { policy: WARNS, hub: hub.url, osv: osv.url },
    );
    expect(osv.requests.flatMap(({ packages }) => packages)).toEqual(['left@2.0.0']);
  });

  it('asks for a module of Go under the name that go.mod writes, which the service tells from small letters', async () => {
    const mod = (version: string): string => `module example.com/app\n\ngo 1.24\n\nrequire github.com/BurntSushi/toml ${version}\n`;
    const { bom } = await change.check({ 'go.mod': mod('v1.2.0') }, { 'go.mod': mod('v1.3.0') }, { hub: hub.url, osv: osv.url });
    expect(osv.requests[0]?.packages).toEqual(['github.com/BurntSushi/toml@1.2.0', 'github.com/BurntSushi/toml@1.3.0']);
    expect(bom.components.map(({ identity }) => identity)).toEqual(['pkg:golang/github.com/burntsushi/toml']);
  });

  it('is no change of what the tree holds', async () => {
    const { verdict } = await change.check(
      { 'package-lock.json': lock(OLD) },
      { 'package-lock.json': `${lock(OLD)}\n`, 'a.txt': 'x' },
      { hub: hub.url, osv: osv.url },
    );
    expect(verdict.changes).toEqual([]);
    expect(osv.requests).toEqual([]);
  });
});
