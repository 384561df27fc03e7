/** A lock that is new in the tree is held against all that the base says of a package: dependency/integrity-changed. */
import { describe, expect, it } from 'vitest';
import { checking, type Files } from '../support/checking.ts';
import { type LockedEntry, LOCKS, REGISTRY } from '../support/locks.ts';

const doors = checking();

const EVIL = 'https://cdn.mallory.example';
const FORK = 'https://github.com/mallory/openai';
const OPENAI: LockedEntry = { name: 'openai', version: '4.70.0' };
const OTHERS: readonly LockedEntry[] = [
  { name: 'anthropic', version: '1.0.0', hash: 'd' },
  { name: 'left', version: '1.0.0', hash: 'e' },
  { name: 'right', version: '1.0.0', hash: 'f' },
];
const ALL = [OPENAI, ...OTHERS];
const bumped: LockedEntry = { ...OPENAI, version: '4.71.0', hash: 'b' };

const write = (file: string, entries: readonly LockedEntry[]): string => LOCKS.find((kind) => kind.file === file)?.write(entries) ?? '';
const npm = (one: LockedEntry): string => write('package-lock.json', [one, ...OTHERS]);
const edited = (entry: object): string => {
  const lock = JSON.parse(npm(bumped)) as { packages: Record<string, object> };
  lock.packages['node_modules/openai'] = entry;
  return JSON.stringify(lock, null, 1);
};
const ARCHIVE = edited({ version: '4.71.0', resolved: 'file:vendor/openai-4.71.0.tgz', integrity: `sha512-${'B'.repeat(86)}==` });
const ALIAS = edited({
  name: 'evil',
  version: '1.0.0',
  resolved: `${REGISTRY}/evil/-/evil-1.0.0.tgz`,
  integrity: `sha512-${'B'.repeat(86)}==`,
});

async function blocked(base: Files, head: Files): Promise<string[]> {
  const { verdict } = await doors.check({ 'a.md': 'a\n', ...base }, head);
  return verdict.findings.filter(({ blocks }) => blocks).map(({ finding }) => `${finding.gap} ${finding.name}`);
}

const BASE: Files = { 'package-lock.json': npm(OPENAI) };

describe('a new lock', () => {
  it.each<[string, Files, Files, string[]]>([
    ['that npm prefers, with a fork', BASE, { 'npm-shrinkwrap.json': npm({ ...bumped, git: FORK }) }, ['other-source openai']],
    ['that npm prefers, with an archive of the tree', BASE, { 'npm-shrinkwrap.json': ARCHIVE }, ['other-source openai']],
    ['that npm prefers, with another package under the name', BASE, { 'npm-shrinkwrap.json': ALIAS }, ['other-package evil']],
    ['that npm prefers, with another server', BASE, { 'npm-shrinkwrap.json': npm({ ...bumped, server: EVIL }) }, ['other-server openai']],
    [
      'of another tool, with an archive from somewhere',
      BASE,
      { 'pnpm-lock.yaml': write('pnpm-lock.yaml', [{ ...bumped, url: `${EVIL}/openai.tgz` }, ...OTHERS]) },
      ['other-source openai'],
    ],
    ['in a new folder, with a fork', BASE, { 'web/package-lock.json': npm({ ...bumped, git: FORK }) }, ['other-source openai']],
    [
      'from another server, where one of the base takes it from a repository',
      { ...BASE, 'b/package-lock.json': npm({ ...OPENAI, git: FORK }) },
      { 'c/package-lock.json': npm({ ...bumped, server: EVIL }) },
      ['other-server openai'],
    ],
    [
      'that moved along with another one',
      { 'a/package-lock.json': npm(OPENAI), 'b/package-lock.json': npm(OPENAI) },
      {
        'a/package-lock.json': null,
        'b/package-lock.json': null,
        'c/package-lock.json': npm(OPENAI),
        'd/package-lock.json': npm({ ...bumped, git: FORK }),
      },
      ['other-source openai'],
    ],
    [
      'in the place of one that does not speak of the package',
      { ...BASE, 'docs/package-lock.json': write('package-lock.json', OTHERS) },
      { 'docs/package-lock.json': null, 'web/package-lock.json': ALIAS, 'web/b/uv.lock': write('uv.lock', OTHERS) },
      ['other-package evil'],
    ],
    ['of an ecosystem that has only the name in common', BASE, { 'uv.lock': write('uv.lock', [{ ...OPENAI, git: FORK }]) }, []],
    ['with the same packages', BASE, { 'npm-shrinkwrap.json': npm(OPENAI) }, []],
    ['of a new folder, with another version', BASE, { 'examples/a/package-lock.json': npm(bumped) }, []],
    [
      'of another tool, from the same registry',
      BASE,
      { 'pnpm-lock.yaml': write('pnpm-lock.yaml', ALL), 'b/yarn.lock': write('yarn.lock', ALL) },
      [],
    ],
    [
      'with a repository that the base takes it from elsewhere',
      { ...BASE, 'b/package-lock.json': npm({ ...OPENAI, git: FORK }) },
      { 'c/package-lock.json': npm({ ...OPENAI, git: `${FORK}#${'2'.repeat(40)}` }) },
      [],
    ],
    [
      'with a package that is new, from a repository',
      { 'package-lock.json': write('package-lock.json', OTHERS) },
      { 'c/package-lock.json': npm({ ...OPENAI, git: FORK }) },
      [],
    ],
    [
      'from a mirror of all',
      BASE,
      {
        'web/package-lock.json': write(
          'package-lock.json',
          ALL.map((one) => ({ ...one, server: EVIL })),
        ),
      },
      [],
    ],
    ['where the base has none', { 'package.json': '{"dependencies":{"openai":"^4"}}' }, BASE, []],
  ])('%s', async (_, base, head, expected) => {
    expect(await blocked(base, head)).toEqual(expected);
  });
});
