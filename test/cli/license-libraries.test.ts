/** Libraries whose license is stated but not readable: one question about all of them, and only about those that a change adds. */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { checking } from '../support/checking.ts';

const doors = checking();
const ODD = { bsd: 'BSD', house: 'Acme Commercial License', terms: 'SEE LICENSE IN TERMS.txt', silent: null, fine: 'MIT' };

function lock(licenses: Readonly<Record<string, string | null>>): Record<string, string> {
  const names = Object.keys(licenses);
  const dependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const packages = Object.fromEntries(
    names.map((name) => [`node_modules/${name}`, { version: '1.0.0', ...(licenses[name] === null ? {} : { license: licenses[name] }) }]),
  );
  return {
    'package.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies }),
    'package-lock.json': JSON.stringify({
      name: 'app',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: { '': { name: 'app', version: '1.0.0', dependencies }, ...packages },
    }),
  };
}

function told({ verdict }: CheckResult, rule = 'license/unknown') {
  return verdict.findings.filter(({ finding, status }) => finding.rule === rule && status === 'new');
}

const names = (result: CheckResult, rule?: string) =>
  told(result, rule)
    .map(({ finding }) => finding.name)
    .sort();

describe('libraries that state what nobody can read', () => {
  it('warn, and are one thing to do', async () => {
    const result = await doors.check({ 'README.md': 'x' }, lock(ODD));
    expect(names(result)).toEqual(['house', 'terms']);
    expect(told(result).some(({ blocks }) => blocks)).toBe(false);
    expect(new Set(told(result).map(({ finding }) => finding.cause)).size).toBe(1);
  });

  it('are no news to a change that leaves them alone', async () => {
    const result = await doors.check(lock(ODD), { ...lock(ODD), 'README.md': 'y' });
    expect(names(result)).toEqual([]);
  });

  it('are for license/denied alone under an allow list', async () => {
    const result = await doors.check({ 'README.md': 'x' }, lock(ODD), { policy: 'version: 1\nlicenses: { allow: [MIT] }\n' });
    expect(names(result)).toEqual([]);
    expect(names(result, 'license/denied')).toEqual(expect.arrayContaining(['bsd', 'house', 'terms']));
  });

  it('are settled by what the policy says of them', async () => {
    const policy = 'version: 1\nlicenses: { unknown: [{ component: "npm:house", as: LicenseRef-Acme, reason: our own }] }\n';
    expect(names(await doors.check({ 'README.md': 'x' }, lock(ODD), { policy }))).toEqual(['terms']);
  });
});

it('one that grants nobody anything says so, once', async () => {
  const policy = 'version: 1\nproduct: { license: proprietary, use: [commercial, distributed] }\n';
  const result = await doors.check({ 'README.md': 'x' }, lock({ theirs: 'UNLICENSED' }), { policy });
  expect([...told(result), ...told(result, 'license/incompatible')].map(({ finding }) => finding.reason)).toEqual([
    expect.stringContaining('Its owner grants nobody any right'),
  ]);
});

it.each([
  ['denied', 'licenses: { deny: [GPL-3.0-only] }'],
  ['waits for a person', 'licenses: { review: [GPL-3.0-only] }\napprovers: ["@acme/legal"]'],
])('what is open about a license that is %s is not told a second time', async (_, lists) => {
  const found = async (more: string) =>
    doors.check({ 'README.md': 'x' }, lock({ gpl: 'GPL-3.0-only' }), { policy: `version: 1\nproduct: { use: [distributed] }\n${more}\n` });
  expect(names(await found(''), 'license/incompatible')).toEqual(['gpl']);
  const result = await found(lists);
  expect(names(result, 'license/denied')).toEqual(['gpl']);
  expect(names(result, 'license/incompatible')).toEqual([]);
});
