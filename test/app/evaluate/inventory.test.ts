/** The inventory: what default branches ship, by real HTTP and real git. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHeadEvaluator, type HeadEvaluator } from '../../../app/evaluate/evaluator.ts';
import { type AppHouse, appHouse, COMMIT, load, OTHER, REPO } from '../../support/app-house.ts';

let house: AppHouse;
let evaluator: HeadEvaluator;
let at = { installation: 0, repository: 0 };
const live = new AbortController().signal;

beforeAll(async () => {
  house = await appHouse();
  const { deps, target, github } = house;
  at = { installation: target.installationId, repository: target.repositoryId };
  const found = () => Promise.resolve(target);
  const directory = { target: found, refreshed: found, targets: () => Promise.resolve([target]), login: () => Promise.resolve(null) };
  evaluator = createHeadEvaluator({ deps, directory, ask: () => Promise.resolve(), baseline: { origins: [github.url] } });
});
afterAll(() => house.close());

/** Each record: its commit, and what that ships. */
function recorded() {
  return house.stores.branches.map(({ commit, bom }) => [commit, bom.components.map(({ identity, version }) => `${identity}@${version}`)]);
}

it('a push to the default branch records what it ships now', async () => {
  const { github } = house;
  const first = github.git(REPO, 'rev-parse', 'main');
  expect(await evaluator.branch(at, live)).toEqual({ kind: 'done' });
  const second = github.pushCommit(REPO, { files: { 'app/new.py': load('acme/a', COMMIT) } });
  expect(await evaluator.branch(at, live)).toEqual({ kind: 'done' });
  const old = `pkg:huggingface/acme/b@${OTHER}`;
  expect(recorded()).toEqual([
    [first, [old]],
    [second, [`pkg:huggingface/acme/a@${COMMIT}`, old]],
  ]);
  // Nothing is said on a commit that nobody asked about.
  expect(github.checkRuns(REPO)).toEqual([]);
});

it('a silent hub leaves what was there, and is asked again', async () => {
  const before = recorded();
  house.github.pushCommit(REPO, { files: { 'app/new.py': load('acme/a', OTHER) } });
  house.hub.fault('/acme/a', 503, 8);
  const outcome = await evaluator.branch(at, live);
  expect(outcome).toMatchObject({ kind: 'retry-later', why: 'a hub did not answer' });
  expect(recorded()).toEqual(before);
});

it('a policy that cannot be used leaves what was there', async () => {
  const before = recorded();
  house.github.pushCommit(REPO, { files: { '.github/weighbridge.yml': 'version: 1\nmode: [' } });
  expect(await evaluator.branch(at, live)).toEqual({ kind: 'done' });
  expect(recorded()).toEqual(before);
});
