import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHeadEvaluator, type HeadEvaluator } from '../../../app/evaluate/evaluator.ts';
import { memoryStores } from '../../../app/evaluate/memory-stores.ts';
import type { Fault } from '../../github-fake/index.ts';
import { type AppHouse, appHouse, load, PINNED_POLICY, REPO } from '../../support/app-house.ts';

/** Where the policy is. The baseline would let the change pass: whoever loses the policy on the way is green. */
const OWNER = 'acme/.weighbridge';
const FAULTS = [401, 403, 404, 409, 422, 429, 502, 'after'] as const;

let house: AppHouse;
let number = 0;
let head = '';
const live = new AbortController().signal;

beforeAll(async () => {
  house = await appHouse({ files: { 'app/old.py': load('acme/b') } });
  const { github, app } = house;
  github.createRepository(OWNER, { files: { 'weighbridge.yml': PINNED_POLICY } });
  github.requireCheck(REPO, 'weighbridge', { app: app.id });
  head = github.pushCommit(REPO, { branch: 'feature', files: { 'app/new.py': load('acme/a') } });
  number = github.openPullRequest(REPO, { head: 'feature' });
});
afterAll(async () => {
  house.github.violations.splice(0);
  await house.close();
});

/** The policy is bound; nothing else is known yet, and nothing was said. */
async function fresh(): Promise<HeadEvaluator> {
  const { deps, target, github } = house;
  for (const { id } of github.comments(REPO, number)) github.deleteComment(REPO, id);
  const pull = github.pull(REPO, number);
  pull.reviewComments.splice(0);
  pull.reviews.splice(0);
  github.requestsLeft(`installation:${target.installationId}`, 5000);
  const stores = memoryStores();
  const { id: repositoryId } = github.repository(OWNER);
  await stores.bindings.bind(target.installationId, { repositoryId, owner: 'acme', repo: '.weighbridge' });
  return createHeadEvaluator({
    deps: { ...deps, stores },
    directory: {
      target: () => Promise.resolve(target),
      refreshed: () => Promise.resolve(target),
      targets: () => Promise.resolve([target]),
      login: () => Promise.resolve(null),
    },
    ask: () => Promise.resolve(),
    baseline: { origins: [github.url] },
  });
}

/** The call with this number, and its repetition by the client, are answered so. */
function atCall(position: number, fault: (typeof FAULTS)[number]): readonly string[] {
  const seen: string[] = [];
  let left = fault === 502 || fault === 401 ? 2 : 1;
  const path = {
    test(asked: string): boolean {
      seen.push(asked);
      if (seen.length <= position || asked !== seen[position] || left === 0) return false;
      left -= 1;
      return true;
    },
  };
  house.github.fault({ path, ...(fault === 'after' ? { cut: fault } : { status: fault }) } satisfies Fault);
  return seen;
}

async function job(evaluator: HeadEvaluator): Promise<string> {
  const { installationId: installation, repositoryId: repository } = house.target;
  return evaluator['pull-request']({ installation, repository, number }, live).then(
    ({ kind }) => kind,
    (error: { readonly code?: string }) => error.code ?? 'an error without a code',
  );
}

it('a fault at any call of an evaluation: never green, never two comments, and it ends', async () => {
  const { github } = house;
  const calls = atCall(Number.POSITIVE_INFINITY, 401);
  expect(await job(await fresh())).toBe('done');
  const kinds = calls.map((path) => path.replace(/[0-9a-f]{40}|\d+/g, ''));
  const wrong: string[] = [];
  for (const [position, kind] of kinds.entries()) {
    if (kinds.indexOf(kind) < position) continue;
    const fault = FAULTS[(position * 3) % FAULTS.length] ?? 502;
    github.clearFaults();
    const evaluator = await fresh();
    const seen = atCall(position, fault);
    const ends: string[] = [];
    const problems = new Set<string>();
    while (ends.at(-1) !== 'done' && ends.length < 4) {
      ends.push(await job(evaluator));
      if (house.run(head)?.conclusion === 'success') problems.add('green');
      if (github.comments(REPO, number).length > 1) problems.add('two comments');
      if (github.reviews(REPO, number).length > 1) problems.add('two reviews');
    }
    // Where GitHub refuses what is to be judged, a person is asked; everything else ends in the verdict.
    const { conclusion = null } = house.run(head) ?? {};
    if (conclusion !== 'failure' && conclusion !== 'action_required') problems.add(`ends ${conclusion}`);
    if (problems.size > 0) wrong.push(`${seen[position]} ${fault} ${ends.join(', ')}: ${[...problems].join(', ')}`);
  }
  expect(wrong).toEqual([]);
  expect(new Set(kinds).size).toBeGreaterThan(14);
});
