import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteCredential, loadCredential, saveCredential } from '../../../app/store/credentials.ts';
import { evaluationsOfHead, isJudged, loadPull, saveEvaluation, savePull } from '../../../app/store/evaluations.ts';
import { hasBaseline, loadStoredFacts, saveBaseline, saveFacts } from '../../../app/store/facts.ts';
import { beginKeptPull } from '../../../app/store/kept-pulls.ts';
import { bindPolicy, policyBinding } from '../../../app/store/policy-bindings.ts';
import { loadSnapshot, saveSnapshot, usesOf } from '../../../app/store/snapshots.ts';
import type { Store, Transaction } from '../../../app/store/sql.ts';
import { gate } from '../../support/jobs.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const KEY = new Uint8Array(32).fill(7);
const OTHER_KEY = new Uint8Array(32).fill(9);
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

describe.each(KINDS)('the store on %s', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await house.store(kind);
  });
  const as = <T>(installation: number, work: (tx: Transaction) => Promise<T>): Promise<T> => store.transaction({ installation }, work);
  let tenant = 100;
  beforeEach(() => {
    tenant += 1;
  });

  it('rolls back everything when the work fails', async () => {
    const failing = as(tenant, async (tx) => {
      await bindPolicy(tx, tenant, { id: 1, owner: 'o', name: 'n' });
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await as(tenant, (tx) => policyBinding(tx, tenant))).toBeNull();
  });

  it('gives bytes, numbers above 2^31, times and hostile text back as they came', async () => {
    const key = { installation: tenant, repository: 9_007_199_254_740_991, commit: A };
    const content = new Uint8Array([0, 255, 10, 92, 39]);
    const purl = "pkg:generic/\u0000'; DROP TABLE x; --\u202e";
    await as(tenant, (tx) =>
      saveSnapshot(tx, key, { content, latest: true, components: [{ purl, version: '1\\"', kind: 'model', rung: null, license: 'MIT' }] }),
    );
    expect(new Uint8Array((await as(tenant, (tx) => loadSnapshot(tx, key))) ?? [])).toEqual(content);
    const uses = await as(tenant, (tx) => usesOf(tx, tenant, purl));
    expect(uses).toEqual([{ repository: 9_007_199_254_740_991, version: '1\\"', rung: null, license: 'MIT' }]);
  });

  it('shows the inventory of default branches only, and replaces what a commit had', async () => {
    const component = (version: string) => ({ purl: 'pkg:huggingface/acme/m', version, kind: 'model', rung: 'pinned', license: null });
    const save = (commit: string, latest: boolean, versions: readonly string[]) =>
      as(tenant, (tx) =>
        saveSnapshot(
          tx,
          { installation: tenant, repository: 5, commit },
          { content: new Uint8Array([1]), latest, components: versions.map(component) },
        ),
      );
    const versions = async () => (await as(tenant, (tx) => usesOf(tx, tenant, 'pkg:huggingface/acme/m'))).map(({ version }) => version);
    await save(A, true, ['1', '2']);
    await save(B, false, ['3']);
    expect(await versions()).toEqual(['1', '2']);
    await save(B, true, ['4', '4']);
    expect(await versions()).toEqual(['4']);
    // Judged again as a pull request's base: it stays the latest.
    await save(B, false, ['4']);
    expect(await versions()).toEqual(['4']);
  });

  it('keeps facts by key and stamp, with text that a database would not take as it is', async () => {
    const facts = new Map([
      ['k1', JSON.stringify([{ text: '\u0000\u2028\ud800"\\' }])],
      ['k2', '[]'],
    ]);
    await as(tenant, (tx) => saveFacts(tx, tenant, 'v1', facts));
    await as(tenant, (tx) => saveFacts(tx, tenant, 'v1', facts));
    expect(await as(tenant, (tx) => loadStoredFacts(tx, tenant, 'v1', ['k1', 'k2', 'k3']))).toEqual(facts);
    expect(await as(tenant, (tx) => loadStoredFacts(tx, tenant, 'v2', ['k1']))).toEqual(new Map());
  });

  it('knows which repositories were read as a whole, for these detectors', async () => {
    await as(tenant, (tx) => saveBaseline(tx, tenant, 1, 'v1', A));
    expect(await as(tenant, (tx) => hasBaseline(tx, tenant, 1, 'v1'))).toBe(true);
    expect(await as(tenant, (tx) => hasBaseline(tx, tenant, 1, 'v2'))).toBe(false);
  });

  it('lets one at a time do what has one key, in turn, also after one that failed', async () => {
    const order: string[] = [];
    const step = (name: string) => () => Promise.resolve(order.push(name));
    const held = gate();
    const first = store.owner.exclusively('head', async () => {
      order.push('a in');
      await held.opened;
      order.push('a out');
      throw new Error('a');
    });
    const failed = first.catch((error: Error) => error.message);
    await expect.poll(() => order).toEqual(['a in']);
    const second = store.owner.exclusively('head', step('b'));
    await store.owner.exclusively('other', step('c'));
    expect(order).toEqual(['a in', 'c']);
    held.open();
    expect(await failed).toBe('a');
    await second;
    expect(order).toEqual(['a in', 'c', 'a out', 'b']);
  });

  it('answers the newest verdict of each pull request with one head (T1)', async () => {
    const at = { installation: tenant, repository: 1, head: A, policy: 'p1', report: null, validUntil: null };
    await as(tenant, (tx) => saveEvaluation(tx, { ...at, number: 1, base: B, conclusion: 'pass' }));
    await as(tenant, (tx) => saveEvaluation(tx, { ...at, number: 2, base: A, conclusion: 'block' }));
    await as(tenant, (tx) => saveEvaluation(tx, { ...at, number: 1, base: B, conclusion: 'wait', policy: 'p2' }));
    const all = await as(tenant, (tx) => evaluationsOfHead(tx, tenant, 1, A));
    expect(all.map(({ number, conclusion }) => [number, conclusion])).toEqual([
      [1, 'wait'],
      [2, 'block'],
    ]);
  });

  it.each([
    ['the same head and base', { head: A, base: B }, true],
    ['whatever base', { head: A, base: null }, true],
    ['another base', { head: A, base: A }, false],
    ['another head', { head: B, base: B }, false],
  ])('knows whether a pull request is judged: %s', async (_name, { head, base }, expected) => {
    const key = { installation: tenant, repository: 1, number: 1 };
    await as(tenant, (tx) =>
      saveEvaluation(tx, { ...key, head: A, base: B, policy: 'p', conclusion: 'pass', report: null, validUntil: null }),
    );
    // T3: a policy that moves would not find it.
    expect(await as(tenant, (tx) => isJudged(tx, { ...key, head, base }))).toBe(false);
    await as(tenant, (tx) => beginKeptPull(tx, tenant, key, A));
    expect(await as(tenant, (tx) => isJudged(tx, { ...key, head, base }))).toBe(expected);
  });

  it('does not count a verdict that is over (T3)', async () => {
    const key = { installation: tenant, repository: 1, number: 1, head: A, base: B };
    await as(tenant, (tx) => saveEvaluation(tx, { ...key, policy: 'p', conclusion: 'pass', report: null, validUntil: new Date(0) }));
    expect(await as(tenant, (tx) => isJudged(tx, key))).toBe(false);
  });

  it('remembers a pull request between two evaluations', async () => {
    const since = new Date('2026-11-24T12:00:00.123Z');
    expect(await as(tenant, (tx) => loadPull(tx, tenant, 1, 7))).toBeNull();
    await as(tenant, (tx) => savePull(tx, tenant, 1, 7, { head: A, waitingSince: since, commentId: null }));
    await as(tenant, (tx) => savePull(tx, tenant, 1, 7, { head: B, waitingSince: since, commentId: 30_000_000_000 }));
    expect(await as(tenant, (tx) => loadPull(tx, tenant, 1, 7))).toEqual({ head: B, waitingSince: since, commentId: 30_000_000_000 });
  });

  it('binds the policy repository once, and reports another candidate (T23)', async () => {
    const mine = { id: 10, owner: 'acme', name: '.weighbridge' };
    const other = { id: 11, owner: 'acme', name: '.github' };
    const bind = (candidate: typeof mine) => as(tenant, (tx) => bindPolicy(tx, tenant, candidate));
    expect(await bind(mine)).toEqual({ repository: mine, other: null, fresh: true });
    expect(await bind(other)).toEqual({ repository: mine, other: 11, fresh: false });
    expect(await bind({ ...mine, name: 'renamed' })).toEqual({ repository: mine, other: 11, fresh: false });
    expect(await as(tenant, (tx) => policyBinding(tx, tenant))).toEqual({ repository: mine, other: 11 });
  });

  describe('hub credentials', () => {
    const secret = 'hf_0123456789abcdefghij';
    const save = () => as(tenant, (tx) => saveCredential(tx, [KEY], { installation: tenant, host: 'huggingface.co', secret }));
    const load = (keys: readonly Uint8Array[], host = 'huggingface.co') => as(tenant, (tx) => loadCredential(tx, keys, tenant, host));

    it('are sealed at rest and open again, also after the key was rotated', async () => {
      await save();
      const [row] = await as(tenant, (tx) => tx.query<{ sealed: Uint8Array }>('SELECT sealed FROM weighbridge.hub_credentials'));
      expect(Buffer.from(row?.sealed ?? []).includes(secret)).toBe(false);
      expect(await load([KEY])).toBe(secret);
      expect(await load([OTHER_KEY, KEY])).toBe(secret);
      await expect(load([OTHER_KEY])).rejects.toMatchObject({ code: 'DISK' });
      await expect(load([])).rejects.toMatchObject({ code: 'DISK' });
    });

    it.each([
      ['moved to another host', "UPDATE weighbridge.hub_credentials SET host = 'evil.example'", 'evil.example'],
      ['changed', 'UPDATE weighbridge.hub_credentials SET sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)', 'huggingface.co'],
      ['cut off', 'UPDATE weighbridge.hub_credentials SET sealed = substring(sealed FROM 1 FOR 20)', 'huggingface.co'],
    ])('do not open when the row was %s', async (_name, sql, host) => {
      await save();
      await as(tenant, (tx) => tx.query(sql));
      await expect(load([KEY], host)).rejects.toMatchObject({ code: 'DISK' });
    });

    it('are not kept without a key, and are gone when deleted', async () => {
      await expect(as(tenant, (tx) => saveCredential(tx, [], { installation: tenant, host: 'h', secret }))).rejects.toMatchObject({
        code: 'USAGE',
      });
      await save();
      await as(tenant, (tx) => deleteCredential(tx, tenant, 'huggingface.co'));
      expect(await load([KEY])).toBeNull();
    });
  });
});
