import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { READ_ONLY } from '../../../app/github/calls.ts';
import type { GitHubClient } from '../../../app/github/client.ts';
import { type AppHouse, appHouse, REPO } from '../../support/app-house.ts';

let house: AppHouse;
beforeAll(async () => {
  house = await appHouse();
});
afterEach(() => {
  house.github.clearFaults();
  expect(house.github.violations).toEqual([]);
});
afterAll(() => house.close());

const at = { owner: 'acme', repo: 'product' };
const anything = z.unknown();
const open = (repositoryIds: readonly number[] | null = [house.target.repositoryId]): Promise<GitHubClient> =>
  house.deps.clients.open(
    { installationId: house.target.installationId, repositoryIds, permissions: READ_ONLY },
    new AbortController().signal,
  );
const minted = (since: number) => house.github.requests.slice(since).filter(({ path }) => path.endsWith('/access_tokens'));

it('the token of a job is for its repository and its permissions only, and is used again', async () => {
  const since = house.github.requests.length;
  const client = await open();
  await client.call('GET /repos/{owner}/{repo}', at, anything);
  await (await open()).call('GET /repos/{owner}/{repo}', at, anything);
  expect(minted(since).map(({ body }) => body)).toEqual([{ repository_ids: [house.target.repositoryId], permissions: READ_ONLY }]);
  const write = client.call('POST /repos/{owner}/{repo}/check-runs', { ...at, name: 'x', head_sha: '0'.repeat(40) }, anything);
  await expect(write).rejects.toMatchObject({ code: 'forbidden' });
  house.github.createRepository('acme/other', { files: { a: '1' } });
  await expect(client.call('GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'other' }, anything)).rejects.toMatchObject({
    code: 'missing',
  });
});

it('a token that was taken back is replaced once; one that is near its end is not used', async () => {
  const client = await open();
  await client.call('GET /repos/{owner}/{repo}', at, anything);
  const { tokens } = house.github.state;
  for (const key of tokens.keys()) tokens.delete(key);
  const since = house.github.requests.length;
  await client.call('GET /repos/{owner}/{repo}', at, anything);
  expect(minted(since)).toHaveLength(1);
  house.advance(56 * 60_000);
  await client.call('GET /repos/{owner}/{repo}', at, anything);
  expect(minted(since)).toHaveLength(2);
});

it('tokens of the long form are tokens', async () => {
  house.github.state.longTokens = true;
  const client = await open(null);
  await client.call('GET /repos/{owner}/{repo}', at, anything);
  expect(house.github.requests.at(-1)?.authorization).toMatch(/^bearer ghs_\d+_.*\..*\./);
  house.github.state.longTokens = false;
});

it.each([500, 502])('an outage (%i) is met twice at most, and nobody sleeps: no third try comes', async (status) => {
  house.advance(60 * 60_000);
  house.github.fault({ path: '/access_tokens', status });
  const since = house.github.requests.length;
  await expect((await open()).call('GET /repos/{owner}/{repo}', at, anything)).rejects.toMatchObject({ code: 'unavailable' });
  expect(house.github.requests.length - since).toBe(2);
});

it('an answer that is not what the API promises is not used', async () => {
  house.github.fault({ path: '/repos/acme/product', status: 200, message: 'surprise', times: 1 });
  await expect((await open()).call('GET /repos/{owner}/{repo}', at, z.object({ id: z.int() }))).rejects.toMatchObject({ code: 'invalid' });
  house.github.violations.splice(0);
});

it('the quota of the last answer is known', async () => {
  house.github.requestsLeft(`installation:${house.target.installationId}`, 1234);
  const client = await open();
  await client.call('GET /repos/{owner}/{repo}', at, anything);
  expect(client.quota()).toMatchObject({ limit: 5000, remaining: expect.any(Number) });
  expect(client.quota()?.remaining).toBeLessThan(1235);
  house.github.requestsLeft(`installation:${house.target.installationId}`, 0);
  const refused = client.call('GET /repos/{owner}/{repo}', at, anything);
  await expect(refused).rejects.toMatchObject({ name: 'RateLimited' });
  expect(house.github.repository(REPO).name).toBe('product');
});
