/**
 * Finds what got lost: deliveries that GitHub could not hand over (it does not try again by itself), installations whose event was among them, verdicts that
 * nobody tells, and open pull requests without a verdict on their present head (payloads above 25 MB are never delivered), or with one that rests on what
 * has changed since. It stays within T32's quotas: what does not fit now comes first the next time.
 */
import { errorFields, type Log } from '../log.ts';
import { isJudged } from '../store/evaluations.ts';
import { activeInstallations, knownInstallations, markSwept, type StoredRepository, repositoriesToSweep } from '../store/installations.ts';
import { type AuditRetention, retainAudit } from '../store/audit-retention.ts';
import { dropOldReleases } from '../store/releases.ts';
import { applyRetention } from '../store/retention.ts';
import type { Store } from '../store/sql.ts';
import { SWEEP } from './budgets.ts';
import { lookAtGates } from './gates.ts';
import type { HookDelivery, SweepGitHub } from './github.ts';
import { listUses } from './list-uses.ts';
import { findMalice } from './malice.ts';
import { findEnded } from './rests.ts';
import { type AskMalice, DONE, type JobOutcome } from './jobs.ts';
import type { Queue } from './queue.ts';
import { retryLaterOf } from './rate-limits.ts';
import { findUntold } from './untold.ts';

export interface SweepOptions {
  readonly store: Store;
  readonly queue: Queue;
  readonly github: SweepGitHub;
  readonly log: Log;
  readonly now: () => Date;
  readonly retentionDays: number;
  /** Absent: the audit log is kept for ever. */
  readonly auditRetention?: AuditRetention;
  /** Absent: what releases contain is kept for ever. */
  readonly releaseRetentionDays?: number;
  /** Null: the operator names no service of advisories. */
  readonly askMalice: AskMalice | null;
}

export async function sweep(options: SweepOptions, signal: AbortSignal): Promise<JobOutcome> {
  const found = {
    redelivered: 0,
    installations: 0,
    malice: 0,
    ended: 0,
    untold: 0,
    pullRequests: 0,
    gates: 0,
    tenantsDeleted: 0,
    auditRows: 0,
    listed: 0,
    releases: 0,
  };
  // Each part stands alone: a GitHub that answers one of them badly does not stop the others.
  const parts: readonly [string, () => Promise<void>][] = [
    ['deliveries', async () => void (found.redelivered = await redeliverFailed(options, signal))],
    ['installations', async () => void (found.installations = await findInstallations(options, signal))],
    ['malice', async () => void (found.malice = await maliceOf(options, signal))],
    ['ended', async () => void (found.ended = await findEnded(options, signal))],
    ['untold', async () => void (found.untold = await findUntold(options, signal))],
    ['pull-requests', async () => void (found.pullRequests = await findPullRequests(options, signal))],
    ['gates', async () => void (found.gates = await lookAtGates(options, signal))],
    ['retention', async () => void (found.tenantsDeleted = await applyRetention(options.store, { days: options.retentionDays }))],
    ['uses', async () => void (found.listed = await listUses(options.store, options.queue, signal))],
    ['releases', async () => void (found.releases = await retainReleases(options))],
    ['audit', async () => void (found.auditRows = await retainAudits(options, signal))],
    ['tables', () => options.store.owner.tidy()],
  ];
  for (const [part, run] of parts) {
    signal.throwIfAborted();
    try {
      await run();
    } catch (error) {
      signal.throwIfAborted();
      options.log.warn('sweep-failed', { part, ...errorFields(error) });
    }
  }
  options.log.info('sweep', found);
  // The schedule brings the next one: neither failure nor limit puts this one back.
  return DONE;
}

async function maliceOf({ store, queue, askMalice }: SweepOptions, signal: AbortSignal): Promise<number> {
  return askMalice === null ? 0 : findMalice({ store, queue, ask: askMalice }, signal);
}

/** Returns how many releases went that are past their support period. */
async function retainReleases({ store, releaseRetentionDays: days }: SweepOptions): Promise<number> {
  if (days === undefined) return 0;
  let removed = 0;
  for (const installation of await store.transaction('operator', knownInstallations))
    removed += await store.transaction({ installation }, (tx) => dropOldReleases(tx, installation, days));
  return removed;
}

/** Returns how many rows of audit logs went, each chain for itself. */
async function retainAudits({ store, log, auditRetention }: SweepOptions, signal: AbortSignal): Promise<number> {
  if (auditRetention === undefined) return 0;
  let removed = 0;
  for (const installation of await store.transaction('operator', knownInstallations)) {
    signal.throwIfAborted();
    const retained = await retainAudit(store, installation, auditRetention);
    if (retained.state === 'broken') log.error('audit-broken', { installation, why: retained.why });
    else removed += retained.removed;
  }
  return removed;
}

async function redeliverFailed({ github, now }: SweepOptions, signal: AbortSignal): Promise<number> {
  const since = now().getTime() - SWEEP.deliveryHours * 3_600_000;
  const seen: HookDelivery[] = [];
  let pages = 0;
  for await (const page of github.deliveries()) {
    signal.throwIfAborted();
    seen.push(...page.filter(({ deliveredAt }) => deliveredAt.getTime() >= since));
    pages += 1;
    if (pages >= SWEEP.deliveryPages || page.some(({ deliveredAt }) => deliveredAt.getTime() < since)) break;
  }
  const lost = toRedeliver(seen).slice(0, SWEEP.redeliveries);
  for (const attempt of lost) {
    signal.throwIfAborted();
    await github.redeliver(attempt);
  }
  return lost.length;
}

/** The newest attempt of each delivery that never arrived, oldest first, without those that failed too often. */
export function toRedeliver(seen: readonly HookDelivery[]): readonly (number | bigint)[] {
  const byGuid = new Map<string, HookDelivery[]>();
  for (const one of seen) byGuid.set(one.guid, [...(byGuid.get(one.guid) ?? []), one]);
  return [...byGuid.values()]
    .filter((attempts) => attempts.length < SWEEP.attempts && !attempts.some(({ delivered }) => delivered))
    .map((attempts) => attempts.reduce((newest, one) => (one.deliveredAt > newest.deliveredAt ? one : newest)))
    .sort((a, b) => a.deliveredAt.getTime() - b.deliveredAt.getTime())
    .map(({ attempt }) => attempt);
}

/** Asks for those we do not know and those that are gone; their own job does the rest. */
async function findInstallations({ github, store, queue }: SweepOptions, signal: AbortSignal): Promise<number> {
  const there = new Map<number, boolean>();
  let pages = 0;
  for await (const page of github.installations()) {
    signal.throwIfAborted();
    for (const { id, suspended } of page) there.set(id, suspended);
    pages += 1;
    // Not the whole list: then nobody may be taken for gone.
    if (pages >= SWEEP.installationPages) break;
  }
  const known = await store.transaction('operator', knownInstallations);
  const active = await store.transaction('operator', activeInstallations);
  const missing = pages >= SWEEP.installationPages ? [] : known.filter((id) => !there.has(id));
  const changed = [...there].filter(([id, suspended]) => active.includes(id) === suspended).map(([id]) => id);
  const all = [...new Set([...missing, ...changed])];
  for (const installation of all) await queue.enqueue({ kind: 'installation', installation }, { priority: -1 });
  return all.length;
}

async function findPullRequests(options: SweepOptions, signal: AbortSignal): Promise<number> {
  const { store, log, now } = options;
  let found = 0;
  for (const installation of await store.transaction('operator', activeInstallations)) {
    const repositories = await store.transaction({ installation }, (tx) => repositoriesToSweep(tx, installation, SWEEP.repositories));
    for (const repository of repositories) {
      signal.throwIfAborted();
      try {
        found += await pullRequestsOf(options, installation, repository);
      } catch (error) {
        const name = `${repository.owner}/${repository.name}`;
        log.warn('sweep-failed', { part: 'pull-requests', installation, repository: name, ...errorFields(error) });
        // The quota of this installation is used up; the others have their own (T32).
        if (retryLaterOf(error, now()) !== null) break;
      }
      await store.transaction({ installation }, (tx) => markSwept(tx, installation, repository.id));
    }
  }
  return found;
}

async function pullRequestsOf({ store, github, queue }: SweepOptions, installation: number, repository: StoredRepository): Promise<number> {
  let found = 0;
  let pages = 0;
  for await (const page of github.openPullRequests(installation, repository)) {
    for (const { number, head } of page) {
      const key = { installation, repository: repository.id, number, head, base: null };
      if (await store.transaction({ installation }, (tx) => isJudged(tx, key))) continue;
      found += 1;
      await queue.enqueue({ kind: 'pull-request', installation, repository: repository.id, number }, { priority: -1 });
    }
    pages += 1;
    if (pages >= SWEEP.pagesPerRepository) break;
  }
  return found;
}
