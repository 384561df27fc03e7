/** The stores in memory: for tests, and for a look at one pull request without a database. */
import type { Stamped } from '../../src/core/index.ts';
import { type BlobCache, memoryBlobCache } from '../github/blobs.ts';
import type { KeptPolicyMemory } from '../github/policy-memory.ts';
import type { BranchRecord, Evaluation, KeptApproval, PolicyBinding, PullKey, PullRecord, Stores } from './ports.ts';

export interface MemoryStores extends Stores {
  readonly recorded: readonly Evaluation[];
  /** Of open pull requests, by `PullKey` as text: how many packages their verdict rests on. */
  readonly asked: ReadonlyMap<string, number>;
  readonly branches: readonly BranchRecord[];
}

export function memoryStores(): MemoryStores {
  const bindings = new Map<number, PolicyBinding>();
  const policies = new Map<number, KeptPolicyMemory>();
  const rememberedOf = (installation: number): KeptPolicyMemory =>
    policies.get(installation) ?? { generation: 0, answers: {}, announced: null };
  const pulls = new Map<string, PullRecord>();
  const recorded: Evaluation[] = [];
  const asked = new Map<string, number>();
  const branches: BranchRecord[] = [];
  const facts = new Map<string, readonly Stamped[]>();
  const baselines = new Set<string>();
  const blobs = new Map<number, BlobCache>();
  const approvals = new Map<string, { readonly installation: number; readonly repository: number; readonly one: KeptApproval }>();
  const queues = new Map<string, Promise<unknown>>();
  const nameOf = ({ installationId, repositoryId, number }: PullKey): string => `${installationId} ${repositoryId} ${number}`;
  return {
    recorded,
    asked,
    branches,
    bindings: {
      get: (installationId) => Promise.resolve(bindings.get(installationId) ?? null),
      bind(installationId, binding) {
        const bound = bindings.get(installationId) ?? binding;
        bindings.set(installationId, bound);
        return Promise.resolve(bound);
      },
    },
    policies: {
      load: (installation) => Promise.resolve(rememberedOf(installation)),
      save(installation, generation, answers) {
        const known = rememberedOf(installation);
        if (known.generation === generation) policies.set(installation, { ...known, answers: structuredClone(answers) });
        return Promise.resolve();
      },
      forget(installation) {
        const known = rememberedOf(installation);
        policies.set(installation, { ...known, generation: known.generation + 1, answers: {} });
        return Promise.resolve();
      },
      announce: (installation, announced) => Promise.resolve(void policies.set(installation, { ...rememberedOf(installation), announced })),
    },
    evaluations: {
      pull: (key) => Promise.resolve(pulls.get(nameOf(key)) ?? null),
      savePull: (key, record) => Promise.resolve(void pulls.set(nameOf(key), record)),
      record(evaluation) {
        recorded.push(evaluation);
        asked.set(nameOf(evaluation), evaluation.malice.length);
        return Promise.resolve();
      },
      forgetAsked: (key) => Promise.resolve(void asked.delete(nameOf(key))),
      recordBranch: (record) => Promise.resolve(void branches.push(record)),
    },
    facts: {
      get(installationId, stamp, keys) {
        const found = keys.flatMap((key): [string, readonly Stamped[]][] => {
          const known = facts.get(JSON.stringify([installationId, stamp, key]));
          return known === undefined ? [] : [[key, known]];
        });
        return Promise.resolve(new Map(found));
      },
      put(installationId, stamp, more) {
        for (const [key, list] of more) facts.set(JSON.stringify([installationId, stamp, key]), list);
        return Promise.resolve();
      },
    },
    baselines: {
      has: (...key) => Promise.resolve(baselines.has(JSON.stringify(key))),
      add: (installationId, repositoryId, stamp) =>
        Promise.resolve(void baselines.add(JSON.stringify([installationId, repositoryId, stamp]))),
    },
    approvals: {
      find: (installation, components) =>
        Promise.resolve(
          [...approvals.values()].flatMap((kept) =>
            kept.installation === installation && components.includes(kept.one.component) ? [kept.one] : [],
          ),
        ),
      add(installation, { repositoryId: repository }, given) {
        for (const one of given) approvals.set(JSON.stringify([installation, repository, one]), { installation, repository, one });
        return Promise.resolve();
      },
      forget(installation, repository, reviews) {
        for (const [key, kept] of approvals)
          if (kept.installation === installation && kept.repository === repository && reviews.includes(kept.one.review))
            approvals.delete(key);
        return Promise.resolve();
      },
    },
    locks: {
      run<T>(key: string, work: () => Promise<T>): Promise<T> {
        const before = queues.get(key) ?? Promise.resolve();
        const next = before.then(work, work);
        queues.set(key, next);
        return next;
      },
    },
    blobs(installationId) {
      const known = blobs.get(installationId) ?? memoryBlobCache();
      blobs.set(installationId, known);
      return known;
    },
  };
}
