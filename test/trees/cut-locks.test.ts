/** A lock that is cut, or that nobody merged: what stood in it was not read, and is not gone (T33). */
import { describe, expect, it } from 'vitest';
import { reportViewOf } from '../../src/core/report/view/view.ts';
import { checking, type Files, told } from '../support/checking.ts';
import { type LockedEntry, type LockKind, LOCKS } from '../support/locks.ts';

const doors = checking();

const ALL: readonly LockedEntry[] = [
  { name: 'openai', version: '1.0.0' },
  { name: 'anthropic', version: '1.0.0', hash: 'b' },
  { name: 'left', version: '1.0.0', hash: 'd' },
];
const BY_TEXT = ['package-lock.json', 'pnpm-lock.yaml', 'uv.lock', 'poetry.lock', 'Pipfile.lock'];

async function changes(base: Files, head: Files): Promise<string[]> {
  const { verdict } = await doors.check({ 'a.md': 'a\n', ...base }, head);
  return verdict.changes.map(({ type, identity }) => `${type} ${identity.slice(identity.lastIndexOf('/') + 1)}`);
}

const of = (file: string, entries: readonly LockedEntry[] = ALL): string => LOCKS.find((kind) => kind.file === file)?.write(entries) ?? '';

function unmerged(text: string): string {
  const lines = text.split('\n');
  const middle = Math.floor(lines.length / 2);
  const one = lines.slice(middle, middle + 1);
  return [...lines.slice(0, middle), '<<<<<<< ours', ...one, '=======', ...one, '>>>>>>> theirs', ...lines.slice(middle + 1)].join('\n');
}

describe.each(LOCKS.map((kind) => [kind.file, kind] as const))('%s', (file, kind: LockKind) => {
  it('removes nothing by merge markers', async () => {
    const base = { 'a.md': 'a\n', [file]: kind.write(ALL) };
    const result = await doors.check(base, { [file]: unmerged(kind.write(ALL)) });
    expect(result.verdict.changes.filter(({ type }) => type === 'removed')).toEqual([]);
    expect(told(result, 'tree/unread').length).toBe(1);
    expect(result.verdict.coverage?.names.map(({ path }) => path)).toEqual([file]);
  });

  it('removes what is taken out of a whole one', async () => {
    expect(await changes({ [file]: kind.write(ALL) }, { [file]: kind.write(ALL.slice(0, 2)) })).toEqual(['removed left']);
  });
});

it.each(BY_TEXT)('half of %s removes nothing', async (file) => {
  const text = of(file);
  expect((await changes({ [file]: text }, { [file]: text.slice(0, text.length / 2) })).filter((one) => one.startsWith('removed'))).toEqual(
    [],
  );
});

it.each<[string, Files, Files, string[]]>([
  [
    'another tool’s, cut, in its place',
    { 'package-lock.json': of('package-lock.json') },
    { 'package-lock.json': null, 'yarn.lock': unmerged(of('yarn.lock')) },
    ['unread anthropic', 'unread left', 'unread openai'],
  ],
  [
    'beside a manifest that does not ask for one any more',
    { 'uv.lock': of('uv.lock'), 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["left"]\n' },
    { 'uv.lock': '[[package', 'pyproject.toml': '[project]\nname = "a"\ndependencies = []\n' },
    ['unread anthropic', 'unread left', 'unread openai'],
  ],
  [
    'a version that is still in what was read',
    { 'pnpm-lock.yaml': of('pnpm-lock.yaml', [...ALL, { name: 'openai', version: '2.0.0', hash: 'f' }]) },
    { 'pnpm-lock.yaml': `${of('pnpm-lock.yaml')}\n  'openai@\n` },
    [],
  ],
  [
    'an entry that is read, with another version',
    { 'pnpm-lock.yaml': of('pnpm-lock.yaml') },
    { 'pnpm-lock.yaml': `${of('pnpm-lock.yaml', [{ name: 'openai', version: '2.0.0', hash: 'f' }])}\n  'left@\n` },
    ['unread anthropic', 'unread left', 'changed openai'],
  ],
  [
    'a fault that was there before',
    { 'requirements.txt': `${of('requirements.txt')}<>\n` },
    { 'requirements.txt': `${of('requirements.txt', ALL.slice(0, 2))}<>\n` },
    ['removed left'],
  ],
])('%s', async (_, base, head, expected) => {
  expect(await changes(base, head)).toEqual(expected);
});

it('says so in words', async () => {
  const { verdict, bom } = await doors.check({ 'a.md': 'a\n', 'uv.lock': of('uv.lock') }, { 'uv.lock': unmerged(of('uv.lock')) });
  const { overview, rows, inventoryTitle } = reportViewOf(verdict, bom);
  expect(overview.join(' · ')).toContain('2 AI components not read');
  expect(overview.join(' · ')).toContain('1 other library not read');
  expect(rows.map(({ state, version }) => `${state} ${version.map(({ text }) => text).join('')}`)).toEqual([
    'warn 1.0.0 → not read',
    'warn 1.0.0 → not read',
  ]);
  expect(inventoryTitle).toContain('−0 ?3');
});

describe('a lock that is padded beyond what is read (T4)', () => {
  const padded = (entries: readonly LockedEntry[]): string => `${of('pnpm-lock.yaml', entries)}\n#${' '.repeat(33 * 1024 * 1024)}\n`;
  const EVIL: LockedEntry = { name: 'openai', version: '1.0.0', hash: 'f' };

  it('is never green, and blocks again when it changes', async () => {
    const first = await doors.check({ 'a.md': 'a\n', 'pnpm-lock.yaml': of('pnpm-lock.yaml') }, { 'pnpm-lock.yaml': padded([EVIL]) });
    expect(first.verdict.conclusion).toBe('block');
    expect(told(first)).toEqual(['new! tree/unread pnpm-lock.yaml']);
    const again = await doors.check({ 'a.md': 'a\n', 'pnpm-lock.yaml': padded(ALL) }, { 'pnpm-lock.yaml': padded([EVIL]) });
    expect(told(again)).toEqual(['new! tree/unread pnpm-lock.yaml']);
    const other = await doors.check({ 'a.md': 'a\n', 'pnpm-lock.yaml': padded(ALL) }, { 'a.md': 'b\n' });
    expect(other.verdict.conclusion).toBe('pass');
  });
});

describe('a lock in a form that is refused here and that an installer reads (T4, T33)', () => {
  const NPM = of('package-lock.json');
  const HIDDEN = of('package-lock.json', [{ name: 'openai', version: '1.0.0', hash: 'f' }, ...ALL.slice(1)]);
  const put = (text: string, more: string): string => text.replace('{', `{${more},`);

  it.each<[string, string, string | Buffer, string | Buffer]>([
    ['nested deep', 'package-lock.json', NPM, put(HIDDEN, `"requires":${'['.repeat(500)}${']'.repeat(500)}`)],
    ['bytes that are no UTF-8', 'package-lock.json', NPM, Buffer.from(put(HIDDEN, '"x":"\xff"'), 'latin1')],
    ['the same key twice', 'package-lock.json', NPM, put(HIDDEN, '"packages":{}')],
    ['cut', 'package-lock.json', NPM, HIDDEN.slice(0, -20)],
    ['merge markers', 'package-lock.json', NPM, unmerged(HIDDEN)],
    ['broken before and after', 'package-lock.json', NPM.slice(0, -20), HIDDEN.slice(0, -20)],
    [
      'a bare carriage return',
      'uv.lock',
      of('uv.lock'),
      of('uv.lock', [{ name: 'openai', version: '1.0.0', hash: 'f' }]).replace('\n', '\r\n#\r#\n'),
    ],
    ['a form that is not known', 'uv.lock', of('uv.lock'), of('uv.lock').replace('version = 1', 'version = 9')],
    ['added', 'yarn.lock', '', unmerged(of('yarn.lock'))],
  ])('%s: blocks', async (_, file, base, head) => {
    const result = await doors.check({ 'a.md': 'a\n', ...(base === '' ? {} : { [file]: base }) }, { [file]: head });
    expect([result.verdict.conclusion, told(result, 'tree/unread')]).toEqual(['block', [`new! tree/unread ${file}`]]);
  });

  it('is told before what other files change, and those are not all', async () => {
    const others = 'left==1.0.0\n';
    const base = { 'a.md': 'a\n', 'package-lock.json': NPM, 'requirements.txt': others };
    const head = { 'package-lock.json': unmerged(HIDDEN), 'requirements.txt': others.replace('1.0.0', '1.1.0') };
    const { verdict, bom } = await doors.check(base, head);
    const { overview } = reportViewOf(verdict, bom);
    const lines = overview.filter((one) => /^1 (?:lockfile|other library changed)/.test(one));
    expect(lines).toEqual([
      '1 lockfile not read: what it changes is unknown',
      expect.stringMatching(/^1 other library changed in what was read/),
    ]);
    const whole = await doors.check(base, { 'requirements.txt': head['requirements.txt'] });
    expect(reportViewOf(whole.verdict, whole.bom).overview.join(' · ')).not.toMatch(/lockfile|in what was read/);
  });

  it('no layer ignores it', async () => {
    const policy = 'version: 1\nrules:\n  tree/unread: { level: off, ignore: [syntax] }\n';
    const result = await doors.check({ 'a.md': 'a\n', 'package-lock.json': NPM }, { 'package-lock.json': unmerged(HIDDEN) }, { policy });
    expect(result.verdict.conclusion).toBe('block');
  });

  it('is an older problem while nobody changes it, also where it moves', async () => {
    const broken = { 'package-lock.json': NPM.slice(0, -20) };
    expect((await doors.check({ 'a.md': 'a\n', ...broken }, { 'a.md': 'b\n' })).verdict.conclusion).toBe('pass');
    const moved = await doors.check(
      { 'a.md': 'a\n', ...broken },
      { 'package-lock.json': null, 'web/package-lock.json': NPM.slice(0, -20) },
    );
    expect(told(moved, 'tree/unread')).toEqual(['existing tree/unread web/package-lock.json']);
  });

  it('a kind that is never read warns, and says what to do', async () => {
    const result = await doors.check({ 'a.md': 'a\n' }, { 'bun.lockb': '\x00' });
    expect(told(result)).toEqual(['new tree/unread bun.lockb']);
    expect(result.verdict.findings[0]?.finding.fix.title).toContain('bun.lock,');
  });
});
