/** One function for all doors: the App through GitHub's API, the Action and the CLI from a checkout come to the same bytes. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evaluatePullRequest } from '../../../app/evaluate/evaluate-head.ts';
import { DEMO_REPOS } from '../../../scripts/demo/hub.ts';
import { main } from '../../../src/cli/main.ts';
import {
  check,
  createEvidence,
  detectors,
  formats,
  hubOverrideNote,
  hubSettings,
  memoryCache,
  openPorts,
  openRepository,
  policyOn,
  treesOfPullRequest,
} from '../../../src/core/index.ts';
import { type FakeHub, startHub } from '../../hub-fake/index.ts';
import { type AppHouse, appHouse, REPO } from '../../support/app-house.ts';
import { type ServedPullRequest, servePullRequest } from '../../support/pull-request.ts';
import { REGISTRIES_OFF } from '../../support/registries-off.ts';

let served: ServedPullRequest;
let house: AppHouse;
let hub: FakeHub;
const now = new Date();

beforeAll(async () => {
  served = servePullRequest();
  hub = await startHub({ repos: DEMO_REPOS });
  house = await appHouse({ gitDirectory: served.gitDirectory });
});
afterAll(async () => {
  expect(house.github.violations).toEqual([]);
  await house.close();
  await hub.close();
  served.dispose();
});

it('verdict and AI SBOM are the same, byte for byte', async () => {
  const number = house.github.openPullRequest(REPO, { head: 'feature/assistant' });
  const settings = hubSettings(REGISTRIES_OFF, { hubUrl: hub.url });
  const deps = { ...house.deps, now: () => now, hubs: { settings: () => Promise.resolve(settings) } };
  expect(await evaluatePullRequest(deps, house.target, number, new AbortController().signal)).toMatchObject({ conclusion: 'failure' });
  const app = house.stores.recorded.at(-1);

  // As the Action does it (src/action/judge.ts), from a checkout of the test merge.
  const folder = served.checkout(served.merge);
  execFileSync('git', ['-C', folder, 'fetch', '-q', served.gitDirectory, 'main', 'feature/assistant'], { stdio: 'pipe' });
  const repository = await openRepository(folder);
  const action = openPorts({
    detectors,
    cache: memoryCache(),
    evidence: createEvidence(),
    hub: settings,
    offline: false,
    now,
    progress: () => undefined,
  });
  const picked = await treesOfPullRequest(
    repository,
    { base: { name: 'main', id: served.base }, head: { name: 'feature/assistant', id: served.head }, merge: null },
    'product',
    { fetch: () => Promise.resolve(), mergeBase: (a, b) => repository.mergeBase(a, b), tip: () => Promise.resolve(served.base) },
  );
  const chosen = await policyOn(null, picked, () => Promise.reject(new Error('no disk')));
  const notes = [...picked.notes, hubOverrideNote(), ...chosen.notes];
  const result = await check({ ...picked, policy: chosen.policy, review: chosen.review, notes }, action.ports);
  await action.close();
  await repository.close();
  expect(JSON.stringify(app?.verdict)).toBe(JSON.stringify(result.verdict));
  expect(JSON.stringify(app?.bom)).toBe(JSON.stringify(result.bom));

  // The CLI in a clone.
  let out = '';
  const clone = `${folder}-clone/product`;
  execFileSync('git', ['clone', '-q', served.gitDirectory, clone], { stdio: 'pipe' });
  execFileSync('git', ['-C', clone, 'branch', '-q', 'feature/assistant', 'origin/feature/assistant'], { stdio: 'pipe' });
  const args = [
    'check',
    '--base',
    'main',
    '--head',
    'feature/assistant',
    '--format',
    'json',
    '--hub-url',
    hub.url,
    '--no-cache',
    '-C',
    clone,
  ];
  const io = { cwd: clone, env: REGISTRIES_OFF, isTerminal: false, out: (text: string) => void (out += text), err: () => undefined };
  expect(await main(args, io)).toBe(1);
  const json = formats.find(({ id }) => id === 'json');
  const ours = app === undefined ? '' : json?.render(app.verdict, app.bom, { color: false, specVersion: '1.7' });
  const moment = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;
  expect(out.replace(moment, 'now')).toBe(ours?.replace(moment, 'now'));

  // T26: more people read a report than know the operator's network.
  const { host } = new URL(hub.url);
  for (const format of formats) expect(format.render(result.verdict, result.bom, { color: false, specVersion: '1.7' })).not.toContain(host);
});
