import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf, type GitHubClient, statusOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';

const repo = { owner: 'acme', repo: 'product' };
let scene: GitHubScene;
let head: string;
let number: number;
beforeEach(async () => {
  scene = await openScene();
  head = scene.github.pushCommit('acme/product', { branch: 'feature', files: { 'a.py': 'changed\n' } });
  number = scene.github.openPullRequest('acme/product', { head: 'feature' });
});
afterEach(() => scene.github.close());

/** What reports, about which commit, with which result. */
type Report = (scene: {
  readonly ours: GitHubClient;
  readonly theirs: GitHubClient;
  readonly head: string;
  readonly merge: string;
}) => Promise<unknown>;
type Conclusion = 'success' | 'failure' | 'neutral' | 'skipped' | 'action_required' | 'cancelled' | 'timed_out';

const check = (client: GitHubClient, head_sha: string, conclusion?: Conclusion, name = 'weighbridge'): Promise<unknown> =>
  client.checks.create({ ...repo, name, head_sha, ...(conclusion === undefined ? { status: 'in_progress' } : { conclusion }) });
const status = (client: GitHubClient, sha: string, state: 'success' | 'failure' | 'pending'): Promise<unknown> =>
  client.repos.createCommitStatus({ ...repo, sha, state, context: 'weighbridge' });

const TABLE: readonly (readonly [string, Report, 'any' | 'ours', boolean])[] = [
  ['nothing', async () => undefined, 'ours', false],
  ['success', ({ ours, head }) => check(ours, head, 'success'), 'ours', true],
  ['neutral', ({ ours, head }) => check(ours, head, 'neutral'), 'ours', true],
  ['skipped', ({ ours, head }) => check(ours, head, 'skipped'), 'ours', true],
  ['failure', ({ ours, head }) => check(ours, head, 'failure'), 'ours', false],
  ['action_required', ({ ours, head }) => check(ours, head, 'action_required'), 'ours', false],
  ['cancelled', ({ ours, head }) => check(ours, head, 'cancelled'), 'ours', false],
  ['timed_out', ({ ours, head }) => check(ours, head, 'timed_out'), 'ours', false],
  ['under way', ({ ours, head }) => check(ours, head), 'ours', false],
  ['another name', ({ ours, head }) => check(ours, head, 'success', 'Weighbridge'), 'ours', false],
  ['success of another App, where ours must report', ({ theirs, head }) => check(theirs, head, 'success'), 'ours', false],
  ['success of another App, where any may', ({ theirs, head }) => check(theirs, head, 'success'), 'any', true],
  ['a status of another App, where ours must report', ({ theirs, head }) => status(theirs, head, 'success'), 'ours', false],
  ['a status, where any may', ({ theirs, head }) => status(theirs, head, 'success'), 'any', true],
  [
    'a check that passes and a status that fails, of one name',
    async ({ ours, head }) => {
      await check(ours, head, 'success');
      await status(ours, head, 'failure');
    },
    'ours',
    false,
  ],
  [
    'success, then queued again',
    async ({ ours, head }) => {
      await check(ours, head, 'success');
      await ours.checks.create({ ...repo, name: 'weighbridge', head_sha: head, status: 'queued' });
    },
    'ours',
    false,
  ],
  [
    'failure, then success in a newer run',
    async ({ ours, head }) => {
      await check(ours, head, 'failure');
      await check(ours, head, 'success');
    },
    'ours',
    true,
  ],
  [
    'success on the head, failure on the test merge, which counts',
    async ({ ours, head, merge }) => {
      await check(ours, head, 'success');
      await check(ours, merge, 'failure');
    },
    'ours',
    false,
  ],
];

describe.each(['ruleset of the repository', 'ruleset of the organization', 'classic protection'])('required by %s', (kind) => {
  it.each(TABLE)('%s', async (_name, report, source, passes) => {
    const { github, app, client } = scene;
    const wanted = source === 'ours' ? app.id : null;
    if (kind === 'classic protection') {
      const checks = [{ context: 'weighbridge', app_id: wanted ?? -1 }];
      github.protect('acme/product', 'main', { required_status_checks: { strict: false, contexts: [], checks }, enforce_admins: true });
    } else github.requireCheck(kind.endsWith('repository') ? 'acme/product' : 'acme', 'weighbridge', { app: wanted });
    const theirs = clientOf(github, github.actionsToken('acme/product'));
    const merge = github.pull('acme/product', number).test?.sha ?? '';
    await report({ ours: client, theirs, head, merge });
    const ada = clientOf(github, github.userToken('ada'));
    expect((await statusOf(ada.pulls.merge({ ...repo, pull_number: number }))).slice(0, 3)).toBe(passes ? '200' : '405');
    expect(github.pull('acme/product', number).state).toBe(passes ? 'closed' : 'open');
    expect(github.git('acme/product', 'merge-base', '--octopus', 'main', head) === head).toBe(passes);
  });
});

describe('rules', () => {
  it('a new head has no result: what the old one had does not count', async () => {
    scene.github.requireCheck('acme/product', 'weighbridge', { app: scene.app.id });
    await check(scene.client, head, 'success');
    expect(scene.github.mergeBlocks('acme/product', number)).toEqual([]);
    scene.github.pushCommit('acme/product', { branch: 'feature', files: { 'evil.py': 'x\n' } });
    expect(scene.github.mergeBlocks('acme/product', number)).toEqual(['Required status check "weighbridge" is expected.']);
  });

  it('the strict policy wants the newest base in the head', async () => {
    scene.github.requireCheck('acme/product', 'weighbridge', { app: scene.app.id, strict: true });
    await check(scene.client, head, 'success');
    const other = scene.github.pushCommit('acme/product', { files: { 'other.py': 'x\n' } });
    expect(scene.github.merge('acme/product', number)).toEqual({
      merged: false,
      reason: expect.stringContaining('not up to date') as string,
    });
    const { data } = await scene.client.pulls.get({ ...repo, pull_number: number });
    expect(data.mergeable_state).toBe('behind');
    const merged = scene.github.pushCommit('acme/product', { branch: 'feature', files: { 'other.py': 'x\n' }, parents: [head, other] });
    await check(scene.client, merged, 'success');
    expect(scene.github.merge('acme/product', number).merged).toBe(true);
  });

  it.each([
    ['evaluate', { enforcement: 'evaluate' }],
    ['another branch', { conditions: { ref_name: { include: ['refs/heads/release/*'], exclude: [] } } }],
    ['all but this one', { conditions: { ref_name: { include: ['~ALL'], exclude: ['refs/heads/main'] } } }],
    ['tags', { target: 'tag' }],
    ['bypassed by administrators', { bypass_actors: [{ actor_type: 'RepositoryRole', actor_id: 5, bypass_mode: 'always' }] }],
  ])('do not stop ada when they are for %s', (_name, change) => {
    const rules = [{ type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'weighbridge' }] } }];
    const ruleset = { name: 'r', enforcement: 'active', conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } }, rules };
    scene.github.addRuleset('acme/product', { ...ruleset, ...change });
    expect(scene.github.merge('acme/product', number).merged).toBe(true);
  });

  it('of an organization reach repositories by custom property, and follow it', () => {
    const rules = [{ type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'weighbridge' }] } }];
    const repository_property = { include: [{ name: 'risk', source: 'custom', property_values: ['regulated'] }], exclude: [] };
    const conditions = { ref_name: { include: ['~ALL'], exclude: [] }, repository_property };
    scene.github.addRuleset('acme', { name: 'r', enforcement: 'active', conditions, rules });
    expect(scene.github.mergeBlocks('acme/product', number)).toEqual([]);
    scene.github.setProperties('acme/product', { risk: 'regulated' });
    expect(scene.github.mergeBlocks('acme/product', number)).toHaveLength(1);
  });

  it('drafts, conflicts, missing reviews and missing rights stop a merge', () => {
    const { github } = scene;
    github.addCollaborator('acme/product', 'reader', 'read');
    expect(github.merge('acme/product', number, { by: 'reader' })).toMatchObject({ merged: false });
    github.setDraft('acme/product', number, true);
    expect(github.merge('acme/product', number)).toMatchObject({ reason: expect.stringContaining('draft') as string });
    github.setDraft('acme/product', number, false);
    const conditions = { ref_name: { include: ['~ALL'], exclude: [] } };
    const rule = { type: 'pull_request', parameters: { required_approving_review_count: 1 } };
    github.addRuleset('acme/product', { name: 'r', enforcement: 'active', conditions, rules: [rule] });
    expect(github.merge('acme/product', number)).toMatchObject({ reason: expect.stringContaining('approving review') as string });
    github.review('acme/product', number, 'APPROVED', 'bob');
    github.pushCommit('acme/product', { files: { 'a.py': 'conflict\n' } });
    expect(github.merge('acme/product', number)).toEqual({ merged: false, reason: 'Pull Request is not mergeable' });
  });
});

describe('auto-merge', () => {
  beforeEach(() => void scene.github.requireCheck('acme/product', 'weighbridge', { app: scene.app.id }));

  it('merges at the moment when the check turns green', async () => {
    scene.github.enableAutoMerge('acme/product', number);
    await check(scene.client, head, 'failure');
    expect(scene.github.pull('acme/product', number).merged).toBeNull();
    await check(scene.client, head, 'success');
    expect(scene.github.pull('acme/product', number).merged?.by.login).toBe('ada');
  });

  it('merges a green one at once when it is retargeted; a push of somebody without rights turns it off', async () => {
    scene.github.moveBranch('acme/product', 'old', head);
    scene.github.moveBranch('acme/product', 'loose', scene.github.git('acme/product', 'rev-parse', 'main'));
    scene.github.enableAutoMerge('acme/product', number);
    scene.github.retarget('acme/product', number, 'loose', 'ada');
    expect(scene.github.pull('acme/product', number).merged).not.toBeNull();
    const name = scene.github.fork('acme/product', 'mallory');
    scene.github.pushCommit('mallory/product', { branch: 'x', files: { 'x.py': '1\n' }, by: 'mallory' });
    const other = scene.github.openPullRequest('acme/product', { head: 'mallory:x' });
    scene.github.enableAutoMerge('acme/product', other);
    scene.github.pushCommit('mallory/product', { branch: 'x', files: { 'x.py': '2\n' }, by: 'mallory' });
    expect([name.name, scene.github.pull('acme/product', other).autoMerge]).toEqual(['product', null]);
  });

  it('is refused when nothing stands in the way', async () => {
    await check(scene.client, head, 'success');
    expect(() => scene.github.enableAutoMerge('acme/product', number)).toThrow(/clean status/);
  });
});

describe('merge queue', () => {
  beforeEach(() => {
    scene.github.requireCheck('acme/product', 'weighbridge', { app: scene.app.id });
    scene.github.requireMergeQueue('acme/product');
  });

  it('judges the group, not the pull request, and merges in order', async () => {
    const { github, client } = scene;
    await check(client, head, 'success');
    expect(github.merge('acme/product', number)).toMatchObject({ merged: false, reason: expect.stringContaining('merge queue') as string });
    const second = github.pushCommit('acme/product', { branch: 'second', files: { 's.py': 's\n' } });
    const other = github.openPullRequest('acme/product', { head: 'second' });
    await check(client, second, 'success');
    const [one, two] = [github.enqueue('acme/product', number), github.enqueue('acme/product', other)];
    expect(github.git('acme/product', 'rev-parse', `${two}^1`)).toBe(one);
    await check(client, two, 'success');
    expect(github.pull('acme/product', other).merged).toBeNull();
    await check(client, one, 'success');
    expect([number, other].map((each) => github.pull('acme/product', each).merged?.sha)).toEqual([one, two]);
    expect(github.git('acme/product', 'rev-parse', 'main')).toBe(two);
    expect(github.git('acme/product', 'for-each-ref', 'refs/heads/gh-readonly-queue')).toBe('');
  });

  it('a group that fails leaves, and those behind it are built anew', async () => {
    const { github, client } = scene;
    await check(client, head, 'success');
    const second = github.pushCommit('acme/product', { branch: 'second', files: { 's.py': 's\n' } });
    const other = github.openPullRequest('acme/product', { head: 'second' });
    await check(client, second, 'success');
    const first = github.enqueue('acme/product', number);
    github.enqueue('acme/product', other);
    await check(client, first, 'failure');
    const [left] = github.repository('acme/product').queue;
    expect([left?.pull.number, left?.baseSha]).toEqual([other, github.git('acme/product', 'rev-parse', 'main')]);
  });
});
