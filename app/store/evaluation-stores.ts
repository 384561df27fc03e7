/** The stores in the shape that the evaluation asks for (app/evaluate/ports.ts): each call is one transaction of one installation (T27). */
import type { Bom, MaliceHeard, Verdict } from '../../src/core/index.ts';
import { type ApprovalRow, approvalsIn, dropApprovals, loadApprovals, saveApprovals } from './approvals.ts';
import { saveAsked } from './asked-packages.ts';
import type { Appended } from '../audit/chain.ts';
import { appendAudit, chainEnd } from './audit-log.ts';
import { isJudged, loadPull, saveEvaluation, savePull } from './evaluations.ts';
import { countCommands, finishCommand, loadCommand } from './comment-commands.ts';
import { type GivenWaiverRow, loadWaivers, saveWaivers } from './given-waivers.ts';
import { hasBaseline, loadStoredFacts, saveBaseline, saveFacts } from './facts.ts';
import { keptStore } from './kept-store.ts';
import { bindPolicy, policyBinding, type PolicyRepository, sawPolicy } from './policy-bindings.ts';
import { type PullRests, saveRests } from './pull-rests.ts';
import { usesOfBom } from '../where/uses-of-bom.ts';
import { hasRelease, saveRelease } from './releases.ts';
import { markListed, saveSnapshot, type Snapshot } from './snapshots.ts';
import { announcePolicy, forgetPolicyMemory, loadPolicyMemory, savePolicyMemory } from './policy-memory.ts';
import type { Store } from './sql.ts';
import { dropPullUses, saveUses } from './uses.ts';

interface PullKey {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly number: number;
}

interface JudgedKey extends PullKey {
  readonly head: string;
  readonly base: string;
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
  readonly rests?: PullRests;
}

interface CommandKey extends Omit<PullKey, 'number'> {
  readonly comment: number;
}

interface SaidCommand {
  readonly number: number;
  readonly sender: number;
  readonly line: string;
  readonly more: boolean;
  readonly shown: Pick<Verdict, 'findings' | 'head'> | null;
  readonly done: boolean;
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

interface RecordedRelease {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly tag: string;
  readonly commit: string;
  readonly published: boolean;
  readonly at: string;
  readonly bom: Bom;
}

interface PolicyBinding {
  readonly repositoryId: number;
  readonly owner: string;
  readonly repo: string;
}

/** `Fact` is the core's, `Kept` the evaluation's; only their JSON is kept. */
export function evaluationStores<Fact, Kept>(store: Store) {
  return {
    bindings: {
      get: async (installation: number): Promise<PolicyBinding | null> => {
        const bound = await store.transaction({ installation }, (tx) => policyBinding(tx, installation));
        return bound === null ? null : bindingOf(bound.repository);
      },
      bind: async (installation: number, { repositoryId, owner, repo }: PolicyBinding): Promise<PolicyBinding> => {
        const candidate = { id: repositoryId, owner, name: repo };
        return store.transaction({ installation }, async (tx) => {
          const { repository, fresh } = await bindPolicy(tx, installation, candidate);
          if (fresh) await appendAudit(tx, installation, [policyEntry(repository, { bound: repository.id })]);
          return bindingOf(repository);
        });
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
      stands: ({ installationId: installation, repositoryId: repository, number, head, base }: JudgedKey): Promise<boolean> =>
        store.transaction({ installation }, (tx) => isJudged(tx, { installation, repository, number, head, base })),
      forgetAsked: ({ installationId: installation, repositoryId: repository, number }: PullKey): Promise<void> =>
        store.transaction({ installation }, async (tx) => {
          await saveAsked(tx, installation, { repository, number, heard: [] });
          await dropPullUses(tx, installation, repository, number);
          await saveRests(tx, installation, { repository, number }, NOTHING);
        }),
      recordBranch: ({ installationId: installation, repositoryId: repository, commit, bom }: RecordedBranch): Promise<void> =>
        store.transaction({ installation }, async (tx) => {
          await saveSnapshot(tx, { installation, repository, commit }, snapshotOf(bom, true));
          await saveUses(tx, { installation, repository, held: 'branch', name: '', commit, at: null }, usesOfBom(bom));
          await markListed(tx, { installation, repository, commit });
        }),
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
      givenIn: (installation: number, repository: number, reviews: readonly number[]): Promise<readonly ApprovalRow[]> =>
        store.transaction({ installation }, (tx) => approvalsIn(tx, installation, repository, reviews)),
      forget: (installation: number, repository: number, reviews: readonly number[]): Promise<void> =>
        store.transaction({ installation }, (tx) => dropApprovals(tx, installation, repository, reviews)),
    },
    kept: keptStore<Kept>(store),
    waivers: {
      given: (installation: number, repository: number, number: number | null): Promise<readonly GivenWaiverRow[]> =>
        store.transaction({ installation }, (tx) => loadWaivers(tx, installation, repository, number)),
      add: (installation: number, repository: number, given: readonly GivenWaiverRow[]): Promise<void> =>
        store.transaction({ installation }, (tx) => saveWaivers(tx, installation, repository, given)),
    },
    commands: {
      get: async ({ installationId: installation, repositoryId, comment }: CommandKey): Promise<SaidCommand | null> => {
        const row = await store.transaction({ installation }, (tx) => loadCommand(tx, installation, repositoryId, comment));
        return row === null ? null : { ...row, shown: row.shown === null ? null : verdictIn(row.shown) };
      },
      finish: ({ installationId: installation, repositoryId, comment }: CommandKey): Promise<void> =>
        store.transaction({ installation }, (tx) => finishCommand(tx, installation, repositoryId, comment)),
      recent: ({ installationId: installation, repositoryId, number }: PullKey): Promise<number> =>
        store.transaction({ installation }, (tx) => countCommands(tx, installation, repositoryId, number)),
    },
    locks: { run: store.owner.exclusively },
    releases: {
      has: (installation: number, repository: number, tag: string, commit: string): Promise<boolean> =>
        store.transaction({ installation }, (tx) => hasRelease(tx, installation, repository, tag, commit)),
      record: ({ installationId: installation, repositoryId: repository, bom, ...one }: RecordedRelease): Promise<void> =>
        store.transaction({ installation }, (tx) =>
          saveRelease(tx, installation, { repository, ...one, content: bytes(bom) }, usesOfBom(bom)),
        ),
    },
    audit: {
      append: (entries: readonly (Appended & { readonly installationId: number })[]): Promise<void> => append(store, entries),
      newest: async (installation: number): Promise<string | null> =>
        (await store.transaction({ installation }, (tx) => chainEnd(tx, installation)))?.hash ?? null,
    },
  };
}

const NOTHING: PullRests = { againAt: null, approved: false };

/** The verdict, what it rests on, and the AI SBOM of the head, together or not at all. */
async function record(store: Store, one: Recorded): Promise<void> {
  const { installationId: installation, repositoryId: repository, number, base, head, rests = NOTHING } = one;
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
      validUntil: rests.againAt === null ? null : new Date(rests.againAt),
    });
    await saveRests(tx, installation, { repository, number }, rests);
    await saveAsked(tx, installation, { repository, number, heard: one.malice });
    await saveSnapshot(tx, { installation, repository, commit: head }, snapshotOf(one.bom, false));
    await saveUses(tx, { installation, repository, held: 'pull', name: String(number), commit: head, at: null }, usesOfBom(one.bom));
    const seen = one.policyCommit === null ? null : await sawPolicy(tx, installation, one.policyCommit);
    if (seen !== null)
      await appendAudit(tx, installation, [policyEntry(seen.repository, { commit: one.policyCommit, before: seen.before })]);
  });
}

/** Each chain in a transaction of its own: nobody waits for another installation. */
async function append(store: Store, entries: readonly (Appended & { readonly installationId: number })[]): Promise<void> {
  for (const installation of new Set(entries.map(({ installationId }) => installationId))) {
    const own = entries.filter(({ installationId }) => installationId === installation);
    await store.transaction({ installation }, (tx) => appendAudit(tx, installation, own));
  }
}

function policyEntry({ id, owner, name }: PolicyRepository, body: Appended['body']): Appended {
  return { repositoryId: id, kind: 'policy', actor: null, subject: `${owner}/${name}`, body };
}

/** Whose approval it is, is who did it: the App only found it. */
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

/** What was written here before: nobody else writes reports. */
function verdictIn(report: Uint8Array): Verdict {
  return JSON.parse(new TextDecoder().decode(report)) as Verdict;
}

function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function bindingOf({ id, owner, name }: PolicyRepository): PolicyBinding {
  return { repositoryId: id, owner, repo: name };
}
