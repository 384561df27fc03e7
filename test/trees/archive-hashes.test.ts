/** Hashes are held archive by archive: one that loses its own, or comes without one, is told although others of its entry have theirs. */
import { describe, expect, it } from 'vitest';
import { checking } from '../support/checking.ts';

const doors = checking();

/** A file of the package, and the letter of its hash; null: none. Upper case: of an algorithm that proves nothing. */
type Archives = readonly (readonly [file: string, letter: string | null])[];
interface Entry {
  readonly version?: string;
  readonly server?: string;
}

const hash = (letter: string): string => (/[a-f]/.test(letter) ? `sha256:${letter.repeat(64)}` : `md5:${letter.toLowerCase().repeat(32)}`);
const said = (letter: string | null, key = 'hash = '): string => (letter === null ? '' : `, ${key}"${hash(letter)}"`);
const inHashes = (letter: string | null): string => (letter === null ? '' : `, hashes = { ${hash(letter).replace(/^(\w+):/, '$1 = "')}" }`);

const KINDS: Readonly<Record<string, (archives: Archives, entry?: Entry) => string>> = {
  'uv.lock': (archives, { version = '2.0.0', server = 'https://files.example' } = {}) =>
    `version = 1\n\n[[package]]\nname = "bar"\nversion = "${version}"\nsource = { registry = "https://index.example/simple" }\nwheels = [\n${archives
      .map(([file, letter]) => `    { url = "${server}/${file}"${said(letter)} },\n`)
      .join('')}]\n`,
  'poetry.lock': (archives, { version = '2.0.0' } = {}) =>
    `[[package]]\nname = "bar"\nversion = "${version}"\ngroups = ["main"]\nfiles = [\n${archives
      .map(([file, letter]) => `    {file = "${file}"${said(letter)}},\n`)
      .join('')}]\n\n[metadata]\nlock-version = "2.1"\n`,
  'pdm.lock': (archives, { version = '2.0.0', server = 'https://files.example' } = {}) =>
    `[metadata]\nlock_version = "4.5.0"\n\n[[package]]\nname = "bar"\nversion = "${version}"\ngroups = ["default"]\nfiles = [\n${archives
      .map(([file, letter]) => `    {url = "${server}/${file}"${said(letter)}},\n`)
      .join('')}]\n`,
  'pylock.toml': (archives, { version = '2.0.0', server = 'https://files.example' } = {}) =>
    `lock-version = "1.0"\ncreated-by = "uv"\n\n[[packages]]\nname = "bar"\nversion = "${version}"\nindex = "https://index.example/simple"\nwheels = [\n${archives
      .map(([file, letter]) => `    { url = "${server}/${file}"${inHashes(letter)} },\n`)
      .join('')}]\n`,
};

const [ANY, LINUX, WINDOWS] = [
  'bar-2.0.0-py3-none-any.whl',
  'bar-2.0.0-cp312-cp312-linux_x86_64.whl',
  'bar-2.0.0-cp312-cp312-win_amd64.whl',
];
const BOTH: Archives = [
  [ANY, 'a'],
  [LINUX, 'b'],
];
const later = (archives: Archives): Archives =>
  archives.map(([file], index) => [file.replace('2.0.0', '2.0.1'), index < 2 ? 'de'.charAt(index) : null] as const);

const EDITS: readonly [string, Archives, Archives, string[]][] = [
  [
    'one loses its hash',
    BOTH,
    [
      [ANY, 'a'],
      [LINUX, null],
    ],
    ['integrity-dropped', 'no-integrity'],
  ],
  [
    'one has a hash that proves nothing now',
    BOTH,
    [
      [ANY, 'a'],
      [LINUX, 'B'],
    ],
    ['integrity-dropped', 'no-integrity'],
  ],
  ['one is new without a hash', BOTH, [...BOTH, [WINDOWS, null]], ['integrity-dropped', 'no-integrity']],
  ['one is there twice, once without a hash', BOTH, [...BOTH, [LINUX, null]], ['integrity-dropped', 'no-integrity']],
  [
    'one without a hash takes the place of another one',
    BOTH,
    [
      [ANY, 'a'],
      [WINDOWS, null],
    ],
    ['integrity-dropped', 'no-integrity'],
  ],
  [
    'one more without a hash',
    [...BOTH, [WINDOWS, null]],
    [
      [ANY, 'a'],
      [LINUX, null],
      [WINDOWS, null],
    ],
    ['integrity-dropped'],
  ],
  ['one without a name and without a hash', BOTH, [...BOTH, ['?', null]], ['integrity-dropped', 'no-integrity']],
  ['one without a hash, of another package', BOTH, [...BOTH, ['evil-2.0.0-py3-none-any.whl', null]], ['integrity-dropped', 'no-integrity']],
  [
    'all lose their hashes',
    BOTH,
    [
      [ANY, null],
      [LINUX, null],
    ],
    ['integrity-dropped', 'no-integrity'],
  ],
  ['another order', BOTH, BOTH.toReversed(), []],
  ['one goes', BOTH, BOTH.slice(1), []],
  ['one more with a hash', BOTH, [...BOTH, [WINDOWS, 'c']], []],
  ['one had no hash, and has none', [...BOTH, [WINDOWS, null]], [[WINDOWS, null], ...BOTH], []],
  ['one without a hash goes', [...BOTH, [WINDOWS, null]], BOTH, []],
  [
    'one gets its hash',
    [
      [ANY, 'a'],
      [LINUX, null],
    ],
    BOTH,
    [],
  ],
  [
    'an index without hashes has one more',
    [[ANY, null]],
    [
      [ANY, null],
      [LINUX, null],
    ],
    [],
  ],
  [
    'an index without hashes begins to give them',
    [
      [ANY, null],
      [LINUX, null],
    ],
    [
      [ANY, 'a'],
      [LINUX, null],
    ],
    [],
  ],
];
/** Tried with every kind of lock; the others with one, as all kinds give their files to the same words. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  'one loses its hash',
  'one has a hash that proves nothing now',
  'one is new without a hash',
  'another order',
  'one goes',
]);

describe.each(Object.entries(KINDS))('%s', (file, write) => {
  const told = async (base: string, head: string): Promise<string[]> => {
    const { verdict } = await doors.check({ 'a.md': 'a\n', [file]: base }, { [file]: head });
    return verdict.findings.filter(({ status }) => status === 'new' || status === 'worse').map(({ finding }) => finding.gap);
  };

  it.each(EDITS.filter(([name]) => file === 'uv.lock' || EVERYWHERE.has(name)))('%s', async (_, base, head, expected) => {
    expect(await told(write(base), write(head))).toEqual(expected);
  });

  it('a bump with one that has no hash has none of its own', async () => {
    expect(await told(write(BOTH), write(later([...BOTH, [WINDOWS, null]]), { version: '2.0.1' }))).toEqual(['no-integrity']);
    expect(await told(write(BOTH), write(later(BOTH), { version: '2.0.1' }))).toEqual([]);
  });

  it('a new package with one that has no hash', async () => {
    expect(await told(write([['bar-2.0.0.tar.gz', 'f']]).replaceAll('bar', 'foo'), write([...BOTH, [WINDOWS, null]]))).toEqual([
      'no-integrity',
    ]);
  });
});

it.each(['uv.lock', 'pdm.lock', 'pylock.toml'])('%s: another server does not excuse a hash that is gone', async (file) => {
  const write = KINDS[file] ?? String;
  const head = write(
    [
      [ANY, 'a'],
      [LINUX, null],
    ],
    { server: 'https://mirror.example' },
  );
  const { verdict } = await doors.check({ [file]: write(BOTH) }, { [file]: head });
  expect(verdict.findings.filter(({ blocks }) => blocks).map(({ finding }) => finding.gap)).toContain('integrity-dropped');
});

it('package-lock.json: a copy that had no hash does not hide that another one lost it', async () => {
  const lock = (integrity: string | undefined): string => {
    const bar = { version: '2.0.0', resolved: 'https://registry.example/bar/-/bar-2.0.0.tgz' };
    return JSON.stringify({
      lockfileVersion: 3,
      packages: { '': {}, 'node_modules/bar': { ...bar, integrity }, 'node_modules/foo/node_modules/bar': bar },
    });
  };
  const { verdict } = await doors.check(
    { 'package-lock.json': lock(`sha512-${'A'.repeat(86)}==`) },
    { 'package-lock.json': lock(undefined) },
  );
  expect(verdict.findings.filter(({ blocks }) => blocks).map(({ finding }) => finding.gap)).toEqual(['integrity-dropped']);
});
