import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';

let scene: GitHubScene;
let number: number;
beforeEach(async () => {
  scene = await openScene();
  scene.github.pushCommit('acme/product', { branch: 'feature', files: { 'a.py': 'changed\n' } });
  number = scene.github.openPullRequest('acme/product', { head: 'feature' });
});
afterEach(() => scene.github.close());

it('says who one is', async () => {
  expect(await scene.client.graphql('{ viewer { login } }')).toMatchObject({ viewer: { login: 'weighbridge[bot]' } });
  const ada = clientOf(scene.github, scene.github.userToken('ada'));
  expect(await ada.graphql('{ viewer { login } }')).toMatchObject({ viewer: { login: 'ada' } });
  await expect(clientOf(scene.github).graphql('{ viewer { login } }')).rejects.toMatchObject({ status: 401 });
});

it('minimizes a comment, with a variable and with a literal, and not for somebody who may not', async () => {
  const { github, client } = scene;
  const { data } = await client.issues.createComment({ owner: 'acme', repo: 'product', issue_number: number, body: 'b' });
  const mutation =
    'mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } } }';
  expect(await client.graphql(mutation, { id: data.node_id })).toMatchObject({
    minimizeComment: { minimizedComment: { isMinimized: true } },
  });
  expect(github.comments('acme/product', number)[0]?.minimized).toBe('RESOLVED');
  await client.graphql(`mutation { unminimizeComment(input: { subjectId: "${data.node_id}" }) { clientMutationId } }`);
  expect(github.comments('acme/product', number)[0]?.minimized).toBeNull();
  const reader = clientOf(github, github.installationToken(scene.installation.id, { permissions: { pull_requests: 'read' } }));
  await expect(reader.graphql(mutation, { id: data.node_id })).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
  await expect(client.graphql(mutation, { id: 'IC_nonsense' })).rejects.toMatchObject({ errors: [{ type: 'NOT_FOUND' }] });
});

it('lists and resolves the threads of a review', async () => {
  const { github, client } = scene;
  await client.pulls.createReview({
    owner: 'acme',
    repo: 'product',
    pull_number: number,
    event: 'COMMENT',
    body: 'b',
    comments: [{ path: 'a.py', line: 1, body: 'fix it' }],
  });
  const query = `query($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { reviewThreads(first: 100) { nodes { id isResolved comments(first: 1) { nodes { databaseId } } } } } } }`;
  const found = await client.graphql<{
    repository: {
      pullRequest: { reviewThreads: { nodes: { id: string; isResolved: boolean; comments: { nodes: { databaseId: number }[] } }[] } };
    };
  }>(query, { owner: 'acme', name: 'product', number });
  const [thread] = found.repository.pullRequest.reviewThreads.nodes;
  expect(thread).toMatchObject({
    isResolved: false,
    comments: { nodes: [{ databaseId: github.reviewComments('acme/product', number)[0]?.id }] },
  });
  await client.graphql('mutation($threadId: ID!) { resolveReviewThread(input: { threadId: $threadId }) { thread { isResolved } } }', {
    threadId: thread?.id,
  });
  expect(github.reviewComments('acme/product', number)[0]?.resolved).toBe(true);
});

it('turns auto-merge on for people who may write, and refuses what it does not know', async () => {
  const { github, app, client } = scene;
  github.requireCheck('acme/product', 'weighbridge', { app: app.id });
  const { data } = await client.pulls.get({ owner: 'acme', repo: 'product', pull_number: number });
  const mutation = 'mutation($input: EnablePullRequestAutoMergeInput!) { enablePullRequestAutoMerge(input: $input) { clientMutationId } }';
  const input = { pullRequestId: data.node_id, mergeMethod: 'SQUASH' };
  github.addCollaborator('acme/product', 'reader', 'read');
  const reader = clientOf(github, github.userToken('reader'));
  await expect(reader.graphql(mutation, { input })).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
  await clientOf(github, github.userToken('ada')).graphql(mutation, { input });
  expect(github.pull('acme/product', number).autoMerge).toMatchObject({ method: 'squash', by: { login: 'ada' } });
  await expect(client.graphql('{ securityVulnerabilities(first: 1) { nodes { severity } } }')).rejects.toThrow(/not modelled/);
});
