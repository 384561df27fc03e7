/** The stores in memory: for tests, and for a look at one pull request without a database. */
import type { Stamped } from '../../src/core/index.ts';
import { chainOrigin, type ChainEnd, linkAfter } from '../audit/chain.ts';
import { type BlobCache, memoryBlobCache } from '../github/blobs.ts';
import type { KeptPolicyMemory } from '../github/policy-memory.ts';
import type {
  AuditEntry,
  BranchRecord,
  CommandKey,
  Evaluation,
  GivenWaiver,
  KeptApproval,
  KeptState,
  PolicyBinding,
  PullKey,
  PullRecord,
  ReadState,
  ReleaseRecord,
  Rests,
  SaidCommand,
  Stores,
} from './ports.ts';

export interface MemoryStores extends Stores {
  readonly recorded: readonly Evaluation[];
  /** Of open pull requests, by `PullKey` as text: how many packages their verdict rests on. */
  readonly asked: ReadonlyMap<string, number>;
  readonly branches: readonly BranchRecord[];
  readonly released: readonly ReleaseRecord[];
  /** What was appended, in its order; their chain has no times. */
  readonly audited: readonly AuditEntry[];
  /** Of what was told from the store, by `PullKey` as text. */
  readonly rested: ReadonlyMap<string, Rests>;
  /** What the front door keeps: with the newest verdict of the pull request. */
  say(key: CommandKey, said: Omit<SaidCommand, 'shown' | 'done'>): void;
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
  const audited: AuditEntry[] = [];
  const rested = new Map<string, Rests>();
  const released: ReleaseRecord[] = [];
  const ends = new Map<number, ChainEnd>();
  const facts = new Map<string, readonly Stamped[]>();
  const baselines = new Set<string>();
  const blobs = new Map<number, BlobCache>();
  const approvals = new Map<string, { readonly installation: number; readonly repository: number; readonly one: KeptApproval }>();
  const kept = new Map<string, ReadState>();
  let versions = 0;
  /** As a database gives it back. */
  const put = (state: KeptState): void => {
    versions += 1;
    kept.set(nameOf(state), { ...(JSON.parse(JSON.stringify(state)) as KeptState), version: String(versions) });
  };
  const waivers = new Map<string, { readonly installation: number; readonly repository: number; readonly one: GivenWaiver }>();
  const commands = new Map<string, SaidCommand & { readonly key: CommandKey }>();
  const commandName = ({ installationId, repositoryId, comment }: CommandKey): string => `${installationId} ${repositoryId} ${comment}`;
  const due = new Map<string, number>();
  const queues = new Map<string, Promise<unknown>>();
  const nameOf = ({ installationId, repositoryId, number }: PullKey): string => `${installationId} ${repositoryId} ${number}`;
  function inReviews(installation: number, repository: number, reviews: readonly number[]) {
    return [...approvals].filter(
      ([, kept]) =>
        kept.installation === installation &&
        kept.repository === repository &&
        kept.one.by !== 'comment' &&
        reviews.includes(kept.one.review),
    );
  }
  return {
    recorded,
    asked,
    branches,
    audited,
    rested,
    released,
    say(key, said) {
      const of = nameOf({ ...key, number: said.number });
      const shown = recorded.findLast((one) => nameOf(one) === of)?.verdict ?? null;
      commands.set(commandName(key), { ...said, key, shown, done: false });
    },
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
        if (evaluation.rests !== undefined) rested.set(nameOf(evaluation), evaluation.rests);
        asked.set(nameOf(evaluation), evaluation.malice.length);
        return Promise.resolve();
      },
      stands(key) {
        const last = recorded.findLast((one) => nameOf(one) === nameOf(key));
        // What ends by itself may have ended.
        const holds = last?.head === key.head && last.base === key.base && last.rests?.againAt == null;
        return Promise.resolve(holds);
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
      givenIn: (...where) => Promise.resolve(inReviews(...where).map(([, { one }]) => one)),
      forget(...where) {
        for (const [key] of inReviews(...where)) approvals.delete(key);
        return Promise.resolve();
      },
    },
    kept: {
      begin(key, head) {
        const { installationId, repositoryId, number } = key;
        const nothing = { base: '', conclusion: 'action_required', told: '', autoMerge: false, kept: null };
        due.delete(nameOf(key));
        put({ installationId, repositoryId, number, head, ...nothing });
        return Promise.resolve();
      },
      save(state) {
        if (kept.get(nameOf(state))?.head === state.head) put(state);
        return Promise.resolve();
      },
      load: (key) => Promise.resolve(kept.get(nameOf(key)) ?? null),
      settle(state, { kept: content = null, ...told }) {
        const name = nameOf(state);
        const now = kept.get(name);
        if (now === undefined || now.head !== state.head) return Promise.resolve();
        if (now.version === state.version) due.delete(name);
        else due.set(name, due.get(name) ?? 1);
        put({ ...now, ...told, ...(content !== null && now.version === state.version ? { kept: content } : {}) });
        return Promise.resolve();
      },
      replace(state, replacing) {
        const isSame = kept.get(nameOf(state))?.version === state.version;
        if (isSame) put({ ...state, kept: replacing });
        return Promise.resolve(isSame);
      },
      touch(key) {
        const now = kept.get(nameOf(key));
        if (now !== undefined) put(now);
        return Promise.resolve();
      },
      keys: (installationId) => Promise.resolve([...kept.values()].filter((one) => one.installationId === installationId)),
      ofHead: ({ installationId, repositoryId }, head) =>
        Promise.resolve(
          [...kept.values()].filter(
            (one) => one.installationId === installationId && one.repositoryId === repositoryId && one.head === head,
          ),
        ),
      drop(key) {
        due.delete(nameOf(key));
        return Promise.resolve(void kept.delete(nameOf(key)));
      },
      mark(key, when) {
        const now = kept.get(nameOf(key));
        if (now !== undefined) put(now);
        if (when === null) due.delete(nameOf(key));
        else due.set(nameOf(key), when);
        return Promise.resolve();
      },
      first(installationId) {
        const waiting = [...kept.values()].filter((one) => one.installationId === installationId && due.has(nameOf(one)));
        const when = (one: KeptState): number => due.get(nameOf(one)) ?? 0;
        return Promise.resolve(waiting.toSorted((a, b) => when(a) - when(b))[0] ?? null);
      },
      reserve: () => Promise.resolve({ granted: true }),
    },
    audit: {
      append(entries) {
        audited.push(...entries);
        for (const { installationId: installation, ...entry } of entries)
          ends.set(
            installation,
            linkAfter(ends.get(installation) ?? chainOrigin(installation), { installation, time: '', nonce: '' }, entry),
          );
        return Promise.resolve();
      },
      newest: (installationId) => Promise.resolve(ends.get(installationId)?.hash ?? null),
    },
    releases: {
      has: (installation, repository, tag, commit) =>
        Promise.resolve(
          released.some(
            (one) => one.installationId === installation && one.repositoryId === repository && one.tag === tag && one.commit === commit,
          ),
        ),
      record: (release) => Promise.resolve(void released.push(release)),
    },
    waivers: {
      given: (installation, repository, number) =>
        Promise.resolve(
          [...waivers.values()].flatMap((kept) =>
            kept.installation === installation && kept.repository === repository && (number === null || kept.one.number === number)
              ? [kept.one]
              : [],
          ),
        ),
      add(installation, repository, given) {
        for (const [part, one] of given.entries())
          waivers.set(JSON.stringify([installation, repository, one.comment, part]), { installation, repository, one });
        return Promise.resolve();
      },
    },
    commands: {
      get: (key) => Promise.resolve(commands.get(commandName(key)) ?? null),
      finish(key) {
        const known = commands.get(commandName(key));
        if (known !== undefined) commands.set(commandName(key), { ...known, done: true });
        return Promise.resolve();
      },
      recent: (key) =>
        Promise.resolve(
          [...commands.values()].filter((one) => one.done && nameOf({ ...one.key, number: one.number }) === nameOf(key)).length,
        ),
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
