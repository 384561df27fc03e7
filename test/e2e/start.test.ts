/** What a run loads before it does anything: each module costs every check (design, section 8). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CLI } from '../support/cli.ts';
import { makeRepository } from '../support/repo.ts';

const folder = mkdtempSync(join(tmpdir(), 'weighbridge-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Modules of Node that a run of the program has loaded when it ends. */
function loadedBy(args: readonly string[], cwd: string): readonly string[] {
  const list = join(folder, 'modules.json');
  const hook = join(folder, 'hook.mjs');
  writeFileSync(
    hook,
    `import { writeFileSync } from 'node:fs';\nprocess.on('exit', () => writeFileSync(${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList)));\n`,
  );
  const { status, stderr } = spawnSync(process.execPath, ['--import', hook, CLI, ...args], { cwd, encoding: 'utf8' });
  expect([0, 1, 2], stderr).toContain(status);
  return JSON.parse(readFileSync(list, 'utf8')) as string[];
}

describe('the start', () => {
  test('a check without a network loads no HTTP client', () => {
    const repository = makeRepository();
    repository.write('app.py', 'x = 1\n');
    const base = repository.commit();
    repository.write('app.py', 'from transformers import AutoModel\nAutoModel.from_pretrained("org/name")\n');
    const head = repository.commit();
    const loaded = loadedBy(['check', '--offline', '--no-cache', '--base', base, '--head', head], repository.folder);
    repository.dispose();
    expect(loaded).toContain('NativeModule worker_threads');
    expect(
      loaded.filter((name) => /NativeModule (?:https?|http2|tls|_http_client|_tls_wrap|internal\/deps\/undici\/undici)$/.test(name)),
    ).toEqual([]);
  });

  test('nor does what only says something', () => {
    const loaded = loadedBy(['--version'], folder);
    expect(loaded.filter((name) => /NativeModule (?:https?|http2|tls|zlib|worker_threads|child_process|crypto)$/.test(name))).toEqual([]);
  });
});
