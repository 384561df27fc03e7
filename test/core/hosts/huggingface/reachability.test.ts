import { afterEach, describe, expect, it } from 'vitest';
import type { HubFacts } from '../../../../src/core/model/index.ts';
import { resolve } from '../../../../src/core/resolve/resolve.ts';
import { type FakeHub, type FakeHubOptions, type FakeRepo, startHub } from '../../../hub-fake/index.ts';
import { commit, investigate, load } from '../../resolve/support.ts';

let hub: FakeHub;
afterEach(() => hub.close());

async function factsOf(
  requested: string | null,
  repo: Partial<FakeRepo>,
  options: Partial<FakeHubOptions> = {},
  breakIt?: (hub: FakeHub) => void,
): Promise<HubFacts> {
  hub = await startHub({ repos: [{ id: 'acme/a', commits: [commit(1)], ...repo }], ...options });
  breakIt?.(hub);
  const sightings = [load('hf:acme/a', requested)];
  const facts = resolve(sightings, await investigate(sightings, hub.url))[0]?.hub;
  if (facts == null) throw new Error('no facts');
  return facts;
}

const history = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => commit(to - index));

describe('a commit belongs to a repository when a branch or tag reaches it (T7)', () => {
  it.each<[string, string | null, Partial<FakeRepo>, HubFacts['reachable']]>([
    ['nothing is asked for', null, {}, 'not-asked'],
    ['a branch is asked for', 'main', {}, 'not-asked'],
    ['a tag is asked for', 'v1', { tags: { v1: commit(1) } }, 'not-asked'],
    ['the tip of main', commit(1), {}, 'yes'],
    ['in the history of main', commit(3), { commits: history(1, 9) }, 'yes'],
    ['in capitals', commit(3).toUpperCase(), { commits: history(1, 9) }, 'yes'],
    ['the tip of another branch', commit(50), { branches: { dev: history(49, 50) } }, 'yes'],
    ['in the history of another branch', commit(49), { branches: { dev: history(40, 50) } }, 'yes'],
    ['a tag', commit(60), { tags: { v1: commit(60) } }, 'yes'],
    ['on page 3 of main', commit(2), { commits: history(1, 250) }, 'yes'],
    [
      'a commit of a fork',
      commit(99),
      { foreign: [commit(99)], commits: history(1, 9), branches: { dev: history(40, 50) }, tags: { v1: commit(60) } },
      'no',
    ],
    ['a pull request', 'refs/pr/1', { foreign: [commit(99)] }, 'no'],
    ['a shortened commit of a fork', commit(99).slice(0, 12), { foreign: [commit(99)], commits: ['b'.repeat(40)] }, 'no'],
    ['a date that is a tag', '20240801', { tags: { '20240801': commit(60) } }, 'not-asked'],
  ])('%s', async (_, requested, repo, reachable) => {
    expect((await factsOf(requested, repo)).reachable).toBe(reachable);
  });

  it('trusts no page size: a hub with smaller pages is walked to the end', async () => {
    const facts = await factsOf(commit(2), { commits: history(1, 30) }, { pageSize: 7 });
    expect(facts.reachable).toBe('yes');
  });

  it('does not walk a branch whose tip it has met', async () => {
    await factsOf(commit(99), { foreign: [commit(99)], commits: history(1, 9), branches: { old: history(1, 4) }, tags: { v1: commit(3) } });
    expect(hub.requests.filter(({ path }) => path.includes('/commits/')).every(({ path }) => path.includes('/commits/main'))).toBe(true);
  });

  it('gives up after 20 pages, and says so', async () => {
    const facts = await factsOf(commit(9999), { foreign: [commit(9999)], commits: history(1, 60) }, { pageSize: 2 });
    expect(facts).toMatchObject({ reachable: 'unknown', reachableDetail: expect.stringContaining('20 pages') });
    expect(hub.requests.filter(({ path }) => path.includes('/commits/'))).toHaveLength(20);
  });

  it.each<[string, (hub: FakeHub) => void]>([
    ['the list of branches is missing', (one) => one.fault('/refs', 403)],
    ['the list of branches is nonsense', (one) => one.fault('/refs', 'scalar')],
    ['one history is missing', (one) => one.fault('/commits/dev', 500)],
    ['one history is nonsense', (one) => one.fault('/commits/main', 'garbage')],
  ])('never says "no" when %s', async (_, breakIt) => {
    const facts = await factsOf(commit(99), { foreign: [commit(99)], branches: { dev: history(40, 50) } }, {}, breakIt);
    expect(facts.reachable).toBe('unknown');
  });

  it('never says "no" when a branch has a name that is not asked', async () => {
    const facts = await factsOf(commit(99), { foreign: [commit(99)], branches: { '../../x': history(40, 50) } });
    expect(facts.reachable).toBe('unknown');
    expect(hub.requests.every(({ path }) => path.startsWith('/api/models/acme/a/'))).toBe(true);
  });
});
