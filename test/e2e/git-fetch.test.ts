import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { EffectError } from '../../src/core/base/errors.ts';
import { openRepository } from '../../src/core/io/git/repository.ts';
import { servePullRequest, type ServedPullRequest } from '../support/pull-request.ts';
import { serveGitHub, type ServedGitHub } from '../support/served-github.ts';

const TOKEN = 'ghs_token_0123456789';
const disposals: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0)) await dispose();
});

async function served(): Promise<{ of: ServedPullRequest; server: ServedGitHub; from: { url: string; token: string } }> {
  const of = servePullRequest();
  const server = await serveGitHub({ of, token: TOKEN });
  disposals.push(
    () => of.dispose(),
    () => server.close(),
  );
  return { of, server, from: { url: `${server.url}/acme/product.git`, token: TOKEN } };
}

async function open(folder: string): Promise<Awaited<ReturnType<typeof openRepository>>> {
  const repository = await openRepository(folder);
  disposals.push(() => repository.close());
  return repository;
}

/** Every file below a folder with its content: to see that nothing was written. */
function bytesOf(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );
}

it('brings a commit by id into a shallow checkout, and writes nothing into it', async () => {
  const { of, from } = await served();
  const folder = of.checkout(of.merge);
  const before = bytesOf(folder);
  const repository = await open(folder);
  expect([await repository.has(of.merge), await repository.has(of.base)]).toEqual([true, false]);
  await repository.fetch([of.base], from);
  expect(await repository.has(of.base)).toBe(true);
  expect(await repository.parents(of.merge)).toEqual([of.base, of.head]);
  const { entries } = await repository.tree(of.base, 'base', of.base).list();
  expect(entries.map(({ path }) => path)).toContain('app/rank.py');
  expect(bytesOf(folder)).toEqual(before);
});

it('the configuration of the checkout takes no part: no other address, no helper, no header, no proxy, no hook', async () => {
  const { of, server, from } = await served();
  const thief = await serveGitHub({ of, token: TOKEN });
  disposals.push(() => thief.close());
  const folder = of.checkout(of.merge);
  const witness = join(mkdtempSync(join(tmpdir(), 'weighbridge-witness-')), 'ran');
  const set = (key: string, value: string): void => void execFileSync('git', ['-C', folder, 'config', key, value]);
  set(`url.${thief.url}/.insteadOf`, `${server.url}/`);
  set('http.proxy', thief.url);
  set('credential.helper', `!touch ${witness}`);
  set('core.alternateRefsCommand', `touch ${witness}`);
  set('core.sshCommand', `touch ${witness}`);
  set('uploadpack.packObjectsHook', `touch ${witness}`);
  set('fetch.fsckObjects', 'nonsense');
  const repository = await open(folder);
  await repository.fetch([of.base], from);
  expect(await repository.has(of.base)).toBe(true);
  expect(thief.requests).toEqual([]);
  expect(() => statSync(witness)).toThrow();
});

it('a partial clone gets the contents that it lacks', async () => {
  const { of, from } = await served();
  of.git('config', 'uploadpack.allowFilter', 'true');
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-partial-'));
  disposals.push(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync('git', ['clone', '-q', '--no-checkout', '--filter=blob:none', `file://${of.gitDirectory}`, folder], { stdio: 'pipe' });
  const repository = await open(folder);
  const tree = repository.tree(of.base, 'base', of.base);
  const entry = (await tree.list()).entries.find(({ path }) => path === 'app/rank.py');
  if (entry === undefined) return expect.unreachable();
  expect((await tree.read(entry, 1_000)).state).toBe('missing');
  await repository.fetch([of.base], from);
  expect((await tree.read(entry, 1_000)).state).toBe('ok');
});

it.each([
  ['a commit that is not there', (from: { url: string; token: string }) => from, 'f'.repeat(40), 'GIT_OBJECT_MISSING', /not there/],
  [
    'a token that may not read',
    (from: { url: string; token: string }) => ({ ...from, token: 'ghs_other_token_x' }),
    null,
    'GIT_FAILED',
    /may not read/,
  ],
  [
    'no server',
    (from: { url: string; token: string }) => ({ ...from, url: 'http://127.0.0.1:9/acme/product.git' }),
    null,
    'GIT_FAILED',
    /Cannot fetch/,
  ],
  [
    'another machine without https',
    (from: { url: string; token: string }) => ({ ...from, url: 'http://192.0.2.1/acme/product.git' }),
    null,
    'GIT_FAILED',
    /transport 'http' not allowed/,
  ],
  [
    'a file',
    (from: { url: string; token: string }) => ({ ...from, url: 'file:///etc' }),
    null,
    'GIT_FAILED',
    /transport 'file' not allowed/,
  ],
] as const)('%s: an error with words, without the token', async (_name, change, id, code, words) => {
  const { of, from } = await served();
  const repository = await open(of.checkout(of.merge));
  const error = await repository.fetch([id ?? of.base], change(from)).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(EffectError);
  expect((error as EffectError).code).toBe(code);
  expect((error as EffectError).message).toMatch(words);
  expect(`${(error as EffectError).message}${(error as EffectError).hint}`).not.toContain('ghs_');
});

it('merges two commits by the ancestor that it is told, as git does with the whole history', async () => {
  const { of, from } = await served();
  const whole = await open(of.gitDirectory.replace(/\.git$/, ''));
  const expected = await whole.mergeTree(of.base, of.head, null);
  const shallow = await open(of.checkout(of.merge));
  await shallow.fetch([of.base, of.head], from);
  expect(await shallow.mergeTree(of.base, of.head, of.base)).toEqual(expected);
});
