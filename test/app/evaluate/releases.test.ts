/** What releases contain, by real HTTP and real git. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHeadEvaluator, type HeadEvaluator, type MoreWork } from '../../../app/evaluate/evaluator.ts';
import { type AppHouse, appHouse, COMMIT, load, OTHER, REPO } from '../../support/app-house.ts';

let house: AppHouse;
let evaluator: HeadEvaluator;
let at = { installation: 0, repository: 0 };
const asked: MoreWork[] = [];
const live = new AbortController().signal;

beforeAll(async () => {
  house = await appHouse();
  const { deps, target, github } = house;
  at = { installation: target.installationId, repository: target.repositoryId };
  const found = () => Promise.resolve(target);
  const directory = { target: found, refreshed: found, targets: () => Promise.resolve([target]), login: () => Promise.resolve(null) };
  const ask = (work: MoreWork): Promise<void> => Promise.resolve(void asked.push(work));
  evaluator = createHeadEvaluator({ deps, directory, ask, baseline: { origins: [github.url] } });
});
afterAll(() => house.close());

const recorded = () => house.stores.released.map(({ tag, commit, published }) => [tag, commit, published]);

describe('a release', () => {
  it('is recorded at the commit that its tag marks, once for the tag and once for the release that is made of it', async () => {
    const { github } = house;
    const commit = github.pushCommit(REPO, { files: { 'app/new.py': load('acme/a', COMMIT) } });
    github.tag(REPO, 'v1.0.0', commit, 'The first one');
    expect(await evaluator.release({ ...at, tag: 'v1.0.0' }, live)).toEqual({ kind: 'done' });
    expect(await evaluator.release({ ...at, tag: 'v1.0.0' }, live)).toEqual({ kind: 'done' });
    expect(recorded()).toEqual([['v1.0.0', commit, false]]);
    expect(house.stores.released[0]?.bom.components.map(({ identity, version }) => `${identity}@${version}`)).toEqual([
      `pkg:huggingface/acme/a@${COMMIT}`,
      `pkg:huggingface/acme/b@${OTHER}`,
    ]);
    github.release(REPO, 'v1.0.0');
    await evaluator.release({ ...at, tag: 'v1.0.0' }, live);
    expect(recorded().at(-1)).toEqual(['v1.0.0', commit, true]);
    expect(Date.parse(house.stores.released.at(-1)?.at ?? '')).toBeGreaterThan(0);
    // Nothing is said on a commit that nobody asked about.
    expect(github.checkRuns(REPO)).toEqual([]);
  });

  it.each([
    ['a tag that is gone', 'v9.9.9'],
    ['a tag of no commit', 'tree'],
    ['a name that is no tag of git', '../heads/main'],
  ])('is none of %s', async (_name, tag) => {
    house.github.git(REPO, 'tag', '-f', 'tree', 'main^{tree}');
    const before = recorded();
    expect(await evaluator.release({ ...at, tag }, live)).toEqual({ kind: 'done' });
    expect(recorded()).toEqual(before);
  });

  it('waits for a hub that is silent, and for the share of the quota', async () => {
    const { github, hub } = house;
    const commit = github.pushCommit(REPO, { files: { 'app/new.py': load('acme/a', OTHER) } });
    github.tag(REPO, 'v1.1.0', commit);
    const before = recorded();
    hub.fault('/acme/a', 503, 8);
    expect(await evaluator.release({ ...at, tag: 'v1.1.0' }, live)).toMatchObject({ kind: 'retry-later' });
    github.requestsLeft(`installation:${at.installation}`, 100);
    expect(await evaluator.release({ ...at, tag: 'v1.1.0' }, live)).toMatchObject({ kind: 'retry-later' });
    expect(recorded()).toEqual(before);
    github.requestsLeft(`installation:${at.installation}`, 5000);
  });

  it('of the past is asked for by name: the newest releases, then the newest tags, and no draft', async () => {
    const { github } = house;
    const main = github.git(REPO, 'rev-parse', 'main');
    for (const tag of ['v0.1.0', 'v0.2.0', 'nightly']) github.tag(REPO, tag, main);
    github.release(REPO, 'v0.1.0');
    github.release(REPO, 'v0.2.0');
    github.release(REPO, 'nightly', { draft: true });
    expect(await evaluator.releases({ ...at, last: 2 }, live)).toEqual({ kind: 'done' });
    expect(asked.splice(0)).toEqual(['v0.2.0', 'v0.1.0'].map((tag) => ({ kind: 'release', ...at, tag })));
    await evaluator.releases({ ...at, last: 20 }, live);
    expect(asked.splice(0).map((work) => ('tag' in work ? work.tag : ''))).toContain('nightly');
  });
});
