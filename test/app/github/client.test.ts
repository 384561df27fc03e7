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
  await client.call('GET /repos/{owner}/{repo}/tags', at, anything);
  expect(client.quota()).toMatchObject({ limit: 5000, remaining: expect.any(Number) });
  expect(client.quota()?.remaining).toBeLessThan(1235);
  house.github.requestsLeft(`installation:${house.target.installationId}`, 0);
  const refused = client.call('GET /repos/{owner}/{repo}/tags', at, anything);
  await expect(refused).rejects.toMatchObject({ name: 'RateLimited' });
  expect(house.github.repository(REPO).name).toBe('product');
});

it('what was answered before is asked with its ETag: where nothing moved it is known again, and no request is counted', async () => {
  house.github.requestsLeft(`installation:${house.target.installationId}`, 5000);
  const client = await open();
  const seen = (since: number) =>
    house.github.requests
      .slice(since)
      .filter(({ path }) => !path.endsWith('/access_tokens'))
      .map(({ status }) => status);
  const ask = async () => {
    const since = house.github.requests.length;
    const { name, topics } = (await client.call('GET /repos/{owner}/{repo}', at, anything)) as { name: string; topics: string[] };
    return { name, topics, statuses: seen(since) };
  };
  await ask();
  expect(await ask()).toEqual({ name: 'product', topics: [], statuses: [304] });
  house.github.repository(REPO).topics = ['moved'];
  expect(await ask()).toEqual({ name: 'product', topics: ['moved'], statuses: [200] });
  expect(await ask()).toMatchObject({ topics: ['moved'], statuses: [304] });
  // T26, T27: another scope is told nothing that this one was told.
  const since = house.github.requests.length;
  await (await open(null)).call('GET /repos/{owner}/{repo}', at, anything);
  expect(seen(since)).toEqual([200]);
});

it('a limit of GraphQL puts the job off', async () => {
  const client = await open();
  const asking = (): Promise<unknown> => client.graphql('query { viewer { login } }', {}, anything);
  await expect(asking()).resolves.toBeDefined();
  house.github.fault({ body: 'viewer', status: 200, answer: { data: null, errors: [{ type: 'RATE_LIMITED', message: 'later' }] } });
  await expect(asking()).rejects.toMatchObject({ code: 'rate-limited', retryAt: expect.any(Date) });
});
