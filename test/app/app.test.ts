import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../app/config.ts';
import { type Job, keyOf } from '../../app/jobs/jobs.ts';
import { countJobs } from '../../app/jobs/count-jobs.ts';
import { type RunningApp, runApp } from '../../app/run.ts';
import { countPending } from '../../app/store/deliveries.ts';
import { evaluationStores } from '../../app/store/evaluation-stores.ts';
import { isJudged, saveEvaluation } from '../../app/store/evaluations.ts';
import { beginKeptPull } from '../../app/store/kept-pulls.ts';
import { activeInstallations, repositoriesToSweep } from '../../app/store/installations.ts';
import { saveRests } from '../../app/store/pull-rests.ts';
import { type App, type FakeGitHub, type Installation, startGitHub } from '../github-fake/index.ts';
import { environment, SECRET } from '../support/app-keys.ts';
import { DONE, evaluator, quiet } from '../support/jobs.ts';
import { type House, KINDS, openHouse } from '../support/stores.ts';

const EVENTS = ['pull_request', 'merge_group', 'check_run', 'check_suite', 'push', 'repository', 'issue_comment', 'membership'];
const PERMISSIONS = {
  metadata: 'read',
  contents: 'read',
  pull_requests: 'write',
  checks: 'write',
  statuses: 'write',
  merge_queues: 'read',
} as const;
const PREVIOUS = 'aa11bb22cc33dd44ee55ff66';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

describe.each(KINDS)('the App and a GitHub, on %s', (kind) => {
  let github: FakeGitHub;
  let fakeApp: App;
  let installation: Installation;
  let running: RunningApp;
  let jobs: Job[] = [];
  const keys = (): string[] => jobs.map(keyOf);
  const repositoryId = (): number => github.repository('acme/product').id;
  const hook = (): string => `http://127.0.0.1:${running.frontPort}/webhooks`;

  beforeAll(async () => {
    github = await startGitHub();
    github.createOrganization('acme');
    github.createUser('ada');
    github.addMember('acme', 'ada', 'admin');
    github.createRepository('acme/product', { files: { 'a.py': 'x = 1\n' } });
    fakeApp = github.createApp({ slug: 'weighbridge', permissions: PERMISSIONS, events: EVENTS });
    const place = await house.place(kind);
    const where: Record<string, string> = place.kind === 'postgres' ? { DATABASE_URL: place.url } : { DATA_DIR: place.folder };
    const env = environment({
      APP_ID: String(fakeApp.id),
      PRIVATE_KEY: fakeApp.privateKey,
      GITHUB_API_URL: github.url,
      WEBHOOK_SECRET_PREVIOUS: PREVIOUS,
      ...where,
    });
    const openEvaluator = () =>
      evaluator(async (job: Job) => {
        jobs.push(job);
        return DONE;
      });
    running = await runApp(readConfig(env), { log: quiet, openEvaluator, watchMs: 50, template: await house.template() });
    github.deliverTo(fakeApp, hook(), SECRET);
    installation = github.installApp(fakeApp, 'acme');
    await github.delivered();
  });
  afterAll(async () => {
    await running.stop();
    await github.close();
  });

  const repositories = async (): Promise<string[]> => {
    const rows = await running.store.transaction({ installation: installation.id }, (tx) => repositoriesToSweep(tx, installation.id, 10));
    return rows.map(({ owner, name }) => `${owner}/${name}`);
  };
  const pullKey = (number: number): string => `${installation.id}/${repositoryId()}#${number}`;
  const propose = (branch: string): number => {
    github.pushCommit('acme/product', { branch, files: { 'a.py': `x = '${branch}'\n` }, by: 'ada' });
    return github.openPullRequest('acme/product', { head: branch });
  };

  it('knows the repositories of who installed it, and reads each once as a whole', async () => {
    await expect.poll(repositories).toEqual(['acme/product']);
    await expect.poll(keys).toContain(`${installation.id}/${repositoryId()}`);
  });

  it('works on a pull request that is opened, and on each push to it', async () => {
    jobs = [];
    const number = propose('one');
    await expect.poll(keys).toEqual([pullKey(number)]);
    github.pushCommit('acme/product', { branch: 'one', files: { 'a.py': 'x = 2\n' }, by: 'ada' });
    await expect.poll(keys).toEqual([pullKey(number), pullKey(number)]);
  });

  it('takes webhooks twice and in another order, and those signed with the secret from before', async () => {
    jobs = [];
    github.deliverTo(fakeApp, hook(), PREVIOUS);
    github.hooks.hold();
    const numbers = [propose('two'), propose('three')];
    github.hooks.release((held) => [...held, ...held].toReversed());
    await github.delivered();
    github.deliverTo(fakeApp, hook(), SECRET);
    await expect.poll(() => new Set(keys())).toEqual(new Set(numbers.map(pullKey)));
    expect(github.deliveries(fakeApp).every(({ statusCode }) => statusCode === 202)).toBe(true);
  });

  it('asks for a webhook that was lost, once', async () => {
    jobs = [];
    github.hooks.lose(1);
    github.pushCommit('acme/product', { branch: 'main', files: { 'b.py': 'y = 1\n' }, by: 'ada' });
    await github.delivered();
    const lost = `${installation.id}/${repositoryId()}`;
    expect(keys()).not.toContain(lost);
    // On a slow machine GitHub may have given up on others too: what counts is that nothing is asked for twice.
    const again = (): string[] => github.deliveries(fakeApp).flatMap(({ redelivery, guid }) => (redelivery ? [guid] : []));
    await running.queue.enqueue({ kind: 'sweep' });
    await expect.poll(keys).toContain(lost);
    expect(new Set(again()).size).toBe(again().length);
    expect(again().length).toBeGreaterThan(0);
  });

  it('finds an open pull request without a verdict, and leaves one that has its verdict', async () => {
    const [judged, open] = [propose('four'), propose('five')];
    await expect.poll(keys).toEqual(expect.arrayContaining([pullKey(judged), pullKey(open)]));
    await github.delivered();
    // What their own webhooks asked for is over.
    await expect.poll(() => running.store.transaction('operator', countPending)).toBe(0);
    // And so is the sweep of before, which would still ask for them.
    await expect.poll(() => countJobs(running.store.owner)).toEqual([]);
    const head = github.pull('acme/product', judged).headSha;
    const key = { installation: installation.id, repository: repositoryId(), number: judged, head, base: 'b'.repeat(40) };
    await running.store.transaction({ installation: installation.id }, async (tx) => {
      await saveEvaluation(tx, { ...key, policy: 'p', conclusion: 'pass', report: null, validUntil: null });
      await beginKeptPull(tx, installation.id, key, key.head);
      expect(await isJudged(tx, key)).toBe(true);
    });
    jobs = [];
    await running.queue.enqueue({ kind: 'sweep' });
    await expect.poll(keys).toContain(pullKey(open));
    expect(keys()).not.toContain(pullKey(judged));
  });

  it('keeps a command as it was signed, and learns that somebody left a team', async () => {
    const number = propose('said');
    await expect.poll(keys).toContain(pullKey(number));
    jobs = [];
    const { id } = github.comment('acme/product', number, '/weighbridge recheck\n\nplease');
    github.editComment('acme/product', id, '/weighbridge approve');
    github.comment('acme/product', number, 'words');
    // A sweep of before may still ask for pull requests.
    await expect.poll(() => keys().filter((one) => one.includes('~'))).toEqual([`${installation.id}/${repositoryId()}~${id}`]);
    const key = { installationId: installation.id, repositoryId: repositoryId(), comment: id };
    expect(await evaluationStores(running.store).commands.get(key)).toMatchObject({ number, line: '/weighbridge recheck', shown: null });
    const before = { repository: repositoryId(), number };
    await running.store.transaction({ installation: installation.id }, (tx) =>
      saveRests(tx, installation.id, before, { againAt: null, approved: true }),
    );
    jobs = [];
    github.createTeam('acme/security', { members: ['ada'] });
    github.setTeamMembers('acme/security', []);
    await expect.poll(keys).toContain(pullKey(number));
  });

  it('follows a repository that was added, and an uninstall', async () => {
    github.createRepository('acme/second', { files: { 'a.py': 'x = 1\n' } });
    await running.queue.enqueue({ kind: 'installation', installation: installation.id });
    await expect.poll(repositories).toContain('acme/second');
    github.uninstall(installation.id);
    await expect.poll(() => running.store.transaction('operator', activeInstallations)).toEqual([]);
  });

  it('did nothing that the API of GitHub does not know', () => {
    expect(github.violations).toEqual([]);
  });
});
