import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AppHouse, appHouse, load, REPO } from '../../support/app-house.ts';

let house: AppHouse;
let head = '';
let number = 0;

beforeAll(async () => {
  house = await appHouse();
  house.github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
  head = house.github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a') } });
  number = house.github.openPullRequest(REPO, { head: 'feature' });
});
afterEach(() => {
  house.github.clearFaults();
  house.github.violations.splice(0);
});
afterAll(() => house.close());

/** Whatever happens: never green, never two comments, never merged. */
function safe(): void {
  const { github } = house;
  for (const { status, conclusion } of github.checkRuns(REPO, head)) if (status === 'completed') expect(conclusion).not.toBe('success');
  expect(github.comments(REPO, number).length).toBeLessThanOrEqual(1);
  expect(github.merge(REPO, number).merged).toBe(false);
}

describe('a fault leaves the gate shut, and the next try ends well (every-call.test.ts: at any call)', () => {
  it('a connection that ends after the work was done: no second comment', async () => {
    for (const one of house.github.comments(REPO, number)) house.github.deleteComment(REPO, one.id);
    house.github.fault({ method: 'POST', path: '/comments', cut: 'after', times: 1 });
    await house.evaluate(number).catch(() => undefined);
    safe();
    await house.evaluate(number);
    expect(house.github.comments(REPO, number)).toHaveLength(1);
    safe();
  });

  it('a rate limit puts the job off', async () => {
    house.github.secondaryLimit(1, 60);
    await expect(house.evaluate(number)).rejects.toMatchObject({ name: 'RateLimited' });
    safe();
  });

  it('a job that is ended writes no verdict', async () => {
    const runs = house.github.checkRuns(REPO, head).length;
    const ends = new AbortController();
    const path = {
      test(asked: string): boolean {
        if (asked.includes('/rules/branches/')) ends.abort();
        return ends.signal.aborted;
      },
    };
    house.github.fault({ path, delayMs: 100 });
    await expect(house.evaluate(number, ends.signal)).rejects.toMatchObject({ code: 'aborted' });
    expect(house.github.checkRuns(REPO, head).length).toBeGreaterThanOrEqual(runs);
    safe();
  });

  it('in the end it is judged', async () => {
    expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'failure' });
    expect(house.run(head)).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(house.github.comments(REPO, number)).toHaveLength(1);
    safe();
  });
});

describe('what happens to the repository in flight', () => {
  it('two workers at one pull request come to one comment and one answer', async () => {
    const { github } = house;
    const both = github.pushCommit(REPO, { branch: 'both', from: 'main', files: { 'app/both.py': load('acme/a') } });
    const pull = github.openPullRequest(REPO, { head: 'both' });
    const outcomes = await Promise.all([house.evaluate(pull), house.evaluate(pull)]);
    expect(outcomes).toMatchObject([{ conclusion: 'failure' }, { conclusion: 'failure' }]);
    expect(github.comments(REPO, pull)).toHaveLength(1);
    expect(github.reviews(REPO, pull)).toHaveLength(1);
    expect(house.run(both)).toMatchObject({ status: 'completed', conclusion: 'failure' });
  });

  it('renamed: the old name still leads there', async () => {
    house.github.rename(REPO, 'renamed');
    expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'failure' });
    house.github.rename('acme/renamed', 'product');
  });

  it('archived: nothing can be written, and nothing is said to be fine', async () => {
    house.github.archive(REPO);
    const outcome = await house.evaluate(number).catch((error: unknown) => error);
    expect(outcome).not.toMatchObject({ conclusion: 'success' });
    house.github.archive(REPO, false);
  });

  it('uninstalled: an error of the job, nothing else', async () => {
    house.github.uninstall(house.target.installationId);
    await expect(house.evaluate(number)).rejects.toMatchObject({ name: 'GitHubError' });
  });
});
