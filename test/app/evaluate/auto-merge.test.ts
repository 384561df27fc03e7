import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type AppHouse, appHouse, load, REPO } from '../../support/app-house.ts';

let house: AppHouse;

beforeAll(async () => {
  house = await appHouse();
  const { github, app } = house;
  // On "release" the model is there already: there the same head adds nothing.
  github.pushCommit(REPO, { branch: 'release', files: { 'app/new.py': load('acme/a') } });
  github.requireCheck(REPO, 'weighbridge', { app: app.id, branches: ['~DEFAULT_BRANCH', 'refs/heads/release'] });
  github.repository(REPO).allowAutoMerge = true;
});
afterEach(() => house.github.clearFaults());
afterAll(() => house.close());

const merged = (number: number): boolean => house.github.pull(REPO, number).merged !== null;

it.each([
  ['the stricter base is evaluated first', ['main', 'release']],
  ['the laxer base is evaluated first', ['release', 'main']],
] as const)('auto-merge on two bases: the green of the laxer one lets neither pass (T1): %s', async (_, bases) => {
  const { github } = house;
  const branch = `auto-${bases[0]}`;
  const head = github.pushCommit(REPO, { branch, from: 'main', files: { 'app/new.py': load('acme/a'), [`${branch}.txt`]: branch } });
  const numbers = bases.map((base) => github.openPullRequest(REPO, { head: branch, base }));
  for (const number of numbers) github.enableAutoMerge(REPO, number);
  for (const number of numbers) {
    await house.evaluate(number);
    expect(numbers.map(merged)).toEqual([false, false]);
  }
  expect(house.run(head)).toMatchObject({ conclusion: 'failure' });
  for (const number of numbers) github.closePullRequest(REPO, number);
});

it('opened against the stricter base while the laxer one is judged: it is seen before anything is green', async () => {
  const { github } = house;
  github.pushCommit(REPO, { branch: 'race', from: 'main', files: { 'app/new.py': load('acme/a'), 'race.txt': '1' } });
  const lax = github.openPullRequest(REPO, { head: 'race', base: 'release' });
  let strict = 0;
  // The stand-in is asked whether it is to fail here: it is not, but somebody is quick.
  const path = {
    test(asked: string): boolean {
      if (strict === 0 && asked.includes('/check-runs')) {
        strict = github.openPullRequest(REPO, { head: 'race', base: 'main' });
        github.enableAutoMerge(REPO, strict);
      }
      return false;
    },
  } as RegExp;
  github.fault({ path, status: 500 });
  await house.evaluate(lax);
  expect(strict).toBeGreaterThan(0);
  expect(merged(strict)).toBe(false);
});
