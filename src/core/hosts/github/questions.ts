/** Questions to the API of GitHub about one commit. Names are checked by a strict pattern before they become part of a path (T19). */
import type { Question } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import { isFullCommit } from '../../ref/parse.ts';
import type { HostSubject } from '../host.ts';

const LIST_BYTES = 4 * 1024 * 1024;
const PAGE_SIZE = 100;
/** Pages of tags, and of branches: more is told as not found out (T32). */
export const MAX_LIST_PAGES = 10;
/** Branches and tags whose history is asked for. */
export const MAX_HISTORIES = 30;

/** A commit of a repository that the change newly runs. */
export interface CommitAsked {
  /** "owner/name". */
  readonly repository: string;
  /** In lower case. */
  readonly commit: string;
}

/** Null: nobody asks about it, or nothing valid can be asked. */
export function commitAsked({ ref, requested, anew }: Pick<HostSubject, 'ref' | 'requested' | 'anew'>): CommitAsked | null {
  const repository = displayName(ref);
  if (ref.type !== 'gh' || !anew || !isRepositoryOfGitHub(repository) || requested === null || !isFullCommit(requested)) return null;
  return { repository, commit: requested.toLowerCase() };
}

/** `page` counts from 1. Each has its name and its commit; of an annotated tag the commit that it marks. */
export function listQuestion({ repository }: CommitAsked, list: 'tags' | 'branches', page: number): Question {
  const question = apiQuestion(`${repository}/${list}`, { per_page: String(PAGE_SIZE), page: String(page) }, LIST_BYTES);
  return { ...question, key: `${question.key}/page/${page}` };
}

/** How the commit stands to a branch or tag: "behind" and "identical" are its history. The second page has no files of the difference. */
export function historyQuestion({ repository, commit }: CommitAsked, of: string): Question {
  return apiQuestion(`${repository}/compare/${encodeURIComponent(of)}...${commit}`, { per_page: '1', page: '2' }, LIST_BYTES);
}

/** "owner/name", as GitHub lets people name them. */
export function isRepositoryOfGitHub(text: string): boolean {
  return /^[A-Za-z0-9][\w-]{0,99}\/(?!\.{1,2}$)[\w.-]{1,100}$/.test(text);
}

/** Names of branches and tags that are asked for: git's rules (git-check-ref-format), kept narrow. */
export function isRefName(name: string): boolean {
  return name.length <= 200 && /^[A-Za-z0-9_][\w./+@-]*$/.test(name) && !name.includes('..') && !/[./]$/.test(name);
}

/** `path`: below that of repositories. */
export function apiQuestion(path: string, query: Question['query'], maxBytes: number): Question {
  return { key: `gh/${path}`, host: 'github', path: `/repos/${path}`, query, maxBytes };
}
