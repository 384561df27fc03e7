import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseCommand } from '../../../app/commands/release-command.ts';
import { whereCommand } from '../../../app/commands/where-command.ts';
import { replaceRepositories, saveInstallation } from '../../../app/store/installations.ts';
import { markListed, saveSnapshot } from '../../../app/store/snapshots.ts';
import { openStore } from '../../../app/store/store.ts';
import { saveUses } from '../../../app/store/uses.ts';
import { usesOfBom } from '../../../app/where/uses-of-bom.ts';
import type { Bom } from '../../../src/core/index.ts';
import { environment } from '../../support/app-keys.ts';
import { type House, openHouse } from '../../support/stores.ts';

const A = 'a'.repeat(40);
let house: House;
let env: Record<string, string>;
let keys: () => Promise<readonly string[]>;

beforeAll(async () => {
  house = await openHouse(['postgres']);
  const place = await house.place('postgres');
  if (place.kind !== 'postgres') throw new Error('another database');
  env = environment({ DATABASE_URL: place.url });
  const driver = await house.driver(place);
  const store = await openStore(driver);
  keys = async () => (await driver.query<{ key: string }>("SELECT data->>'key' AS key FROM pgboss.job ORDER BY 1")).map(({ key }) => key);
  const sightings = [2, 9].map((line) => ({ place: { path: 'a\u001b[31m.py', line, column: 1 } }));
  const model = {
    identity: 'pkg:huggingface/acme/m',
    version: A,
    requested: 'main',
    kind: 'model',
    sightings,
    lineage: { ancestors: [{ of: 'hf:acme/m', ref: 'hf:meta/base', kind: 'model', relation: 'finetune', commit: null }], cut: false },
  };
  const torch = { identity: 'pkg:pypi/torch', version: '2.5.1', requested: '>=2', kind: 'library', sightings };
  const uses = usesOfBom({ components: [model, torch] } as unknown as Bom);
  for (const [installation, login] of [
    [1, 'acme'],
    [2, 'other'],
  ] as const)
    await store.transaction({ installation }, async (tx) => {
      await saveInstallation(tx, { id: installation, account: { id: installation, login }, suspended: false });
      const repository = { id: 1, owner: login, name: 'one', private: true, archived: false, defaultBranch: 'main' };
      await replaceRepositories(tx, installation, [repository, { ...repository, id: 2, name: 'two' }]);
      const key = { installation, repository: 1, commit: A };
      await saveSnapshot(tx, key, { content: new Uint8Array(), latest: true, components: [] });
      await saveUses(tx, { installation, repository: 1, held: 'branch', name: '', commit: A, at: null }, uses);
      await saveUses(tx, { installation, repository: 1, held: 'release', name: 'v1', commit: A, at: '2026-01-31T00:00:00.000Z' }, uses);
      await markListed(tx, key);
    });
});
afterAll(() => house.dispose());

async function run(command: typeof whereCommand, ...args: readonly string[]): Promise<string> {
  let text = '';
  const out = (more: string): void => void (text += more);
  await command(args, { env, input: () => Promise.resolve(''), out, err: out });
  return text;
}

describe('weighbridge-app where', () => {
  it('says in which repositories, since when, through what, and what was not read', async () => {
    const text = await run(whereCommand, 'hf:acme/m', '--account', 'ACME');
    expect(text).toMatch(/^acme: hf:acme\/m is in 1 of 2 repositories/);
    expect(text).toMatch(/^acme\/one +main +a{12} +a{12} +\d{4}-\d{2}-\d{2} +a\\u\{1b\}\[31m\.py:2 \(\+1\)$/m);
    expect(text).toMatch(/^acme\/one +release v1 +a{12} +a{12} +2026-01-31 /m);
    expect(text).toMatch(/^1 repository was not read yet, and may contain it: acme\/two$/m);
    expect(text).not.toContain('other');
    expect(text).not.toContain('\u001b');
  });

  it('finds what a model was made from, and what is only perhaps the version', async () => {
    expect(await run(whereCommand, 'hf:meta/base', '--account', 'acme')).toMatch(/unknown +\S+ +finetune of pkg:huggingface\/acme\/m, a/);
    expect(await run(whereCommand, `hf:acme/m@${'b'.repeat(40)}`, '--account', 'acme')).toMatch(
      / \? a{12} [\s\S]*\? its version is not known, or moves/,
    );
    expect(await run(whereCommand, 'pypi:torch@<2.6', '--account', 'acme')).toContain('is in 1 of 2');
    expect(await run(whereCommand, 'pypi:torch@>=2.6', '--account', 'acme')).toContain('is in 0 of 2');
  });

  it('answers about all accounts only when that is said, each apart (T27)', async () => {
    await expect(run(whereCommand, 'hf:acme/m')).rejects.toMatchObject({ code: 'USAGE', hint: expect.stringContaining('--all') as string });
    const { accounts } = JSON.parse(await run(whereCommand, 'hf:acme/*', '--all', '--format', 'json')) as {
      accounts: { account: string; found: { owner: string }[] }[];
    };
    expect(accounts.map(({ account, found }) => [account, [...new Set(found.map(({ owner }) => owner))]])).toEqual([
      ['acme', ['acme']],
      ['other', ['other']],
    ]);
  });

  it.each<[string, readonly string[], string]>([
    ['nothing', [], 'USAGE'],
    ['two things', ['hf:a/b', 'hf:c/d'], 'USAGE'],
    ['everything', ['hf:*'], 'REF_INVALID'],
    ['an unknown account', ['hf:a/b', '--account', 'nobody'], 'USAGE'],
    ['one account and all', ['hf:a/b', '--account', 'acme', '--all'], 'USAGE'],
    ['another format', ['hf:a/b', '--format', 'xml'], 'USAGE'],
  ])('%s is refused', async (_name, args, code) => {
    await expect(run(whereCommand, ...args)).rejects.toMatchObject({ code });
  });
});

describe('weighbridge-app release import', () => {
  it('asks for the newest releases of each repository of one account', async () => {
    expect(await run(releaseCommand, 'import', '--account', 'acme', '--last', '5')).toContain(
      'newest 5 releases of 2 repositories of acme',
    );
    expect(await keys()).toEqual(['1/1*5', '1/2*5']);
  });

  it.each([
    [['import']],
    [['import', '--account', 'acme', '--last', '0']],
    [['export', '--account', 'acme']],
    [['import', '--acount', 'x']],
  ])('%j is refused', async (args) => {
    await expect(run(releaseCommand, ...args)).rejects.toMatchObject({ code: 'USAGE' });
  });
});
