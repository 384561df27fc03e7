/** What happened, from the event that GitHub delivered. The payload is checked: names in it are written by anybody. */
import { z } from 'zod';
import { InputError } from '../core/index.ts';

export interface EventCommit {
  /** Branch name, for people: hostile. */
  readonly name: string;
  readonly id: string;
}

export interface PullRequestEvent {
  readonly kind: 'pull-request';
  readonly number: number;
  readonly base: EventCommit;
  readonly head: EventCommit;
  /** GitHub's test merge, to be proven; null when this event has none. */
  readonly merge: string | null;
  readonly fork: boolean;
  /** Why the token may only read; null when it may write, as far as the event tells. */
  readonly readOnly: string | null;
}

export type ActionEvent =
  | PullRequestEvent
  | { readonly kind: 'merge-group'; readonly base: EventCommit; readonly head: EventCommit }
  | { readonly kind: 'scan'; readonly commit: EventCommit }
  /** A push that deleted its branch. */
  | { readonly kind: 'nothing'; readonly why: string };

const id = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'is not a full commit id');
const side = z.object({ ref: z.string(), sha: id, repo: z.object({ full_name: z.string() }).nullish() });
const pullRequest = z.object({ pull_request: z.object({ number: z.int().positive(), base: side, head: side }) });
const mergeGroup = z.object({
  merge_group: z.object({ base_sha: id, head_sha: id, base_ref: z.string(), head_ref: z.string() }),
});

const SCANNED: ReadonlySet<string> = new Set(['push', 'workflow_dispatch', 'schedule']);
const SUPPORTED = 'pull_request, merge_group, push, workflow_dispatch';

export interface RawEvent {
  /** GITHUB_EVENT_NAME. */
  readonly name: string;
  readonly payload: unknown;
  /** GITHUB_SHA, GITHUB_REF, GITHUB_REPOSITORY, GITHUB_ACTOR. */
  readonly sha: string;
  readonly ref: string;
  readonly repository: string;
  readonly actor: string;
}

/** Throws InputError EVENT_UNSUPPORTED, EVENT_INVALID. */
export function readEvent(raw: RawEvent): ActionEvent {
  if (raw.name === 'pull_request' || raw.name === 'pull_request_target') return pullRequestEvent(raw);
  if (raw.name === 'merge_group') {
    const { merge_group: group } = parsed(mergeGroup, raw);
    return {
      kind: 'merge-group',
      base: { name: branch(group.base_ref), id: group.base_sha },
      head: { name: branch(group.head_ref), id: group.head_sha },
    };
  }
  if (!SCANNED.has(raw.name)) {
    const hint = `Run it on ${SUPPORTED}.`;
    throw new InputError('EVENT_UNSUPPORTED', `The event "${raw.name}" has no change that could be judged`, hint);
  }
  const { deleted } = z.object({ deleted: z.boolean().optional() }).catch({}).parse(raw.payload);
  if (deleted === true) return { kind: 'nothing', why: 'The branch was deleted: there is nothing to look at.' };
  if (!id.safeParse(raw.sha).success)
    throw new InputError('EVENT_INVALID', 'GITHUB_SHA is not a full commit id', 'Run it in a workflow of GitHub Actions.');
  return { kind: 'scan', commit: { name: branch(raw.ref), id: raw.sha } };
}

function pullRequestEvent(raw: RawEvent): PullRequestEvent {
  const { pull_request: pull } = parsed(pullRequest, raw);
  // The fork may be gone: then there is no repository, and it was not this one.
  const fork = pull.head.repo?.full_name.toLowerCase() !== raw.repository.toLowerCase();
  const readOnly =
    raw.name === 'pull_request_target'
      ? null
      : fork
        ? 'the token of a pull request from a fork may only read'
        : raw.actor === 'dependabot[bot]'
          ? 'the token of a pull request by Dependabot may only read'
          : null;
  return {
    kind: 'pull-request',
    number: pull.number,
    base: { name: branch(pull.base.ref), id: pull.base.sha },
    head: { name: branch(pull.head.ref), id: pull.head.sha },
    // With pull_request_target, GITHUB_SHA is the default branch.
    merge: raw.name === 'pull_request' && id.safeParse(raw.sha).success ? raw.sha : null,
    fork,
    readOnly,
  };
}

function parsed<T>(schema: z.ZodType<T>, raw: RawEvent): T {
  const result = schema.safeParse(raw.payload);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map((issue) => ({ where: issue.path.join('.'), message: issue.message }));
  throw new InputError(
    'EVENT_INVALID',
    `The event "${raw.name}" lacks what is needed to compare two commits`,
    `GITHUB_EVENT_PATH must hold the event that GitHub delivered. Supported: ${SUPPORTED}.`,
    mistakes,
  );
}

function branch(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '');
}
