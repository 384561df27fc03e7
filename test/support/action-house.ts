/** The demo's pull request on a stand-in of GitHub, with its hub, for tests of the Action. */
import { DEMO_REPOS } from '../../scripts/demo/hub.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { type ActionResult, type ActionRun, runAction } from './action.ts';
import { type ServedPullRequest, servePullRequest } from './pull-request.ts';
import { serveGitHub, type ServedGitHub } from './served-github.ts';

/** The form that is rolled out since 2026: about 520 characters, with dots. */
export const LONG = `ghs_1234567_eyJ${'aB3-_'.repeat(60)}.${'cD4_-'.repeat(20)}.${'eF5-_'.repeat(20)}`;

export interface ActionHouse {
  readonly hub: FakeHub;
  readonly served: ServedPullRequest;
  /** A stand-in of its own, over this or another pull request. */
  readonly github: (more?: { readonly readOnly?: boolean; readonly of?: ServedPullRequest }) => Promise<ServedGitHub>;
  /** The event of the pull request with its default checkout, and what is to differ. */
  readonly run: (server: ServedGitHub, more?: Partial<ActionRun>) => Promise<ActionResult>;
  readonly close: () => Promise<void>;
}

export async function openActionHouse(): Promise<ActionHouse> {
  const hub = await startHub({ repos: DEMO_REPOS });
  const served = servePullRequest();
  const started: ServedGitHub[] = [];
  return {
    hub,
    served,
    async github({ readOnly = false, of = served } = {}) {
      const one = await serveGitHub({ of, token: LONG, readOnly });
      started.push(one);
      return one;
    },
    run: (server, more = {}) =>
      runAction({
        workspace: more.workspace ?? served.checkout(served.merge),
        event: 'pull_request',
        payload: served.payload(),
        sha: served.merge,
        ref: 'refs/pull/7/merge',
        server: server.url,
        token: LONG,
        ...more,
        env: { HF_ENDPOINT: hub.url, ...more.env },
      }),
    async close() {
      await hub.close();
      for (const one of started) await one.close();
      served.dispose();
    },
  };
}
