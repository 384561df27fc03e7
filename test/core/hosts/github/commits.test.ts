/** Whose commit an action is, asked of a stand-in of GitHub's API over the network of this machine. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { gitHub } from '../../../../src/core/hosts/github/index.ts';
import { questionsAbout } from '../../../../src/core/hosts/index.ts';
import { createEvidence, type GrowingEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import { gather } from '../../../../src/core/io/evidence/gather.ts';
import { addressesIn, hubSettings } from '../../../../src/core/io/net/settings.ts';
import type { Sighting, Topic } from '../../../../src/core/model/index.ts';
import { resolve } from '../../../../src/core/resolve/resolve.ts';
import { publicGoodRoot } from '../../../../src/core/verify/sigstore/public-good.ts';
import { verify } from '../../../../src/core/verify/verify.ts';
import { NOW, runSightingOf, sightingOf } from '../../../support/build.ts';
import { commit, subjectsOf } from '../../resolve/support.ts';

const TOKEN = 'ghs_abcdefghijklmnop';
const WANTED: ReadonlySet<Topic> = new Set(['action-commit']);

interface Repository {
  readonly tags?: Readonly<Record<string, string>>;
  /** Newest first. */
  readonly branches?: Readonly<Record<string, readonly string[]>>;
  /** Commits of forks, that GitHub serves as well. */
  readonly foreign?: readonly string[];
  /** Histories of tags that no branch has. */
  readonly old?: Readonly<Record<string, readonly string[]>>;
}

interface Fault {
  readonly at: RegExp;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
let server: Server | null = null;
const requests: { path: string; token: string | undefined }[] = [];
afterEach(async () => {
  requests.length = 0;
  await new Promise((done) => (server === null ? done(null) : server.close(done)));
  server = null;
});

async function start({ tags = {}, branches = { main: [commit(1)] }, foreign = [], old = {} }: Repository, fault?: Fault): Promise<string> {
  const histories: Record<string, readonly string[]> = { ...old, ...branches, HEAD: branches['main'] ?? [] };
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    requests.push({ path: `${url.pathname}${url.search}`, token: request.headers.authorization });
    const answer = (status: number, body: unknown): void => void response.writeHead(status, JSON_TYPE).end(JSON.stringify(body));
    if (fault?.at.test(url.pathname) === true)
      return void response.writeHead(fault.status, { ...JSON_TYPE, ...fault.headers }).end(fault.body ?? '{}');
    const page = Number(url.searchParams.get('page'));
    const listed = (all: Readonly<Record<string, string>>): void =>
      answer(
        200,
        Object.entries(all)
          .slice((page - 1) * 2, page * 2)
          .map(([name, sha]) => ({ name, commit: { sha, url: '' }, zipball_url: '' })),
      );
    if (url.pathname === '/repos/acme/deploy/tags') return listed(tags);
    if (url.pathname === '/repos/acme/deploy/branches')
      return listed(Object.fromEntries(Object.entries(branches).map(([name, all]) => [name, all[0] ?? ''])));
    const [, of = '', sha = ''] = /^\/repos\/acme\/deploy\/compare\/(.+)\.\.\.([0-9a-f]+)$/.exec(decodeURIComponent(url.pathname)) ?? [];
    const history = histories[of] ?? (tags[of] === undefined ? [] : [tags[of]]);
    const isServed = [...Object.values(histories).flat(), ...Object.values(tags), ...foreign].includes(sha);
    if (!isServed || of === '') return answer(404, { message: 'Not Found' });
    return answer(200, { status: history[0] === sha ? 'identical' : history.includes(sha) ? 'behind' : 'diverged' });
  });
  await new Promise((done) => server?.listen(0, '127.0.0.1', () => done(null)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function asked(sightings: readonly Sighting[], env: Readonly<Record<string, string>>, offline = false): Promise<GrowingEvidence> {
  const evidence = createEvidence();
  for (let round = 0; round < 24; round++) {
    const questions = questionsAbout(subjectsOf(sightings), evidence, WANTED);
    if (questions.length === 0) return evidence;
    await gather(questions, evidence, {
      addresses: addressesIn(hubSettings(env, { hubUrl: null })),
      offline,
      now: () => NOW,
      sleep: () => Promise.resolve(),
      random: () => 0,
    });
  }
  throw new Error('it does not come to an end');
}

function proven(sightings: readonly Sighting[], evidence: GrowingEvidence): string[] {
  const context = { evidence, trust: { root: () => publicGoodRoot(), keys: [] }, now: NOW };
  return resolve(sightings, evidence).flatMap((component) =>
    verify(component, (one) => gitHub.proofs(one, context).verifications).map(
      ({ topic, outcome, reason, detail }) => `${topic} ${outcome}${reason === null ? '' : ` ${reason}`}: ${detail}`,
    ),
  );
}

const action = (requested: string | null): Sighting => runSightingOf('gh:acme/deploy', { requested, anew: true });

async function about(requested: string | null, repository: Repository, fault?: Fault): Promise<string[]> {
  const url = await start(repository, fault);
  const sightings = [action(requested)];
  return proven(sightings, await asked(sightings, { GITHUB_API_URL: url, GITHUB_TOKEN: TOKEN }));
}

const history = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => commit(to - index));

describe('a commit is of a repository when a branch or tag reaches it (T7)', () => {
  it.each<[string, string, Repository, string]>([
    ['a tag', commit(60), { tags: { v1: commit(60) } }, 'passed: tip of v1'],
    ['in capitals', commit(60).toUpperCase(), { tags: { v1: commit(60) } }, 'passed: tip of v1'],
    ['a tag of the second page', commit(60), { tags: { v3: commit(3), v2: commit(2), v1: commit(60) } }, 'passed: tip of v1'],
    ['the tip of the main branch', commit(1), {}, 'passed: in the history of the default branch'],
    ['in its history', commit(3), { branches: { main: history(1, 9) } }, 'passed: in the history of the default branch'],
    [
      'the tip of another branch',
      commit(50),
      { branches: { main: [commit(1)], 'releases/v1': history(49, 50) } },
      'passed: tip of releases/v1',
    ],
    [
      'in the history of another branch',
      commit(49),
      { branches: { main: [commit(1)], 'releases/v1': history(49, 50) } },
      'passed: in the history of releases/v1',
    ],
    [
      'in the history of a tag alone',
      commit(69),
      { tags: { v1: commit(70) }, old: { v1: history(60, 70) } },
      'passed: in the history of v1',
    ],
    [
      'a commit of a fork',
      commit(99),
      { foreign: [commit(99)], tags: { v1: commit(60) }, branches: { main: history(1, 9), dev: history(40, 50) } },
      'failed: in the history of no branch or tag of this repository',
    ],
    ['a commit that nobody has', commit(99), {}, 'failed: in the history of no branch or tag of this repository'],
  ])('%s', async (_, requested, repository, expected) => {
    expect(await about(requested, repository)).toEqual([`action-commit ${expected}`]);
  });

  it('asks GitHub alone, with its token, and once for what it knows', async () => {
    await about(commit(60), { tags: { v1: commit(60) } });
    expect(requests).toEqual([{ path: '/repos/acme/deploy/tags?per_page=100&page=1', token: `Bearer ${TOKEN}` }]);
  });

  it.each<[string, Fault, string]>([
    [
      'a renamed repository',
      { at: /tags/, status: 301, headers: { location: '/repositories/7/tags' } },
      'source failed: GitHub has this repository under another name',
    ],
    [
      'one that the token may not read',
      { at: /./, status: 404 },
      'action-commit not-applicable: not verifiable from here: the token may not read this repository',
    ],
    [
      'a server error',
      { at: /./, status: 502 },
      'action-commit unavailable server-error: the list of tags was not given: HTTP 502 after 3 tries',
    ],
    [
      'a used up quota',
      { at: /./, status: 403, headers: { 'x-ratelimit-remaining': '0' } },
      'action-commit unavailable rate-limited: the list of tags was not given: 0: GitHub allows no more requests for now (HTTP 403) after 3 tries',
    ],
    [
      'a bad token',
      { at: /./, status: 401 },
      'action-commit unavailable unauthorized: the list of tags was not given: HTTP 401: the hub does not accept the token',
    ],
    ['no access', { at: /./, status: 403 }, 'action-commit unavailable forbidden: the list of tags was not given: HTTP 403'],
    [
      'a list of nonsense',
      { at: /tags/, status: 200, body: '{"a":1}' },
      'action-commit unavailable invalid: the list of tags is not readable',
    ],
    [
      'a history of nonsense',
      { at: /compare/, status: 200, body: '{"status":"fine"}' },
      'action-commit unavailable invalid: the history is not readable',
    ],
    [
      'a history that somebody else does not find',
      { at: /compare/, status: 404, headers: { 'content-type': 'text/html' } },
      'action-commit unavailable invalid: the history was not given: HTTP 404: not an answer of a hub',
    ],
    [
      'a history that is missing',
      { at: /compare\/dev/, status: 500 },
      'action-commit unavailable server-error: the history was not given: HTTP 500 after 3 tries',
    ],
  ])('%s is never called foreign', async (_, fault, expected) => {
    expect(await about(commit(99), { foreign: [commit(99)], branches: { main: [commit(1)], dev: [commit(2)] } }, fault)).toEqual([
      expected,
    ]);
  });

  it('names a limit that is reached', async () => {
    const tags = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`v${index}`, commit(index + 100)]));
    expect(await about(commit(99), { foreign: [commit(99)], tags })).toEqual([
      'action-commit unavailable budget: none of the first 10 pages of tags; the rest was not looked at',
    ]);
  });

  it('a name that is not asked for makes it open', async () => {
    const branches = { main: [commit(1)], 'a..b': [commit(2)] };
    expect(await about(commit(99), { foreign: [commit(99)], branches })).toEqual([
      'action-commit unavailable refused: a branch or tag has a name that is not asked for',
    ]);
  });
});

describe('without a credential', () => {
  async function anonymously(repository: Repository, fault?: Fault): Promise<string[]> {
    const sightings = [action(commit(99))];
    return proven(sightings, await asked(sightings, { GITHUB_API_URL: await start(repository, fault) }));
  }

  it('GitHub is asked, and says the same of what everybody sees', async () => {
    expect(await anonymously({ tags: { v1: commit(99) } })).toEqual(['action-commit passed: tip of v1']);
    expect(await anonymously({ foreign: [commit(99)] })).toEqual([
      'action-commit failed: in the history of no branch or tag of this repository',
    ]);
    expect(await anonymously({})).toEqual(['action-commit failed: in the history of no branch or tag of this repository']);
    expect(new Set(requests.map(({ token }) => token))).toEqual(new Set([undefined]));
  });

  it('a repository that GitHub does not show may be private: a token would tell', async () => {
    expect(await anonymously({}, { at: /./, status: 404 })).toEqual([
      'action-commit unavailable unauthorized: the list of tags was not given: HTTP 404: missing or private; no token was given',
    ]);
  });
});

describe('who is not asked about', () => {
  it.each<[string, Sighting]>([
    ['a tag', action('v1')],
    ['nothing', action(null)],
    ['a shortened commit', action(commit(1).slice(0, 12))],
    ['one that the base has', runSightingOf('gh:acme/deploy', { requested: commit(1) })],
    ['a model', sightingOf('gh:acme/deploy', { requested: commit(1) })],
    ['an image', runSightingOf('oci:acme/deploy', { requested: `sha256:${'0'.repeat(64)}`, anew: true })],
    [
      'a name with a path',
      runSightingOf({ type: 'gh', repo: null, namespace: 'acme', name: '..', version: null }, { requested: commit(1), anew: true }),
    ],
  ])('%s', (_, sighting) => {
    expect(questionsAbout(subjectsOf([sighting]), createEvidence(), WANTED)).toEqual([]);
  });

  it('offline nobody is, and that is no pass (T4)', async () => {
    const url = await start({});
    const sightings = [action(commit(99))];
    const evidence = await asked(sightings, { GITHUB_API_URL: url, GITHUB_TOKEN: TOKEN }, true);
    expect(requests).toEqual([]);
    expect(proven(sightings, evidence)).toEqual([
      'action-commit unavailable offline: the list of tags was not given: nothing was looked up: offline',
    ]);
  });

  it('without a rule that wants it, nothing is said', () => {
    const evidence = createEvidence();
    expect(questionsAbout(subjectsOf([action(commit(1))]), evidence, new Set(['reachability', 'revision']))).toEqual([]);
    expect(proven([action(commit(1))], evidence)).toEqual([]);
  });
});

it('where GitHub is says nothing about who answers for models', () => {
  const settings = hubSettings({ GITHUB_API_URL: 'https://github.acme.example/api/v3', GITHUB_TOKEN: TOKEN }, { hubUrl: null });
  expect([settings.custom, settings.token, settings.others?.get('github')?.token]).toEqual([false, null, TOKEN]);
});
