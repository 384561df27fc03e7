/** Following a lineage, round after round: whoever lacks nothing is read once (T32, T39). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { questionsAbout } from '../../../src/core/hosts/index.ts';
import { WITHOUT_LOCK } from '../../../src/core/hosts/of-tree.ts';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import { gather } from '../../../src/core/io/evidence/gather.ts';
import { addressesIn } from '../../../src/core/io/net/settings.ts';
import type { Topic } from '../../../src/core/model/index.ts';
import { lineageAsker } from '../../../src/core/resolve/lineage.ts';
import { type FakeHub, startHub } from '../../hub-fake/index.ts';
import { commit, load, NOW, subjectsOf } from './support.ts';

const HOPS = 15;
let hub: FakeHub;

beforeAll(async () => {
  const repos = Array.from({ length: HOPS + 1 }, (_, hop) => ({
    id: `a/m${hop}`,
    commits: [commit(hop)],
    card: { license: 'mit', ...(hop < HOPS ? { base_model: `a/m${hop + 1}` } : {}) },
  }));
  hub = await startHub({ repos });
});

afterAll(() => hub.close());

it('asks hop by hop, each once, and reads what is settled no more', async () => {
  const evidence = createEvidence();
  const reads: string[] = [];
  const counted = {
    answers: evidence.answers,
    body: (digest: string) => evidence.body(digest),
    answer(key: string) {
      reads.push(key);
      return evidence.answer(key);
    },
  };
  const lacking = lineageAsker(counted);
  const start = load('hf:a/m0');
  const world = {
    addresses: addressesIn({ hubUrl: hub.url, token: null }),
    offline: false,
    now: () => NOW,
    sleep: () => Promise.resolve(),
    random: () => 0.5,
  };
  // The model itself is asked about by the pipeline.
  await gather(questionsAbout(subjectsOf([start]), evidence, new Set<Topic>(['license', 'lineage'])), evidence, world);
  const asked: string[] = [];
  const ofOneHop: number[] = [];
  for (let round = 0; round < 3 * HOPS; round++) {
    reads.length = 0;
    const questions = lacking([{ sightings: [start], hosts: WITHOUT_LOCK }]);
    if (questions.length === 0) break;
    ofOneHop.push(reads.filter((key) => key.includes('/a/m2/')).length);
    asked.push(...questions.map(({ key }) => key));
    await gather(questions, evidence, world);
  }
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.filter((key) => key.endsWith('/revision/main'))).toHaveLength(HOPS);
  // Read while it is open, and not once for each hop behind it.
  expect(ofOneHop.slice(4).every((count) => count === 0)).toBe(true);
  expect(ofOneHop.length).toBeGreaterThan(10);
});
