/** Questions to the Hugging Face Hub. Every id and revision is checked by a strict pattern before it becomes part of a path (T19). */
import type { Question } from '../../model/index.ts';
import type { HostSubject } from '../host.ts';
import { displayName } from '../../ref/format.ts';
import { isFullCommit, isHubId } from '../../ref/parse.ts';

const LISTING_BYTES = 32 * 1024 * 1024;
const REFS_BYTES = 4 * 1024 * 1024;
export const PAGE_SIZE = 100;
/** Pages of history for one commit, over all branches and tags: an older one is reported as not found out (T32). */
export const MAX_PAGES = 20;

export interface HubSubject {
  readonly repo: 'models' | 'datasets';
  /** "org/name" or "gpt2". */
  readonly id: string;
  /** As requested, commits in lower case; "main" when nothing is. */
  readonly revision: string;
}

/** What the hub is asked about; null when it is not on the hub, or when nothing valid can be asked. */
export function subjectOf({ ref, requested }: Pick<HostSubject, 'ref' | 'requested'>): HubSubject | null {
  if (ref.type !== 'hf' || ref.repo === null) return null;
  const id = displayName(ref);
  const asked = requested ?? 'main';
  const revision = isFullCommit(asked) ? asked.toLowerCase() : asked;
  return isHubId(id) && isRevision(revision) ? { repo: ref.repo, id, revision } : null;
}

/** Branch, tag, commit or `refs/pr/N`: git's rules for names (git-check-ref-format), kept narrow. Linear. */
export function isRevision(text: string): boolean {
  return (
    text.length <= 200 &&
    /^[A-Za-z0-9_][\w./+-]*$/.test(text) &&
    !text.includes('..') &&
    !text.includes('//') &&
    !text.includes('/.') &&
    !/[./]$/.test(text) &&
    !text.endsWith('.lock')
  );
}

/** A pull request of the hub: anybody may open one, and the hub serves its commits under the repository's name (T7). */
export function isPullRequest(revision: string): boolean {
  return /^refs\/(?:pr|pull)\//.test(revision);
}

/** Metadata, commit, card and every file with size and digest, in one answer. */
export function revisionQuestion(subject: HubSubject): Question {
  // One segment each: a "/" in a branch name is encoded, in the key too, so that no two questions share a key.
  return ask(subject, `revision/${encodeURIComponent(subject.revision)}`, { blobs: 'true' }, LISTING_BYTES);
}

export function refsQuestion(subject: HubSubject): Question {
  return ask(subject, 'refs', {}, REFS_BYTES);
}

/** `page` counts from 0; newest first. `name`: a branch or tag that `isRevision`. */
export function commitsQuestion(subject: HubSubject, name: string, page: number): Question {
  const question = ask(subject, `commits/${encodeURIComponent(name)}`, { limit: String(PAGE_SIZE), p: String(page) }, REFS_BYTES);
  return { ...question, key: `${question.key}/page/${page}` };
}

function ask(subject: HubSubject, rest: string, query: Readonly<Record<string, string>>, maxBytes: number): Question {
  const path = `${subject.repo}/${subject.id.split('/').map(encodeURIComponent).join('/')}/${rest}`;
  return { key: `hf/${path}`, host: 'huggingface', path: `/api/${path}`, query, maxBytes };
}
