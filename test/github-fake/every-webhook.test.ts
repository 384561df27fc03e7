import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';
import { WEBHOOKS } from './contract/operations.ts';

const REPO = 'acme/product';
const repo = { owner: 'acme', repo: 'product' };
let scene: GitHubScene;
beforeEach(async () => {
  // Nobody listens; the log has them all.
  scene = await openScene({ webhookUrl: 'http://127.0.0.1:9/' });
});
afterEach(() => scene.github.close());

/** Checks, a merge by auto-merge, and two pull requests in a queue. */
async function merges({ github, client, app }: GitHubScene): Promise<void> {
  const rule = github.requireCheck(REPO, 'weighbridge', { app: app.id });
  const pass = (head_sha: string): Promise<unknown> =>
    client.checks.create({ ...repo, name: 'weighbridge', head_sha, conclusion: 'success' });
  const one = github.pushCommit(REPO, { branch: 'one', files: { 'one.py': '1\n' } });
  const number = github.openPullRequest(REPO, { head: 'one' });
  github.enableAutoMerge(REPO, number);
  github.disableAutoMerge(REPO, number);
  github.enableAutoMerge(REPO, number);
  await pass(one);
  const queue = github.requireMergeQueue(REPO);
  const two = github.pushCommit(REPO, { branch: 'two', files: { 'two.py': '2\n' } });
  const second = github.openPullRequest(REPO, { head: 'two' });
  await pass(two);
  github.enqueue(REPO, second);
  github.dequeue(REPO, second);
  await pass(github.enqueue(REPO, second));
  expect([number, second].map((each) => github.pull(REPO, each).state)).toEqual(['closed', 'closed']);
  await client.repos.updateRepoRuleset({ ...repo, ruleset_id: queue.id, enforcement: 'disabled' });
  for (const { id } of [rule, queue]) github.removeRuleset(REPO, id);
}

async function pullRequests({ github, client }: GitHubScene): Promise<void> {
  const head_sha = github.pushCommit(REPO, { branch: 'pr', files: { 'pr.py': '1\n' } });
  const number = github.openPullRequest(REPO, { head: 'pr' });
  github.pushCommit(REPO, { branch: 'pr', files: { 'pr.py': '2\n' } });
  github.editPullRequest(REPO, number, { title: 'new', body: 'words' });
  github.setDraft(REPO, number, true);
  github.setDraft(REPO, number, false);
  github.closePullRequest(REPO, number);
  github.reopenPullRequest(REPO, number);
  github.review(REPO, number, 'APPROVED', 'bob');
  const { id } = github.comment(REPO, number, 'hello');
  github.editComment(REPO, id, 'hello there');
  await clientOf(github, github.userToken('ada')).issues.deleteComment({ ...repo, comment_id: id });
  const actions = [{ label: 'Pin', description: 'Pin it', identifier: 'pin' }];
  const { data: run } = await client.checks.create({ ...repo, name: 'weighbridge', head_sha, conclusion: 'failure', actions });
  github.press(REPO, run.id, 'pin');
  github.rerequest(REPO, run.id);
  github.rerequestSuite(REPO, run.id);
  github.moveBranch(REPO, 'pr', null);
}

function houses({ github, installation, app }: GitHubScene): void {
  github.protect(REPO, 'main', { required_status_checks: { strict: true, contexts: ['ci'] } });
  github.protect(REPO, 'main', { required_pull_request_reviews: { required_approving_review_count: 2 } });
  github.protect(REPO, 'main', null);
  github.setTopics(REPO, ['ai']);
  github.setDefaultBranch(REPO, 'main');
  github.setProperties(REPO, { risk: 'regulated' });
  for (const one of [true, false]) github.archive(REPO, one);
  for (const one of [false, true]) github.setPrivate(REPO, one);
  github.createRepository('acme/more');
  github.rename('acme/more', 'less');
  github.createRepository('zoe/moving', { files: { a: 'a' } });
  github.transfer('zoe/moving', 'acme');
  github.deleteRepository('acme/less');
  const narrow = github.installApp(app, 'acme', [REPO]);
  github.addRepositories(narrow.id, ['acme/moving']);
  github.removeRepositories(narrow.id, ['acme/moving']);
  github.createTeam('acme/security', { members: ['ada'] });
  github.setTeamMembers('acme/security', []);
  github.setTeamMembers('acme/security', ['ada']);
  github.suspend(installation.id);
  github.suspend(installation.id, false);
  github.uninstall(narrow.id);
}

it('every webhook that the stand-in knows is sent by some scene, and is as the document says', async () => {
  const { github, app } = scene;
  await merges(scene);
  await pullRequests(scene);
  houses(scene);
  await github.delivered();
  const sent = new Set(github.deliveries(app).map((one) => [one.event, one.action].filter(Boolean).join('_').replaceAll('_', '-')));
  expect([...sent].toSorted()).toEqual([...WEBHOOKS].toSorted());
  expect(github.violations).toEqual([]);
});
