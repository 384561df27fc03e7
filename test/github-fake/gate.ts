/**
 * Whether a pull request may be merged: required checks of rulesets and classic protection, reviews, strict policy.
 * Source: docs "Troubleshooting required status checks" and "Available rules for rulesets"; OpenAPI rule `required_status_checks`.
 */
import { isAncestor } from './git.ts';
import { latestRuns } from './render/checks.ts';
import { mayBypass, protectionOf, rulesFor } from './rules.ts';
import type { Account, CommitStatus, Json, Pull, Repository, State } from './state.ts';

/** These conclusions satisfy a required check; docs, "Troubleshooting required status checks". */
const PASSING = new Set(['success', 'neutral', 'skipped']);

export interface RequiredCheck {
  readonly context: string;
  /** null: from any source. */
  readonly app: number | null;
}

export interface Gate {
  /** Why not, in GitHub's words; empty when the merge may go on. */
  readonly blocks: readonly string[];
  /** The strict policy is set and the head lacks the newest commits of the base. */
  readonly behind: boolean;
  readonly required: readonly RequiredCheck[];
  readonly queue: boolean;
}

/** `who`: the person that merges; rules that he may bypass do not count. */
export function gateOf(state: State, pull: Pull, who?: Account): Gate {
  const { repository } = pull;
  const rules = rulesFor(pull).filter((rule) => who === undefined || !mayBypass(state, rule, repository, who));
  const required: RequiredCheck[] = [];
  let strict = false;
  let approvals = 0;
  for (const { type, parameters } of rules) {
    if (type === 'required_status_checks') {
      strict ||= parameters['strict_required_status_checks_policy'] === true;
      for (const one of (parameters['required_status_checks'] ?? []) as { context: string; integration_id?: number }[])
        required.push({ context: one.context, app: one.integration_id ?? null });
    }
    if (type === 'pull_request') approvals = Math.max(approvals, Number(parameters['required_approving_review_count'] ?? 0));
  }
  const classic = protectionOf(repository, pull.baseRef);
  const admin = who !== undefined && repository.owner.members.get(who.login) === 'admin' && classic?.['enforce_admins'] !== true;
  if (classic !== null && !admin) {
    const checks = classic['required_status_checks'] as Json | null | undefined;
    strict ||= checks?.['strict'] === true;
    for (const one of requiredOf(checks ?? null)) required.push(one);
    const reviews = classic['required_pull_request_reviews'] as Json | null | undefined;
    if (reviews !== null && reviews !== undefined) approvals = Math.max(approvals, Number(reviews['required_approving_review_count'] ?? 1));
  }
  const behind = strict && !isAncestor(repository, pull.baseSha, pull.headSha);
  const blocks = required
    .map((one) => [one, stateOf(repository, commitsToAsk(pull), one)] as const)
    .filter(([, found]) => found !== 'passed')
    .map(([{ context }, found]) =>
      found === 'expected' ? `Required status check "${context}" is expected.` : `Required status check "${context}" is ${found}.`,
    );
  if (behind) blocks.push('The head branch is not up to date with the base branch.');
  const approved = approvalsOf(pull);
  if (approved < approvals) blocks.push(`At least ${approvals} approving review is required by reviewers with write access.`);
  if (pull.draft) blocks.push('Pull Request is still a draft');
  return { blocks, behind, required, queue: rules.some(({ type }) => type === 'merge_queue') };
}

/** `checks` first; `contexts` is the old form. `app_id: -1` and no app: any source. */
export function requiredOf(checks: Json | null): RequiredCheck[] {
  const listed = (checks?.['checks'] ?? []) as { context: string; app_id?: number | null }[];
  const named = listed.map((one) => ({ context: one.context, app: one.app_id === -1 ? null : (one.app_id ?? null) }));
  const contexts = ((checks?.['contexts'] ?? []) as string[]).filter((context) => !named.some((one) => one.context === context));
  return [...named, ...contexts.map((context) => ({ context, app: null }))];
}

/** Approvals that stand: the last word of each reviewer but the author. */
function approvalsOf(pull: Pull): number {
  const last = new Map(
    pull.reviews
      .filter(({ state, user }) => state !== 'COMMENTED' && state !== 'PENDING' && user !== pull.author)
      .map((one) => [one.user, one.state]),
  );
  return [...last.values()].filter((state) => state === 'APPROVED').length;
}

/** The test merge first: where it has a result, that one counts; else the head. */
function commitsToAsk(pull: Pull): string[] {
  return [...(pull.test?.sha === null || pull.test === null ? [] : [pull.test.sha]), pull.headSha];
}

/** "passed", "expected" (nobody reported), or what it is instead. A check and a status of one name are both required. */
export function stateOf(repository: Repository, commits: readonly string[], { context, app }: RequiredCheck): string {
  for (const sha of commits) {
    const runs = latestRuns(
      repository.runs.filter((run) => run.headSha === sha && run.name === context && (app === null || run.app.id === app)),
    );
    const status = latestStatuses(repository, sha).find((one) => one.context === context && (app === null || one.app?.id === app));
    // From any source the newest run counts.
    const newest = runs.toSorted((a, b) => b.id - a.id)[0];
    if (newest === undefined && status === undefined) continue;
    if (newest !== undefined && newest.status !== 'completed') return newest.status;
    if (newest !== undefined && !PASSING.has(newest.conclusion ?? '')) return newest.conclusion ?? 'expected';
    if (status !== undefined && status.state !== 'success') return status.state;
    return 'passed';
  }
  return 'expected';
}

/** The newest status of each context. */
export function latestStatuses(repository: Repository, sha: string): CommitStatus[] {
  const newest = new Map(repository.statuses.filter((one) => one.sha === sha).map((one) => [one.context, one]));
  return [...newest.values()].toSorted((a, b) => b.id - a.id);
}
