/** The Action runs where packages are installed: it hashes what a change brings, and says where that is not what the lock names. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ActionHouse, openActionHouse } from '../support/action-house.ts';
import { type DiskFiles, npmArchive, npmLock, put } from '../support/installed.ts';
import { type ServedPullRequest, servePullRequest } from '../support/pull-request.ts';

const FILES = {
  'package.json': '{"name":"openai","version":"5.1.0","license":"Apache-2.0","author":"Ada","description":"Asks models"}',
  'index.js': 'export const x = 1;\n',
};
const archive = npmArchive(FILES);

function make(folder: string): void {
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { stdio: 'pipe' });
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  write('.gitignore', 'node_modules\n');
  write('web/package-lock.json', npmLock({ openai: { version: '5.0.0', integrity: npmArchive({ 'package.json': '{}' }).integrity } }));
  git('add', '-A');
  git('commit', '-qm', 'The product');
  git('checkout', '-qb', 'feature/assistant');
  write('web/package-lock.json', npmLock({ openai: { version: '5.1.0', integrity: archive.integrity } }));
  git('add', '-A');
  git('commit', '-qm', 'Take a newer client');
}

let house: ActionHouse;
let served: ServedPullRequest;
let cache: string;
beforeAll(async () => {
  house = await openActionHouse();
  served = servePullRequest(make);
  cache = mkdtempSync(join(tmpdir(), 'weighbridge-npm-'));
  put(cache, { [archive.path]: archive.bytes });
});
afterAll(async () => {
  await house.close();
  served.dispose();
  rmSync(cache, { recursive: true, force: true });
});

const record = npmLock({ openai: { version: '5.1.0', integrity: archive.integrity } });

function installed(files: DiskFiles = FILES): DiskFiles {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`web/node_modules/openai/${path}`, content]));
}

it.each<[string, DiskFiles, string, RegExp]>([
  ['only what the cache has', {}, 'pass', /hash in the lock, .*its archive was hashed/],
  [
    'what the lock names, installed',
    { 'web/node_modules/.package-lock.json': record, ...installed() },
    'pass',
    /hash in the lock, .*hashed on disk/,
  ],
  [
    'a changed file',
    { 'web/node_modules/.package-lock.json': record, ...installed({ ...FILES, 'index.js': 'steal()' }) },
    'warn',
    /web\/node_modules\/openai\/index\.js.* is not what the archive/,
  ],
  ['another version', { 'web/node_modules/.package-lock.json': npmLock({ openai: { version: '4.0.0' } }) }, 'warn', /has version 4\.0\.0/],
])('%s', async (_, files, verdict, words) => {
  const workspace = served.checkout(served.merge);
  put(workspace, files);
  const server = await house.github({ of: served });
  const result = await house.run(server, {
    workspace,
    payload: served.payload(),
    sha: served.merge,
    env: { npm_config_cache: cache },
  });
  expect([result.err, result.outputs['verdict']]).toEqual(['', verdict]);
  expect(result.summary).toMatch(words);
  // License, supplier and description come from the archive, though no registry was asked.
  const sbom = readFileSync(result.outputs['sbom-path'] ?? '', 'utf8');
  expect(sbom).toContain('"description": "Asks models"');
});
