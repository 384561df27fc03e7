/** What one evaluation asks of GitHub, request by request. Tokens are not counted; answers with 304 cost nothing of the hour, and are counted apart. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type AppHouse, appHouse, COMMIT, load, PINNED_POLICY, REPO } from '../../support/app-house.ts';

let house: AppHouse;
beforeAll(async () => {
  house = await appHouse({
    files: { 'app/old.py': load('acme/b', COMMIT) },
    policyPatience: { state: 60_000, none: 600_000 },
  });
  house.github.createRepository('acme/.weighbridge', { files: { 'weighbridge.yml': PINNED_POLICY } });
  house.github.requireCheck(REPO, 'weighbridge', { app: house.app.id, strict: true });
});
afterEach(() => expect(house.github.violations).toEqual([]));
afterAll(() => house.close());

const SCENE = 'the pull request, both tips, the test merge, our checks, comments, threads, open pull requests';
const LAST = 'whether the same pull requests have this head, and their bases are where they were';
/** Each request that an evaluation may make, and what for. */
const PURPOSES: readonly (readonly [RegExp, string])[] = [
  [/^POST \/graphql .*potentialMergeCommit/, SCENE],
  [/^POST \/graphql .*pullRequests\(/, LAST],
  [/^GET \S+\/rules\/branches\//, 'gate: rulesets'],
  [/^GET \S+\/branches\//, 'gate: protection'],
  [/^POST \S+\/check-runs /, 'a new run'],
  [/^PATCH \S+\/check-runs\//, 'the verdict'],
  [/^GET \/repos\/acme\/\.weighbridge/, 'policy of the organization'],
  [/^GET \S+\/product\/git\/trees\//, 'a tree'],
  [/^GET \S+\/product\/git\/blobs\//, 'a file'],
  [/^POST \S+\/issues\/\d+\/comments /, 'a comment'],
  [/^PATCH \S+\/issues\/comments\//, 'the comment, anew'],
  [/^GET \S+\/pulls\/\d+\/files/, 'the diff, for suggestions'],
  [/^POST \S+\/pulls\/\d+\/reviews /, 'suggestions'],
];

async function asked(number: number): Promise<{ readonly counted: readonly string[]; readonly unmoved: readonly string[] }> {
  const before = house.github.requests.length;
  await house.evaluate(number);
  const requests = house.github.requests.slice(before).filter(({ path }) => !path.endsWith('/access_tokens'));
  const purpose = ({ method, path, body }: (typeof requests)[number]): string => {
    const text = `${method} ${path} ${JSON.stringify(body)}`;
    return PURPOSES.find(([pattern]) => pattern.test(text))?.[1] ?? text;
  };
  return {
    counted: requests.filter(({ status }) => status !== 304).map(purpose),
    unmoved: requests.filter(({ status }) => status === 304).map(purpose),
  };
}

const GATE = ['gate: rulesets', 'gate: protection'];
const POLICY = 'policy of the organization';
let number: number;

it('the very first of an installation reads gate, policy and base as well', async () => {
  const { github } = house;
  github.pushCommit(REPO, { branch: 'first', files: { 'app/new.py': load('acme/a') } });
  const { counted } = await asked(github.openPullRequest(REPO, { head: 'first' }));
  expect(counted).toEqual([
    SCENE,
    ...GATE,
    'a new run',
    ...Array.from({ length: 5 }, () => POLICY),
    'a tree',
    'a tree',
    'a file',
    'a file',
    'a comment',
    'the diff, for suggestions',
    'suggestions',
    LAST,
    'the verdict',
  ]);
  // The bound repository is asked for with a token of its own from now on.
  github.pushCommit(REPO, { branch: 'first', files: { 'app/new.py': load('acme/a', COMMIT) } });
  await asked(1);
});

it('the first time: at most 12', async () => {
  const { github } = house;
  github.pushCommit(REPO, { branch: 'second', files: { 'app/new.py': load('acme/a'), 'app/more.py': `${load('acme/a')}\n` } });
  number = github.openPullRequest(REPO, { head: 'second' });
  const { counted, unmoved } = await asked(number);
  expect(counted).toEqual([
    SCENE,
    'a new run',
    'a tree',
    'a file',
    'a comment',
    'the diff, for suggestions',
    'suggestions',
    LAST,
    'the verdict',
  ]);
  expect(counted.length).toBeLessThanOrEqual(12);
  expect(unmoved).toEqual(GATE);
});

it('pushed again: at most 8', async () => {
  const { github } = house;
  github.pushCommit(REPO, { branch: 'second', files: { 'app/more.py': `${load('acme/a')}\n\n` } });
  const { counted, unmoved } = await asked(number);
  expect(counted).toEqual([SCENE, 'a new run', 'a tree', 'a file', 'the comment, anew', LAST, 'the verdict']);
  expect(counted.length).toBeLessThanOrEqual(8);
  expect(unmoved).toEqual(GATE);
});

it('delivered again with nothing new: one question and no write; nothing is judged', async () => {
  const { stores } = house;
  const before = stores.recorded.length;
  const { counted, unmoved } = await asked(number);
  expect(counted).toEqual([SCENE]);
  expect(unmoved).toEqual(GATE);
  expect(stores.recorded).toHaveLength(before);
  expect(await house.evaluate(number)).toEqual({ state: 'done', conclusion: 'failure', baselines: [] });
});

it.each<readonly [string, () => void]>([
  ['somebody rewrote our comment', () => house.github.editComment(REPO, house.github.comments(REPO, number)[0]?.id ?? 0, 'all is fine')],
  ['somebody deleted our comment', () => house.github.deleteComment(REPO, house.github.comments(REPO, number)[0]?.id ?? 0)],
  ['another pull request has the head', () => void house.github.openPullRequest(REPO, { head: 'second', base: 'other' })],
  ['the base moved', () => void house.github.pushCommit(REPO, { branch: 'main', files: { 'note.txt': '1' } })],
  ['the check says something else', () => void (lastRun().conclusion = 'success')],
  ['the check is open', () => void (lastRun().status = 'queued')],
  ['the organization has another policy', () => pushPolicy('warn')],
  ['the gate changed', () => void house.github.repository(REPO).rulesets.splice(0)],
])('%s: it is judged again', async (_, happens) => {
  const { github, stores } = house;
  if (!github.git(REPO, 'branch', '--list', 'other').includes('other')) github.pushCommit(REPO, { branch: 'other', files: { a: '1' } });
  await house.evaluate(number);
  const settled = stores.recorded.length;
  await house.evaluate(number);
  expect(stores.recorded).toHaveLength(settled);
  happens();
  await house.evaluate(number);
  expect(stores.recorded.length).toBeGreaterThan(settled);
  for (const { number: other, baseRef } of github.repository(REPO).pulls.values())
    if (baseRef === 'other') github.closePullRequest(REPO, other);
});

/** Told to nobody: what is remembered of the policy is too old by then. */
function pushPolicy(level: string): void {
  house.github.pushCommit('acme/.weighbridge', { branch: 'main', files: { 'weighbridge.yml': PINNED_POLICY.replace('block', level) } });
  house.advance(61_000);
}

function lastRun() {
  const run = house.run(house.github.pull(REPO, number).headSha);
  if (run === undefined) throw new Error('there is no run');
  return run;
}
