import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRows } from '../../../app/store/audit-log.ts';
import { dueAsked } from '../../../app/store/asked-packages.ts';
import { evaluationsOfHead } from '../../../app/store/evaluations.ts';
import { evaluationStores } from '../../../app/store/evaluation-stores.ts';
import { usesOf } from '../../../app/store/snapshots.ts';
import type { Store } from '../../../app/store/sql.ts';
import type { Bom, Verdict } from '../../../src/core/index.ts';
import { type House, KINDS, openHouse } from '../../support/stores.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

describe.each(KINDS)('what the evaluation keeps on %s', (kind) => {
  let store: Store;
  let stores: ReturnType<typeof evaluationStores<{ readonly line: number }, { readonly text: string }>>;
  beforeAll(async () => {
    store = await house.store(kind);
    stores = evaluationStores(store);
  });

  it('has facts of one installation only', async () => {
    const facts = new Map([['k', [{ line: 3 }]]]);
    await stores.facts.put(1, 'v1', facts);
    expect(await stores.facts.get(1, 'v1', ['k', 'unknown'])).toEqual(facts);
    expect(await stores.facts.get(2, 'v1', ['k'])).toEqual(new Map());
  });

  it('the policy repository that was bound first', async () => {
    const mine = { repositoryId: 5, owner: 'acme', repo: '.weighbridge' };
    expect(await stores.bindings.get(1)).toBeNull();
    const two = await Promise.all([stores.bindings.bind(1, mine), stores.bindings.bind(1, { ...mine, repositoryId: 6 })]);
    expect(two[0]).toEqual(two[1]);
    expect(await stores.bindings.get(1)).toEqual(two[0]);
  });

  it('what a pull request waits for', async () => {
    const key = { installationId: 1, repositoryId: 2, number: 3 };
    const record = { head: A, waitingSince: '2026-11-24T12:00:00.000Z', commentId: 7 };
    await stores.evaluations.savePull(key, record);
    expect(await stores.evaluations.pull(key)).toEqual(record);
    expect(await stores.evaluations.pull({ ...key, number: 4 })).toBeNull();
  });

  it('what approvers accepted: once each, in all repositories of the installation, until they take it back', async () => {
    const one = { approver: '@ada', as: '@acme/security', component: 'pkg:npm/left', version: '1.0.0', license: 'GPL-3.0-only', review: 7 };
    const pull = { repositoryId: 2, number: 3, head: A };
    await stores.approvals.add(1, pull, [one, { ...one, component: 'pkg:npm/right' }]);
    await stores.approvals.add(1, pull, [one]);
    expect(await stores.approvals.find(1, ['pkg:npm/left'])).toEqual([one]);
    expect(await stores.approvals.find(2, ['pkg:npm/left'])).toEqual([]);
    // A review of another repository may have the same number.
    await stores.approvals.forget(1, 9, [7]);
    await stores.approvals.forget(1, 2, []);
    expect(await stores.approvals.find(1, ['pkg:npm/left', 'pkg:npm/right'])).toHaveLength(2);
    await stores.approvals.forget(1, 2, [7]);
    expect(await stores.approvals.find(1, ['pkg:npm/left', 'pkg:npm/right'])).toEqual([]);
  });

  it('has verdict and AI SBOM together', async () => {
    const component = (key: string, version: string | null) => ({
      key,
      identity: 'pkg:huggingface/acme/m',
      version,
      kind: 'model',
      license: { expression: 'MIT' },
      sightings: [],
    });
    // Two requests of one version are two components with one identity.
    const bom = { components: [component('m', null), component('m@main', null), component('m@1', '1')] } as unknown as Bom;
    const key = { installationId: 1, repositoryId: 2, number: 9, base: B, head: A };
    const malice = [{ type: 'npm', ecosystem: 'npm', name: 'left', version: '1.0.0', malicious: [] }] as const;
    await stores.evaluations.record({ ...key, policyCommit: null, verdict: { conclusion: 'block' } as Verdict, bom, malice });
    await store.transaction({ installation: 1 }, async (tx) => {
      const [found] = await evaluationsOfHead(tx, 1, 2, A);
      expect(found).toMatchObject({ number: 9, base: B, policy: 'baseline', conclusion: 'block' });
      expect(JSON.parse(Buffer.from(found?.report ?? []).toString())).toEqual({ conclusion: 'block' });
      // T3: what it rests on.
      expect(await dueAsked(tx, 1, -1, 10)).toEqual([{ repository: 2, number: 9, heard: malice }]);
      // A pull request's head is no default branch.
      expect(await usesOf(tx, 1, 'pkg:huggingface/acme/m')).toEqual([]);
    });
  });

  it('of a closed pull request nothing to ask about (T3)', async () => {
    const key = { installationId: 1, repositoryId: 2, number: 9 };
    await stores.evaluations.forgetAsked(key);
    expect(await store.transaction({ installation: 1 }, (tx) => dueAsked(tx, 1, -1, 10))).toEqual([]);
  });

  it('what default branches ship, over all repositories of one installation', async () => {
    const bom = (version: string) =>
      ({
        components: [
          { key: version, identity: 'pkg:huggingface/acme/w', version, kind: 'model', license: { expression: 'MIT' }, sightings: [] },
        ],
      }) as unknown as Bom;
    const save = (installationId: number, repositoryId: number, commit: string, version: string) =>
      stores.evaluations.recordBranch({ installationId, repositoryId, commit, bom: bom(version) });
    const uses = (installation: number) =>
      store.transaction({ installation }, async (tx) =>
        (await usesOf(tx, installation, 'pkg:huggingface/acme/w')).map(({ repository, version }) => [repository, version]),
      );
    await save(1, 2, A, 'old');
    await save(1, 3, A, 'other');
    await save(2, 4, A, 'foreign');
    await save(1, 2, B, 'new');
    expect(await uses(1)).toEqual([
      [2, 'new'],
      [3, 'other'],
    ]);
    expect(await uses(2)).toEqual([[4, 'foreign']]);
    // The commit was the head of a pull request before: judged again, it stays what the branch ships.
    const key = { installationId: 1, repositoryId: 2, number: 9, base: A, head: B };
    await stores.evaluations.record({
      ...key,
      policyCommit: null,
      verdict: { conclusion: 'pass' } as Verdict,
      bom: bom('new'),
      malice: [],
    });
    expect(await uses(1)).toHaveLength(2);
  });

  it('repositories that were read as a whole', async () => {
    await stores.baselines.add(1, 2, 'v1', A);
    expect(await stores.baselines.has(1, 2, 'v1')).toBe(true);
    expect(await stores.baselines.has(2, 2, 'v1')).toBe(false);
  });

  it('writes into the audit log what was bound and seen, once each, and what it is told (T31)', async () => {
    const installation = 31;
    const log = () =>
      store.transaction({ installation }, async (tx) =>
        (await auditRows(tx, installation, { after: 0, limit: 100 })).map(({ content }) => JSON.parse(content) as Record<string, unknown>),
      );
    const policy = { repositoryId: 5, owner: 'acme', repo: '.weighbridge' };
    await Promise.all([stores.bindings.bind(installation, policy), stores.bindings.bind(installation, policy)]);
    await stores.bindings.bind(installation, { ...policy, repositoryId: 6 });
    const bom = { components: [] } as unknown as Bom;
    const judged = { installationId: installation, repositoryId: 2, number: 3, base: B, head: A, bom, malice: [] };
    for (const policyCommit of [null, A, A, B])
      await stores.evaluations.record({ ...judged, policyCommit, verdict: { conclusion: 'pass' } as Verdict });
    await stores.audit.append([
      { installationId: installation, repositoryId: null, kind: 'override', actor: '@bob', subject: 'acme', body: {} },
      { installationId: 32, repositoryId: null, kind: 'override', actor: '@eve', subject: 'other', body: {} },
    ]);
    const bound = { kind: 'policy', actor: null, repository: 5, subject: 'acme/.weighbridge' };
    expect(await log()).toEqual([
      { ...bound, body: { bound: 5 } },
      { ...bound, body: { commit: A, before: null } },
      { ...bound, body: { commit: B, before: A } },
      { kind: 'override', actor: '@bob', repository: null, subject: 'acme', body: {} },
    ]);
    expect(await stores.audit.newest(installation)).toMatch(/^[0-9a-f]{64}$/);
    expect(await stores.audit.newest(33)).toBeNull();
  });
});
