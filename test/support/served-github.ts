/** The stand-in of GitHub over a served pull request (pull-request.ts): repository "acme/product", pull request 7, the token of a job. */
import { type FakeGitHub, type IssueComment, startGitHub } from '../github-fake/index.ts';
import type { ServedPullRequest } from './pull-request.ts';

export interface ServedGitHub extends Omit<FakeGitHub, 'comments' | 'fault' | 'comment'> {
  /** What stands on the pull request; bodies may be changed. */
  readonly comments: readonly IssueComment[];
  /** Requests whose path contains it fail. */
  fault(part: string, status: number): void;
  comment(body: string, by: string): void;
}

export interface ServedOptions {
  readonly of: ServedPullRequest;
  readonly token: string;
  readonly branch?: string;
  /** The token may only read, as for pull requests from forks. */
  readonly readOnly?: boolean;
}

export async function serveGitHub({ of, token, branch = 'feature/assistant', readOnly = false }: ServedOptions): Promise<ServedGitHub> {
  const github = await startGitHub();
  github.createOrganization('acme');
  const { comments } = github.createRepository('acme/product', { gitDirectory: of.gitDirectory });
  github.openPullRequest('acme/product', { head: branch, number: 7 });
  const level = readOnly ? 'read' : 'write';
  github.actionsToken('acme/product', { value: token, permissions: { contents: 'read', pull_requests: level } });
  return {
    ...github,
    comments,
    fault: (path, status) => github.fault({ path, status }),
    comment(body, by) {
      if (!by.endsWith('[bot]')) return void github.comment('acme/product', 7, body, by);
      const app = github.createApp({ slug: by.replace('[bot]', '') });
      const moment = github.state.moment();
      comments.push({
        id: github.state.nextId(),
        number: 7,
        user: app.bot,
        app,
        body,
        minimized: null,
        createdAt: moment,
        updatedAt: moment,
      });
    },
  };
}
