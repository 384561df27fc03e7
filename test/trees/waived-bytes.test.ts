/** A waiver for one change of a package says nothing about the next one, at the same version (T28, T38). */
import { expect, it } from 'vitest';
import { checking, type Files } from '../support/checking.ts';
import { type LockedEntry, LOCKS } from '../support/locks.ts';

const doors = checking();
const OTHERS: readonly LockedEntry[] = [{ name: 'left', version: '1.0.0', hash: 'e' }];
const lock = (file: string, one: Partial<LockedEntry>): Files => ({
  [file]: LOCKS.find((kind) => kind.file === file)?.write([{ name: 'openai', version: '4.70.0', ...one }, ...OTHERS]) ?? '',
});

async function judged(base: Files, head: Files, waiver: string | null) {
  const policy = `version: 1\nrules: { dependency/registry-unexpected: block }\n${waiver === null ? '' : `waivers:\n  - { ${waiver}, reason: looked at it, approver: ann, expires: 2027-01-01 }\n`}`;
  const { verdict } = await doors.check({ 'a.md': 'a\n', ...base }, head, { policy });
  return verdict.findings.flatMap(({ finding, blocks, status }) =>
    blocks || status === 'waived' ? [{ id: finding.id, gap: finding.gap, blocks }] : [],
  );
}

const EVIL = 'https://evil.example';
const WORSE = 'https://worse.example';

it.each<[string, string, Partial<LockedEntry>, Partial<LockedEntry>]>([
  ['another hash', 'package-lock.json', { hash: 'b' }, { hash: 'c' }],
  ['another hash of wheels', 'uv.lock', { hash: 'b' }, { hash: 'c' }],
  ['another server', 'package-lock.json', { version: '4.71.0', hash: 'b', server: EVIL }, { version: '4.71.0', hash: 'b', server: WORSE }],
  [
    'another hash of that server',
    'uv.lock',
    { version: '4.71.0', hash: 'b', server: EVIL },
    { version: '4.71.0', hash: 'c', server: EVIL },
  ],
  ['another fork', 'yarn.lock', { git: 'https://github.com/a/openai' }, { git: 'https://github.com/b/openai' }],
  [
    'another commit of a fork',
    'pnpm-lock.yaml',
    { git: `https://github.com/a/openai#${'1'.repeat(40)}` },
    { git: `https://github.com/a/openai#${'2'.repeat(40)}` },
  ],
])('%s (%s)', async (_, file, first, second) => {
  const base = lock(file, {});
  const [found] = (await judged(base, lock(file, first), null)).filter(({ gap }) => !gap.startsWith('server:'));
  const version = first.version ?? '4.70.0';
  const name = file === 'uv.lock' ? `pypi:openai@${version}` : `npm:openai@${version}`;
  const plain = `component: "${name}", rule: dependency/integrity-changed`;
  const byId = `id: ${found?.id ?? ''}, component: "${found?.gap === 'other-source' ? name.split('@')[0] : name}", rule: dependency/integrity-changed`;
  const open = (all: Awaited<ReturnType<typeof judged>>): string[] =>
    all.flatMap(({ gap, blocks }) => (blocks && !gap.startsWith('server:') ? [gap] : []));
  // Without the id nothing says which bytes were looked at.
  expect(open(await judged(base, lock(file, first), plain))).toHaveLength(1);
  expect(open(await judged(base, lock(file, second), byId))).toHaveLength(1);
});

it('one by its id waives what was looked at', async () => {
  const base = lock('package-lock.json', {});
  const head = lock('package-lock.json', { hash: 'b' });
  const [found] = await judged(base, head, null);
  const waiver = `id: ${found?.id ?? ''}, component: "npm:openai@4.70.0", rule: dependency/integrity-changed`;
  expect(await judged(base, head, waiver)).toEqual([{ ...found, blocks: false }]);
});

it('one for a server in a lock is for that server', async () => {
  const base = lock('package-lock.json', {});
  const added = (server: string): Files => ({
    'package-lock.json':
      LOCKS[0]?.write([{ name: 'openai', version: '4.70.0' }, ...OTHERS, { name: 'new', version: '1.0.0', hash: 'f', server }]) ?? '',
  });
  const plain = 'component: "file:package-lock.json", rule: dependency/registry-unexpected';
  expect((await judged(base, added(EVIL), plain)).map(({ blocks }) => blocks)).toEqual([true]);
  const [found] = await judged(base, added(EVIL), null);
  expect((await judged(base, added(EVIL), `id: ${found?.id ?? ''}, ${plain}`)).map(({ blocks }) => blocks)).toEqual([false]);
  expect((await judged(base, added(WORSE), `id: ${found?.id ?? ''}, ${plain}`)).map(({ blocks }) => blocks)).toEqual([true]);
});
