import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { buildBaseline } from '../../../app/evaluate/baseline.ts';
import { evaluatePullRequest } from '../../../app/evaluate/evaluate-head.ts';
import { memoryStores } from '../../../app/evaluate/memory-stores.ts';
import { memoryBlobCache } from '../../../app/github/blobs.ts';
import { detectors, detectorStamp } from '../../../src/core/index.ts';
import { safetensors } from '../../../scripts/demo/content.ts';
import { type AppHouse, appHouse, COMMIT, load, PINNED_POLICY, REPO } from '../../support/app-house.ts';

let house: AppHouse;
let commit = '';
const live = new AbortController().signal;
const FILES = 60;

beforeAll(async () => {
  const many = Object.fromEntries(
    Array.from({ length: FILES }, (_, index) => [`app/part${index}.py`, `import os\n\nNAME = "part ${index}"\n`]),
  );
  house = await appHouse({
    files: {
      ...many,
      '.github/weighbridge.yml': PINNED_POLICY,
      '.gitattributes': 'hidden/** export-ignore\nstamp.py export-subst\n',
      'hidden/secret.py': load('acme/b'),
      'stamp.py': `# $Format:%H$\n${load('acme/a')}`,
      'weights/w.safetensors': safetensors(),
    },
  });
  commit = house.github.git(REPO, 'rev-parse', 'main');
});
afterEach(() => {
  house.github.clearFaults();
  expect(house.github.violations).toEqual([]);
});
afterAll(() => house.close());

const build = (origins: readonly string[] = [house.github.url]) => buildBaseline(house.deps, house.target, commit, { origins }, live);
const asked = (since: number, part: string): number => house.github.requests.slice(since).filter(({ path }) => path.includes(part)).length;
const known = (): Promise<boolean> =>
  house.stores.baselines.has(house.target.installationId, house.target.repositoryId, detectorStamp(detectors));

it('a pull request does not wait for it: past the limits of one evaluation it is not green, and says what will happen', async () => {
  const { github, deps, target } = house;
  const head = github.pushCommit(REPO, { branch: 'early', files: { 'app/early.py': load('acme/a', COMMIT) } });
  const number = github.openPullRequest(REPO, { head: 'early' });
  const tight = { ...deps, stores: { ...memoryStores(), blobs: () => memoryBlobCache() }, limits: { blobs: 10, bytes: 1_000_000 } };
  const outcome = await evaluatePullRequest(tight, target, number, live);
  expect(outcome).toMatchObject({ state: 'done', conclusion: 'action_required', baselines: [commit] });
  const run = house.run(head, 'Weighbridge (advisory)');
  expect(run?.title).toMatch(/Could not check: there is more than one check reads/);
  expect(run?.summary).toMatch(/Once the repository was read as a whole, the check is repeated/);
  await buildBaseline(tight, target, commit, { origins: [github.url] }, live);
  expect(await evaluatePullRequest(tight, target, number, live)).toMatchObject({ state: 'done', conclusion: 'success', baselines: [] });
});

it('a tarball from another place than GitHub may send to is not fetched (T19)', async () => {
  await expect(build([])).rejects.toMatchObject({ code: 'invalid' });
  expect(await known()).toBe(false);
});

it('one that breaks off, or is none, leaves nothing that counts as read', async () => {
  house.github.fault({ path: '/_codeload/', status: 502 });
  await expect(build()).rejects.toMatchObject({ code: 'unavailable' });
  house.github.clearFaults();
  house.github.fault({ path: '/_codeload/', status: 200, message: 'x'.repeat(3000) });
  await expect(build()).rejects.toMatchObject({ name: 'GitHubError' });
  expect(await known()).toBe(false);
});

it('it waits when the installation has used its share of the hour (T32)', async () => {
  house.github.requestsLeft(`installation:${house.target.installationId}`, 3000);
  expect(await build()).toMatchObject({ state: 'later' });
  house.github.requestsLeft(`installation:${house.target.installationId}`, 5000);
});

it('the tarball is read once; what it leaves out or changes is fetched by id', async () => {
  const before = house.github.requests.length;
  const outcome = await build();
  expect(outcome).toMatchObject({ state: 'done' });
  expect(asked(before, '/tarball/')).toBe(1);
  // hidden/secret.py and stamp.py; everything else was in the tarball as the commit has it.
  expect(asked(before, '/git/blobs/')).toBe(2);
  expect(await known()).toBe(true);
  const again = house.github.requests.length;
  expect(await build()).toMatchObject({ state: 'done', fetched: 0 });
  expect(asked(again, '/tarball/') + asked(again, '/git/blobs/')).toBe(0);
});

it('from then on a pull request costs its own files, and sees what stood outside of the tarball', async () => {
  const { github } = house;
  github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a') } });
  const number = github.openPullRequest(REPO, { head: 'feature' });
  const before = github.requests.length;
  expect(await house.evaluate(number)).toMatchObject({ state: 'done', conclusion: 'success', baselines: [] });
  // The policy and the new file.
  expect(asked(before, '/git/blobs/')).toBe(2);
  const bom = house.stores.recorded.at(-1)?.bom;
  const places = bom?.components.flatMap(({ sightings }) => sightings.map(({ place }) => place.path)) ?? [];
  expect(places).toEqual(expect.arrayContaining(['hidden/secret.py', 'stamp.py', 'weights/w.safetensors', 'app/new.py']));
});
