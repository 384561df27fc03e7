import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type AppHouse, appHouse, load, REPO } from '../../support/app-house.ts';

const STRICT = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';
const OWNER = 'acme/.weighbridge';

let house: AppHouse;
let number = 0;
let head = '';

beforeAll(async () => {
  house = await appHouse({ files: { 'README.md': 'product\n' } });
  const { github, app } = house;
  github.requireCheck(REPO, 'weighbridge', { app: app.id });
  head = github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a') } });
  number = github.openPullRequest(REPO, { head: 'feature' });
});
afterEach(() => expect(house.github.violations).toEqual([]));
afterAll(() => house.close());

const said = (): string => `${house.run(head)?.title}\n${house.run(head)?.summary}`;
const commented = (): string =>
  house.github
    .comments(REPO, number)
    .map(({ body }) => body)
    .join('\n');

it('from no policy to the one of the organization, and what is broken or gone is not green', async () => {
  const { github } = house;
  expect(await house.evaluate(number)).toMatchObject({ conclusion: 'success' });
  expect(said()).toMatch(/built-in baseline/);
  expect(said()).toMatch(/No policy repository is bound/);

  github.createRepository(OWNER, { files: { 'weighbridge.yml': STRICT } });
  expect(await house.evaluate(number)).toMatchObject({ conclusion: 'failure' });
  expect(said()).toMatch(/acme\/\.weighbridge\/weighbridge\.yml@[0-9a-f]{12}/);

  github.pushCommit(OWNER, { files: { 'weighbridge.yml': 'version: 1\nrulez: {}\nmodels: { deny: 7 }\n' } });
  expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'action_required' });
  expect(said()).toMatch(/weighbridge\.yml:2:1/);
  expect(said()).toMatch(/weighbridge\.yml:3:/);
  expect(commented()).toMatch(/Could not check/);
  expect(github.merge(REPO, number)).toMatchObject({ merged: false });

  // A public repository shows nothing of a private policy (T26).
  github.setPrivate(REPO, false);
  expect(await house.evaluate(number)).toMatchObject({ conclusion: 'action_required' });
  expect(`${said()}\n${commented()}`).not.toMatch(/rulez|\.weighbridge|deny/);
  github.setPrivate(REPO, true);

  github.deleteRepository(OWNER);
  expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'action_required' });
  expect(said()).toMatch(/cannot be read any more/);
});

it('the repository may only tighten, and what it may not is said (T24)', async () => {
  const { github, stores, target } = house;
  github.createRepository('acme/.github', { files: { 'weighbridge.yml': STRICT } });
  const { id } = github.repository('acme/.github');
  stores.bindings.get = () => Promise.resolve({ repositoryId: id, owner: 'acme', repo: '.github' });
  github.pushCommit(REPO, { files: { '.github/weighbridge.yml': 'version: 1\nmode: evaluate\nrules: { model/provenance: warn }\n' } });
  expect(await house.evaluate(number)).toMatchObject({ conclusion: 'failure' });
  expect(said()).toMatch(/asks for less than the organization/);
  expect(stores.recorded.at(-1)).toMatchObject({ installationId: target.installationId, number, verdict: { mode: 'enforce' } });
});

it("a waiver of the organization's file holds in the repositories that it names, and nowhere without them (T28)", async () => {
  const { github } = house;
  const waiving = (more: string): string =>
    `${STRICT}waivers:\n  - { rule: model/provenance, component: "hf:acme/a", ${more} reason: r, approver: a, expires: 2099-01-31 }\n`;
  const judgedUnder = async (policy: string): Promise<unknown> => {
    github.pushCommit('acme/.github', { files: { 'weighbridge.yml': policy } });
    await house.evaluate(number);
    return house.run(head)?.conclusion;
  };
  expect(await judgedUnder(waiving(''))).toBe('failure');
  expect(said()).toMatch(/has to name its repositories/);
  expect(await judgedUnder(waiving('repositories: [acme/other],'))).toBe('failure');
  expect(await judgedUnder(waiving(`repositories: ["${REPO}"],`))).toBe('success');
});
