/** tree/unread at the gate, with what the readers really say. */
import { describe, expect, it } from 'vitest';
import { checking, PINNED, told } from '../support/checking.ts';

const doors = checking();
const LOAD = 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/a")\n';
const BIG = '# comment\n'.repeat(450_000);

describe('a lockfile that is not read', () => {
  const base = { 'pylock.toml': '1', 'web/deno.lock': '1', 'conda-lock.yml': '1', 'pylock.dev.toml': '1' };

  it('of a kind that is never read is an older problem whatever it holds: no warning, nothing fixed', async () => {
    for (const policy of ['version: 1\n', PINNED]) {
      const result = await doors.check({ 'bun.lockb': '1' }, { 'bun.lockb': '2' }, { policy });
      expect([result.verdict.conclusion, told(result)]).toEqual(['pass', ['existing tree/unread bun.lockb']]);
    }
  });

  it('of a kind that is read blocks again with each change: what was exchanged in it was not seen (T4)', async () => {
    const changed = Object.fromEntries(Object.keys(base).map((path) => [path, '2']));
    const result = await doors.check(base, changed);
    expect(told(result, 'tree/unread').toSorted()).toEqual(
      Object.keys(base)
        .map((path) => `new! tree/unread ${path}`)
        .toSorted(),
    );
  });

  it('warns where it is added', async () => {
    const result = await doors.check({ 'a.md': '' }, { 'bun.lockb': '1' }, { policy: PINNED });
    expect([result.verdict.conclusion, told(result)]).toEqual(['warn', ['new tree/unread bun.lockb']]);
  });
});

describe('a file that moves', () => {
  it('is an older problem, once for each that is gone', async () => {
    const base = { 'web/bun.lockb': '1', 'app.py': 'x = 1\n' };
    const move = { 'web/bun.lockb': null, 'samples/web/bun.lockb': '1' };
    expect(told(await doors.check(base, move))).toEqual(['existing tree/unread samples/web/bun.lockb']);
    expect(told(await doors.check(base, { 'web/bun.lockb': null, 'api/bun.lockb': '2' }))).toEqual(['existing tree/unread api/bun.lockb']);
    const twice = await doors.check(base, { ...move, 'api/bun.lockb': '1' });
    expect(new Set(told(twice).map((one) => one.split(' ')[0]))).toEqual(new Set(['existing', 'new']));
    expect(told(await doors.check(base, { 'api/bun.lockb': '1' }))).toContain('new tree/unread api/bun.lockb');
    expect(told(await doors.check(base, { 'web/bun.lockb': null, 'api/deno.lock': '1' }))).toContain('new! tree/unread api/deno.lock');
  });

  it('is new where it ships now, and where other bytes matter', async () => {
    const test = await doors.check({ 'tests/bun.lockb': '1' }, { 'tests/bun.lockb': null, 'web/bun.lockb': '1' });
    expect(told(test)).toContain('new tree/unread web/bun.lockb');
    const code = await doors.check({ 'app.py': BIG }, { 'app.py': null, 'new/app.py': BIG + LOAD }, { policy: PINNED });
    expect(told(code)).toContain('new! tree/unread new/app.py');
    const same = await doors.check({ 'app.py': BIG }, { 'app.py': null, 'new/app.py': BIG }, { policy: PINNED });
    expect(told(same)).toEqual(['existing tree/unread new/app.py']);
  });
});

describe('code that was not read', () => {
  it.each([
    ['larger than the limit', { 'app.py': BIG + LOAD }],
    ['not UTF-8', { 'app.py': Buffer.concat([Buffer.from('# coding: utf-7\n'), Buffer.from(LOAD)]) }],
    ['not UTF-8, a Dockerfile', { Dockerfile: Buffer.from('FROM x\nRUN hf download acme/a \xff\n', 'latin1') }],
    ['a notebook that is no JSON', { 'a.ipynb': '{"cells": [' }],
    ['YAML that names a model and is none', { 'compose.yml': 'services:\n  a: { command: "vllm serve acme/a"\n' }],
  ])('%s: warns, and blocks where more than a name is demanded', async (_, head) => {
    const [path = ''] = Object.keys(head);
    expect(told(await doors.check({ 'a.md': '' }, head), 'tree/unread')).toEqual([`new tree/unread ${path}`]);
    expect(told(await doors.check({ 'a.md': '' }, head, { policy: PINNED }), 'tree/unread')).toEqual([`new! tree/unread ${path}`]);
  });

  it('too large before and after is an older problem, but never where more than a name is demanded', async () => {
    const [base, head] = [{ 'app.py': BIG }, { 'app.py': BIG + LOAD }];
    expect(told(await doors.check(base, head))).toEqual(['existing tree/unread app.py']);
    expect(told(await doors.check(base, head, { policy: PINNED }))).toEqual(['new! tree/unread app.py']);
    expect(told(await doors.check(base, { 'b.md': '' }, { policy: PINNED }))).toEqual(['existing tree/unread app.py']);
  });

  it('in a test folder warns, unless product code imports it', async () => {
    const head = { 'tests/__init__.py': '', 'tests/big.py': BIG };
    expect(told(await doors.check({ 'a.md': '' }, head, { policy: PINNED }), 'tree/unread')).toEqual(['new tree/unread tests/big.py']);
    const used = { ...head, 'app.py': 'import tests.big\n' };
    expect(told(await doors.check({ 'a.md': '' }, used, { policy: PINNED }), 'tree/unread')).toEqual(['new! tree/unread tests/big.py']);
  });
});

it('a valid UTF-8 text that holds a replacement character was read', async () => {
  const result = await doors.check(
    { 'a.md': '' },
    { 'app.py': `BAD = "\uFFFD"\n`, Dockerfile: 'FROM x\nLABEL a="\uFFFD"\n' },
    { policy: PINNED },
  );
  expect([result.verdict.conclusion, result.bom.problems]).toEqual(['pass', []]);
});
