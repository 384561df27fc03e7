/** GitHub's API, as far as the Action needs it, through @actions/github. */
import { getOctokit } from '@actions/github';
import { type AskGitHub, EffectError, InputError } from '../core/index.ts';
import type { PolicySource } from './inputs.ts';

export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly login: string;
  readonly bot: boolean;
  /** Slug of the app that wrote it: GitHub sets it, nobody can forge it. Null for people. */
  readonly app: string | null;
}

export interface GitHub {
  /** Oldest first; `all` is false when there are more than we look at. */
  comments(number: number): Promise<{ readonly comments: readonly Comment[]; readonly all: boolean }>;
  addComment(number: number, body: string): Promise<void>;
  updateComment(comment: number, body: string): Promise<void>;
  /** Login that this token writes as. */
  viewer(): Promise<string>;
  mergeBase(base: string, head: string): Promise<string | null>;
  /** Null when it cannot be told. */
  tip(branch: string): Promise<string | null>;
  /** Any question, for what policies rest on. */
  readonly ask: AskGitHub;
  /** Throws InputError POLICY_MISSING. */
  file(from: Extract<PolicySource, { from: 'repository' }>): Promise<Uint8Array>;
}

/** More comments than this on one pull request are not searched for ours. */
const COMMENT_PAGES = 30;
const TIMEOUT_MS = 20_000;

export function createGitHub(token: string | null, owner: string, repo: string): GitHub {
  const octokit = token === null ? null : getOctokit(token);
  // Each request with an end: a hanging API must not hang the job. The client's own fetch is kept, because it knows the proxy.
  octokit?.hook.before('request', (options) => {
    options.request.signal = AbortSignal.timeout(TIMEOUT_MS);
  });
  const client = (): ReturnType<typeof getOctokit> => {
    if (octokit === null)
      throw new InputError('USAGE', 'github-token is empty', 'Leave the input out: its default is the token of the workflow.');
    return octokit;
  };
  async function isThere(commit: string): Promise<boolean> {
    try {
      await client().rest.git.getCommit({ owner, repo, commit_sha: commit });
      return true;
    } catch {
      // What was asked before it failed, too, and that error says more.
      return false;
    }
  }
  return {
    async comments(number) {
      const found: Comment[] = [];
      for (let page = 1; page <= COMMENT_PAGES; page++) {
        const { data } = await client().rest.issues.listComments({ owner, repo, issue_number: number, per_page: 100, page });
        found.push(
          ...data.map((one) => ({
            id: one.id,
            body: one.body ?? '',
            login: one.user?.login ?? '',
            bot: one.user?.type === 'Bot',
            app: one.performed_via_github_app?.slug ?? null,
          })),
        );
        if (data.length < 100) return { comments: found, all: true };
      }
      return { comments: found, all: false };
    },
    async addComment(number, body) {
      await client().rest.issues.createComment({ owner, repo, issue_number: number, body });
    },
    async updateComment(comment, body) {
      await client().rest.issues.updateComment({ owner, repo, comment_id: comment, body });
    },
    async viewer() {
      const { viewer } = await client().graphql<{ viewer: { login: string } }>('query { viewer { login } }');
      return viewer.login;
    },
    async mergeBase(base, head) {
      try {
        // One commit per page: only the common ancestor is wanted.
        const { data } = await client().rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${base}...${head}`, per_page: 1 });
        return data.merge_base_commit.sha;
      } catch (error) {
        // GitHub answers 404 as well where both commits are there and have no ancestor in common.
        if (statusOf(error) === 404 && (await isThere(base)) && (await isThere(head))) return null;
        const hint = 'Give the job "permissions: contents: read", or check out with fetch-depth: 0.';
        throw new EffectError('GITHUB_FAILED', `GitHub did not say where the branches part (${reasonOf(error)})`, hint, { cause: error });
      }
    },
    async tip(branch) {
      try {
        return (await client().rest.git.getRef({ owner, repo, ref: `heads/${branch}` })).data.object.sha;
      } catch {
        return null;
      }
    },
    async ask(route, parameters) {
      return (await client().request(route, { ...parameters })).data as unknown;
    },
    async file(from) {
      try {
        const { data } = await client().rest.repos.getContent({
          owner: from.owner,
          repo: from.repo,
          path: from.path,
          ref: from.commit,
          mediaType: { format: 'raw' },
        });
        // Raw content: the client gives text or bytes, depending on the charset that the server states.
        const content: unknown = data;
        if (typeof content === 'string') return new TextEncoder().encode(content);
        if (content instanceof ArrayBuffer) return new Uint8Array(content);
        throw new Error('not a file');
      } catch (error) {
        const hint = 'Check owner, path and commit; for a private repository pass a github-token that may read it. Nothing was judged.';
        const name = `${from.owner}/${from.repo}//${from.path}@${from.commit.slice(0, 7)}`;
        throw new InputError('POLICY_MISSING', `The policy ${name} cannot be read (${reasonOf(error)})`, hint);
      }
    },
  };
}

/** Status and our own words: what the server says is not repeated, it may be written by others. */
export function reasonOf(error: unknown): string {
  const status = statusOf(error);
  // The client calls what never came HTTP 500; only an answer has a response.
  if (status === null || (error instanceof Error && !('response' in error && error.response !== undefined))) return 'no answer';
  return `HTTP ${status}`;
}

export function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
}
