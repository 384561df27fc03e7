/** A policy that moves is applied to what the store keeps: nobody is asked, and only what says something else is written (T3). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHeadEvaluator, type HeadEvaluator, type MoreWork } from '../../../app/evaluate/evaluator.ts';
import type { KeptPulls } from '../../../app/evaluate/ports.ts';
import { type AppHouse, appHouse, load, REPO } from '../../support/app-house.ts';

const OWNER = 'acme/.weighbridge';
const LAX = 'version: 1\nrules: { model/provenance: warn, model/floating: warn, verification/incomplete: warn }\n';
const STRICT = `${LAX}models: { deny: ["hf:acme/a"] }\n`;
const live = new AbortController().signal;

let house: AppHouse;
let evaluator: HeadEvaluator;
let asked: MoreWork[] = [];
/** How much may be written; undefined: all. */
let room: number | undefined;
let at = { installation: 0, repository: 0 };
let policyAt = { installation: 0, repository: 0 };
const pulls: Record<'denied' | 'fine' | 'auto', { number: number; head: string }> = {
  denied: { number: 0, head: '' },
  fine: { number: 0, head: '' },
  auto: { number: 0, head: '' },
};

beforeAll(async () => {
  house = await appHouse({ files: { 'README.md': 'A product.\n' } });
  const { target, github, deps } = house;
  github.requireCheck(REPO, 'weighbridge', { app: house.app.id });
  github.createRepository(OWNER, { files: { 'weighbridge.yml': LAX } });
  const { id } = github.repository(OWNER);
  await house.stores.bindings.bind(target.installationId, { repositoryId: id, owner: 'acme', repo: '.weighbridge' });
  at = { installation: target.installationId, repository: target.repositoryId };
  policyAt = { ...at, repository: id };
  const kept: KeptPulls = {
    ...house.stores.kept,
    reserve(_, writes) {
      if (room === undefined || room >= writes) {
        if (room !== undefined) room -= writes;
        return Promise.resolve({ granted: true });
      }
      return Promise.resolve({ granted: false, at: new Date('2030-01-01T00:00:00Z') });
    },
  };
  evaluator = createHeadEvaluator({
    deps: { ...deps, stores: { ...deps.stores, kept } },
    directory: {
      target: (_, repository) =>
        Promise.resolve(repository === id ? { ...target, repositoryId: id, owner: 'acme', repo: '.weighbridge' } : target),
      refreshed: () => Promise.resolve(target),
      targets: () => Promise.resolve([target]),
      login: () => Promise.resolve(null),
    },
    ask: (work) => Promise.resolve(void asked.push(work)),
    baseline: { origins: [github.url] },
  });
  await judged('denied', { 'app/denied.py': load('acme/a') });
  await judged('fine', { 'app/fine.py': load('acme/b') });
  await judged('auto', { 'app/auto.py': load('acme/a') }, true);
});
afterAll(async () => {
  expect(house.github.violations).toEqual([]);
  await house.close();
});
beforeEach(() => {
  asked = [];
  room = undefined;
});

async function judged(name: keyof typeof pulls, files: Readonly<Record<string, string>>, auto = false): Promise<void> {
  const { github } = house;
  const head = github.pushCommit(REPO, { branch: name, from: 'main', files });
  const number = github.openPullRequest(REPO, { head: name });
  if (auto) {
    github.repository(REPO).allowAutoMerge = true;
    github.enableAutoMerge(REPO, number);
  }
  await evaluator['pull-request']({ ...at, number }, live);
  pulls[name] = { number, head };
}

function conclusions(): Record<string, string | null | undefined> {
  return Object.fromEntries(Object.entries(pulls).map(([name, { head }]) => [name, house.run(head)?.conclusion]));
}

/** The new policy is pushed, and the event worked on: how many requests that cost. */
async function moved(policy: string): Promise<number> {
  const { github } = house;
  github.pushCommit(OWNER, { files: { 'weighbridge.yml': policy } });
  asked = [];
  const before = github.requests.length;
  await evaluator.branch(policyAt, live);
  return github.requests.length - before;
}

describe('a policy that moved', () => {
  it('and says the same asks nobody for anything', async () => {
    await evaluator.branch(policyAt, live);
    const costs = await moved(`${LAX}# seen\n`);
    expect(asked).toEqual([]);
    expect(costs).toBeLessThan(20);
    expect(conclusions()).toEqual({ denied: 'success', fine: 'success', auto: 'success' });
  });

  it('writes what says something else, three requests each, those first that would merge by themselves', async () => {
    const { github } = house;
    const costs = await moved(STRICT);
    expect(costs).toBeLessThan(20);
    expect(asked).toEqual([{ kind: 'verdicts', installation: at.installation }]);
    const before = github.requests.length;
    room = 2;
    expect(await evaluator.verdicts(at, live)).toMatchObject({ kind: 'retry-later', at: new Date('2030-01-01T00:00:00Z') });
    expect(Object.values(conclusions()).filter((one) => one === 'failure')).toHaveLength(1);
    room = undefined;
    expect(await evaluator.verdicts(at, live)).toEqual({ kind: 'done' });
    expect(conclusions()).toEqual({ denied: 'failure', fine: 'success', auto: 'failure' });
    expect(
      house.github
        .comments(REPO, pulls.denied.number)
        .map(({ body }) => body)
        .join(),
    ).toContain('acme/a');
    // Twice the policy, as it was told in two runs, and for each verdict a check and a comment.
    expect(github.requests.length - before).toBeLessThan(40);
    asked = [];
    await evaluator.verdicts(at, live);
    expect(conclusions()).toEqual({ denied: 'failure', fine: 'success', auto: 'failure' });
  });

  it('and is taken back sets them free again', async () => {
    await moved(LAX);
    await evaluator.verdicts(at, live);
    expect(conclusions()).toEqual({ denied: 'success', fine: 'success', auto: 'success' });
  });

  it('that cannot be used any more keeps all of them from being merged, and its repair sets them free', async () => {
    await moved('version: 1\nrules: { model/provenanc: block }\n');
    await evaluator.verdicts(at, live);
    expect(conclusions()).toEqual({ denied: 'action_required', fine: 'action_required', auto: 'action_required' });
    await moved(LAX);
    await evaluator.verdicts(at, live);
    expect(conclusions()).toEqual({ denied: 'success', fine: 'success', auto: 'success' });
  });

  it('in the repository itself counts as well', async () => {
    const { github } = house;
    github.pushCommit(REPO, { files: { '.github/weighbridge.yml': 'version: 1\nmodels: { deny: ["hf:acme/a"] }\n' } });
    await evaluator.branch(at, live);
    expect(asked).toContainEqual({ kind: 'verdicts', installation: at.installation });
    await evaluator.verdicts(at, live);
    expect(conclusions()).toEqual({ denied: 'failure', fine: 'success', auto: 'failure' });
    github.pushCommit(REPO, { files: { '.github/weighbridge.yml': 'version: 1\n' } });
    await evaluator.branch(at, live);
    await evaluator.verdicts(at, live);
    expect(conclusions()).toEqual({ denied: 'success', fine: 'success', auto: 'success' });
  });

  it('that asks for what was never asked has them looked at again, and none is green before that', async () => {
    await moved(`${LAX}scopes: [{ path: "app/**", as: test }]\n`);
    asked = [];
    await evaluator.verdicts(at, live);
    expect(conclusions()).toEqual({ denied: null, fine: null, auto: null });
    expect(asked.map((one) => (one.kind === 'pull-request' ? one.number : one.kind))).toEqual(
      [pulls.auto, pulls.denied, pulls.fine].map(({ number }) => number),
    );
  });

  it('does not speak of pull requests that are closed', async () => {
    const { github } = house;
    github.closePullRequest(REPO, pulls.fine.number);
    await evaluator['pull-request']({ ...at, number: pulls.fine.number }, live);
    const keys = await house.stores.kept.keys(at.installation);
    expect(keys.map(({ number }) => number)).not.toContain(pulls.fine.number);
  });
});
