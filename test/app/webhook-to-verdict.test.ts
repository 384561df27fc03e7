/** All of the App in one process: a webhook comes in, and what people see comes out. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../app/config.ts';
import { openEvaluator } from '../../app/evaluator.ts';
import { type RunningApp, runApp } from '../../app/run.ts';
import { type CheckRun, type FakeGitHub, startGitHub } from '../github-fake/index.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { COMMIT, load, PINNED_POLICY, REPO } from '../support/app-house.ts';
import { environment, SECRET } from '../support/app-keys.ts';
import { quiet } from '../support/jobs.ts';
import { type House, openHouse } from '../support/stores.ts';

let house: House;
let github: FakeGitHub;
let hub: FakeHub;
let running: RunningApp;

beforeAll(async () => {
  house = await openHouse(['embedded']);
  github = await startGitHub();
  hub = await startHub({
    repos: [{ id: 'acme/a', commits: [COMMIT], card: { license: 'apache-2.0' }, files: [{ path: 'config.json', size: 7 }] }],
  });
  github.createOrganization('acme');
  github.createUser('ada');
  github.addMember('acme', 'ada', 'admin');
  github.createRepository(REPO, { files: { '.github/weighbridge.yml': PINNED_POLICY } });
  const app = github.createApp({
    slug: 'weighbridge',
    permissions: { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write', statuses: 'write', merge_queues: 'read' },
    events: ['pull_request', 'merge_group', 'check_run', 'check_suite', 'push', 'repository'],
  });
  const place = await house.place('embedded');
  const env = environment({
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    GITHUB_API_URL: github.url,
    HF_ENDPOINT: hub.url,
    ...(place.kind === 'embedded' ? { DATA_DIR: place.folder } : {}),
  });
  running = await runApp(readConfig(env), { log: quiet, openEvaluator, watchMs: 50, template: await house.template() });
  github.deliverTo(app, `http://127.0.0.1:${running.frontPort}/webhooks`, SECRET);
  github.installApp(app, 'acme');
  github.requireCheck(REPO, 'weighbridge', { app: app.id, strict: true });
  await github.delivered();
});
afterAll(async () => {
  await running.stop();
  await Promise.all([github.close(), hub.close()]);
  await house.dispose();
});

async function completed(head: string): Promise<CheckRun | undefined> {
  const run = () => github.checkRuns(REPO, head).findLast(({ name, status }) => name === 'weighbridge' && status === 'completed');
  await expect.poll(run).toBeDefined();
  return run();
}

it('a pull request is refused, fixed and merged', async () => {
  const bad = github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a') } });
  const number = github.openPullRequest(REPO, { head: 'feature' });
  expect(await completed(bad)).toMatchObject({ conclusion: 'failure' });
  expect(github.merge(REPO, number)).toMatchObject({ merged: false });
  expect(github.comments(REPO, number)).toHaveLength(1);

  const good = github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a', COMMIT) } });
  expect(await completed(good)).toMatchObject({ conclusion: 'success' });
  expect(github.comments(REPO, number)).toHaveLength(1);
  expect(github.merge(REPO, number)).toMatchObject({ merged: true });
  await github.delivered();
  expect(github.violations).toEqual([]);
});
