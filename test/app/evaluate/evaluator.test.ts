import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Target } from '../../../app/evaluate/deps.ts';
import type { PolicyBinding, PolicyBindings } from '../../../app/evaluate/ports.ts';
import { createHeadEvaluator, type HeadEvaluator, type EvaluatorOptions, type MoreWork } from '../../../app/evaluate/evaluator.ts';
import { type AppHouse, appHouse, load, REPO } from '../../support/app-house.ts';

let house: AppHouse;
let evaluator: HeadEvaluator;
let asked: MoreWork[] = [];
/** What the installation had, and listed before the repository. */
let others: Target[] = [];
let at = { installation: 0, repository: 0 };
const live = new AbortController().signal;

beforeAll(async () => {
  house = await appHouse({ offerPin: true });
  const { target, github } = house;
  github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
  at = { installation: target.installationId, repository: target.repositoryId };
  evaluator = createHeadEvaluator(options());
});

function options(): EvaluatorOptions {
  const { deps, target, github } = house;
  return {
    deps,
    directory: {
      target: (_, repository) => Promise.resolve(targetOf(repository)),
      refreshed: (_, repository) => Promise.resolve(targetOf(repository)),
      targets: () => Promise.resolve(others.concat(target)),
      login: (_, person) => Promise.resolve(person === github.createUser('ada').id ? 'ada' : null),
    },
    ask: (work) => Promise.resolve(void asked.push(work)),
    baseline: { origins: [github.url] },
  };
}
afterEach(() => {
  asked = [];
  house.github.clearFaults();
  expect(house.github.violations).toEqual([]);
});
afterAll(() => house.close());

function targetOf(repository: number) {
  const found = house.github.state.repositories.get(repository);
  return found === undefined || found.deleted
    ? null
    : { ...house.target, repositoryId: found.id, owner: found.owner.login, repo: found.name };
}

describe('jobs', () => {
  it('a pull request is judged, and its repository read as a whole behind its back', async () => {
    const { github } = house;
    const head = github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a') } });
    const number = github.openPullRequest(REPO, { head: 'feature' });
    expect(await evaluator['pull-request']({ ...at, number }, live)).toEqual({ kind: 'done' });
    expect(house.run(head)).toMatchObject({ conclusion: 'failure' });
    expect(asked).toEqual([{ kind: 'branch', ...at }]);
    expect(await evaluator.branch(at, live)).toEqual({ kind: 'done' });
    asked = [];
    await evaluator['pull-request']({ ...at, number }, live);
    expect(asked).toEqual([]);
    // Re-run, by the suite or by the button.
    const runs = github.checkRuns(REPO, head).length;
    await evaluator.head({ ...at, head }, live);
    await evaluator.button({ ...at, head, button: 'rerun', sender: 1 }, live);
    expect(github.checkRuns(REPO, head)).toHaveLength(runs + 2);
  });

  it('pins models for those who may', async () => {
    const { github } = house;
    const head = github.git(REPO, 'rev-parse', 'feature');
    await evaluator.button({ ...at, head, button: 'pin', sender: 1 }, live);
    expect(github.git(REPO, 'rev-parse', 'feature')).toBe(head);
    await evaluator.button({ ...at, head, button: 'pin', sender: github.createUser('ada').id }, live);
    expect(github.git(REPO, 'rev-parse', 'feature^')).toBe(head);
  });

  it('a group of a real merge queue, from its event', async () => {
    const { github } = house;
    const head = github.git(REPO, 'rev-parse', 'feature');
    const number = [...github.repository(REPO).pulls.values()][0]?.number ?? 0;
    await evaluator.head({ ...at, head }, live);
    const rule = github.requireMergeQueue(REPO);
    const group = github.enqueue(REPO, number);
    expect(await evaluator['merge-group']({ ...at, head: group }, live)).toEqual({ kind: 'done' });
    expect(house.run(group)).toMatchObject({ status: 'completed', conclusion: 'success' });
    github.removeRuleset(REPO, rule.id);
    expect(await evaluator['merge-group']({ ...at, head: 'f'.repeat(40) }, live)).toEqual({ kind: 'done' });
  });

  it('a limit puts the job off; what is gone is done; an outage is tried again', async () => {
    const { github } = house;
    github.pushCommit(REPO, { branch: 'late', from: 'main', files: { 'l.txt': '1' } });
    const number = github.openPullRequest(REPO, { head: 'late' });
    github.secondaryLimit(1, 90);
    expect(await evaluator['pull-request']({ ...at, number }, live)).toMatchObject({ kind: 'retry-later' });
    github.createRepository('acme/gone', {});
    const gone = targetOf(github.repository('acme/gone').id);
    github.deleteRepository('acme/gone');
    expect(await evaluator['pull-request']({ ...at, repository: gone?.repositoryId ?? 0, number }, live)).toEqual({ kind: 'done' });
    expect(await evaluator['pull-request']({ installation: 1, repository: 1, number }, live)).toEqual({ kind: 'done' });
    github.fault({ body: 'potentialMergeCommit', status: 503 });
    await expect(evaluator['pull-request']({ ...at, number }, live)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('"not found" in a repository that is there is no end: the check would stay open for ever', async () => {
    const { github } = house;
    const head = github.pushCommit(REPO, { branch: 'lag', from: 'main', files: { 'lag.txt': '1' } });
    const number = github.openPullRequest(REPO, { head: 'lag' });
    for (const fault of [{ body: 'potentialMergeCommit' }, { path: '/git/trees/' }]) {
      github.fault({ ...fault, status: 404, times: 1 });
      await expect(evaluator['pull-request']({ ...at, number }, live)).rejects.toMatchObject({ code: 'missing' });
    }
    expect(await evaluator['pull-request']({ ...at, number }, live)).toEqual({ kind: 'done' });
    expect(house.run(head)).toMatchObject({ conclusion: 'success' });
  });

  it('the first policy of the organization moves everybody whom the baseline judged (T3); another repository nobody', async () => {
    const { github, stores, target, deps } = house;
    github.createRepository('acme/.github', { files: { 'README.md': '1' } });
    const at = { installation: target.installationId, repository: github.repository('acme/.github').id };
    // What is bound here is not remembered for the other tests.
    let bound: PolicyBinding | null = null;
    const bindings: PolicyBindings = {
      get: () => Promise.resolve(bound),
      bind: (_, binding) => Promise.resolve((bound ??= binding)),
    };
    const first = createHeadEvaluator({ ...options(), deps: { ...deps, stores: { ...stores, bindings } } });
    await first.branch(at, live);
    expect(asked).toEqual([]);
    github.pushCommit('acme/.github', { files: { 'weighbridge.yml': 'version: 1\nmodels: { deny: ["hf:acme/*"] }\n' } });
    await first.branch(at, live);
    expect(bound).toMatchObject({ repositoryId: at.repository });
    expect(asked).toEqual([{ kind: 'verdicts', installation: at.installation }]);
    github.deleteRepository('acme/.github');
  });
  it('a push to the policy repository that changes nothing of the policy asks nobody; one to what it rests on does', async () => {
    const { github, stores, target } = house;
    github.createRepository('acme/.weighbridge', { files: { 'weighbridge.yml': 'version: 1\n' } });
    const { id } = github.repository('acme/.weighbridge');
    await stores.bindings.bind(target.installationId, { repositoryId: id, owner: 'acme', repo: '.weighbridge' });
    const push = async (repository: string, file: string, text: string): Promise<number> => {
      github.pushCommit(repository, { files: { [file]: text } });
      asked.length = 0;
      expect(await evaluator.branch({ ...at, repository: github.repository(repository).id }, live)).toEqual({ kind: 'done' });
      return asked.filter(({ kind }) => kind === 'verdicts').length;
    };
    github.createRepository('acme/policies', { files: { 'ai.yml': 'version: 1\nmodels: { deny: ["hf:acme/*"] }\n' } });
    github.git('acme/policies', 'tag', 'v1', 'main');
    const RESTS = 'version: 1\nextends: ["acme/policies//ai.yml@v1"]\n';
    expect(await push('acme/.weighbridge', 'weighbridge.yml', RESTS)).toBeGreaterThan(0);
    expect(await push('acme/.weighbridge', 'README.md', 'words\n')).toBe(0);
    // What is not tagged yet is nobody's policy.
    expect(await push('acme/policies', 'ai.yml', 'version: 1\nmodels: { deny: ["hf:acme/**"] }\n')).toBe(0);
    github.git('acme/policies', 'tag', '-f', 'v1', 'main');
    expect(await push('acme/policies', 'README.md', 'words\n')).toBeGreaterThan(0);
    expect(await push('acme/.weighbridge', 'weighbridge.yml', 'version: 1\nmoed: x\n')).toBeGreaterThan(0);
  });
});
