/** The stores in the shape that the evaluation asks for (app/evaluate/ports.ts): each call is one transaction of one installation (T27). */
import type { Bom, MaliceHeard, Verdict } from '../../src/core/index.ts';
import { type ApprovalRow, dropApprovals, loadApprovals, saveApprovals } from './approvals.ts';
import { saveAsked } from './asked-packages.ts';
import { loadPull, saveEvaluation, savePull } from './evaluations.ts';
import { hasBaseline, loadStoredFacts, saveBaseline, saveFacts } from './facts.ts';
import { bindPolicy, policyBinding, type PolicyRepository } from './policy-bindings.ts';
import { announcePolicy, forgetPolicyMemory, loadPolicyMemory, savePolicyMemory } from './policy-memory.ts';
import { saveSnapshot, type Snapshot } from './snapshots.ts';
import type { Store } from './sql.ts';

interface PullKey {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly number: number;
}

interface PullRecord {
  readonly head: string;
  readonly waitingSince: string | null;
  readonly commentId: number | null;
}

interface Recorded extends PullKey {
  readonly base: string;
  readonly head: string;
  readonly policyCommit: string | null;
  readonly verdict: Verdict;
  readonly bom: Bom;
  readonly malice: readonly MaliceHeard[];
}

interface ApprovedPull extends Omit<PullKey, 'installationId'> {
  readonly head: string;
}

interface RecordedBranch {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly commit: string;
  readonly bom: Bom;
}

interface PolicyBinding {
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
}

/** `Fact` is the core's; only its JSON is kept. */
export function evaluationStores<Fact>(store: Store) {
  return {
    bindings: {
      get: async (installation: number): Promise<PolicyBinding | null> => {
        const bound = await store.transaction({ installation }, (tx) => policyBinding(tx, installation));
        return bound === null ? null : bindingOf(bound.repository);
      },
      bind: async (installation: number, { repositoryId, owner, repo }: PolicyBinding): Promise<PolicyBinding> => {
        const candidate = { id: repositoryId, owner, name: repo };
        return bindingOf((await store.transaction({ installation }, (tx) => bindPolicy(tx, installation, candidate))).repository);
      },
    },
    policies: {
      load: (installation: number) => store.transaction({ installation }, (tx) => loadPolicyMemory(tx, installation)),
      save: (installation: number, generation: number, answers: Parameters<typeof savePolicyMemory>[3]): Promise<void> =>
        store.transaction({ installation }, (tx) => savePolicyMemory(tx, installation, generation, answers)),
      forget: (installation: number): Promise<void> => store.transaction({ installation }, (tx) => forgetPolicyMemory(tx, installation)),
      announce: (installation: number, basis: string): Promise<void> =>
        store.transaction({ installation }, (tx) => announcePolicy(tx, installation, basis)),
    },
    evaluations: {
      pull: async ({ installationId: installation, repositoryId, number }: PullKey): Promise<PullRecord | null> => {
        const row = await store.transaction({ installation }, (tx) => loadPull(tx, installation, repositoryId, number));
        return row === null ? null : { ...row, waitingSince: row.waitingSince?.toISOString() ?? null };
      },
      savePull: ({ installationId: installation, repositoryId, number }: PullKey, record: PullRecord): Promise<void> => {
        const waitingSince = record.waitingSince === null ? null : new Date(record.waitingSince);
        return store.transaction({ installation }, (tx) => savePull(tx, installation, repositoryId, number, { ...record, waitingSince }));
      },
      record: (one: Recorded): Promise<void> => record(store, one),
      forgetAsked: ({ installationId: installation, repositoryId: repository, number }: PullKey): Promise<void> =>
        store.transaction({ installation }, (tx) => saveAsked(tx, installation, { repository, number, heard: [] })),
      recordBranch: ({ installationId: installation, repositoryId: repository, commit, bom }: RecordedBranch): Promise<void> =>
        store.transaction({ installation }, (tx) => saveSnapshot(tx, { installation, repository, commit }, snapshotOf(bom, true))),
    },
    facts: {
      get: async (installation: number, stamp: string, keys: readonly string[]): Promise<ReadonlyMap<string, readonly Fact[]>> => {
        const found = await store.transaction({ installation }, (tx) => loadStoredFacts(tx, installation, stamp, keys));
        return new Map([...found].map(([key, content]) => [key, JSON.parse(content) as readonly Fact[]]));
      },
      put: (installation: number, stamp: string, facts: ReadonlyMap<string, readonly Fact[]>): Promise<void> => {
        const rows = new Map([...facts].map(([key, list]) => [key, JSON.stringify(list)]));
        return store.transaction({ installation }, (tx) => saveFacts(tx, installation, stamp, rows));
      },
    },
    baselines: {
      has: (installation: number, repository: number, stamp: string): Promise<boolean> =>
        store.transaction({ installation }, (tx) => hasBaseline(tx, installation, repository, stamp)),
      add: (installation: number, repository: number, stamp: string, commit: string): Promise<void> =>
        store.transaction({ installation }, (tx) => saveBaseline(tx, installation, repository, stamp, commit)),
    },
    approvals: {
      find: (installation: number, components: readonly string[]): Promise<readonly ApprovalRow[]> =>
        store.transaction({ installation }, (tx) => loadApprovals(tx, installation, components)),
      add: (installation: number, { repositoryId: repository, number, head }: ApprovedPull, given: readonly ApprovalRow[]): Promise<void> =>
        store.transaction({ installation }, (tx) => saveApprovals(tx, installation, { repository, number, head }, given)),
      forget: (installation: number, repository: number, reviews: readonly number[]): Promise<void> =>
        store.transaction({ installation }, (tx) => dropApprovals(tx, installation, repository, reviews)),
    },
    locks: { run: store.owner.exclusively },
  };
}

/** The verdict, what it rests on, and the AI SBOM of the head, together or not at all. */
async function record(store: Store, one: Recorded): Promise<void> {
  const { installationId: installation, repositoryId: repository, number, base, head } = one;
  await store.transaction({ installation }, async (tx) => {
    const policy = one.policyCommit ?? 'baseline';
    const report = bytes(one.verdict);
    await saveEvaluation(tx, {
      installation,
      repository,
      number,
      base,
      head,
      policy,
      conclusion: one.verdict.conclusion,
      report,
      validUntil: null,
    });
    await saveAsked(tx, installation, { repository, number, heard: one.malice });
    await saveSnapshot(tx, { installation, repository, commit: head }, snapshotOf(one.bom, false));
  });
}

/** `latest`: the default branch stands here. */
function snapshotOf(bom: Bom, latest: boolean): Snapshot {
  const components = bom.components.map(({ identity, version, kind, license }) => ({
    purl: identity,
    version: version ?? '',
    kind,
    rung: null,
    license: license.expression,
  }));
  return { content: bytes(bom), components, latest };
}

function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function bindingOf({ id, owner, name }: PolicyRepository): PolicyBinding {
  return { repositoryId: id, owner, repo: name };
}
