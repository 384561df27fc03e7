/** A proposed policy is tried on the open pull requests that are kept, before it is in force (T26, T40). */
import { afterEach, describe, expect, it } from 'vitest';
import { dryRunOf } from '../../../app/evaluate/dry-run.ts';
import { createHeadEvaluator, type HeadEvaluator } from '../../../app/evaluate/evaluator.ts';
import type { Target } from '../../../app/evaluate/deps.ts';
import { proposedPolicy } from '../../../src/core/index.ts';
import { memoryTree } from '../../../src/core/io/trees/memory-tree.ts';
import type { SeenRequest } from '../../github-fake/server.ts';
import { type AppHouse, appHouse, COMMIT, load, REPO } from '../../support/app-house.ts';

const OWNER = 'acme/.weighbridge';
const FILE = 'weighbridge.yml';
const LAX = 'version: 1\nrules: { model/provenance: warn, model/floating: warn, verification/incomplete: warn }\n';
const STRICT = `${LAX}models: { deny: ["hf:acme/a"] }\n`;
const SCOPED = `${STRICT}scopes: [{ path: "app/**", as: test }]\n`;
const live = new AbortController().signal;

let house: AppHouse;
let evaluator: HeadEvaluator;
let targets: Target[] = [];
let opened = 0;

afterEach(async () => {
  expect(house.github.violations).toEqual([]);
  await house.close();
});

/** Two open pull requests of the product, judged under the policy in force. */
async function start({ policy = LAX, isPublic = false } = {}): Promise<void> {
  house = await appHouse({ files: { 'README.md': 'A product.\n' } });
  const { github, target, deps } = house;
  github.createUser('ben');
  github.createUser('eve');
  github.addMember('acme', 'ben');
  github.createRepository(OWNER, { files: { [FILE]: policy, '.github/weighbridge.yml': 'version: 1\n' }, private: !isPublic });
  github.addCollaborator(OWNER, 'ben', 'write');
  github.requireCheck(OWNER, 'weighbridge', { app: house.app.id });
  const home: Target = { ...target, repositoryId: github.repository(OWNER).id, owner: 'acme', repo: '.weighbridge' };
  await house.stores.bindings.bind(target.installationId, home);
  targets = [target, home];
  evaluator = createHeadEvaluator({
    deps,
    directory: {
      target: (_, repository) => Promise.resolve(targets.find(({ repositoryId }) => repositoryId === repository) ?? null),
      refreshed: () => Promise.resolve(target),
      targets: () => Promise.resolve(targets),
      login: () => Promise.resolve(null),
    },
    ask: () => Promise.resolve(),
    baseline: { origins: [github.url] },
  });
  opened = 0;
  await judged(REPO, { 'app/denied.py': load('acme/a', COMMIT) });
  await judged(REPO, { 'app/fine.py': load('acme/b', COMMIT) });
}

interface Judged {
  readonly conclusion: string | null | undefined;
  readonly summary: string;
  readonly comments: string;
  readonly requests: readonly SeenRequest[];
  readonly number: number;
}

async function judged(repository: string, files: Readonly<Record<string, string | null>>, by = 'ada', base = 'main'): Promise<Judged> {
  const { github, app } = house;
  const branch = `change-${opened++}`;
  const head = github.pushCommit(repository, { branch, from: base, files });
  return evaluated(repository, github.openPullRequest(repository, { head: branch, by, base }), head, app.id);
}

async function evaluated(repository: string, number: number, head: string, app: number): Promise<Judged> {
  const { github, target } = house;
  const before = github.requests.length;
  await evaluator['pull-request']({ installation: target.installationId, repository: github.repository(repository).id, number }, live);
  const run = github.checkRuns(repository, head).findLast((one) => one.app?.id === app);
  return {
    conclusion: run?.conclusion,
    summary: run?.summary ?? '',
    comments: github
      .comments(repository, number)
      .map(({ body }) => body)
      .join('\n'),
    requests: github.requests.slice(before),
    number,
  };
}

const propose = (policy: string | null, by?: string): Promise<Judged> => judged(OWNER, { [FILE]: policy }, by);
const toProduct = ({ requests }: Judged): string[] => requests.flatMap(({ path }) => (path.startsWith(`/repos/${REPO}`) ? [path] : []));

describe('a pull request that changes the policy of the organization', () => {
  it('is told numbers, then names, in check and comment, and asks nothing about the others', async () => {
    await start();
    const told = await propose(STRICT, 'ben');
    expect(told.conclusion).toBe('success');
    for (const text of [told.summary, told.comments]) {
      expect(text).toContain('**Dry run** of this policy over 2 open pull requests');
      expect(text).toContain('- **1** would be told the same');
      expect(text).toContain('- **1** would be told something else: **1** not ready to merge any more');
      expect(text).toMatch(/`acme\/product#1`: ready → not ready · .*acme\/a/);
      expect(text).not.toContain('acme/product#2');
    }
    expect(toProduct(told)).toEqual([]);
    // Nothing of what the others are told was touched.
    const kept = await house.stores.kept.keys(house.target.installationId);
    expect(await Promise.all(kept.map(async (key) => (await house.stores.kept.load(key))?.conclusion))).not.toContain('failure');
  });

  it('that sets others free is told so', async () => {
    await start({ policy: STRICT });
    const told = await propose(LAX);
    expect(told.summary).toContain('**1** ready to merge from then on');
    expect(told.summary).toMatch(/`acme\/product#1`: not ready → ready · no longer /);
  });

  it('that only adds a comment changes nothing, and says so', async () => {
    await start();
    const told = await propose(`${LAX}# seen\n`);
    expect(told.comments).toContain('- **2** would be told the same');
    expect(told.comments).not.toContain('<details><summary>What would be');
  });

  it('that asks for what was never gathered says of whom', async () => {
    await start();
    const told = await propose(SCOPED);
    expect(told.summary).toContain('- **2** need evidence that was never gathered');
    expect(told.summary).toMatch(/`acme\/product#2`: other folders count as not shipped/);
    expect(toProduct(told)).toEqual([]);
  });

  it('counts what was approved before, and asks nobody who is still in the team', async () => {
    await start();
    const { stores, target } = house;
    const pull = { repositoryId: target.repositoryId, number: 1, head: COMMIT };
    const given = {
      approver: '@ada',
      as: '@acme/security',
      component: 'pkg:huggingface/acme/a',
      version: COMMIT,
      license: 'Apache-2.0',
      review: 1,
    };
    await stores.approvals.add(target.installationId, pull, [given]);
    const told = await propose(`${LAX}licenses: { review: [Apache-2.0] }\napprovers: ["@acme/security"]\n`);
    expect(told.summary).toMatch(/`acme\/product#1`: ready → ready/);
    expect(told.summary).toMatch(/`acme\/product#2`: ready → waits for a person/);
    expect(told.requests.filter(({ path }) => path.startsWith('/orgs/'))).toEqual([]);
    expect(toProduct(told)).toEqual([]);
  });

  it('does not count what differs because time went on', async () => {
    await start();
    for (const key of await house.stores.kept.keys(house.target.installationId)) {
      const state = await house.stores.kept.load(key);
      if (state !== null) await house.stores.kept.save({ ...state, told: 'as another day told it' });
    }
    expect((await propose(`${LAX}# seen\n`)).summary).toContain('- **2** would be told the same');
  });

  it('counts itself and what is not kept of another one apart', async () => {
    await start();
    await propose(STRICT);
    const second = await propose(`${STRICT}# again\n`);
    expect(second.summary).toContain('over 3 open pull requests');
    expect(second.summary).toMatch(/`acme\/\.weighbridge#1`: nothing is kept of it/);
    expect(second.summary).not.toContain('weighbridge#2');
  });

  it('is judged by the merge result: what the default branch has meanwhile counts, too', async () => {
    await start();
    const { github, app } = house;
    const lines = `${LAX}# 1\n# 2\n# 3\n# 4\n`;
    github.pushCommit(OWNER, { files: { [FILE]: lines } });
    const head = github.pushCommit(OWNER, { branch: 'comment', from: 'main', files: { [FILE]: `${lines}# end\n` } });
    github.pushCommit(OWNER, { files: { [FILE]: lines.replace('version: 1\n', 'version: 1\nmodels: { deny: ["hf:acme/a"] }\n') } });
    const told = await evaluated(OWNER, github.openPullRequest(OWNER, { head: 'comment' }), head, app.id);
    // Under both, what is denied now is denied.
    expect(told.summary).toContain('- **2** would be told the same');
  });
});

describe('there is no dry run', () => {
  it.each([
    ['with mistakes', 'version: 1\nrules: { model/provenanc: block }\n', /No dry run\.\*\* The proposed policy has mistakes/],
    ['that is gone', null, /No dry run\.\*\* The change leaves no policy/],
  ])('of a policy %s, and the check says why', async (_, policy, why) => {
    await start();
    expect((await propose(policy)).summary).toMatch(why);
  });

  it('for an author who may only read, nor for a branch of a fork (T26)', async () => {
    await start();
    const { github, app } = house;
    const told = await propose(STRICT, 'eve');
    expect(told.summary).toContain('**No dry run.** It is made only for a branch of this repository');
    expect(told.summary).not.toContain(REPO);
    github.fork(OWNER, 'ben');
    const head = github.pushCommit('ben/.weighbridge', { branch: 'mine', files: { [FILE]: STRICT } });
    const foreign = await evaluated(OWNER, github.openPullRequest(OWNER, { head: 'ben:mine', by: 'ben' }), head, app.id);
    expect(foreign.summary).toContain('**No dry run.** It is made only for a branch of this repository');
    expect(foreign.summary).not.toContain(REPO);
  });

  it('of another file, into another branch, or in another repository', async () => {
    await start();
    house.github.pushCommit(OWNER, { branch: 'other', files: { [FILE]: LAX } });
    const silent = [
      await judged(OWNER, { '.github/weighbridge.yml': 'version: 1\nmodels: { deny: ["hf:acme/a"] }\n' }),
      await judged(OWNER, { [FILE]: STRICT }, 'ada', 'other'),
      await judged(REPO, { [FILE]: STRICT }),
    ];
    for (const { summary, comments } of silent) expect(`${summary}${comments}`).not.toMatch(/dry run/i);
  });

  it('where GitHub does not say who may write, and the verdict is there all the same', async () => {
    await start();
    house.github.fault({ path: `/repos/${OWNER}/collaborators/ada/permission`, status: 502, times: 10 });
    const told = await propose(STRICT);
    expect(told.conclusion).toBe('success');
    expect(told.summary).toContain('**No dry run.** GitHub did not say');
  });
});

it('in a public policy repository counts are all that is said (T26)', async () => {
  await start({ isPublic: true });
  for (const policy of [STRICT, SCOPED]) {
    const told = await propose(policy);
    expect(told.summary).toContain('Which they are is not shown in a public repository.');
    expect(`${told.summary}${told.comments}`).not.toMatch(/acme\/product|<summary>What would be/);
  }
});

it('nothing is said of a repository that has left the installation (T26)', async () => {
  await start();
  targets = targets.filter(({ repositoryId }) => repositoryId !== house.target.repositoryId);
  const told = await propose(STRICT);
  expect(told.summary).toContain('over 0 open pull requests');
  expect(told.summary).not.toContain(REPO);
});

it('a repair of a policy that is lost is tried, too', async () => {
  await start();
  house.github.pushCommit(OWNER, { files: { [FILE]: null } });
  const told = await propose(STRICT);
  expect(told.summary).toContain('**1** not ready to merge any more');
});

it('its limits are work: what is over them is counted, not tried (T39)', async () => {
  await start();
  const { deps, target, github } = house;
  const owner = await proposedPolicy(memoryTree({ [FILE]: STRICT }), FILE, undefined);
  if (owner === null) throw new Error('The tree has a policy.');
  const home = {
    owner: 'acme',
    repo: '.weighbridge',
    id: github.repository(OWNER).id,
    defaultBranch: 'main',
    isPublic: false,
    archived: false,
  };
  const proposal = { kind: 'policy', proposed: { owner, repository: home, commit: COMMIT }, inForce: null } as const;
  const own = { installationId: target.installationId, repositoryId: home.id, number: 1 };
  const run = (limits: { readonly pulls: number; readonly work: number }) =>
    dryRunOf({ ...deps, targets: () => Promise.resolve(targets) }, target, own, proposal, { signal: live, limits });
  expect(await run({ pulls: 1, work: 100 })).toMatchObject({
    same: 0,
    lacking: 0,
    untried: 1,
    changes: [{ pull: 'acme/product#1' }],
  });
  expect(await run({ pulls: 100, work: 1 })).toMatchObject({ untried: 1 });
  expect(await run({ pulls: 100, work: 100 })).toMatchObject({ same: 1, untried: 0 });
});
