import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { evaluateMergeGroup } from '../../../app/evaluate/evaluate-group.ts';
import { evaluatePullRequest, giveUp } from '../../../app/evaluate/evaluate-head.ts';
import { startHub } from '../../hub-fake/index.ts';
import { type AppHouse, appHouse, COMMIT, load, PINNED_POLICY, REPO } from '../../support/app-house.ts';

let house: AppHouse;
const live = new AbortController().signal;

beforeAll(async () => {
  house = await appHouse();
  const { github, app } = house;
  // On "release" the model is there already: there the same head adds nothing.
  github.pushCommit(REPO, { branch: 'release', files: { 'app/new.py': load('acme/a') } });
  github.requireCheck(REPO, 'weighbridge', { app: app.id, branches: ['~DEFAULT_BRANCH', 'refs/heads/release'] });
});
afterEach(() => {
  house.github.clearFaults();
  expect(house.github.violations).toEqual([]);
});
afterAll(() => house.close());

/** One commit on a branch of its own, that adds the floating model. */
function adds(branch: string, from = 'main'): string {
  return house.github.pushCommit(REPO, { branch, from, files: { 'app/new.py': load('acme/a'), [`${branch}.txt`]: branch } });
}

describe('one head, several pull requests (T1)', () => {
  it.each([
    ['the green one is evaluated last', ['main', 'release']],
    ['the green one is evaluated first', ['release', 'main']],
  ])('the worst of both counts, whichever comes first: %s', async (_, bases) => {
    const { github } = house;
    const branch = `both-${bases[0]}`;
    const head = adds(branch);
    const numbers = bases.map((base) => github.openPullRequest(REPO, { head: branch, base }));
    for (const number of numbers) expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'failure' });
    expect(house.run(head)).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(house.run(head)?.summary).toMatch(/into `release`/);
    for (const number of numbers) expect(github.merge(REPO, number)).toMatchObject({ merged: false });
  });

  it('a green head that is opened against a stricter base is queued anew before anything is looked up', async () => {
    const { github } = house;
    const head = adds('second');
    const first = github.openPullRequest(REPO, { head: 'second', base: 'release' });
    expect(await house.evaluate(first)).toMatchObject({ conclusion: 'success' });
    const second = github.openPullRequest(REPO, { head: 'second', base: 'main' });
    const before = github.requests.length;
    const hubBefore = house.hub.requests.length;
    github.fault({ path: '/rules/branches/', status: 500 });
    await expect(house.evaluate(second)).rejects.toMatchObject({ code: 'unavailable' });
    const writes = github.requests.slice(before).filter(({ method, path }) => method === 'POST' && path.endsWith('/check-runs'));
    expect(writes[0]?.body).toMatchObject({ status: 'queued', head_sha: head });
    expect(house.hub.requests.length).toBe(hubBefore);
    // The worker died, or GitHub has a fault: the gate is shut.
    expect(house.run(head)).toMatchObject({ status: 'queued', conclusion: null });
    expect(github.merge(REPO, second)).toMatchObject({ merged: false });
    github.clearFaults();
    expect(await house.evaluate(second)).toMatchObject({ conclusion: 'failure' });
  });

  it('a green one that is given another base is judged against that', async () => {
    const { github } = house;
    const head = adds('moves');
    const number = github.openPullRequest(REPO, { head: 'moves', base: 'release' });
    expect(await house.evaluate(number)).toMatchObject({ conclusion: 'success' });
    github.retarget(REPO, number, 'main');
    expect(await house.evaluate(number)).toMatchObject({ conclusion: 'failure' });
    expect(house.run(head)).toMatchObject({ conclusion: 'failure' });
    expect(github.checkRuns(REPO, head)).toHaveLength(2);
  });

  it('when the worse one is closed, the other is free', async () => {
    const { github } = house;
    const head = adds('closes');
    const bad = github.openPullRequest(REPO, { head: 'closes', base: 'main' });
    const good = github.openPullRequest(REPO, { head: 'closes', base: 'release' });
    await house.evaluate(good);
    expect(house.run(head)).toMatchObject({ conclusion: 'failure' });
    github.closePullRequest(REPO, bad);
    expect(await house.evaluate(bad)).toMatchObject({ state: 'done', conclusion: 'success' });
    expect(house.run(head)).toMatchObject({ conclusion: 'success' });
  });

  it('a pull request that is closed, and whose head nobody else has, is left as it is', async () => {
    const { github } = house;
    const head = adds('over');
    const number = github.openPullRequest(REPO, { head: 'over', base: 'release' });
    await house.evaluate(number);
    const kept = (): number => [...house.stores.asked.keys()].filter((key) => key.endsWith(` ${number}`)).length;
    expect(kept()).toBe(1);
    github.closePullRequest(REPO, number);
    const before = github.requests.length;
    expect(await house.evaluate(number)).toMatchObject({ state: 'nothing' });
    // Nobody asks about its packages any more (T3).
    expect(kept()).toBe(0);
    const asks = (body: unknown): boolean => JSON.stringify(body).startsWith('{"query":"query(');
    expect(github.requests.slice(before).every(({ method, body }) => method === 'GET' || asks(body))).toBe(true);
    expect(house.run(head)).toMatchObject({ conclusion: 'success' });
  });

  it('a base whose rules do not require the check gets it under another name', async () => {
    const { github } = house;
    github.pushCommit(REPO, { branch: 'free', files: { 'app/new.py': load('acme/a') } });
    const head = adds('advised');
    const number = github.openPullRequest(REPO, { head: 'advised', base: 'free' });
    expect(await house.evaluate(number)).toMatchObject({ conclusion: 'success' });
    expect(house.run(head)).toBeUndefined();
    expect(house.run(head, 'Weighbridge (advisory)')).toMatchObject({ conclusion: 'success' });
    expect(house.run(head, 'Weighbridge (advisory)')?.summary).toMatch(/not required/);
    const strict = github.openPullRequest(REPO, { head: 'advised', base: 'main' });
    await house.evaluate(strict);
    expect(house.run(head)).toMatchObject({ conclusion: 'failure' });
  });
});

describe('what could not be looked at is never green (T2, T4)', () => {
  it('a branch that does not merge is compared with the common ancestor, and a person is asked', async () => {
    const { github } = house;
    const base = github.git(REPO, 'rev-parse', 'main');
    github.pushCommit(REPO, { branch: 'conflict', from: base, files: { 'note.txt': 'mine' } });
    github.pushCommit(REPO, { branch: 'main', files: { 'note.txt': 'yours' } });
    const number = github.openPullRequest(REPO, { head: 'conflict' });
    expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'action_required' });
    expect(github.comments(REPO, number)[0]?.body).toMatch(/does not merge/);
  });

  it('while GitHub has not merged, the check waits; after some minutes a person is asked', async () => {
    const { github } = house;
    const head = github.pushCommit(REPO, { branch: 'undecided', from: 'main', files: { 'a.txt': '1' } });
    const number = github.openPullRequest(REPO, { head: 'undecided' });
    github.pull(REPO, number).undecided = 100;
    expect(await house.evaluate(number)).toMatchObject({ state: 'later' });
    expect(house.run(head)).toMatchObject({ status: 'in_progress' });
    expect(house.run(head)?.title).toMatch(/^Waiting: next try at /);
    house.advance(4 * 60_000);
    expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'action_required' });
    github.pull(REPO, number).undecided = 0;
    expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'success' });
  });

  it('a hub that is down keeps the check in progress for half an hour, then a person is asked', async () => {
    const { github, deps, target } = house;
    const head = github.pushCommit(REPO, { branch: 'outage', from: 'main', files: { 'app/c.py': load('acme/a', COMMIT) } });
    const number = github.openPullRequest(REPO, { head: 'outage' });
    const down = await startHub({ repos: [] });
    down.fault('/api/', 429, Number.POSITIVE_INFINITY, { 'retry-after': '3600' });
    const without = { ...deps, hubs: { settings: () => Promise.resolve({ hubUrl: down.url, token: null, custom: true }) } };
    const outcome = await evaluatePullRequest(without, target, number, live);
    expect(outcome).toMatchObject({ state: 'later' });
    expect(house.run(head)).toMatchObject({ status: 'in_progress', conclusion: null });
    expect(github.comments(REPO, number)).toEqual([]);
    house.advance(31 * 60_000);
    expect(await evaluatePullRequest(without, target, number, live)).toMatchObject({ state: 'done', conclusion: 'action_required' });
    expect(github.comments(REPO, number)[0]?.body).toMatch(/Could not check/);
    await down.close();
    expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'success' });
    expect(github.comments(REPO, number)).toHaveLength(1);
  });

  it('a job that was given up leaves no open run', async () => {
    const { github } = house;
    const head = github.pushCommit(REPO, { branch: 'given-up', from: 'main', files: { 'g.txt': '1' } });
    const number = github.openPullRequest(REPO, { head: 'given-up' });
    github.fault({ path: '/git/trees/', status: 502 });
    await expect(house.evaluate(number)).rejects.toMatchObject({ code: 'unavailable' });
    await giveUp(house.deps, house.target, { number }, live);
    expect(house.run(head)).toMatchObject({ conclusion: 'action_required' });
  });
});

describe('a merge queue', () => {
  it('every group is judged anew, on its own head', async () => {
    const { github, deps, target } = house;
    const base = github.git(REPO, 'rev-parse', 'main');
    const good = github.pushCommit(REPO, { branch: `gh-readonly-queue/main/pr-1-${base}`, from: 'main', files: { 'q.txt': '1' } });
    const bad = github.pushCommit(REPO, {
      branch: `gh-readonly-queue/main/pr-2-${base}`,
      from: 'main',
      files: { 'app/q.py': load('acme/a') },
    });
    for (const [head, conclusion] of [
      [good, 'success'],
      [bad, 'failure'],
    ] as const) {
      expect(await evaluateMergeGroup(deps, target, head, live)).toMatchObject({ state: 'done', conclusion });
      expect(house.run(head)).toMatchObject({ status: 'completed', conclusion });
    }
  });
});

it('the policy of the base judges, not the one of the branch (T23)', async () => {
  const { github } = house;
  const files = { '.github/weighbridge.yml': PINNED_POLICY.replace('block', 'warn'), 'app/p.py': load('acme/a') };
  github.pushCommit(REPO, { branch: 'relaxes', from: 'main', files });
  const number = github.openPullRequest(REPO, { head: 'relaxes' });
  expect(await house.evaluate(number)).toMatchObject({ conclusion: 'failure' });
  expect(github.comments(REPO, number)[0]?.body).toMatch(/policy/);
});
