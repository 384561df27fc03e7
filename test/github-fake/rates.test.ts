import { afterEach, beforeEach, expect, it } from 'vitest';
import { statusOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';

const repo = { owner: 'acme', repo: 'product' };
let scene: GitHubScene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.github.close());

const ask = (): Promise<Response> => {
  const token = scene.github.installationToken(scene.installation.id);
  return fetch(`${scene.github.url}/repos/acme/product`, { headers: { authorization: `token ${token}` } });
};

it('counts requests per installation, whatever token they come with, and refuses with the moment of the next hour', async () => {
  scene.github.requestsLeft(`installation:${scene.installation.id}`, 2);
  expect((await ask()).headers.get('x-ratelimit-remaining')).toBe('1');
  expect((await ask()).headers.get('x-ratelimit-remaining')).toBe('0');
  const refused = await ask();
  expect([refused.status, refused.headers.get('x-ratelimit-remaining'), refused.headers.get('retry-after')]).toEqual([403, '0', null]);
  expect(await refused.text()).toContain(`API rate limit exceeded for installation ID ${scene.installation.id}`);
  scene.github.advance(Number(refused.headers.get('x-ratelimit-reset')) * 1000 - Date.now() + 1000);
  expect((await ask()).status).toBe(200);
});

it('what did not change is answered with 304 and costs nothing', async () => {
  const first = await ask();
  const token = scene.github.installationToken(scene.installation.id);
  const again = (): Promise<Response> =>
    fetch(`${scene.github.url}/repos/acme/product`, {
      headers: { authorization: `token ${token}`, 'if-none-match': first.headers.get('etag') ?? '' },
    });
  expect([(await again()).status, (await again()).status]).toEqual([304, 304]);
  const used = (response: Response): number => Number(response.headers.get('x-ratelimit-used'));
  scene.github.setTopics('acme/product', ['ai']);
  const changed = await again();
  expect([changed.status, used(changed)]).toEqual([200, used(first) + 1]);
});

it('secondary limits: on demand with and without retry-after, and by counting', async () => {
  const { github, client } = scene;
  github.secondaryLimit(1, 7);
  const refused = await ask();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([403, '7']);
  github.secondaryLimit(1, null, 429);
  const without = await ask();
  expect([without.status, without.headers.get('retry-after')]).toEqual([429, null]);
  expect((await ask()).status).toBe(200);
  github.limits.contentPerMinute = 2;
  const head_sha = github.git('acme/product', 'rev-parse', 'main');
  const write = (): Promise<string> => statusOf(client.checks.create({ ...repo, name: 'x', head_sha }));
  expect([await write(), await write(), (await write()).slice(0, 3)]).toEqual(['201', '201', '403']);
  github.advance(61_000);
  expect(await write()).toBe('201');
  github.limits.pointsPerMinute = 6;
  expect([(await write()).slice(0, 3), (await write()).slice(0, 3)]).toEqual(['201', '429']);
});

it('faults: a gateway that fails, a slow answer, an answer that is lost after the work', async () => {
  const { github, client } = scene;
  github.fault({ method: 'POST', path: '/check-runs', status: 502, times: 1 });
  const head_sha = github.git('acme/product', 'rev-parse', 'main');
  const write = (): Promise<string> => statusOf(client.checks.create({ ...repo, name: 'x', head_sha }));
  expect(await write()).toMatch(/^502/);
  expect(github.checkRuns('acme/product')).toHaveLength(0);
  github.fault({ path: /check-runs$/, cut: 'after', times: 1 });
  expect(await write()).toMatch(/^(?:no status|500)/);
  expect(github.checkRuns('acme/product')).toHaveLength(1);
  github.fault({ path: '/topics', delayMs: 30, times: 1 });
  expect(await statusOf(client.repos.getAllTopics(repo))).toBe('200');
  github.fault({ status: 503 });
  expect((await ask()).status).toBe(503);
  github.clearFaults();
  expect((await ask()).status).toBe(200);
  expect(github.requests.filter(({ operation }) => operation === 'POST /repos/{owner}/{repo}/check-runs')[0]?.body).toEqual({
    name: 'x',
    head_sha,
  });
});
