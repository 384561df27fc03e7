/** All of the App in one process: rules that come and go while pull requests are open, and fifty events about them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../app/config.ts';
import { openEvaluator } from '../../app/evaluator.ts';
import { ADVISORY_NAME } from '../../app/github/gate.ts';
import { type RunningApp, runApp } from '../../app/run.ts';
import { type FakeGitHub, startGitHub } from '../github-fake/index.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { COMMIT, load, REPO } from '../support/app-house.ts';
import { environment, SECRET } from '../support/app-keys.ts';
import { quiet } from '../support/jobs.ts';
import { type House, openHouse } from '../support/stores.ts';

let house: House;
let github: FakeGitHub;
let hub: FakeHub;
let running: RunningApp;
let appId = 0;

beforeAll(async () => {
  house = await openHouse(['embedded']);
  github = await startGitHub();
  hub = await startHub({
    repos: [{ id: 'acme/a', commits: [COMMIT], card: { license: 'apache-2.0' }, files: [{ path: 'config.json', size: 7 }] }],
  });
  github.createOrganization('acme');
  github.createUser('ada');
  github.addMember('acme', 'ada', 'admin');
  github.createRepository(REPO, { files: { 'README.md': 'A product.\n' } });
  const app = github.createApp({
    slug: 'weighbridge',
    permissions: { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write', statuses: 'write', administration: 'read' },
    events: ['pull_request', 'repository_ruleset', 'branch_protection_rule'],
  });
  appId = app.id;
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
  await github.delivered();
});
afterAll(async () => {
  await running.stop();
  await Promise.all([github.close(), hub.close()]);
  await house.dispose();
});

it('no pull request stays stuck, and fifty events cost little more than one', async () => {
  const heads = ['one', 'two', 'three'].map((branch) => {
    const head = github.pushCommit(REPO, { branch, from: 'main', files: { [`app/${branch}.py`]: load('acme/a', COMMIT) } });
    return { head, number: github.openPullRequest(REPO, { head: branch }) };
  });
  const said = (name: string): (string | null | undefined)[] =>
    heads.map(({ head }) => github.checkRuns(REPO, head).findLast((one) => one.name === name && one.status === 'completed')?.conclusion);
  await expect.poll(() => said(ADVISORY_NAME)).toEqual(['success', 'success', 'success']);
  const before = github.requests.length;
  for (let event = 0; event < 25; event += 1)
    github.removeRuleset('acme', github.requireCheck('acme', 'weighbridge', { app: appId, strict: true }).id);
  github.requireCheck('acme', 'weighbridge', { app: appId, strict: true });
  await github.delivered();
  await expect.poll(() => said('weighbridge')).toEqual(['success', 'success', 'success']);
  for (const { number } of heads.slice(0, 1)) expect(github.merge(REPO, number)).toMatchObject({ merged: true });
  const rules = github.requests.slice(before).filter(({ path }) => path.includes('/rules/branches/'));
  expect(rules.length).toBeLessThan(25);
  expect(github.violations).toEqual([]);
});
