import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probotOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: { readonly action?: string; readonly [key: string]: unknown };
}

let scene: GitHubScene;
let server: Server;
let answer: number;
const received: Received[] = [];
const names = (): string[] => received.map(({ headers, body }) => [headers['x-github-event'], body.action].filter(Boolean).join('.'));

beforeEach(async () => {
  received.splice(0);
  answer = 202;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, text, body: JSON.parse(text) as Received['body'] });
      response.writeHead(answer).end('noted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  scene = await openScene({ webhookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks` });
  await scene.github.delivered();
});
afterEach(async () => {
  await scene.github.close();
  server.close();
});

function open(): number {
  scene.github.pushCommit('acme/product', { branch: 'feature', files: { 'a.py': 'changed\n' } });
  return scene.github.openPullRequest('acme/product', { head: 'feature' });
}

it('are signed over the bytes that are sent, and say what they are', async () => {
  open();
  await scene.github.delivered();
  expect(names().toSorted()).toEqual(['check_suite.requested', 'installation.created', 'pull_request.opened', 'push']);
  for (const { headers, text } of received) {
    const expected = createHmac('sha256', 'a secret of the scene').update(text).digest('hex');
    expect(headers['x-hub-signature-256']).toBe(`sha256=${expected}`);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^GitHub-Hookshot\//) as string,
      'x-github-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'x-github-hook-installation-target-id': String(scene.app.id),
      'x-github-hook-installation-target-type': 'integration',
    });
  }
  expect(received.find(({ headers }) => headers['x-github-event'] === 'pull_request')?.body).toMatchObject({
    number: 1,
    installation: { id: scene.installation.id },
    organization: { login: 'acme' },
    repository: { full_name: 'acme/product' },
    pull_request: { mergeable: true, head: { ref: 'feature' } },
  });
});

it('tell the life of a pull request', async () => {
  const number = open();
  const { github } = scene;
  github.pushCommit('acme/product', { branch: 'feature', files: { 'b.py': 'b\n' } });
  github.moveBranch('acme/product', 'release', github.git('acme/product', 'rev-parse', 'main'));
  github.retarget('acme/product', number, 'release');
  github.setDraft('acme/product', number, true);
  github.setDraft('acme/product', number, false);
  github.closePullRequest('acme/product', number);
  github.reopenPullRequest('acme/product', number);
  github.comment('acme/product', number, '/weighbridge help', 'bob');
  github.merge('acme/product', number);
  await github.delivered();
  const wanted = ['opened', 'synchronize', 'edited', 'converted_to_draft', 'ready_for_review', 'closed', 'reopened', 'closed'];
  expect(
    names()
      .filter((one) => one.startsWith('pull_request.'))
      .toSorted(),
  ).toEqual(wanted.map((one) => `pull_request.${one}`).toSorted());
  const edited = received.find(({ body }) => body.action === 'edited');
  expect(edited?.body['changes']).toMatchObject({ base: { ref: { from: 'main' } } });
  const comment = received.find(({ headers }) => headers['x-github-event'] === 'issue_comment');
  expect(comment?.body).toMatchObject({ sender: { login: 'bob' }, comment: { body: '/weighbridge help' }, issue: { pull_request: {} } });
});

it('a fork pushes into its own house: no push, no suite; its checks know no pull request', async () => {
  const { github, client } = scene;
  github.fork('acme/product', 'mallory');
  const head = github.pushCommit('mallory/product', { branch: 'x', files: { 'x.py': '1\n' }, by: 'mallory' });
  const number = github.openPullRequest('acme/product', { head: 'mallory:x' });
  await client.checks.create({ owner: 'acme', repo: 'product', name: 'weighbridge', head_sha: head, conclusion: 'failure' });
  await github.delivered();
  expect(names().toSorted()).toEqual([
    'check_run.completed',
    'check_run.created',
    'check_suite.completed',
    'installation.created',
    'pull_request.opened',
  ]);
  const run = received.find(({ body }) => body['check_run'] !== undefined)?.body['check_run'];
  expect(run).toMatchObject({ pull_requests: [], check_suite: { head_branch: null } });
  expect(github.git('acme/product', 'rev-parse', `refs/pull/${number}/head`)).toBe(head);
});

it('reach only the App that is meant: re-runs and buttons', async () => {
  const number = open();
  const { github, client } = scene;
  const head_sha = github.pull('acme/product', number).headSha;
  const actions = [{ label: 'Pin', description: 'Pin models', identifier: 'pin' }];
  const { data: run } = await client.checks.create({
    owner: 'acme',
    repo: 'product',
    name: 'weighbridge',
    head_sha,
    conclusion: 'failure',
    actions,
  });
  const other = github.createApp({ slug: 'other', permissions: { checks: 'read' }, events: [], privateKey: scene.app.privateKey });
  github.installApp(other, 'acme');
  github.deliverTo(other, scene.app.webhookUrl);
  await github.delivered();
  received.splice(0);
  github.rerequest('acme/product', run.id, 'bob');
  github.rerequestSuite('acme/product', run.id);
  github.press('acme/product', run.id, 'pin', 'bob');
  await github.delivered();
  expect(names().toSorted()).toEqual(['check_run.requested_action', 'check_run.rerequested', 'check_suite.rerequested']);
  expect(received.find(({ body }) => body.action === 'requested_action')?.body).toMatchObject({
    requested_action: { identifier: 'pin' },
    sender: { login: 'bob' },
  });
  expect(() => github.press('acme/product', run.id, 'unknown')).toThrow(/no button/);
});

describe('the network', () => {
  it('delivers twice, with one id', async () => {
    scene.github.hooks.duplicate(1);
    scene.github.setTopics('acme/product', ['ai']);
    await scene.github.delivered();
    const ids = received.slice(-2).map(({ headers }) => headers['x-github-delivery']);
    expect([names().slice(-2), new Set(ids).size]).toEqual([['repository.edited', 'repository.edited'], 1]);
  });

  it('delivers late, in another order', async () => {
    const { github } = scene;
    github.hooks.hold();
    github.setTopics('acme/product', ['ai']);
    github.setPrivate('acme/product', false);
    github.rename('acme/product', 'gate');
    await github.delivered();
    expect(names()).toEqual(['installation.created']);
    github.hooks.release((held) => held.toReversed());
    await github.delivered();
    expect(names().slice(1)).toEqual(['repository.renamed', 'repository.publicized', 'repository.edited']);
  });

  it('never: the log has it as failed, and a redelivery has the same id and the same bytes', async () => {
    const { github, app } = scene;
    github.hooks.lose(1);
    github.setTopics('acme/product', ['ai']);
    answer = 500;
    github.setTopics('acme/product', ['ml']);
    await github.delivered();
    answer = 202;
    const octokit = await probotOf(github, app).auth();
    const { data: failed } = await octokit.request('GET /app/hook/deliveries', { status: 'failure' });
    expect(failed.map((one) => one.status_code)).toEqual([500, 0]);
    const lost = failed[1];
    if (lost === undefined) return expect.unreachable();
    await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: Number(lost.id) });
    await github.delivered();
    const { data: log } = await octokit.rest.apps.listWebhookDeliveries({ per_page: 100 });
    expect(log[0]).toMatchObject({ guid: lost.guid, redelivery: true, status: 'OK', status_code: 202 });
    expect(received.at(-1)?.headers['x-github-delivery']).toBe(lost.guid);
    const { data: whole } = await octokit.rest.apps.getWebhookDelivery({ delivery_id: Number(log[0]?.id) });
    expect(whole.response.payload).toBe('noted');
    expect(whole.request.payload).toEqual(received.at(-1)?.body);
  });

  it('the log has pages', async () => {
    for (const topic of ['a', 'b', 'c']) scene.github.setTopics('acme/product', [topic]);
    await scene.github.delivered();
    const octokit = await probotOf(scene.github, scene.app).auth();
    const all = await octokit.paginate('GET /app/hook/deliveries', { per_page: 2 });
    expect(all.map((one) => one.event)).toEqual(['repository', 'repository', 'repository', 'installation']);
  });

  it('nobody who listens, and one who is too slow', async () => {
    const { github, app } = scene;
    github.deliverTo(app, 'http://127.0.0.1:9/');
    github.setTopics('acme/product', ['a']);
    await github.delivered();
    expect(github.deliveries(app).at(-1)).toMatchObject({ statusCode: 502, status: 'failed to connect to host' });
    const slow = createServer(() => undefined);
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    github.limits.deliveryMs = 20;
    github.deliverTo(app, `http://127.0.0.1:${(slow.address() as AddressInfo).port}/`);
    github.setTopics('acme/product', ['b']);
    await github.delivered();
    slow.closeAllConnections();
    slow.close();
    expect(github.deliveries(app).at(-1)).toMatchObject({ statusCode: 504, status: 'timed out' });
  });
});

it('a suspended or narrowed installation hears nothing of a repository, but of itself', async () => {
  const { github, installation } = scene;
  github.suspend(installation.id);
  open();
  await github.delivered();
  expect(names()).toEqual(['installation.created', 'installation.suspend']);
  github.suspend(installation.id, false);
  github.createRepository('acme/other');
  const narrow = github.createApp({ slug: 'narrow', events: ['repository'], privateKey: scene.app.privateKey });
  github.deliverTo(narrow, scene.app.webhookUrl);
  const { id } = github.installApp(narrow, 'acme', ['acme/other']);
  github.addRepositories(id, ['acme/product']);
  github.removeRepositories(id, ['acme/product']);
  await github.delivered();
  received.splice(0);
  github.setTopics('acme/product', ['a']);
  await github.delivered();
  expect(received.map(({ headers }) => headers['x-github-hook-installation-target-id'])).toEqual([String(scene.app.id)]);
});
