/** What a change of a lockfile makes of a package, base against head, in every kind of lock alike: dependency/integrity-changed. */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { reportViewOf } from '../../src/core/report/view/view.ts';
import { checking } from '../support/checking.ts';
import { type LockedEntry, LOCKS, REGISTRY } from '../support/locks.ts';

const doors = checking();

const FORK = 'https://github.com/mallory/openai';
const OTHERS: readonly LockedEntry[] = [
  { name: 'anthropic', version: '1.0.0', hash: 'd' },
  { name: 'left', version: '1.0.0', hash: 'e' },
  { name: 'right', version: '1.0.0', hash: 'f' },
];
const OPENAI: LockedEntry = { name: 'openai', version: '4.70.0' };

function blocked({ verdict }: CheckResult): string[] {
  return verdict.findings.filter(({ blocks }) => blocks).map(({ finding }) => `${finding.gap} ${finding.name}`);
}

interface Row {
  readonly what: string;
  readonly base?: readonly LockedEntry[];
  readonly head: readonly LockedEntry[];
  readonly expected: readonly string[];
  /** Only for kinds that say it. */
  readonly needs?: 'server' | 'url';
}

const ROWS: readonly Row[] = [
  { what: 'another hash of the same version', head: [{ ...OPENAI, hash: 'b' }], expected: ['integrity-changed openai'] },
  { what: 'the hash taken away', head: [{ ...OPENAI, hash: null }], expected: ['integrity-dropped openai'] },
  { what: 'the version edited, the hash kept', head: [{ ...OPENAI, version: '4.71.0' }], expected: ['shared-hash openai'] },
  { what: 'the hash of another package', head: [{ ...OPENAI, version: '4.71.0', hash: 'd' }], expected: ['shared-hash openai'] },
  { what: 'a fork, same version', head: [{ ...OPENAI, git: FORK }], expected: ['other-source openai'] },
  { what: 'a fork, with a bump', head: [{ ...OPENAI, version: '4.71.0', git: FORK }], expected: ['other-source openai'] },
  {
    what: 'another fork',
    base: [{ ...OPENAI, git: 'https://github.com/acme/openai' }],
    head: [{ ...OPENAI, git: FORK }],
    expected: ['other-server openai'],
  },
  {
    what: 'an archive from somewhere',
    head: [{ ...OPENAI, version: '4.71.0', hash: 'b', url: 'https://cdn.mallory.example/openai-4.71.0-py3-none-any.whl' }],
    expected: ['other-source openai'],
    needs: 'url',
  },
  {
    what: 'another server, same version, its own hash',
    head: [{ ...OPENAI, hash: 'b', server: 'https://cdn.mallory.example' }],
    expected: ['integrity-changed openai'],
    needs: 'server',
  },
  {
    what: 'another server, with a bump',
    head: [{ ...OPENAI, version: '4.71.0', hash: 'b', server: 'https://cdn.mallory.example' }],
    expected: ['other-server openai'],
    needs: 'server',
  },
  { what: 'a bump', head: [{ ...OPENAI, version: '4.71.0', hash: 'b' }], expected: [] },
  {
    what: 'another commit of the same fork',
    base: [{ ...OPENAI, git: `${FORK}#${'1'.repeat(40)}` }],
    head: [{ ...OPENAI, git: `${FORK}#${'2'.repeat(40)}` }],
    expected: [],
  },
  { what: 'from a fork back to the registry', base: [{ ...OPENAI, git: FORK }], head: [OPENAI], expected: [] },
  { what: 'taken away', head: [], expected: [] },
  { what: 'a new package', base: [], head: [OPENAI], expected: [] },
];

const applies = ({ needs }: Row, { file, saysServer }: (typeof LOCKS)[number]): boolean =>
  needs === undefined || (needs === 'server' ? saysServer : file !== 'Pipfile.lock');

describe.each(LOCKS)('$file', (kind) => {
  it.each(ROWS.filter((row) => applies(row, kind)))('$what', async ({ base = [OPENAI], head, expected }) => {
    const result = await doors.check(
      { [kind.file]: kind.write([...base, ...OTHERS]) },
      { [kind.file]: kind.write([...OTHERS].reverse().concat(head)) },
    );
    expect(blocked(result)).toEqual(expected);
    if (expected.length === 0) expect(result.verdict.findings.map(({ finding }) => finding.rule)).toEqual([]);
  });
});

describe('a whole lock', () => {
  const all = [OPENAI, ...OTHERS];
  const [lock] = LOCKS;
  const check = (base: readonly LockedEntry[], head: readonly LockedEntry[]): Promise<CheckResult> =>
    doors.check({ 'package-lock.json': lock?.write(base) ?? '' }, { 'package-lock.json': lock?.write(head) ?? '' });
  const MIRROR = 'https://mirror.example/npm';

  it('that moves to a mirror, with one bump among what keeps its bytes', async () => {
    const head = all.map((one) => ({ ...one, server: MIRROR }));
    const bumped = head.map((one) => (one.name === 'openai' ? { ...one, version: '4.71.0', hash: 'b' } : one));
    expect(blocked(await check(all, head))).toEqual([]);
    expect(blocked(await check(all, bumped))).toEqual([]);
  });

  it('that mixes two servers may take any package from either', async () => {
    const mixed = all.flatMap((one) => [one, { ...one, name: `${one.name}-x`, hash: null, server: MIRROR }]);
    const head = mixed.map((one) => (one.name === 'openai' ? { ...one, version: '4.71.0', hash: 'b', server: MIRROR } : one));
    expect(blocked(await check(mixed, head))).toEqual([]);
  });

  it('whose own packages come from a server of their own', async () => {
    const inner = { name: '@acme/inner', version: '1.0.0', hash: 'b', server: 'https://npm.acme.example' };
    const head = { ...inner, version: '9.0.0', hash: 'c', server: REGISTRY };
    expect(blocked(await check([inner, ...all], [head, ...all]))).toEqual(['other-server @acme/inner']);
  });

  it('written by a tool that says no addresses, and by one that says them again', async () => {
    const silent = (entries: readonly LockedEntry[]): string => (lock?.write(entries) ?? '').replaceAll(/ *"resolved": "[^"]*",?\n/g, '');
    const [before, after] = [lock?.write(all) ?? '', silent(all)];
    expect(blocked(await doors.check({ 'package-lock.json': before }, { 'package-lock.json': after }))).toEqual([]);
    expect(blocked(await doors.check({ 'package-lock.json': after }, { 'package-lock.json': before }))).toEqual([]);
    const one = [{ ...OPENAI, version: '4.71.0', hash: 'b', server: 'https://cdn.mallory.example' }];
    const single = silent(OTHERS).replace(
      '"": {',
      () => `"node_modules/openai": ${JSON.stringify(JSON.parse(lock?.write(one) ?? '').packages['node_modules/openai'])},\n"": {`,
    );
    expect(blocked(await doors.check({ 'package-lock.json': after }, { 'package-lock.json': single }))).toEqual(['other-server openai']);
  });

  it('that says no address of one package may say that of the others for another copy of it', async () => {
    const base = (lock?.write(all) ?? '').replace(/ *"resolved": "[^"]*openai[^"]*",?\n/, '');
    expect(base).not.toContain('openai-4.70.0.tgz');
    const copy = { ...OPENAI, name: 'left/node_modules/openai', version: '4.71.0', hash: 'b' };
    const head = JSON.parse(base) as { packages: Record<string, unknown> };
    head.packages['node_modules/left/node_modules/openai'] = JSON.parse(lock?.write([{ ...copy, name: 'openai' }]) ?? '').packages[
      'node_modules/openai'
    ];
    expect(blocked(await doors.check({ 'package-lock.json': base }, { 'package-lock.json': JSON.stringify(head, null, 1) }))).toEqual([]);
  });

  it('of a development group blocks for changed integrity', async () => {
    const dev = (hash: string): string =>
      (lock?.write([{ ...OPENAI, hash }]) ?? '').replace('"version": "4.70.0"', '"dev": true, "version": "4.70.0"');
    expect(blocked(await doors.check({ 'package-lock.json': dev('a') }, { 'package-lock.json': dev('b') }))).toEqual([
      'integrity-changed openai',
    ]);
  });
});

describe('one entry of package-lock.json', () => {
  const entry = (name: string, more: object): string =>
    JSON.stringify(
      { lockfileVersion: 3, packages: { '': { name: 'shop' }, [`node_modules/${name}`]: { version: '4.70.0', ...more } } },
      null,
      1,
    );
  const of = (name: string, hash: string): object => ({
    resolved: `${REGISTRY}/${name}/-/${name}-4.70.0.tgz`,
    integrity: `sha512-${hash.repeat(86)}==`,
  });

  it.each<[string, object, string[]]>([
    ['that holds another package under the name', { name: 'evil', ...of('evil', 'B') }, ['other-package evil']],
    ['whose archive is that of another package', of('evil', 'A'), ['other-archive openai']],
    ['that loses its address alone', { integrity: `sha512-${'A'.repeat(86)}==` }, []],
  ])('%s', async (_, now, expected) => {
    const result = await doors.check(
      { 'package-lock.json': entry('openai', of('openai', 'A')) },
      { 'package-lock.json': entry('openai', now) },
    );
    expect(blocked(result)).toEqual(expected);
  });
});

describe('uv.lock', () => {
  it('with one more wheel of another server, with its own hash', async () => {
    const lock = LOCKS.find(({ file }) => file === 'uv.lock');
    const base = lock?.write([OPENAI, ...OTHERS]) ?? '';
    const wheel = `, { url = "https://files.mallory.example/openai-4.70.0-py3-none-win32.whl", hash = "sha256:${'9'.repeat(64)}" }]`;
    const head = base.replace(/(name = "openai"[^]*?)\]\n/, (_, before: string) => `${before}${wheel}\n`);
    expect(head).toContain('mallory');
    expect(blocked(await doors.check({ 'uv.lock': base }, { 'uv.lock': head }))).toEqual(['other-server openai']);
  });
});

describe('what the report says of a source', () => {
  it('was and is, with the address, and that nobody vouches', async () => {
    const [lock] = LOCKS;
    const result = await doors.check(
      { 'package-lock.json': lock?.write([OPENAI]) ?? '' },
      { 'package-lock.json': lock?.write([{ ...OPENAI, git: FORK }]) ?? '' },
    );
    const [row] = reportViewOf(result.verdict, result.bom).rows;
    expect(row?.state).toBe('block');
    expect(row?.version.map(({ text }) => text).join('')).toBe(
      '4.70.0 → 4.70.0 from git at ccccccc, taken from registry.example → git github.com/mallory/openai, nobody vouches for it',
    );
    expect(result.verdict.changes.map(({ aspects }) => aspects.includes('source'))).toEqual([true]);
  });

  it('keeps no secret of an address (T21)', async () => {
    const [lock] = LOCKS;
    const url = 'https://user:hunter2@cdn.mallory.example/openai.tgz?token=s3cret';
    const result = await doors.check(
      { 'package-lock.json': lock?.write([OPENAI]) ?? '' },
      { 'package-lock.json': lock?.write([{ ...OPENAI, url }]) ?? '' },
    );
    expect(JSON.stringify(result)).not.toMatch(/hunter2|s3cret/);
    expect(blocked(result)).toEqual(['other-source openai']);
  });
});

describe('what updates do to locks, and no attack', () => {
  const h1 = (text: string): string => `h1:${Buffer.from(text.repeat(32).slice(0, 32)).toString('base64')}`;
  const sums = (version: string, tree: string, manifest: string): string =>
    `example.com/walk ${version} ${h1(tree)}\nexample.com/walk ${version}/go.mod ${h1(manifest)}\n`;
  const goMod = (version: string): string => `module example.com/app\n\ngo 1.24\n\nrequire example.com/walk ${version}\n`;

  it.each([
    ['a new version of a module leaves its go.mod as it was', sums('v1.0.1', 'b', 'm'), []],
    ['the module itself is another one by its hash', sums('v1.0.1', 'a', 'm'), ['shared-hash example.com/walk']],
  ])('Go: %s', async (_, sum, expected) => {
    const base = { 'go.mod': goMod('v1.0.0'), 'go.sum': sums('v1.0.0', 'a', 'm') };
    const result = await doors.check(base, { 'go.mod': goMod('v1.0.1'), 'go.sum': sum });
    expect(blocked(result)).toEqual(expected);
  });

  const [strong, weak, other] = [`sha512-${'A'.repeat(86)}==`, `sha1-${'B'.repeat(27)}=`, `sha1-${'C'.repeat(27)}=`];
  const npmLock = (hashes: Readonly<Record<string, string>>): string =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': {},
        ...Object.fromEntries(
          Object.entries(hashes).map(([at, integrity]) => [`${at}node_modules/has-flag`, { version: '3.0.0', integrity }]),
        ),
      },
    });

  it.each([
    ['a copy with the stronger hash goes', { 'node_modules/b/': weak }, []],
    ['the copy with the weaker hash moves', { 'node_modules/c/': weak }, []],
    ['the stronger hash is replaced', { 'node_modules/a/': weak, 'node_modules/b/': weak }, ['integrity-dropped has-flag']],
    ['another weak hash', { 'node_modules/b/': other }, ['integrity-changed has-flag']],
  ])('npm, two copies of one version: %s', async (_, head, expected) => {
    const base = { 'package-lock.json': npmLock({ 'node_modules/a/': strong, 'node_modules/b/': weak }) };
    const result = await doors.check(base, { 'package-lock.json': npmLock(head) });
    expect(blocked(result)).toEqual(expected);
  });
});
