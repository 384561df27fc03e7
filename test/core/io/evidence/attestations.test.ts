/** Lists of attestations as they are kept: which pages and bundles are asked for, and what is told of those that are not. */
import { describe, expect, it } from 'vitest';
import { gatherAttestations } from '../../../../src/core/io/evidence/attestations.ts';
import type { AnswerOutcome } from '../../../../src/core/io/evidence/interpret.ts';
import type { AnswerState, GatheredAttestations } from '../../../../src/core/model/index.ts';

const ok = (body: unknown): AnswerOutcome => ({
  state: 'ok',
  status: 200,
  detail: 'HTTP 200',
  location: null,
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
});
const not = (state: AnswerState): AnswerOutcome => ({ state, status: null, detail: state, location: null, body: null });

async function kept(pages: readonly AnswerOutcome[], links: readonly (string | null)[] = [], bundle: AnswerOutcome = ok('{}')) {
  const asked: string[] = [];
  const outcome = await gatherAttestations({
    page(after) {
      asked.push(`page ${after}`);
      const at = asked.filter((one) => one.startsWith('page')).length - 1;
      return Promise.resolve({ outcome: pages[at] ?? not('server-error'), link: links[at] ?? null });
    },
    bundle(url) {
      asked.push(url);
      return Promise.resolve(bundle);
    },
  });
  const body = outcome.body === null ? null : (JSON.parse(new TextDecoder().decode(outcome.body)) as GatheredAttestations);
  return { asked, state: outcome.state, body };
}

const list = (count: number, item: unknown = { bundle_url: 'https://blobs.example/a?sig=x' }): AnswerOutcome =>
  ok({ attestations: Array.from({ length: count }, () => item) });
const next = (after: string): string => `<https://evil.example/?after=${after}&per_page=1>; rel="next"`;

describe('pages', () => {
  it.each<[string, string | null, string[], boolean]>([
    ['without a link', null, ['page null'], false],
    ['of another kind of link', '<https://a.example/?after=7>; rel="prev"', ['page null'], false],
    ['with a cursor', next('Y3Vy%3D'), ['page null', 'page Y3Vy='], false],
    ['behind others', `<https://a.example/?before=1>; rel="prev", ${next('7')}`, ['page null', 'page 7'], false],
    ['without a cursor', '<https://a.example/>; rel="next"', ['page null'], true],
    ['with a cursor of 400 characters', next('a'.repeat(400)), ['page null'], true],
    ['with a cursor that is none', next('a b'), ['page null'], true],
    ['with a cursor that is no text', next('%ff'), ['page null'], true],
  ])('%s', async (_, link, expected, more) => {
    const { asked, body } = await kept([list(0), list(0)], [link]);
    expect([asked, body?.more]).toEqual([expected, more]);
  });

  it('end, and say so', async () => {
    const endless = await kept([list(1), list(1), list(1), list(1)], [next('1'), next('2'), next('3'), next('4')]);
    expect([endless.asked.filter((one) => one.startsWith('page')).length, endless.body?.more]).toEqual([3, true]);
  });

  it('a page that is missing leaves the whole list unanswered', async () => {
    expect(await kept([list(1), not('timeout')], [next('1')])).toMatchObject({ state: 'timeout', body: null });
    expect(await kept([ok('[]')])).toMatchObject({ state: 'invalid', body: null });
  });
});

describe('bundles', () => {
  it('thirty are asked for, and the others are not called absent', async () => {
    const { asked, body } = await kept([list(100)]);
    expect([asked.length, body?.attestations.length, body?.more]).toEqual([31, 30, true]);
  });

  it.each<[string, unknown, AnswerOutcome, GatheredAttestations['attestations'][number]]>([
    ['inline, as it is', { bundle: { a: 1 } }, not('refused'), { bundle: Buffer.from('{"a":1}').toString('base64'), unread: null }],
    ['as JSON', { bundle_url: 'https://b.example/' }, ok('{}'), { bundle: Buffer.from('{}').toString('base64'), unread: null }],
    ['that nobody gave', { bundle_url: 'https://b.example/' }, not('timeout'), { bundle: null, unread: 'timeout' }],
    ['that is missing', {}, ok('{}'), { bundle: null, unread: 'invalid' }],
    ['that is no snappy', { bundle_url: 'https://b.example/' }, ok('\u0009x'), { bundle: null, unread: 'invalid' }],
    [
      'that would be 4 GB',
      { bundle_url: 'https://b.example/' },
      { ...ok(''), body: Uint8Array.of(255, 255, 255, 255, 15) },
      { bundle: null, unread: 'too-large' },
    ],
  ])('%s', async (_, item, bundle, expected) => {
    expect((await kept([list(1, item)], [], bundle)).body).toEqual({ attestations: [expected], more: false });
  });

  it('together they have a limit', async () => {
    const large = ok(`{"a":"${'a'.repeat(15 * 1024 * 1024)}"}`);
    const { body } = await kept([list(4)], [], large);
    expect(body?.attestations.map(({ unread }) => unread)).toEqual([null, null, 'too-large', 'too-large']);
  });
});
