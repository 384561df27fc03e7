/** Bundles that a list of attestations points to: what keeps them may be down, and a list may name many (T32). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEvidence } from '../../../../src/core/io/evidence/evidence.ts';
import { gather, type GatherOptions } from '../../../../src/core/io/evidence/gather.ts';
import { addressesIn, hubSettings } from '../../../../src/core/io/net/settings.ts';
import type { GatheredAttestations, Question } from '../../../../src/core/model/index.ts';

const LISTED = 5;
/** Nobody listens there. */
const DOWN = 'http://127.0.0.1:9';

let url: string;
let asked: string[] = [];
const server = createServer(({ url: path = '' }, response) => {
  asked.push(path);
  const at = path.startsWith('/down/') ? DOWN : url;
  const attestations = Array.from({ length: LISTED }, (_, index) => ({ bundle_url: `${at}/bundle/${index}` }));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(path.startsWith('/bundle/') ? '{}' : JSON.stringify({ attestations }));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function unread(api: 'up' | 'down', lists: number, more: Partial<GatherOptions> = {}): Promise<(string | null)[]> {
  asked = [];
  const keeper = api === 'down' ? DOWN : url;
  const env = { GITHUB_API_URL: `${url}/${api}`, WEIGHBRIDGE_GITHUB_STORAGE: keeper };
  const questions = Array.from({ length: lists }, (_, index): Question => {
    const path = `/repos/acme/app/attestations/sha256:${String(index).repeat(64)}`;
    return { key: `gh${path}`, host: 'github', path, query: {}, maxBytes: 100_000, form: 'attestations' };
  });
  const evidence = createEvidence();
  const addresses = addressesIn(hubSettings(env, { hubUrl: null }));
  await gather(questions, evidence, {
    addresses,
    offline: false,
    now: () => new Date(0),
    sleep: () => Promise.resolve(),
    concurrency: 1,
    ...more,
  });
  return [...evidence.answers.values()].flatMap(({ digest }) => {
    const body = JSON.parse(new TextDecoder().decode(evidence.body(digest ?? ''))) as GatheredAttestations;
    return body.attestations.map((one) => one.unread);
  });
}

it('are asked for one by one where they can be had', async () => {
  expect(await unread('up', 2)).toEqual(Array.from({ length: 2 * LISTED }, () => null));
});

it('are asked for twice where nobody answers, whatever the lists name', async () => {
  const waits: number[] = [];
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  expect(await unread('down', 2, { sleep, tries: 2 })).toEqual(Array.from({ length: 2 * LISTED }, () => 'unreachable'));
  expect(waits).toHaveLength(2);
});

it('count in the budget of a run', async () => {
  expect(await unread('up', 2, { budget: 7 })).toEqual([...Array.from({ length: 7 }, () => null), 'budget', 'budget', 'budget']);
});
