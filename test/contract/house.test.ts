/** The house (CONTRIBUTING): rooms and arrows. Lint holds them; this holds lint. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ABOVE_THE_PIPELINE, ARROWS } from '../../scripts/house/arrows.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OXLINT = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin/oxlint');

let house: string;
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'weighbridge-house-'));
  cpSync(join(ROOT, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

/** What lint says of one file that imports one thing. */
function lint(path: string, line: string): string {
  const file = join(house, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${line}\n`);
  try {
    return spawnSync(process.execPath, [OXLINT, '--format=unix', path], { cwd: house, encoding: 'utf8' }).stdout;
  } finally {
    rmSync(file);
  }
}

describe('the house', () => {
  it('has nothing loose: every folder of the core is a room, and only two files lie beside them', () => {
    const entries = readdirSync(join(ROOT, 'src/core'), { withFileTypes: true });
    const rooms = [...Object.keys(ARROWS), ...ABOVE_THE_PIPELINE];
    expect(entries.filter((one) => one.isFile()).map(({ name }) => name)).toEqual(['index.ts', 'pipeline.ts']);
    expect(entries.filter((one) => one.isDirectory()).map(({ name }) => name)).toEqual(rooms.toSorted());
  });

  it('has arrows that run down only', () => {
    const rooms = Object.keys(ARROWS);
    for (const [room, allowed] of Object.entries(ARROWS))
      for (const other of allowed) expect(rooms.indexOf(other), `${room} → ${other}`).toBeLessThan(rooms.indexOf(room));
  });

  it('is what lint knows', () => {
    expect(() => execFileSync(process.execPath, [join(ROOT, 'scripts/house.ts'), '--check'], { stdio: 'pipe' })).not.toThrow();
  });

  it('has one noun per concept: no exported name stands for two things', () => {
    const files = ['src', 'app'].flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }));
    const places = new Map<string, string[]>();
    for (const file of files)
      for (const [, name = ''] of readFileSync(join(ROOT, file), 'utf8').matchAll(
        /^export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/gm,
      ))
        places.set(name, [...(places.get(name) ?? []), file]);
    // Each program begins with its own.
    places.delete('main');
    expect([...places].filter(([, where]) => where.length > 1)).toEqual([]);
  });

  it.each([
    ['a detector that imports the judge', 'src/core/discover/packages/planted.ts', "export { judge } from '../../policy/judge.ts';"],
    ['the policy that imports a reader', 'src/core/policy/planted.ts', "export { x } from '../discover/link/index.ts';"],
    ['a room below the pipeline that calls it', 'src/core/report/planted.ts', "export { check } from '../pipeline.ts';"],
    ['base that imports anything', 'src/core/base/planted.ts', "export type { Tree } from '../model/index.ts';"],
    ['an effect outside of io', 'src/core/lock/planted.ts', "export { readFile } from 'node:fs/promises';"],
    ['a stage that imports io', 'src/core/resolve/planted.ts', "export { gather } from '../io/evidence/gather.ts';"],
    ['io that imports the judge', 'src/core/io/net/planted.ts', "export { judge } from '../../policy/judge.ts';"],
    ['a stage that passes by the door of the hosts', 'src/core/resolve/planted.ts', "export { x } from '../hosts/huggingface/facts.ts';"],
    ['a verb that does', 'src/core/verbs/planted.ts', "export { x } from '../hosts/huggingface/index.ts';"],
    ['io that does', 'src/core/io/net/planted.ts', "export { x } from '../../hosts/huggingface/index.ts';"],
    ['the pipeline that does', 'src/core/pipeline.ts', "export { x } from './hosts/huggingface/index.ts';"],
    ['a host that imports another one', 'src/core/hosts/planted/index.ts', "export { x } from '../huggingface/questions.ts';"],
    ['a verb that imports io', 'src/core/verbs/planted.ts', "export { gather } from '../io/evidence/gather.ts';"],
    ['the pipeline that imports io', 'src/core/pipeline.ts', "export { gather } from './io/evidence/gather.ts';"],
    ['a door that passes by the core’s own', 'src/cli/planted.ts', "export { judge } from '../core/policy/judge.ts';"],
    ['the App that does', 'app/planted.ts', "export { judge } from '../src/core/policy/judge.ts';"],
  ])('refuses %s', (_, path, line) => {
    expect(lint(path, line)).toContain('no-restricted-imports');
  });

  it.each([
    ['a detector that imports a noun', 'src/core/discover/packages/planted.ts', "export type { Fact } from '../../model/index.ts';"],
    ['a rule that imports its own room', 'src/core/policy/rules/planted.ts', "export { judge } from '../judge.ts';"],
    ['a host that imports its own files', 'src/core/hosts/planted/index.ts', "export { x } from './deep/questions.ts';"],
    ['a host that imports what hosts share', 'src/core/hosts/planted/index.ts', "export type { Host } from '../host.ts';"],
    ['a host that imports a room below', 'src/core/hosts/planted/index.ts', "export type { Tree } from '../../model/index.ts';"],
    ['a stage that asks by the door', 'src/core/resolve/planted.ts', "export { hosts } from '../hosts/index.ts';"],
    ['io that reads a file', 'src/core/io/net/planted.ts', "export { readFile } from 'node:fs/promises';"],
    ['a verb that calls the pipeline', 'src/core/verbs/planted.ts', "export { check } from '../pipeline.ts';"],
  ])('takes %s', (_, path, line) => {
    expect(lint(path, line)).not.toContain('no-restricted-imports');
  });
});
