import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPrograms, linksOf } from './postgres-programs.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'weighbridge-programs-'));
});
afterEach(() => rmSync(home, { recursive: true }));

it('are a copy of the package with every link that its own script would make', () => {
  const { initdb, pgCtl } = findPrograms(home, null, '');
  for (const program of [initdb, pgCtl]) expect(dirname(program)).toBe(join(home, 'programs', 'bin'));
  const links = linksOf(join(home, 'programs'));
  for (const { target } of links) expect(existsSync(join(home, 'programs', target.replace(/^native\//, '')))).toBe(true);
});

it('are those of POSTGRES_BIN where it is set, and nothing else in their place', () => {
  expect(() => findPrograms(home, null, home)).toThrow(`no initdb in ${home}: run "npm ci", or name its folder in POSTGRES_BIN`);
  expect(existsSync(join(home, 'programs'))).toBe(false);
});
