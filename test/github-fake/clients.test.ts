import { afterEach, expect, it } from 'vitest';
import { clientOf, probotOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';

const repo = { owner: 'acme', repo: 'product' };
const org = { org: 'acme' };
const opened: GitHubScene[] = [];
afterEach(async () => {
  for (const { github } of opened.splice(0)) await github.close();
});

async function scene(): Promise<GitHubScene & { head: string; number: number }> {
  const made = await openScene({ webhookUrl: 'http://127.0.0.1:9/nobody' });
  opened.push(made);
  const head = made.github.pushCommit('acme/product', { branch: 'feature', files: { 'a.py': 'changed\n' } });
  return { ...made, head, number: made.github.openPullRequest('acme/product', { head: 'feature' }) };
}

it('writes checks, statuses, comments, reviews, rules, files', async () => {
  const { github, app, client, head, number } = await scene();
  const pull = { ...repo, pull_number: number };
  const { data: run } = await client.checks.create({ ...repo, name: 'weighbridge', head_sha: head, status: 'in_progress' });
  const finding = { path: 'a.py', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'm' } as const;
  const button = { label: 'Re-run', description: 'again', identifier: 'rerun' };
  const output = { title: 't', summary: 's', annotations: [finding] };
  await client.checks.update({ ...repo, check_run_id: run.id, conclusion: 'failure', output, actions: [button] });
  await client.checks.update({ ...repo, check_run_id: run.id, output });
  expect((await client.checks.listAnnotations({ ...repo, check_run_id: run.id })).data).toHaveLength(2);
  expect((await client.checks.get({ ...repo, check_run_id: run.id })).data.app?.id).toBe(app.id);
  expect((await client.checks.listForRef({ ...repo, ref: 'feature', app_id: app.id })).data.total_count).toBe(1);
  expect((await client.checks.listSuitesForRef({ ...repo, ref: 'feature' })).data.check_suites[0]?.conclusion).toBe('failure');
  await client.checks.rerequestRun({ ...repo, check_run_id: run.id });
  await client.repos.createCommitStatus({ ...repo, sha: head, state: 'success', context: 'ci' });
  expect((await client.repos.getCombinedStatusForRef({ ...repo, ref: head })).data.state).toBe('success');
  const { data: comment } = await client.issues.createComment({ ...repo, issue_number: number, body: 'hi' });
  await client.issues.updateComment({ ...repo, comment_id: comment.id, body: 'ho' });
  expect(comment.performed_via_github_app?.id).toBe(app.id);
  expect(github.comments('acme/product', number).map(({ body, user }) => [user.login, body])).toEqual([['weighbridge[bot]', 'ho']]);
  await client.pulls.createReview({ ...pull, event: 'COMMENT', body: 'x', comments: [{ path: 'a.py', line: 1, body: 'one line' }] });
  const { data: lines } = await client.pulls.listReviewComments(pull);
  await client.pulls.createReplyForReviewComment({ ...pull, comment_id: lines[0]?.id ?? 0, body: 'an answer' });
  await client.pulls.createReviewComment({ ...pull, path: 'a.py', line: 1, side: 'RIGHT', body: 'again', commit_id: head });
  expect((await client.pulls.listReviews(pull)).data).toHaveLength(3);
  const checks = {
    strict_required_status_checks_policy: true,
    required_status_checks: [{ context: 'weighbridge', integration_id: app.id }],
  };
  const rule = { type: 'required_status_checks', parameters: checks } as const;
  const onDefault = { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } };
  const { data: ruleset } = await client.repos.createRepoRuleset({
    ...repo,
    name: 'ours',
    enforcement: 'active',
    conditions: onDefault,
    rules: [rule],
  });
  const everywhere = { ...onDefault, repository_name: { include: ['~ALL'], exclude: [] } };
  await client.repos.createOrgRuleset({ ...org, name: 'all of us', enforcement: 'active', conditions: everywhere, rules: [rule] });
  expect((await client.repos.getBranchRules({ ...repo, branch: 'main' })).data).toHaveLength(2);
  await client.repos.updateRepoRuleset({ ...repo, ruleset_id: ruleset.id, enforcement: 'evaluate' });
  expect((await client.repos.getBranchRules({ ...repo, branch: 'main' })).data.map((one) => one.ruleset_source)).toEqual(['acme']);
  await client.repos.updateBranchProtection({
    ...repo,
    branch: 'main',
    required_status_checks: { strict: true, contexts: [], checks: [{ context: 'ci', app_id: -1 }] },
    enforce_admins: true,
    required_pull_request_reviews: null,
    restrictions: null,
  });
  expect((await client.repos.getStatusChecksProtection({ ...repo, branch: 'main' })).data.checks).toEqual([
    { context: 'ci', app_id: null },
  ]);
  const file = { path: 'new.txt', message: 'm', content: 'YQ==', branch: 'feature' };
  await client.repos.createOrUpdateFileContents({ ...repo, ...file });
  expect(github.git('acme/product', 'show', 'feature:new.txt')).toBe('a');
  await github.delivered();
  expect(github.violations).toEqual([]);
});

it('a commit made of blobs and trees is the one that git makes', async () => {
  const { github, client, head } = await scene();
  const { data: blob } = await client.git.createBlob({ ...repo, content: 'ZnJvbSB0aGUgQVBJCg==', encoding: 'base64' });
  const entry = { path: 'docs/c.md', mode: '100644', type: 'blob', sha: blob.sha } as const;
  const { data: tree } = await client.git.createTree({ ...repo, base_tree: head, tree: [entry] });
  const { data: commit } = await client.git.createCommit({ ...repo, message: 'by hand', tree: tree.sha, parents: [head] });
  await client.git.updateRef({ ...repo, ref: 'heads/feature', sha: commit.sha });
  expect(github.git('acme/product', 'cat-file', '-p', 'feature:docs/c.md')).toBe('from the API');
  expect(github.git('acme/product', 'fsck', '--strict', '--no-dangling')).toBe('');
  await github.delivered();
  expect(github.violations).toEqual([]);
});

it('Probot: its JWT is accepted, a forged one is not, and its installation tokens work', async () => {
  const { github, app, installation, number } = await scene();
  const probot = probotOf(github, app);
  const octokit = await probot.auth(installation.id);
  const { data } = await octokit.rest.pulls.get({ ...repo, pull_number: number });
  expect(data.mergeable_state).toBe('clean');
  const asApp = await probot.auth();
  expect((await asApp.rest.apps.getAuthenticated()).data).toMatchObject({ id: app.id, installations_count: 1 });
  expect((await asApp.rest.apps.getRepoInstallation(repo)).data.id).toBe(installation.id);
  await github.delivered();
  const { data: log } = await asApp.rest.apps.listWebhookDeliveries();
  expect(log.map((one) => one.event)).toContain('pull_request');
  await asApp.rest.apps.redeliverWebhookDelivery({ delivery_id: log[0]?.id ?? 0 });
  const other = github.createApp({ slug: 'other' });
  const forged = await probotOf(github, app, other.privateKey).auth(installation.id);
  await expect(forged.rest.pulls.list(repo)).rejects.toMatchObject({ status: 401 });
  expect(github.violations).toEqual([]);
});

it('the manifest flow gives an App whose key works', async () => {
  const { github } = await scene();
  const manifest = {
    name: 'Our Gate',
    url: 'https://example.org',
    redirect_url: 'http://127.0.0.1:9/back',
    default_permissions: { checks: 'write' },
  };
  const form = new URLSearchParams({ manifest: JSON.stringify(manifest) });
  const back = await fetch(`${github.url}/organizations/acme/settings/apps/new?state=s1`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const url = new URL(back.headers.get('location') ?? '');
  expect(url.searchParams.get('state')).toBe('s1');
  const anonymous = clientOf(github);
  const code = url.searchParams.get('code') ?? '';
  const { data } = await anonymous.apps.createFromManifest({ code });
  await expect(anonymous.apps.createFromManifest({ code })).rejects.toMatchObject({ status: 404 });
  const app = github.state.apps.get(data.id);
  if (app === undefined) return expect.unreachable();
  const asApp = await probotOf(github, app, data.pem).auth();
  expect((await asApp.rest.apps.getAuthenticated()).data?.slug).toBe('our-gate');
});
