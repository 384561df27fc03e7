import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientOf, probotOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';
import { OPERATIONS } from './contract/operations.ts';

const REPO = 'acme/product';
const repo = { owner: 'acme', repo: 'product' };
const org = { org: 'acme' };
let scene: GitHubScene;
beforeEach(async () => {
  scene = await openScene({ webhookUrl: 'http://127.0.0.1:9/' });
});
afterEach(() => scene.github.close());

async function asApp({ github, app, installation }: GitHubScene): Promise<void> {
  const { rest } = await probotOf(github, app).auth();
  await rest.apps.getAuthenticated();
  await rest.apps.getWebhookConfigForApp();
  const { data: log } = await rest.apps.listWebhookDeliveries();
  const delivery_id = Number(log[0]?.id);
  await rest.apps.getWebhookDelivery({ delivery_id });
  await rest.apps.redeliverWebhookDelivery({ delivery_id });
  await rest.apps.listInstallations();
  await rest.apps.getInstallation({ installation_id: installation.id });
  await rest.apps.getRepoInstallation(repo);
  await rest.apps.getOrgInstallation(org);
  github.createUser('zoe');
  const own = github.installApp(app, 'zoe');
  await rest.apps.getUserInstallation({ username: 'zoe' });
  await rest.apps.createInstallationAccessToken({ installation_id: own.id });
  await rest.apps.deleteInstallation({ installation_id: own.id });
  await clientOf(github).apps.createFromManifest({ code: github.manifestCode({ name: 'New' }, 'acme') });
}

async function rules({ client, app }: GitHubScene): Promise<void> {
  const required = {
    strict_required_status_checks_policy: true,
    required_status_checks: [{ context: 'weighbridge', integration_id: app.id }],
  };
  const rule = { type: 'required_status_checks', parameters: required } as const;
  const body = { name: 'r', enforcement: 'active' } as const;
  const { data: own } = await client.repos.createRepoRuleset({
    ...repo,
    ...body,
    conditions: { ref_name: { include: ['~ALL'], exclude: [] } },
  });
  await client.repos.getRepoRulesets(repo);
  await client.repos.getRepoRuleset({ ...repo, ruleset_id: own.id });
  await client.repos.updateRepoRuleset({ ...repo, ruleset_id: own.id, enforcement: 'active' });
  await client.repos.getBranchRules({ ...repo, branch: 'main' });
  await client.repos.deleteRepoRuleset({ ...repo, ruleset_id: own.id });
  const conditions = { ref_name: { include: ['~ALL'], exclude: [] }, repository_name: { include: ['~ALL'], exclude: [] } };
  const { data: all } = await client.repos.createOrgRuleset({ ...org, ...body, rules: [rule], conditions });
  await client.repos.getOrgRulesets(org);
  await client.repos.getOrgRuleset({ ...org, ruleset_id: all.id });
  await client.repos.updateOrgRuleset({ ...org, ruleset_id: all.id, enforcement: 'disabled' });
  await client.repos.deleteOrgRuleset({ ...org, ruleset_id: all.id });
  const main = { ...repo, branch: 'main' };
  const protection = { required_status_checks: { strict: true, contexts: ['ci'] }, enforce_admins: false };
  await client.repos.updateBranchProtection({ ...main, ...protection, required_pull_request_reviews: {}, restrictions: null });
  await client.repos.getBranchProtection(main);
  await client.repos.getStatusChecksProtection(main);
  await client.repos.getBranch(main);
  await client.repos.listBranches(repo);
  await client.repos.listTags(repo);
  await client.repos.deleteBranchProtection(main);
}

async function people({ github, client }: GitHubScene): Promise<void> {
  const team = { ...org, team_slug: 'security' };
  github.createTeam('acme/security', { members: ['ada'], repositories: { [REPO]: 'write' } });
  await client.orgs.get(org);
  await client.orgs.checkMembershipForUser({ ...org, username: 'ada' });
  await client.orgs.getMembershipForUser({ ...org, username: 'ada' });
  await client.teams.list(org);
  await client.teams.getByName(team);
  await client.teams.listMembersInOrg(team);
  await client.teams.getMembershipForUserInOrg({ ...team, username: 'ada' });
  await client.repos.listTeams(repo);
  await client.repos.checkCollaborator({ ...repo, username: 'ada' });
  await client.repos.getCollaboratorPermissionLevel({ ...repo, username: 'ada' });
  await client.repos.listForOrg(org);
  await client.users.getByUsername({ username: 'ada' });
  await clientOf(github, github.userToken('ada')).users.getAuthenticated();
  const risk = { value_type: 'single_select', allowed_values: ['regulated'] };
  github.state.accounts.get('acme')?.propertySchema.set('risk', risk);
  github.setProperties(REPO, { risk: 'regulated' });
  await client.request('GET /orgs/{org}/properties/schema', org);
  await client.request('GET /orgs/{org}/properties/values', org);
  await client.request('GET /repos/{owner}/{repo}/properties/values', repo);
  await client.repos.getAllTopics(repo);
}

async function gitObjects({ github, client }: GitHubScene): Promise<void> {
  const head = github.git(REPO, 'rev-parse', 'main');
  const { data: blob } = await client.git.createBlob({ ...repo, content: 'text' });
  await client.git.getBlob({ ...repo, file_sha: blob.sha });
  const { data: tree } = await client.git.createTree({ ...repo, tree: [{ path: 'x', mode: '100644', type: 'blob', sha: blob.sha }] });
  await client.git.getTree({ ...repo, tree_sha: tree.sha });
  const { data: commit } = await client.git.createCommit({ ...repo, message: 'm', tree: tree.sha, parents: [head] });
  await client.git.getCommit({ ...repo, commit_sha: commit.sha });
  await client.git.createRef({ ...repo, ref: 'refs/heads/made', sha: head });
  await client.git.updateRef({ ...repo, ref: 'heads/made', sha: commit.sha });
  await client.git.getRef({ ...repo, ref: 'heads/made' });
  await client.git.listMatchingRefs({ ...repo, ref: 'heads/' });
  await client.git.deleteRef({ ...repo, ref: 'heads/made' });
  await client.repos.listCommits({ ...repo, path: 'a.py' });
  await client.repos.getCommit({ ...repo, ref: 'main' });
  await client.repos.createOrUpdateFileContents({ ...repo, path: 'n.txt', message: 'm', content: 'YQ==' });
  await client.repos.getContent({ ...repo, path: 'n.txt' });
  await client.repos.downloadTarballArchive({ ...repo, ref: 'main' });
  await client.repos.get(repo);
}

async function pulls({ github, client }: GitHubScene): Promise<void> {
  const head = github.pushCommit(REPO, { branch: 'pr', files: { 'a.py': 'changed\n' } });
  const { data: made } = await client.pulls.create({ ...repo, head: 'pr', base: 'main', title: 't' });
  const pull = { ...repo, pull_number: made.number };
  const issue = { ...repo, issue_number: made.number };
  await client.pulls.list({ ...repo, state: 'all' });
  await client.pulls.get(pull);
  await client.pulls.update({ ...pull, title: 'new' });
  await client.pulls.listFiles(pull);
  await client.pulls.listCommits(pull);
  await client.repos.compareCommitsWithBasehead({ ...repo, basehead: 'main...pr' });
  await client.repos.listPullRequestsAssociatedWithCommit({ ...repo, commit_sha: head });
  const { data: comment } = await client.issues.createComment({ ...issue, body: 'b' });
  const its = { ...repo, comment_id: comment.id };
  await client.issues.getComment(its);
  await client.issues.updateComment({ ...its, body: 'c' });
  await client.issues.listComments(issue);
  await client.issues.deleteComment(its);
  const { data: review } = await client.pulls.createReview({
    ...pull,
    event: 'COMMENT',
    body: 'b',
    comments: [{ path: 'a.py', line: 1, body: 'x' }],
  });
  await client.pulls.listReviews(pull);
  await client.pulls.getReview({ ...pull, review_id: review.id });
  await client.pulls.listCommentsForReview({ ...pull, review_id: review.id });
  const { data: line } = await client.pulls.createReviewComment({
    ...pull,
    path: 'a.py',
    line: 1,
    side: 'RIGHT',
    body: 'y',
    commit_id: head,
  });
  await client.pulls.createReplyForReviewComment({ ...pull, comment_id: line.id, body: 'z' });
  await client.pulls.listReviewComments(pull);
  await client.pulls.getReviewComment({ ...repo, comment_id: line.id });
  await client.pulls.updateReviewComment({ ...repo, comment_id: line.id, body: 'yy' });
  await client.pulls.deleteReviewComment({ ...repo, comment_id: line.id });
  await client.repos.createCommitStatus({ ...repo, sha: head, state: 'success' });
  await client.repos.listCommitStatusesForRef({ ...repo, ref: head });
  await client.repos.getCombinedStatusForRef({ ...repo, ref: head });
  await client.pulls.merge(pull);
  await client.pulls.checkIfMerged(pull);
}

async function checks({ github, client }: GitHubScene): Promise<void> {
  const head_sha = github.pushCommit(REPO, { branch: 'checked', files: { 'a.py': 'checked\n' } });
  const { data: suite } = await client.checks.createSuite({ ...repo, head_sha });
  const { data: run } = await client.checks.create({ ...repo, name: 'weighbridge', head_sha });
  const its = { ...repo, check_run_id: run.id };
  await client.checks.update({ ...its, conclusion: 'success' });
  await client.checks.get(its);
  await client.checks.listAnnotations(its);
  await client.checks.rerequestRun(its);
  await client.checks.getSuite({ ...repo, check_suite_id: suite.id });
  await client.checks.listForSuite({ ...repo, check_suite_id: suite.id });
  await client.checks.rerequestSuite({ ...repo, check_suite_id: suite.id });
  await client.checks.listForRef({ ...repo, ref: 'checked', check_name: 'weighbridge', filter: 'all' });
  await client.checks.listSuitesForRef({ ...repo, ref: 'checked', check_name: 'weighbridge' });
}

it('every operation that the stand-in serves answers as the document says', async () => {
  const { github, client } = scene;
  await github.delivered();
  for (const part of [asApp, rules, people, gitObjects, pulls, checks]) await part(scene);
  await client.apps.getBySlug({ app_slug: 'weighbridge' });
  await client.apps.listReposAccessibleToInstallation();
  await client.rateLimit.get();
  await client.apps.revokeInstallationAccessToken();
  await github.delivered();
  const good = new Set(github.requests.filter(({ status }) => status < 400).map(({ operation }) => operation));
  expect(OPERATIONS.filter((one) => !good.has(one))).toEqual([]);
  expect(github.requests.filter(({ status }) => status >= 400)).toEqual([]);
  expect(github.violations).toEqual([]);
});
