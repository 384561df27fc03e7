/** The structural parser of Python, over the standard library of the Python that this machine has. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pythonParser } from '../support/grammar.ts';
import { agreementOn } from '../support/python-syntax.ts';

const LONGEST = 200_000;
const EACH = 4;

test('real files have the same nodes as the grammar gives them, and nearly all of them are read', { timeout: 120_000 }, async () => {
  const library = execFileSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_paths()["stdlib"])'], { encoding: 'utf8' }).trim();
  const files = globSync('**/*.py', { cwd: library, exclude: ['**/site-packages/**', '**/lib2to3/tests/**', '**/bad*'] }).sort();
  const parser = await pythonParser();
  const told = files
    .filter((_, index) => index % EACH === 0)
    .map((file) => ({ file, text: readFileSync(join(library, file), 'utf8') }))
    .filter(({ text }) => text.length < LONGEST)
    .map(({ file, text }) => ({ file, agreement: agreementOn(text, parser) }));
  expect(told.length).toBeGreaterThan(100);
  expect(told.filter(({ agreement }) => typeof agreement === 'object' && 'difference' in agreement)).toEqual([]);
  expect(told.filter(({ agreement }) => agreement === 'same').length).toBeGreaterThan(0.9 * told.length);
});
