/** The GitHub App of the demo: a pull request on a stand-in of GitHub is refused, fixed and merged. */
import { type CheckRun, type FakeGitHub, startGitHub } from '../../test/github-fake/index.ts';
import { startHub } from '../../test/hub-fake/index.ts';
import { type AppProcess, startAppProcess } from './app-process.ts';
import { FLOATING, MODEL, POLICY, REPOSITORY, WITHOUT_MODEL } from './app-content.ts';
import { indented, seconds } from './text.ts';

const CHECK = 'weighbridge';

export interface DemoApp {
  /** The repository of Weighbridge, with dist/. */
  readonly home: string;
  /** Where data folder and log of the App go. */
  readonly out: string;
}

/** Prints what happens. Resolves with true when the pull request was refused first, and merged after the fix. Throws when the App does not start, hangs, or breaks GitHub's contract. */
export async function demoApp({ home, out }: DemoApp): Promise<boolean> {
  console.log(
    '\nThe GitHub App, embedded: one process, its database in a folder. A stand-in of GitHub on loopback sends it signed webhooks.',
  );
  const hub = await startHub({ repos: [MODEL] });
  const github = await startGitHub();
  let app: AppProcess | null = null;
  try {
    const registration = registerApp(github);
    app = await startAppProcess({
      home,
      out,
      appId: registration.id,
      privateKey: registration.privateKey,
      github: github.url,
      hub: hub.url,
    });
    console.log(`\n$ weighbridge-app   (started after ${seconds(app.startedAfter)}; its log: out/demo/app.log)`);
    github.deliverTo(registration, `${app.url}/webhooks`, app.secret);
    github.installApp(registration, 'acme');
    github.requireCheck(REPOSITORY, CHECK, { app: registration.id, strict: true });
    const merged = await pullRequest(github, app);
    await github.delivered();
    console.log(`\nSIGTERM: the App ends what it has begun, and exits with ${await app.stop()}.`);
    return merged;
  } finally {
    await app?.stop();
    await hub.close();
    await github.close();
  }
}

function registerApp(github: FakeGitHub): ReturnType<FakeGitHub['createApp']> {
  github.createOrganization('acme');
  github.createUser('ada');
  github.addMember('acme', 'ada', 'admin');
  github.createRepository(REPOSITORY, { files: { '.github/weighbridge.yml': POLICY, 'app/summary.py': WITHOUT_MODEL } });
  return github.createApp({
    slug: 'weighbridge',
    permissions: { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write', statuses: 'write', merge_queues: 'read' },
    events: ['pull_request', 'merge_group', 'check_run', 'check_suite', 'push', 'repository'],
  });
}

/** Opened, refused, fixed, merged. */
async function pullRequest(github: FakeGitHub, app: AppProcess): Promise<boolean> {
  const floating = github.pushCommit(REPOSITORY, { branch: 'feature/summary', files: { 'app/summary.py': FLOATING }, by: 'ada' });
  const number = github.openPullRequest(REPOSITORY, { head: 'feature/summary', title: 'Summarize tickets', by: 'ada' });
  console.log(`\nAda opens pull request #${number} of ${REPOSITORY}: app/summary.py loads a model.`);
  const refused = await completed(github, app, floating);
  console.log(`\n--- the comment on #${number}\n`);
  for (const { body } of github.comments(REPOSITORY, number)) console.log(indented(body));
  console.log(`\n--- the check ${CHECK} of ${floating.slice(0, 7)}: ${refused.conclusion}\n`);
  console.log(indented(`**${refused.title}**`));
  for (const one of refused.annotations)
    console.log(indented(`\`${String(one['path'])}:${String(one['start_line'])}\` ${String(one['title'])}`));
  if (merge(github, number) || refused.conclusion !== 'failure') return false;

  const files = { 'app/summary.py': accepted(github, number) };
  const fixed = github.pushCommit(REPOSITORY, { branch: 'feature/summary', files, by: 'ada' });
  console.log('\nA suggestion waits in the diff. Ada commits it.');
  const green = await completed(github, app, fixed);
  console.log(`\n--- the check ${CHECK} of ${fixed.slice(0, 7)}: ${green.conclusion}\n\n${indented(`**${green.title}**`)}`);
  const comments = github.comments(REPOSITORY, number).length;
  console.log(`\nStill ${comments} comment on #${number}, brought up to date.`);
  return merge(github, number) && green.conclusion === 'success' && comments === 1;
}

function merge(github: FakeGitHub, number: number): boolean {
  const answer = github.merge(REPOSITORY, number, { by: 'ada' });
  console.log(
    answer.merged
      ? `\nAda presses Merge: merged as ${answer.sha.slice(0, 7)}.`
      : `\nAda presses Merge: refused. ${answer.reason.replaceAll(/\n+/g, ': ')}`,
  );
  return answer.merged;
}

/** The file with the line that the App's review suggests. */
function accepted(github: FakeGitHub, number: number): string {
  const [comment] = github.reviewComments(REPOSITORY, number);
  const suggestion = /```suggestion\n([^\n]*)\n```/.exec(comment?.body ?? '')?.[1];
  if (comment?.line == null || suggestion === undefined) throw new Error('The App suggested no edit in the diff.');
  return FLOATING.split('\n')
    .with(comment.line - 1, suggestion)
    .join('\n');
}

/** The newest verdict on a head; throws when the App ended, or says nothing for a minute. */
async function completed(github: FakeGitHub, app: AppProcess, head: string): Promise<CheckRun> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const run = github.checkRuns(REPOSITORY, head).findLast(({ name, status }) => name === CHECK && status === 'completed');
    if (run !== undefined) return run;
    if (app.ended()) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`The App gave no verdict on ${head.slice(0, 7)}. Its log: out/demo/app.log`);
}
