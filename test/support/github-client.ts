/** Real clients on the stand-in: @octokit/rest with a token, and Probot. */
import { Octokit } from '@octokit/rest';
import { Probot, ProbotOctokit } from 'probot';
import type { App, FakeGitHub } from '../github-fake/index.ts';

export type GitHubClient = Octokit['rest'] & Pick<Octokit, 'request' | 'paginate' | 'graphql'>;

const quiet = (): undefined => undefined;

export function clientOf(github: FakeGitHub, token?: string): GitHubClient {
  const octokit = new Octokit({
    baseUrl: github.url,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    ...(token !== undefined && { auth: token }),
  });
  return Object.assign(octokit.rest, { request: octokit.request, paginate: octokit.paginate, graphql: octokit.graphql });
}

/** As an operator starts it, but one try for each request. */
export function probotOf(github: FakeGitHub, app: App, privateKey = app.privateKey): Probot {
  return new Probot({
    appId: app.id,
    privateKey,
    secret: app.webhookSecret,
    baseUrl: github.url,
    logLevel: 'fatal',
    Octokit: ProbotOctokit.defaults((options: Record<string, unknown>) => ({
      ...options,
      retry: { enabled: false },
      throttle: { enabled: false },
    })),
  });
}

/** Status and message of what is refused; 200 and more of what is not. */
export async function statusOf(call: Promise<{ readonly status: number }>): Promise<string> {
  try {
    return String((await call).status);
  } catch (error) {
    const { status, message } = error as { readonly status?: number; readonly message: string };
    return `${status ?? 'no status'} ${message.split(' - https')[0]?.split('\n')[0] ?? ''}`;
  }
}
