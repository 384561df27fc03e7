import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { evaluateHead } from '../../../app/evaluate/evaluate-head.ts';
import { pinModels, type PinOutcome } from '../../../app/evaluate/pin-models.ts';
import { type AppHouse, appHouse, COMMIT, load, REPO } from '../../support/app-house.ts';

let house: AppHouse;
const live = new AbortController().signal;

beforeAll(async () => {
  house = await appHouse({ offerPin: true });
  const { github, app } = house;
  github.requireCheck(REPO, 'weighbridge', { app: app.id });
  github.addCollaborator(REPO, 'bob', 'read');
  github.createUser('mallory');
});
afterEach(() => expect(house.github.violations).toEqual([]));
afterAll(() => house.close());

const who = (login: string) => ({ id: house.github.createUser(login).id, login });
const press = (head: string, login = 'ada', deps = house.deps): Promise<PinOutcome> =>
  pinModels(deps, house.target, { head, sender: who(login) }, live);

describe('the button "Pin models"', () => {
  it('writes the revisions in one commit on the branch, and the next evaluation is green', async () => {
    const { github } = house;
    const head = github.pushCommit(REPO, {
      branch: 'feature',
      files: { 'app/new.py': load('acme/a'), 'run.py': { executable: load('acme/b') } },
    });
    const number = github.openPullRequest(REPO, { head: 'feature' });
    await house.evaluate(number);
    expect(house.run(head)?.actions.map((one) => one['identifier'])).toEqual(['rerun', 'pin']);
    const outcome = await press(head);
    expect(outcome).toMatchObject({ state: 'pinned', files: 2 });
    const commit = outcome.state === 'pinned' ? outcome.commit : '';
    expect(github.git(REPO, 'rev-parse', 'feature', `${commit}^`)).toBe(`${commit}\n${head}`);
    expect(github.git(REPO, 'show', `${commit}:app/new.py`)).toContain(`revision="${COMMIT}"`);
    expect(github.git(REPO, 'ls-tree', commit, 'run.py')).toMatch(/^100755/);
    expect(github.git(REPO, 'diff', '--name-only', head, commit).split('\n')).toEqual(['app/new.py', 'run.py']);
    expect(await evaluateHead(house.deps, house.target, commit, live)).toMatchObject({ state: 'done', conclusion: 'success' });
    // Pressed a second time on what is not the head any more.
    expect(await press(head)).toMatchObject({ state: 'refused' });
  });

  it('only for who may write, and only where the operator switched it on', async () => {
    const { github } = house;
    const head = github.pushCommit(REPO, { branch: 'other', from: 'main', files: { 'app/new.py': load('acme/a') } });
    github.openPullRequest(REPO, { head: 'other' });
    for (const login of ['bob', 'mallory']) expect(await press(head, login)).toMatchObject({ state: 'refused' });
    // Somebody who took the login that a person with write access once had.
    const stolen = pinModels(house.deps, house.target, { head, sender: { id: 1, login: 'ada' } }, live);
    expect(await stolen).toMatchObject({ state: 'refused' });
    expect(await press(head, 'ada', { ...house.deps, offerPin: false })).toMatchObject({ state: 'refused' });
    expect(github.git(REPO, 'rev-parse', 'other')).toBe(head);
  });

  it('not on the branch of a fork', async () => {
    const { github } = house;
    github.fork(REPO, 'mallory');
    const head = github.pushCommit('mallory/product', {
      branch: 'evil',
      from: 'main',
      files: { 'app/new.py': load('acme/a') },
      by: 'mallory',
    });
    github.openPullRequest(REPO, { head: 'mallory:evil' });
    expect(await press(head)).toMatchObject({ state: 'refused' });
  });
});
