/** How many requests of GitHub's API the App needs: for an installation with 50 repositories, and for a pull request, first and again. */
import { readConfig } from '../../app/config.ts';
import { openEvaluator } from '../../app/evaluator.ts';
import { countJobs } from '../../app/jobs/count-jobs.ts';
import { type RunningApp, runApp } from '../../app/run.ts';
import { EVENTS } from '../../app/github/events.ts';
import { type FakeGitHub, startGitHub } from '../github-fake/index.ts';
import { startHub } from '../hub-fake/index.ts';
import { COMMIT, load, PINNED_POLICY, REPO } from '../support/app-house.ts';
import { environment, SECRET } from '../support/app-keys.ts';
import { quiet } from '../support/jobs.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';

const REPOSITORIES = 50;
const FILES = 40;

/** Counted by the stand-in, which checks each against GitHub's contract. GitHub gives an installation 5,000 an hour and more. */
export async function appCalls(): Promise<void> {
  const postgres = await startPostgres();
  const github = await startGitHub();
  const hub = await startHub({
    repos: [{ id: 'acme/a', commits: [COMMIT], card: { license: 'apache-2.0' }, files: [{ path: 'config.json', size: 7 }] }],
  });
  const app = furnish(github);
  const settings = { APP_ID: String(app.id), PRIVATE_KEY: app.privateKey, GITHUB_API_URL: github.url, HF_ENDPOINT: hub.url };
  const config = readConfig(environment({ ...settings, DATABASE_URL: await createDatabase(postgres.adminUrl, 'bench') }));
  const running = await runApp(config, { log: quiet, openEvaluator });
  try {
    github.deliverTo(app, `http://127.0.0.1:${running.frontPort}/webhooks`, SECRET);
    const counted = async (label: string, act: () => unknown): Promise<void> => {
      await idle(github, running);
      const from = github.requests.length;
      act();
      await idle(github, running);
      report(label, github, from);
    };
    await counted(`App, install ${REPOSITORIES} repositories`, () => github.installApp(app, 'acme'));
    await counted('App, pull request opened, base not known', () => {
      github.pushCommit(REPO, { branch: 'one', files: { 'app/one.py': load('acme/a') } });
      github.openPullRequest(REPO, { head: 'one' });
    });
    await counted('App, pushed to again, one file', () =>
      github.pushCommit(REPO, { branch: 'one', files: { 'app/one.py': load('acme/a', COMMIT) } }),
    );
    await counted('App, another pull request on the same base', () => {
      github.pushCommit(REPO, { branch: 'two', files: { 'app/two.py': load('acme/a') } });
      github.openPullRequest(REPO, { head: 'two' });
    });
    await counted('App, a sweep with nothing lost', () => void running.queue.enqueue({ kind: 'sweep' }));
  } finally {
    await running.stop();
    await Promise.all([github.close(), hub.close()]);
    await postgres.dispose();
  }
}

function furnish(github: FakeGitHub): ReturnType<FakeGitHub['createApp']> {
  github.createOrganization('acme');
  github.createUser('ada');
  github.addMember('acme', 'ada', 'admin');
  const files = Object.fromEntries(Array.from({ length: FILES }, (_, at) => [`src/part${at}.py`, `x = ${at}\n`]));
  github.createRepository(REPO, { files: { ...files, '.github/weighbridge.yml': PINNED_POLICY } });
  for (let at = 1; at < REPOSITORIES; at += 1) github.createRepository(`acme/service-${at}`, { files });
  const permissions = {
    metadata: 'read',
    contents: 'read',
    pull_requests: 'write',
    checks: 'write',
    statuses: 'write',
    merge_queues: 'read',
  };
  const events = Object.keys(EVENTS).filter((event) => !event.startsWith('installation'));
  return github.createApp({ slug: 'weighbridge', permissions, events });
}

/** Nothing is delivered, waits or runs, twice in a row: a job may ask for another. */
async function idle(github: FakeGitHub, { store }: RunningApp): Promise<void> {
  for (let quietFor = 0; quietFor < 2; ) {
    await github.delivered();
    await new Promise((resolve) => setTimeout(resolve, 300));
    quietFor = (await countJobs(store.owner)).length === 0 ? quietFor + 1 : 0;
  }
}

function report(label: string, { requests }: FakeGitHub, from: number): void {
  const made = requests.slice(from);
  const kinds = new Map<string, number>();
  for (const { operation } of made) kinds.set(operation ?? 'other', (kinds.get(operation ?? 'other') ?? 0) + 1);
  const most = [...kinds].sort(([, a], [, b]) => b - a).slice(0, 4);
  const words = most.map(([name, times]) => `${times} ${name.replace('/repos/{owner}/{repo}', '…')}`).join(', ');
  console.log(`${label.padEnd(58)} ${String(made.length).padStart(5)} requests  ${words}`);
}
