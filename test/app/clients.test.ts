import { afterEach, beforeAll, expect, it } from 'vitest';
import { type AppClients, openClients, sweepOver } from '../../app/clients.ts';
import { readConfig } from '../../app/config.ts';
import { retryLaterOf } from '../../app/jobs/rate-limits.ts';
import { environment } from '../support/app-keys.ts';
import { type EmptyGitHub, type Reply, startEmptyGitHub } from '../support/empty-github.ts';

let env: Record<string, string>;
let github: EmptyGitHub;
beforeAll(() => {
  env = environment();
});
afterEach(() => github.close());

async function clients(reply: (line: string) => Reply | null): Promise<AppClients> {
  github = await startEmptyGitHub(reply);
  return openClients(readConfig({ ...env, GITHUB_API_URL: github.url }));
}

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

const hook = (id: number, status: number): object => ({ id, guid: `g${id}`, delivered_at: '2026-11-24T10:00:00Z', status_code: status });

it('reads the log of deliveries by its cursor, and follows no address of the answer', async () => {
  const sweep = sweepOver(
    await clients((line) => {
      if (line.includes('cursor=v1_2')) return { body: [hook(2, 502), hook(3, 0)] };
      return line.includes('deliveries')
        ? { body: [hook(1, 202)], headers: { link: '<http://evil.example/x?cursor=v1_2&per_page=100>; rel="next"' } }
        : null;
    }),
  );
  const found = await all(sweep.deliveries());
  expect(found.map(({ attempt, delivered }) => [attempt, delivered])).toEqual([
    [1, true],
    [2, false],
    [3, false],
  ]);
  await sweep.redeliver(2);
  expect(github.asked.at(-1)).toBe('POST /app/hook/deliveries/2/attempts');
});

it('knows what it is called, and people by their number', async () => {
  const known = await clients((line) => {
    if (line === 'GET /app') return { body: { id: 1, slug: 'weighbridge' } };
    return line === 'GET /user/9'
      ? { body: { id: 9, login: 'ada' } }
      : line === 'GET /user/8'
        ? { status: 404, body: { message: 'Not Found' } }
        : null;
  });
  expect(await known.slug()).toBe('weighbridge');
  expect(await sweepOver(known).login(5, 9)).toBe('ada');
  expect(await sweepOver(known).login(5, 8)).toBeNull();
});

it('says null of an installation that is gone', async () => {
  const sweep = sweepOver(
    await clients((line) => (line.includes('/app/installations/5') ? { status: 404, body: { message: 'Not Found' } } : null)),
  );
  expect(await sweep.installation(5)).toBeNull();
});

it('reads repositories and pull requests as the installation', async () => {
  const repository = { id: 9, name: 'r', owner: { login: 'acme' }, private: true, archived: false, default_branch: 'main' };
  const pull = { number: 4, head: { sha: 'a' }, base: { sha: 'b' } };
  const sweep = sweepOver(
    await clients((line) => {
      if (line.includes('/installation/repositories')) return { body: { total_count: 1, repositories: [repository] } };
      return line.includes('/repos/acme/r/pulls') ? { body: [pull] } : null;
    }),
  );
  const [known] = await all(sweep.repositories(5));
  expect(known).toEqual({ id: 9, owner: 'acme', name: 'r', private: true, archived: false, defaultBranch: 'main' });
  if (known === undefined) return;
  expect(await all(sweep.openPullRequests(5, known))).toEqual([{ number: 4, head: 'a', base: 'b' }]);
  expect(github.asked).toContain('POST /app/installations/5/access_tokens');
});

it('takes the next page by its number, and not from where an answer says it is (T19)', async () => {
  const pull = (number: number) => ({ number, head: { sha: 'a' }, base: { sha: 'b' } });
  const stranger = await startEmptyGitHub();
  const link = `<${stranger.url}/repos/acme/r/pulls?page=2>; rel="next"`;
  const sweep = sweepOver(
    await clients((line) => {
      if (!line.includes('/pulls')) return null;
      const body = line.includes('&page=1') ? Array.from({ length: 100 }, (_, index) => pull(index + 1)) : [pull(101)];
      return { body, headers: { link } };
    }),
  );
  const repository = { id: 9, owner: 'acme', name: 'r', private: true, archived: false, defaultBranch: 'main' };
  expect(await all(sweep.openPullRequests(5, repository))).toHaveLength(101);
  expect(stranger.asked).toEqual([]);
  await stranger.close();
});

it('follows a redirect within the API, as for a repository that was renamed, and none to another host (T19)', async () => {
  const stranger = await startEmptyGitHub();
  const client = await (
    await clients((line) => {
      if (line.includes('/old')) return { status: 301, headers: { location: '/repositories/9' }, body: {} };
      if (line.includes('/away')) return { status: 307, headers: { location: `${stranger.url}/taken` }, body: {} };
      return line.includes('/repositories/9') ? { body: { id: 9 } } : null;
    })
  ).asInstallation(5);
  expect((await client.request('GET /old')).data).toEqual({ id: 9 });
  for (const method of ['GET', 'POST']) await expect(client.request(`${method} /away`)).rejects.toThrow('another host');
  // A change would become a question on the way.
  await expect(client.request('POST /old')).rejects.toThrow('would be lost');
  expect(stranger.asked).toEqual([]);
  await stranger.close();
});

it('throws a rate limit at once instead of sleeping on it, so that the job can go back (T32)', async () => {
  const limited = { status: 429, body: { message: 'slow down' }, headers: { 'retry-after': '3000', 'x-ratelimit-remaining': '0' } };
  const client = await (await clients((line) => (line.includes('/rate-me') ? limited : null))).asInstallation(5);
  const error: unknown = await client.request('GET /rate-me').catch((caught: unknown) => caught);
  expect(github.asked.filter((line) => line.includes('/rate-me'))).toHaveLength(1);
  const now = new Date();
  const outcome = retryLaterOf(error, now);
  expect(outcome).toEqual({ kind: 'retry-later', at: new Date(now.getTime() + 3_001_000), why: 'rate limit of GitHub' });
});
