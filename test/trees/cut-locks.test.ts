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
