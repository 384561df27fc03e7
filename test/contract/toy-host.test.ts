/** A host of a newcomer is a folder and a line (CONTRIBUTING): added to a copy of the sources, and nothing else in it changes. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commit, load } from '../core/resolve/support.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TOY = new URL('./toy-host/toy.ts', import.meta.url);
const CHILD = new URL('./toy-host/child.ts', import.meta.url);

let house: string;
beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'weighbridge-toy-host-'));
  cpSync(join(ROOT, 'src'), join(house, 'src'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(house, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
  writeFileSync(join(house, 'run.ts'), readFileSync(CHILD, 'utf8').replaceAll("'../../../src/", "'./src/"));
  // The folder.
  mkdirSync(join(house, 'src/core/hosts/toy'));
  const toy = readFileSync(TOY, 'utf8').replaceAll("'../../../src/core/", "'../../");
  writeFileSync(join(house, 'src/core/hosts/toy/index.ts'), toy);
  // The line, and its import.
  const index = join(house, 'src/core/hosts/index.ts');
  const before = readFileSync(index, 'utf8');
  const after = before
    .replace('= [huggingFace,', '= [toy, huggingFace,')
    .replace(/^import \{ ollama \}/m, "import { toy } from './toy/index.ts';\n$&");
  expect(after.split('\n')).toHaveLength(before.split('\n').length + 1);
  writeFileSync(index, after);
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

it('is asked with its own address and credential, resolved, verified and on the ladder', () => {
  const sightings = [load('mcp:acme/kept', commit(1)), load('mcp:acme/gone', commit(2)), load('ollama:llama3')];
  const out = execFileSync(process.execPath, ['run.ts', JSON.stringify(sightings)], { cwd: house, encoding: 'utf8' });
  const { asked, known, credentials } = JSON.parse(out) as { asked: unknown[]; known: string[]; credentials: string[] };
  expect(known.toSorted()).toEqual([
    'acme/gone unknown source-not-found source failed',
    'acme/kept pinned unsigned source passed',
    'llama3 named unsupported-source source not-applicable',
  ]);
  // T19: no credential of another host came along.
  expect(asked).toEqual(
    ['kept', 'gone'].map((name, index) => ({ path: `/api/repos/acme/${name}/commits/${commit(index + 1)}`, token: 'Bearer toy-secret' })),
  );
  expect(credentials).toContain('TOY_TOKEN');
});
