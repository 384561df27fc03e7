import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AppHouse, appHouse, COMMIT, load, OTHER, REPO } from '../../support/app-house.ts';

const POLICY = 'version: 1\nlicenses: { review: [Apache-2.0] }\napprovers: ["@acme/security"]\n';
const PERMISSIONS = { checks: 'write', contents: 'read', pull_requests: 'write', statuses: 'write', merge_queues: 'read' };

let house: AppHouse;

beforeAll(async () => {
  house = await appHouse({ files: { '.github/weighbridge.yml': POLICY }, permissions: { ...PERMISSIONS, members: 'read' } });
  const { github, app } = house;
  github.requireCheck(REPO, 'weighbridge', { app: app.id });
  for (const login of ['ben', 'eve']) {
    github.createUser(login);
    github.addMember('acme', login, 'member');
    github.addCollaborator(REPO, login, 'write');
  }
  github.createTeam('acme/security', { members: ['ada', 'ben'] });
});
afterEach(() => expect(house.github.violations).toEqual([]));
afterAll(() => house.close());

let opened = 0;

/** A pull request of ada that takes a model whose license waits for a review. */
function pull(text = load('acme/a', COMMIT), by = 'ada'): { readonly number: number; readonly head: string; readonly branch: string } {
  const branch = `feature-${opened++}`;
  const head = house.github.pushCommit(REPO, { branch, from: 'main', files: { [`app/${branch}.py`]: text }, by });
  return { number: house.github.openPullRequest(REPO, { head: branch, by }), head, branch };
}

const conclusion = async (number: number): Promise<unknown> => ((await house.evaluate(number)) as { conclusion?: unknown }).conclusion;

describe('a license that waits for a review', () => {
  it('is settled by no approval of what may move: it may be something else since they looked', async () => {
    const { number } = pull(load('acme/a'), 'eve');
    house.github.review(REPO, number, 'APPROVED', 'ben');
    expect(await conclusion(number)).toBe('action_required');
  });

  it('asks for action, and passes once one of the approvers approves exactly this head', async () => {
    const { github } = house;
    const { number, head, branch } = pull();
    expect(await conclusion(number)).toBe('action_required');
    expect(house.run(head)?.title).toBe('Waits for a review: 1 model');
    expect(house.run(head)?.summary).toContain('To go on: an approval');
    // Somebody else, and a comment.
    github.review(REPO, number, 'APPROVED', 'eve');
    github.review(REPO, number, 'COMMENTED', 'ben');
    expect(await conclusion(number)).toBe('action_required');
    github.review(REPO, number, 'APPROVED', 'ben');
    expect(await conclusion(number)).toBe('success');
    expect(house.run(head)?.summary).toContain('1 approval');
    // Taken back.
    github.review(REPO, number, 'CHANGES_REQUESTED', 'ben');
    expect(await conclusion(number)).toBe('action_required');
    // Of the head before.
    github.review(REPO, number, 'APPROVED', 'ben');
    const pushed = github.pushCommit(REPO, { branch, files: { 'app/more.py': load('acme/b', COMMIT) }, by: 'ada' });
    expect(await conclusion(number)).toBe('action_required');
    github.review(REPO, number, 'APPROVED', 'ben');
    expect(await conclusion(number)).toBe('success');
    expect(house.run(pushed)?.conclusion).toBe('success');
  });

  it('is remembered for this version under this license, wherever it is used', async () => {
    const { number } = pull();
    expect(await conclusion(number)).toBe('success');
    expect(await conclusion(pull(load('acme/a', OTHER)).number)).toBe('action_required');
  });

  it('is approved by nobody who wrote it', async () => {
    const { github } = house;
    const { number, branch } = pull(load('acme/b', OTHER), 'eve');
    github.pushCommit(REPO, { branch, files: { 'app/ben.py': 'x = 1\n' }, by: 'ben' });
    github.review(REPO, number, 'APPROVED', 'ben');
    expect(await conclusion(number)).toBe('action_required');
    github.review(REPO, number, 'APPROVED', 'ada');
    expect(await conclusion(number)).toBe('success');
  });
});

it('an installation that has not granted "members: read" is judged all the same, and told what is missing', async () => {
  const other = await appHouse({ files: { '.github/weighbridge.yml': POLICY }, permissions: PERMISSIONS });
  try {
    const { github, app } = other;
    github.requireCheck(REPO, 'weighbridge', { app: app.id });
    const head = github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a', COMMIT) }, by: 'ada' });
    const number = github.openPullRequest(REPO, { head: 'feature', by: 'ada' });
    expect(await other.evaluate(number)).toMatchObject({ conclusion: 'action_required' });
    expect(other.run(head)?.summary).toContain('members: read');
  } finally {
    await other.close();
  }
});
