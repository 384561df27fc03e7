/** What is to be done. A job is its key: everything else is read anew when it runs, because what a webhook said may be over by then (T30). */
import type { MaliceHeard } from '../../src/core/index.ts';

export type Job =
  /** Judge a pull request at its present base and head; when closed, clear up. */
  | { readonly kind: 'pull-request'; readonly installation: number; readonly repository: number; readonly number: number }
  /** Judge a group of a merge queue; its commits never change. */
  | { readonly kind: 'merge-group'; readonly installation: number; readonly repository: number; readonly head: string }
  /** Judge again whatever has this head: its pull requests are not in the event when they come from a fork. */
  | { readonly kind: 'head'; readonly installation: number; readonly repository: number; readonly head: string }
  /** Somebody pressed a button of the check. */
  | {
      readonly kind: 'button';
      readonly installation: number;
      readonly repository: number;
      readonly head: string;
      readonly button: string;
      readonly sender: number;
    }
  /** Somebody asked for something in a comment; what they said is kept (comments.ts). */
  | { readonly kind: 'command'; readonly installation: number; readonly repository: number; readonly comment: number }
  /** Who belongs to a team changed: what rests on an approval is judged again (T3). */
  | { readonly kind: 'approvers'; readonly installation: number }
  /** The default branch moved: its facts, its inventory, and the policy if it is the policy repository. */
  | { readonly kind: 'branch'; readonly installation: number; readonly repository: number }
  /** A tag was pushed, or a release was made of it: what is in it. */
  | { readonly kind: 'release'; readonly installation: number; readonly repository: number; readonly tag: string }
  /** Somebody asks for the newest releases from before. */
  | { readonly kind: 'releases'; readonly installation: number; readonly repository: number; readonly last: number }
  /** Rules of its branches, or its custom properties, changed: which name speaks for its open pull requests, and which policy. */
  | { readonly kind: 'gates'; readonly installation: number; readonly repository: number }
  /** The same for all of its repositories: a ruleset of the organization changed. */
  | { readonly kind: 'all-gates'; readonly installation: number }
  /** The default branch got a commit by a push: had it a success of ours? */
  | { readonly kind: 'landed'; readonly installation: number; readonly repository: number; readonly head: string; readonly sender: number }
  /** Tell what a moved policy made of open pull requests. */
  | { readonly kind: 'verdicts'; readonly installation: number }
  /** Installed, uninstalled, suspended, or its repositories changed. */
  | { readonly kind: 'installation'; readonly installation: number }
  /** Find what got lost. */
  | { readonly kind: 'sweep' };

export type JobKind = Job['kind'];

/** Retry later never sleeps: the job goes back into the queue until `at`. */
export type JobOutcome = { readonly kind: 'done' } | { readonly kind: 'retry-later'; readonly at: Date; readonly why: string };

export const DONE: JobOutcome = { kind: 'done' };

/** The work itself: one function per kind of job. Throwing means: try again, with growing pauses, at most `RETRIES` times. */
export type Worker = {
  readonly [Kind in JobKind]: (job: Extract<Job, { kind: Kind }>, signal: AbortSignal) => Promise<JobOutcome>;
};

/** What is said of these packages today; those without an answer are left out. */
export type AskMalice = (packages: readonly MaliceHeard[]) => Promise<readonly MaliceHeard[]>;

/** What the evaluation brings; installations and the sweep are the App's own business. */
export interface EvaluationJobs
  extends Pick<
    Worker,
    | 'pull-request'
    | 'merge-group'
    | 'head'
    | 'button'
    | 'command'
    | 'branch'
    | 'release'
    | 'releases'
    | 'gates'
    | 'all-gates'
    | 'landed'
    | 'verdicts'
  > {
  /** A job failed for the last time: what it left open is to be closed, and not green (T4). */
  readonly giveUp?: (job: Job, signal: AbortSignal) => Promise<void>;
  /** What a service says today of packages that verdicts rest on; absent: the operator names none. */
  readonly askMalice?: AskMalice;
  /** After the last job. */
  readonly close?: () => Promise<void>;
}

const AT = '(?<installation>\\d{1,15})/(?<repository>\\d{1,15})';
const COMMIT = '[0-9a-f]{40}(?:[0-9a-f]{24})?';

const KEY: Readonly<Record<JobKind, RegExp>> = {
  'pull-request': new RegExp(`^${AT}#(?<number>\\d{1,9})$`),
  'merge-group': new RegExp(`^${AT}\\+(?<head>${COMMIT})$`),
  head: new RegExp(`^${AT}@(?<head>${COMMIT})$`),
  button: new RegExp(`^${AT}@(?<head>${COMMIT})!(?<button>[a-z][a-z0-9-]{0,19}):(?<sender>\\d{1,15})$`),
  command: new RegExp(`^${AT}~(?<comment>\\d{1,15})$`),
  approvers: /^(?<installation>\d{1,15})&approvers$/,
  branch: new RegExp(`^${AT}$`),
  release: new RegExp(`^${AT}=(?<tag>[\\w-]{1,400})$`),
  releases: new RegExp(`^${AT}\\*(?<last>\\d{1,3})$`),
  gates: new RegExp(`^gates ${AT}$`),
  'all-gates': /^gates (?<installation>\d{1,15})$/,
  landed: new RegExp(`^${AT}\\^(?<head>${COMMIT}):(?<sender>\\d{1,15})$`),
  verdicts: /^verdicts (?<installation>\d{1,15})$/,
  installation: /^(?<installation>\d{1,15})$/,
  sweep: /^sweep$/,
};
const NUMBERS = ['installation', 'repository', 'number', 'sender', 'comment', 'last'];

export function keyOf(job: Job): string {
  switch (job.kind) {
    case 'pull-request':
      return `${job.installation}/${job.repository}#${job.number}`;
    case 'merge-group':
      return `${job.installation}/${job.repository}+${job.head}`;
    case 'head':
      return `${job.installation}/${job.repository}@${job.head}`;
    case 'button':
      return `${job.installation}/${job.repository}@${job.head}!${job.button}:${job.sender}`;
    case 'command':
      return `${job.installation}/${job.repository}~${job.comment}`;
    case 'approvers':
      return `${job.installation}&approvers`;
    case 'branch':
      return `${job.installation}/${job.repository}`;
    case 'release':
      return `${job.installation}/${job.repository}=${Buffer.from(job.tag, 'utf8').toString('base64url')}`;
    case 'releases':
      return `${job.installation}/${job.repository}*${job.last}`;
    case 'gates':
      return `gates ${job.installation}/${job.repository}`;
    case 'all-gates':
      return `gates ${job.installation}`;
    case 'landed':
      return `${job.installation}/${job.repository}^${job.head}:${job.sender}`;
    case 'verdicts':
      return `verdicts ${job.installation}`;
    case 'installation':
      return String(job.installation);
    case 'sweep':
      return 'sweep';
  }
}

/** The inverse of `keyOf`; null for what is no key. */
export function jobOfKey(key: string): Job | null {
  for (const kind of Object.keys(KEY) as JobKind[]) {
    const found = KEY[kind].exec(key);
    if (found === null) continue;
    const fields = Object.entries({ ...found.groups }).map(([name, value]) => [name, fieldOf(name, value)]);
    return { kind, ...Object.fromEntries(fields) } as Job;
  }
  return null;
}

/** The name of a tag is anybody's text: in a key it is letters and digits. */
function fieldOf(name: string, value: string): string | number {
  if (name === 'tag') return Buffer.from(value, 'base64url').toString('utf8');
  return NUMBERS.includes(name) ? Number(value) : value;
}

/** 0 for jobs of the App itself. */
export function installationOf(job: Job): number {
  return job.kind === 'sweep' ? 0 : job.installation;
}
