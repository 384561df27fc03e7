import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import { gather, type GatherOptions } from '../../../../src/core/io/evidence/gather.ts';
import { addressesIn } from '../../../../src/core/io/net/settings.ts';
import type { Answer, Question } from '../../../../src/core/model/index.ts';
import { refsQuestion, revisionQuestion } from '../../../../src/core/hosts/huggingface/questions.ts';
import { type Fault, type FakeHub, startHub } from '../../../hub-fake/index.ts';

const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const TOKEN = 'hf_abcdefghijklmnop';
const NOW = new Date('2026-11-24T12:00:00Z');

let hub: FakeHub;
let waits: number[];
beforeEach(async () => {
  waits = [];
  hub = await startHub({
    repos: [
      { id: 'acme/a', commits: [COMMIT] },
      { id: 'acme/old', commits: [], redirectTo: 'acme/a' },
      { id: 'acme/locked', commits: [COMMIT], locked: true },
    ],
  });
});
afterEach(() => hub.close());

type More = Partial<GatherOptions> & { readonly token?: string };

function options({ token, ...more }: More = {}): GatherOptions {
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  return {
    addresses: addressesIn({ hubUrl: hub.url, token: token ?? null }),
    offline: false,
    now: () => NOW,
    sleep,
    random: () => 0.5,
    ...more,
  };
}

function about(id: string, revision = 'main'): Question {
  return revisionQuestion({ repo: 'models', id, revision });
}

async function ask(question: Question, more: More = {}): Promise<Answer> {
  const evidence = createEvidence();
  await gather([question], evidence, options(more));
  const answer = evidence.answer(question.key);
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

describe('gather: every question gets an answer that says what happened (T4)', () => {
  it('keeps the body under its digest', async () => {
    const evidence = createEvidence();
    await gather([about('acme/a')], evidence, options());
    const answer = evidence.answer('hf/models/acme/a/revision/main');
    expect(answer).toMatchObject({ state: 'ok', status: 200, location: null, from: 'hub', asOf: '2026-11-24T12:00:00.000Z' });
    expect(JSON.parse(new TextDecoder().decode(evidence.body(answer?.digest ?? '')))).toMatchObject({ id: 'acme/a', sha: COMMIT });
  });

  it.each<[string, Question, More, Partial<Answer>]>([
    [
      'no such repository, without a token',
      about('acme/none'),
      {},
      { state: 'not-found', status: 401, detail: expect.stringMatching(/^RepoNotFound: /) },
    ],
    ['no such repository, with a token', about('acme/none'), { token: TOKEN }, { state: 'not-found', status: 404 }],
    [
      'no such revision',
      about('acme/a', 'v9'),
      {},
      { state: 'no-revision', status: 404, detail: expect.stringMatching(/^RevisionNotFound: /) },
    ],
    ['a gate', about('acme/locked'), {}, { state: 'gated', status: 401, detail: expect.stringMatching(/^GatedRepo: /) }],
    ['a redirect', about('acme/old'), {}, { state: 'redirect', status: 307, location: '/api/models/acme/a/revision/main' }],
    ['offline', about('acme/a'), { offline: true }, { state: 'offline', status: null, from: 'replay' }],
    ['no budget left', about('acme/a'), { budget: 0 }, { state: 'budget', status: null }],
  ])('%s', async (_, question, more, expected) => {
    expect(await ask(question, more)).toMatchObject({ ...expected, digest: null });
  });

  it.each<[Fault, Answer['state']]>([
    ['html', 'invalid'],
    ['garbage', 'invalid'],
    ['scalar', 'invalid'],
    ['page404', 'invalid'],
    ['nowhere', 'invalid'],
    ['huge', 'too-large'],
    ['drop', 'unreachable'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [418, 'invalid'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [503, 'server-error'],
  ])('%s → %s', async (fault, state) => {
    hub.fault('/revision/', fault);
    expect((await ask(about('acme/a'))).state).toBe(state);
  });

  it('a hub that never answers is a timeout', async () => {
    hub.fault('/revision/', 'hang');
    expect(await ask(about('acme/a'), { timeoutMs: 50, tries: 2 })).toMatchObject({
      state: 'timeout',
      detail: expect.stringContaining('after 2 tries'),
    });
  });
});

describe('gather: asking again', () => {
  it('tries three times with growing pauses, then takes the good answer', async () => {
    hub.fault('/revision/', 503, 2);
    expect((await ask(about('acme/a'))).state).toBe('ok');
    expect(waits).toEqual([300, 600]);
  });

  it('gives up after three', async () => {
    hub.fault('/revision/', 503);
    expect(await ask(about('acme/a'))).toMatchObject({ state: 'server-error', detail: 'HTTP 503 after 3 tries' });
    expect(hub.requests).toHaveLength(3);
  });

  it('waits as long as the hub asks, and does not when that is too long', async () => {
    hub.fault('/revision/', 429, 1, { 'retry-after': '4' });
    expect((await ask(about('acme/a'))).state).toBe('ok');
    expect(waits).toEqual([4300]);
    hub.fault('/revision/', 429, 1, { ratelimit: '"api";r=0;t=290' });
    expect((await ask(about('acme/a'))).state).toBe('rate-limited');
    expect(waits).toHaveLength(1);
  });

  it.each([401, 403, 404, 'garbage', 'html'] as const)('does not repeat what asking again cannot change: %s', async (fault) => {
    hub.fault('/revision/', fault);
    await ask(about('acme/a'));
    expect(hub.requests).toHaveLength(1);
  });
});

describe('gather: bounds (T32)', () => {
  const many = Array.from({ length: 60 }, (_, index) => about(`acme/m${index}`));

  it('asks a question once, and what has an answer not at all', async () => {
    const evidence = createEvidence();
    await gather([about('acme/a'), about('acme/a')], evidence, options());
    await gather([about('acme/a'), refsQuestion({ repo: 'models', id: 'acme/a', revision: 'main' })], evidence, options());
    expect(hub.requests.map(({ path }) => path)).toEqual(['/api/models/acme/a/revision/main?blobs=true', '/api/models/acme/a/refs']);
  });

  it('gives each source a budget of its own', async () => {
    const evidence = createEvidence();
    const asked: Question[] = Array.from({ length: 9 }, (_, index) => ({ ...about(`acme/m${index}`), key: `other/${index}` }));
    await gather([...asked, about('acme/a')], evidence, options({ budget: 3 }));
    const states = [...evidence.answers.values()].map(({ key, state }) => (state === 'budget' ? 'budget' : key.slice(0, 5)));
    expect(states.filter((state) => state === 'budget')).toHaveLength(6);
    expect(states.filter((state) => state === 'other')).toHaveLength(3);
    expect(evidence.answers.get(about('acme/a').key)?.state).not.toBe('budget');
  });

  it('gives a source that has a budget of its own that one, and says which', async () => {
    const evidence = createEvidence();
    await gather([about('acme/a'), about('acme/b')], evidence, options({ budgets: new Map([['hf', 1]]) }));
    expect([...evidence.answers.values()].map(({ state }) => state === 'budget')).toEqual([false, true]);
    expect(evidence.answers.get(about('acme/b').key)?.detail).toBe('not asked: more than 1 questions in one run');
    const other = createEvidence();
    await gather([about('acme/a'), about('acme/b')], other, options({ budgets: new Map([['gh', 0]]) }));
    expect([...other.answers.values()].some(({ state }) => state === 'budget')).toBe(false);
  });

  it('counts the budget over all rounds of a run', async () => {
    const evidence = createEvidence();
    await gather(many.slice(0, 7), evidence, options({ budget: 10 }));
    await gather(many, evidence, options({ budget: 10 }));
    expect(hub.requests).toHaveLength(10);
    expect([...evidence.answers.values()].filter(({ state }) => state === 'budget')).toHaveLength(50);
  });

  it('keeps the order of the questions, whichever answer comes first', async () => {
    const evidence = createEvidence();
    await gather(many, evidence, options());
    expect([...evidence.answers.keys()]).toEqual(many.map(({ key }) => key));
  });

  it('stops asking a hub that is down, and still answers every question', async () => {
    hub.fault('/api/', 'drop');
    const evidence = createEvidence();
    await gather(many, evidence, options());
    expect([...evidence.answers.values()].every(({ state }) => state === 'unreachable')).toBe(true);
    expect(evidence.answers.size).toBe(60);
    expect(hub.requests.length).toBeLessThan(60);
  });

  it('stops asking a hub that wants no more', async () => {
    hub.fault('/api/', 429, Number.POSITIVE_INFINITY, { 'retry-after': '300' });
    const evidence = createEvidence();
    await gather(many, evidence, options());
    expect(hub.requests.length).toBeLessThanOrEqual(8);
    expect(new Set([...evidence.answers.values()].map(({ state }) => state))).toEqual(new Set(['rate-limited']));
  });
});

describe('gather: several hosts (T19)', () => {
  const OTHER_TOKEN = 'other_abcdefghijklmnop';
  const elsewhere = (question: Question): Question => ({ ...question, key: `other/${question.key}`, host: 'other' });

  function twoHosts(other: FakeHub): GatherOptions['addresses'] {
    const [own] = addressesIn({ hubUrl: hub.url, token: TOKEN }).values();
    if (own === undefined) throw new Error('the hub has an address');
    return new Map([
      ['huggingface', own],
      ['other', { ...own, baseUrl: other.url, token: OTHER_TOKEN }],
    ]);
  }

  it('each gets its own questions and its own credential', async () => {
    const other = await startHub({ repos: [{ id: 'acme/b', commits: [COMMIT] }] });
    const evidence = createEvidence();
    await gather([about('acme/a'), elsewhere(about('acme/b'))], evidence, options({ addresses: twoHosts(other) }));
    await other.close();
    expect([...evidence.answers.values()].map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect([hub, other].map(({ requests }) => requests.map(({ authorization }) => authorization))).toEqual([
      [`Bearer ${TOKEN}`],
      [`Bearer ${OTHER_TOKEN}`],
    ]);
  });

  it('one that is full or down stops no other', async () => {
    const other = await startHub({ repos: [] });
    other.fault('/api/', 429, Number.POSITIVE_INFINITY, { 'retry-after': '300' });
    const evidence = createEvidence();
    const asked = Array.from({ length: 20 }, (_, index) => [elsewhere(about(`acme/x${index}`)), about('acme/a', `v${index}`)]).flat();
    await gather(asked, evidence, options({ addresses: twoHosts(other) }));
    await other.close();
    expect(hub.requests).toHaveLength(20);
    expect(other.requests.length).toBeLessThan(20);
  });

  it('one without an address is not asked', async () => {
    expect(await ask(elsewhere(about('acme/a')))).toMatchObject({ state: 'refused', detail: 'not asked: this host has no address' });
    expect(hub.requests).toEqual([]);
  });
});

describe('gather: secrets (T21)', () => {
  it('keeps no answer that repeats the credential', async () => {
    hub.fault('/revision/', 'echo');
    const evidence = createEvidence();
    await gather([about('acme/a')], evidence, options({ token: TOKEN }));
    expect([...evidence.answers.values()]).toMatchObject([{ state: 'refused', digest: null }]);
    expect(JSON.stringify([...evidence.answers])).not.toContain(TOKEN);
  });

  it('keeps neither user-info nor query nor fragment of a redirect', async () => {
    hub.fault('/revision/', 'away');
    const answer = await ask(about('acme/a'), { token: TOKEN });
    expect(answer).toMatchObject({ state: 'redirect', location: 'https://elsewhere.example/api/models/acme/a' });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it.each(['/api/../../x', '/api/models/a/%2e%2e/b', '/api/models/a?x=', '/api/models/a#b', '//elsewhere.example/x'])(
    'does not send a path that is not the one it stands for: %s',
    async (path) => {
      const answer = await ask({ ...about('acme/a'), path });
      expect(answer.state).toBe('refused');
      expect(hub.requests).toEqual([]);
    },
  );
});
