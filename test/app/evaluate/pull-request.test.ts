import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { evaluatePullRequest } from '../../../app/evaluate/evaluate-head.ts';
import { COMMENT_MARK } from '../../../src/core/index.ts';
import { type AppHouse, appHouse, COMMIT, load, REPO } from '../../support/app-house.ts';

let house: AppHouse;
beforeAll(async () => {
  house = await appHouse();
  house.github.requireCheck(REPO, 'weighbridge', { app: house.app.id, strict: true });
});
afterEach(() => expect(house.github.violations).toEqual([]));
afterAll(() => house.close());

describe('block, fix, green', () => {
  it('a floating model is refused with comment, check and suggestion; the fix turns all of it', async () => {
    const { github } = house;
    const bad = github.pushCommit(REPO, { branch: 'feature-1', files: { 'app/new.py': load('acme/a') } });
    const number = github.openPullRequest(REPO, { head: 'feature-1' });
    expect(github.merge(REPO, number).merged).toBe(false);

    expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'failure' });
    const run = house.run(bad);
    expect(run).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(run?.title).toMatch(/^Not ready to merge: 1 model/);
    expect(run?.annotations[0]).toMatchObject({ path: 'app/new.py', start_line: 3, annotation_level: 'failure' });
    expect(run?.summary).toMatch(/is required, on an up-to-date branch/);
    expect(github.merge(REPO, number)).toMatchObject({ merged: false });
    const [comment, ...others] = github.comments(REPO, number);
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/Not ready to merge/);
    const [suggestion] = github.reviewComments(REPO, number);
    expect(suggestion).toMatchObject({ path: 'app/new.py', line: 3, side: 'RIGHT' });
    const [, fixed] = /```suggestion\n(.*)\n```/.exec(suggestion?.body ?? '') ?? [];
    expect(fixed).toContain(COMMIT);

    const good = github.pushCommit(REPO, {
      branch: 'feature-1',
      files: { 'app/new.py': load('acme/a').replace(/model = .*/, fixed ?? '') },
    });
    expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'success' });
    expect(house.run(good)).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(github.comments(REPO, number)).toHaveLength(1);
    expect(github.comments(REPO, number)[0]?.body).toMatch(/Ready to merge/);
    expect(github.reviewComments(REPO, number).every(({ resolved }) => resolved)).toBe(true);
    expect(github.merge(REPO, number)).toMatchObject({ merged: true });
  });

  it('each check carries the hash of the log that its verdict is in (T31)', async () => {
    const { github, stores, target } = house;
    const before = stores.audited.length;
    const head = github.pushCommit(REPO, { branch: 'feature-log', files: { 'app/new.py': load('acme/a') } });
    const number = github.openPullRequest(REPO, { head: 'feature-log' });
    await house.evaluate(number);
    const [entry, ...more] = stores.audited.slice(before);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ kind: 'verdict', actor: null, subject: `${REPO}#${number}`, repositoryId: target.repositoryId });
    expect(entry?.body).toMatchObject({
      head,
      branch: 'main',
      base: expect.stringMatching(/^[0-9a-f]{40}$/),
      check: 'failure',
      conclusion: 'block',
      blocking: [{ rule: 'model/provenance', component: 'pkg:huggingface/acme/a' }],
      sbom: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(house.run(head)?.summary).toContain(`Audit log of the App: \`${await stores.audit.newest?.(target.installationId)}\``);
  });

  it('without an entry there is no verdict: the check stays open', async () => {
    const { github, deps, target } = house;
    const head = github.pushCommit(REPO, { branch: 'feature-full', files: { 'app/new.py': load('acme/a', COMMIT) } });
    const number = github.openPullRequest(REPO, { head: 'feature-full' });
    const full = { ...deps, stores: { ...deps.stores, audit: { append: () => Promise.reject(new Error('disk full')) } } };
    await expect(evaluatePullRequest(full, target, number, new AbortController().signal)).rejects.toThrow('disk full');
    expect(house.run(head)).toMatchObject({ status: 'in_progress', conclusion: null });
    await house.evaluate(number);
    expect(house.run(head)).toMatchObject({ conclusion: 'success' });
  });

  it('a second evaluation writes nothing twice', async () => {
    const { github } = house;
    const head = github.pushCommit(REPO, { branch: 'feature-2', files: { 'app/new.py': load('acme/a') } });
    const number = github.openPullRequest(REPO, { head: 'feature-2' });
    await house.evaluate(number);
    const before = github.requests.length;
    await house.evaluate(number);
    const writes = github.requests.slice(before).filter(({ method, operation }) => method !== 'GET' && operation !== 'POST /graphql');
    expect(writes).toEqual([]);
    expect(github.reviews(REPO, number)).toHaveLength(1);
    expect(house.run(head)).toMatchObject({ conclusion: 'failure' });
  });

  it('nothing about AI: a green check, and no comment', async () => {
    const { github } = house;
    const head = github.pushCommit(REPO, { branch: 'feature-3', files: { 'README.md': 'hello\n' } });
    const number = github.openPullRequest(REPO, { head: 'feature-3' });
    expect(await house.evaluate(number)).toMatchObject({ conclusion: 'success' });
    expect(house.run(head)).toMatchObject({ conclusion: 'success' });
    expect(github.comments(REPO, number)).toEqual([]);
  });

  it('what was said is folded away when nothing of it is left', async () => {
    const { github } = house;
    github.pushCommit(REPO, { branch: 'feature-4', files: { 'app/fold.py': load('acme/a') } });
    const number = github.openPullRequest(REPO, { head: 'feature-4' });
    await house.evaluate(number);
    github.pushCommit(REPO, { branch: 'feature-4', files: { 'app/fold.py': null, 'README.md': 'hello\n' } });
    await house.evaluate(number);
    expect(github.comments(REPO, number)).toMatchObject([{ minimized: 'RESOLVED' }]);
    github.pushCommit(REPO, { branch: 'feature-4', files: { 'app/fold.py': load('acme/a') } });
    await house.evaluate(number);
    expect(github.comments(REPO, number)).toMatchObject([{ minimized: null }]);
  });

  it('somebody who plants our mark is not taken for us', async () => {
    const { github } = house;
    github.pushCommit(REPO, { branch: 'feature-5', files: { 'app/new.py': load('acme/a') } });
    const number = github.openPullRequest(REPO, { head: 'feature-5' });
    const planted = github.comment(REPO, number, `${COMMENT_MARK}\n### ✅ Ready to merge`);
    await house.evaluate(number);
    const comments = github.comments(REPO, number);
    expect(comments).toHaveLength(2);
    expect(comments.find(({ id }) => id === planted.id)?.body).toMatch(/✅ Ready to merge$/);
    // Also after the store was lost, ours is found and no second one written.
    const known = { installationId: house.target.installationId, repositoryId: house.target.repositoryId, number };
    const record = await house.stores.evaluations.pull(known);
    if (record !== null) await house.stores.evaluations.savePull(known, { ...record, commentId: planted.id });
    await house.evaluate(number);
    expect(github.comments(REPO, number)).toHaveLength(2);
  });

  it('a fork is judged like any other, by its head', async () => {
    const { github } = house;
    github.fork(REPO, 'mallory');
    const head = github.pushCommit('mallory/product', {
      branch: 'evil',
      from: 'main',
      files: { 'app/new.py': load('acme/a') },
      by: 'mallory',
    });
    const number = github.openPullRequest(REPO, { head: 'mallory:evil' });
    expect(await house.evaluate(number)).toMatchObject({ conclusion: 'failure' });
    expect(house.run(head)).toMatchObject({ conclusion: 'failure' });
  });
});

it('the credential of the organization is not spent on forks, nor on what everybody reads (T26)', async () => {
  const { github, deps, target } = house;
  const spent: boolean[] = [];
  const watched = {
    ...deps,
    hubs: {
      settings: (installation: number, spend: boolean, gitHubToken: string | null) => {
        spent.push(spend);
        return deps.hubs.settings(installation, spend, gitHubToken);
      },
    },
  };
  github.pushCommit('mallory/product', { branch: 'again', from: 'main', files: { 'a.txt': '1' }, by: 'mallory' });
  github.pushCommit(REPO, { branch: 'ours', from: 'main', files: { 'a.txt': '2' } });
  const fork = github.openPullRequest(REPO, { head: 'mallory:again' });
  const own = github.openPullRequest(REPO, { head: 'ours' });
  const live = new AbortController().signal;
  for (const number of [fork, own]) await evaluatePullRequest(watched, target, number, live);
  github.setPrivate(REPO, false);
  await evaluatePullRequest(watched, target, own, live);
  github.setPrivate(REPO, true);
  expect(spent).toEqual([false, true, false]);
});
