import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Declaration, Lock, LockEntry } from '../../../src/core/lock/lock.ts';
import { parseLock } from '../../../src/core/lock/parse.ts';
import { writeLock } from '../../../src/core/lock/write.ts';
import { mistakes } from './refusal.ts';
import { COMMIT, entry, lock, SHA256 } from './sample.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What git makes of two branches that changed the lock. */
function merged(base: Lock, ours: Lock, theirs: Lock): { clean: boolean; text: string } {
  const files = Object.entries({ ours, base, theirs }).map(([name, value]) => {
    writeFileSync(join(folder, name), writeLock(value));
    return join(folder, name);
  });
  const { status, stdout } = spawnSync('git', ['merge-file', '-p', ...files], { encoding: 'utf8' });
  return { clean: status === 0, text: stdout };
}

const files = (hash: string): LockEntry['files'] =>
  new Map(
    ['config.json', 'model-1.safetensors', 'model-2.safetensors', 'model-3.safetensors', 'tokenizer.json'].map((path) => [
      path,
      { sha256: hash, size: 4 },
    ]),
  );
const base = { 'hf:b/one': entry({ files: files(SHA256) }), 'hf:d/two': entry({ files: files(SHA256) }) };
const newer = entry({ commit: COMMIT.replace('4', '5'), files: files(SHA256.replace('9', '8')) });

describe('a lock that two branches changed', () => {
  it('is merged by git where they touched different models', () => {
    const ours = { ...base, 'hf:a/new': entry({ files: files(SHA256) }) };
    const theirs = { ...base, 'hf:d/two': newer };
    const { clean, text } = merged(lock(base), lock(ours), lock(theirs));
    expect(clean).toBe(true);
    const both = lock({ ...ours, 'hf:d/two': newer });
    expect(parseLock(text, 'x')).toEqual(both);
    expect(writeLock(parseLock(text, 'x'))).toBe(text);
  });

  it('is a conflict with its place where they touched the same one', () => {
    const other = entry({ commit: COMMIT.replace('4', '6'), files: files(SHA256.replace('9', '7')) });
    const { clean, text } = merged(lock(base), lock({ ...base, 'hf:d/two': newer }), lock({ ...base, 'hf:d/two': other }));
    expect(clean).toBe(false);
    const line = text.split('\n').findIndex((one) => one.startsWith('<<<<<<<')) + 1;
    expect(mistakes(text)).toEqual([`${line}:1 an unresolved merge conflict`]);
  });

  const may = (...refs: readonly string[]): Declaration => ({ kind: 'load', may: refs });
  const declared = { 'a/b.py: environment A': may('hf:a/a', 'hf:a/b'), 'x/y.py: environment X': may('hf:x/x', 'hf:x/y') };

  it('keeps the declarations of both sides', () => {
    const ours = { 'a/a.py: environment NEW': may('hf:a/new'), ...declared };
    const theirs = { ...declared, 'x/y.py: environment X': may('hf:x/x', 'hf:x/y', 'hf:x/z') };
    const { clean, text } = merged(lock(base, declared), lock(base, ours), lock({ ...base, 'hf:d/two': newer }, theirs));
    expect(clean).toBe(true);
    expect(parseLock(text, 'x')).toEqual(lock({ ...base, 'hf:d/two': newer }, { ...ours, ...theirs }));
    expect(writeLock(parseLock(text, 'x'))).toBe(text);
  });

  it('takes what one side declares first beside what the other locks first', () => {
    const theirs = { 'hf:a/new': entry({ files: files(SHA256) }), ...base };
    const { clean, text } = merged(lock(base), lock(base, declared), lock(theirs));
    expect(clean).toBe(true);
    expect(parseLock(text, 'x')).toEqual(lock(theirs, declared));
  });
});
