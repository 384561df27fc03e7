/** What lands on a protected branch without our success is written down, once per push, with who pushed it (T4). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordBypass } from '../../../app/evaluate/bypassed.ts';
import { type AppHouse, appHouse, COMMIT, load, REPO } from '../../support/app-house.ts';

const live = new AbortController().signal;
let house: AppHouse;
beforeEach(async () => {
  house = await appHouse({ files: { 'README.md': 'A product.\n' } });
});
afterEach(async () => {
  expect(house.github.violations).toEqual([]);
  await house.close();
});

async function landed(head: string, sender = 9): Promise<readonly object[]> {
  const before = house.stores.audited.length;
  const login = (person: number): Promise<string | null> => Promise.resolve(person === 9 ? 'ada' : null);
  await recordBypass(house.deps, house.target, { head, sender, login }, live);
  return house.stores.audited.slice(before);
}

function requires(more: object = {}): void {
  house.github.addRuleset(REPO, {
    name: 'gate',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [
      {
        type: 'required_status_checks',
        parameters: {
          strict_required_status_checks_policy: true,
          required_status_checks: [{ context: 'weighbridge', integration_id: house.app.id }],
        },
      },
    ],
    ...more,
  });
}

async function opened(model: string, judged = true): Promise<{ readonly number: number; readonly head: string }> {
  const head = house.github.pushCommit(REPO, { branch: 'feature', from: 'main', files: { 'app/new.py': model } });
  const number = house.github.openPullRequest(REPO, { head: 'feature' });
  if (judged) await house.evaluate(number);
  return { number, head };
}

const BYPASS = { bypass_actors: [{ actor_type: 'OrganizationAdmin', actor_id: 1, bypass_mode: 'always' }] };

describe('merge/bypassed', () => {
  it('a merge with our success is none, and asks at most six things', async () => {
    requires();
    const { number } = await opened(load('acme/a', COMMIT));
    const { sha = '' } = house.github.merge(REPO, number) as { sha?: string };
    expect(sha).not.toBe('');
    const before = house.github.requests.length;
    expect(await landed(sha)).toEqual([]);
    // And the token.
    expect(house.github.requests.length - before).toBeLessThanOrEqual(7);
  });

  it('a direct push is one', async () => {
    requires();
    const head = house.github.pushCommit(REPO, { files: { 'app/new.py': load('acme/a') }, by: 'ada' });
    expect(await landed(head)).toEqual([
      expect.objectContaining({
        kind: 'bypass',
        actor: '@ada',
        subject: `${REPO}@${head}`,
        body: { commit: head, branch: 'main', pusher: 9, pullRequest: null, head: null, check: null },
      }),
    ]);
    expect(await landed(head, 0)).toEqual([expect.objectContaining({ actor: null })]);
  });

  it.each([
    ['refused', true, 'failure'],
    ['not looked at', false, null],
  ])('a pull request that was %s and merged all the same is one', async (_name, judged, check) => {
    house.github.pushCommit(REPO, { files: { '.github/weighbridge.yml': 'version: 1\nmodels: { deny: ["hf:acme/a"] }\n' } });
    requires(BYPASS);
    const { number, head } = await opened(load('acme/a', COMMIT), judged);
    const { sha = '' } = house.github.merge(REPO, number, { by: 'ada' }) as { sha?: string };
    expect(await landed(sha)).toEqual([
      expect.objectContaining({
        subject: `${REPO}#${number}`,
        body: { commit: sha, branch: 'main', pusher: 9, pullRequest: number, head, check },
      }),
    ]);
  });

  it('where nobody requires the check there is nothing to go around', async () => {
    const head = house.github.pushCommit(REPO, { files: { 'app/new.py': load('acme/a') } });
    expect(await landed(head)).toEqual([]);
  });

  it('a pushed head that has our success is none', async () => {
    requires();
    const { head } = await opened(load('acme/a', COMMIT));
    expect(await landed(head)).toEqual([]);
  });
});
