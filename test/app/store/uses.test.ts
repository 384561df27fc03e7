import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluationStores } from '../../../app/store/evaluation-stores.ts';
import { replaceRepositories, saveInstallation } from '../../../app/store/installations.ts';
import { dropOldReleases } from '../../../app/store/releases.ts';
import { applyRetention } from '../../../app/store/retention.ts';
import { findUses, inventoried, type SearchedName } from '../../../app/store/where.ts';
import type { Store } from '../../../app/store/sql.ts';
import type { Bom, Verdict } from '../../../src/core/index.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const C = 'c'.repeat(40);
const NAME = 'pkg:huggingface/Acme/M';
const M: SearchedName = { identity: NAME.toLowerCase() };
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

function bom(...versions: readonly string[]): Bom {
  const sightings = [{ place: { path: 'a.py', line: 3, column: 1 } }];
  const component = { identity: NAME, kind: 'model', license: { expression: null }, requested: null, sightings };
  const other = { ...component, identity: 'pkg:pypi/torch', version: '2.6.0', kind: 'library' };
  return { components: [...versions.map((version) => ({ ...component, version })), other] } as unknown as Bom;
}

describe.each(KINDS)('where it is, on %s', (kind) => {
  let store: Store;
  let stores: ReturnType<typeof evaluationStores>;
  let tenant = 200;
  const repository = { id: 1, owner: 'acme', name: 'one', private: true, archived: false, defaultBranch: 'main' };
  beforeAll(async () => {
    store = await house.store(kind);
    stores = evaluationStores(store);
  });
  beforeEach(async () => {
    tenant += 2;
    for (const installation of [tenant, tenant + 1])
      await store.transaction({ installation }, async (tx) => {
        await saveInstallation(tx, { id: installation, account: { id: 1, login: `org-${installation}` }, suspended: false });
        await replaceRepositories(tx, installation, [repository, { ...repository, id: 2, name: 'two' }]);
      });
  });

  const branch = (commit: string, one: Bom, repositoryId = 1, installationId = tenant) =>
    stores.evaluations.recordBranch({ installationId, repositoryId, commit, bom: one });
  const pull = (number: number, one: Bom) =>
    stores.evaluations.record({
      installationId: tenant,
      repositoryId: 1,
      number,
      base: A,
      head: C,
      policyCommit: null,
      verdict: { conclusion: 'pass' } as Verdict,
      bom: one,
      malice: [],
    });
  const release = (tag: string, commit: string, one: Bom, at = '2026-01-01T00:00:00.000Z') =>
    stores.releases.record({ installationId: tenant, repositoryId: 1, tag, commit, published: true, at, bom: one });
  const find = (what: SearchedName = M, past = false, installation = tenant) =>
    store.transaction({ installation }, (tx) => findUses(tx, installation, what, { past, limit: 100 }));
  const short = async (...args: Parameters<typeof find>) =>
    (await find(...args)).map(({ repository: name, held, name: where, version, commit, sinceCommit, until }) =>
      [name, held, where, version, commit[0], sinceCommit[0], until === null ? 'now' : 'past'].join(' '),
    );

  it('has since when the default branch has it, and until when it had', async () => {
    await branch(A, bom('v1'));
    await branch(B, bom('v1'));
    expect(await short()).toEqual(['one branch  v1 b a now']);
    await branch(C, bom('v2'));
    expect(await short()).toEqual(['one branch  v2 c c now']);
    expect(await short(M, true)).toEqual(['one branch  v1 b a past', 'one branch  v2 c c now']);
    await branch(A, bom('v1', 'v2'));
    expect(await short(M, true)).toEqual(['one branch  v1 b a past', 'one branch  v1 a a now', 'one branch  v2 a c now']);
    const [found] = await find();
    expect(found).toMatchObject({ owner: 'acme', defaultBranch: 'main', purl: NAME, places: [{ path: 'a.py', line: 3 }], through: [] });
  });

  it('has of a pull request what it adds, as long as it is open', async () => {
    await branch(A, bom('v1'));
    await pull(7, bom('v1', 'v2'));
    expect(await short()).toEqual(['one branch  v1 a a now', 'one pull 7 v2 c c now']);
    await pull(7, bom('v1', 'v3'));
    expect(await short(M, true)).toEqual(['one branch  v1 a a now', 'one pull 7 v3 c c now']);
    await stores.evaluations.forgetAsked({ installationId: tenant, repositoryId: 1, number: 7 });
    expect(await short(M, true)).toEqual(['one branch  v1 a a now']);
  });

  it('has releases as they were, also of a tag that was moved', async () => {
    await release('v1.0', A, bom('v1'));
    await release('v1.0', A, bom('v1'));
    await release('v1.0', B, bom('v1'));
    expect(await short()).toEqual(['one release v1.0 v1 a a now', 'one release v1.0 v1 b b now']);
    expect(await stores.releases.has(tenant, 1, 'v1.0', B)).toBe(true);
    expect(await stores.releases.has(tenant, 1, 'v1.0', C)).toBe(false);
    expect((await find())[0]?.since).toBe('2026-01-01T00:00:00.000Z');
  });

  it('finds by the beginning of a name, and nothing that only begins alike', async () => {
    await branch(A, bom('v1'));
    expect(await short({ prefix: 'pkg:huggingface/acme/' })).toHaveLength(1);
    expect(await short({ prefix: 'pkg:pypi/tor' })).toHaveLength(1);
    expect(await short({ prefix: 'pkg:huggingface/acm/' })).toHaveLength(0);
    // No sign of it is a wildcard of the database.
    expect(await short({ prefix: 'pkg:huggingface/%' })).toHaveLength(0);
  });

  it('is a matter of each tenant (T27)', async () => {
    await branch(A, bom('v1'), 1, tenant + 1);
    expect(await short()).toEqual([]);
    expect(await short(M, true, tenant + 1)).toHaveLength(1);
    expect(await store.transaction({ installation: tenant }, (tx) => findUses(tx, tenant + 1, M, { past: true, limit: 9 }))).toEqual([]);
  });

  it('says what was not read', async () => {
    const state = () => store.transaction({ installation: tenant }, (tx) => inventoried(tx, tenant));
    expect(await state()).toEqual({ repositories: 2, unread: 2, names: ['acme/one', 'acme/two'], releases: 0 });
    await branch(A, bom('v1'));
    await release('v1', A, bom());
    expect(await state()).toEqual({ repositories: 2, unread: 1, names: ['acme/two'], releases: 1 });
  });

  it('keeps releases when their repository is gone, until their support ends', async () => {
    await branch(A, bom('v1'));
    await branch(A, bom('v1'), 2);
    await release('v1.0', A, bom('v1'));
    await store.transaction({ installation: tenant }, (tx) =>
      tx.query("UPDATE weighbridge.repositories SET removed_at = now() - interval '40 days' WHERE installation_id = $1", [tenant]),
    );
    await applyRetention(store, { days: 30 });
    expect(await find()).toMatchObject([{ repository: 'one', removed: true, held: 'release', name: 'v1.0' }]);
    const drop = (days: number) => store.transaction({ installation: tenant }, (tx) => dropOldReleases(tx, tenant, days));
    expect(await drop(36_525)).toBe(0);
    await store.transaction({ installation: tenant }, (tx) => tx.query("UPDATE weighbridge.releases SET released_at = '2000-01-01'"));
    expect(await drop(3653)).toBe(1);
    expect(await find()).toEqual([]);
    await applyRetention(store, { days: 30 });
    expect(await store.transaction({ installation: tenant }, (tx) => tx.query('SELECT 1 FROM weighbridge.repositories'))).toEqual([]);
  });

  it('bears names that nobody could look for', async () => {
    const noise = createHash('sha512').update('noise').digest('hex').repeat(60);
    const long = `pkg:generic/${noise}\u0000`;
    const sightings = [{ place: { path: `${noise}\u0000`, line: 1, column: 1 } }];
    const component = {
      identity: long,
      version: `${noise}\u0000`,
      requested: noise,
      kind: 'model',
      license: { expression: null },
      sightings,
    };
    await release('t'.repeat(100), A, { components: [component] } as unknown as Bom);
    expect(await find({ prefix: 'pkg:generic/' })).toMatchObject([{ held: 'release', purl: long.replace('\u0000', '\uFFFD') }]);
  });
});
