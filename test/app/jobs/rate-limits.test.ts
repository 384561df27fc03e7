import { describe, expect, it } from 'vitest';
import { priorityOf } from '../../../app/jobs/intake.ts';
import { retryLaterOf } from '../../../app/jobs/rate-limits.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const answer = (status: number, headers: object, documentation_url?: string, message = 'x') =>
  Object.assign(new Error(message), { status, response: { headers, data: { message, documentation_url } } });
const DOCS = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
const epoch = (seconds: number): string => String(NOW.getTime() / 1000 + seconds);

describe('a refusal for a while', () => {
  it.each<[string, unknown, number | null]>([
    ['retry-after', answer(429, { 'retry-after': '30' }), 31],
    ['retry-after of a secondary limit', answer(403, { 'retry-after': '90', 'x-ratelimit-remaining': '10' }), 91],
    ['the reset of a used-up quota', answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': epoch(600) }), 601],
    ['headers in capitals', answer(403, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': epoch(5) }), 6],
    ['a reset in the past', answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': epoch(-50) }), 1],
    ['a secondary limit without a time', answer(403, {}, `${DOCS}#about-secondary-rate-limits`), 61],
    ['words alone, which anybody may write', answer(403, {}, undefined, 'You have exceeded a secondary rate limit.'), null],
    ['another page of the documentation', answer(403, {}, 'https://docs.github.com/rest/issues/comments#create-an-issue-comment'), null],
    ['a page that is no address', answer(403, {}, '#about-secondary-rate-limits'), null],
    ['429 without a time', answer(429, {}), 61],
    ['a day, which is too long to believe', answer(429, { 'retry-after': '86400' }), 3600],
    ['a time that is none', answer(429, { 'retry-after': 'soon' }), 61],
    ['a moment that a client has read', Object.assign(new Error('x'), { retryAt: new Date(NOW.getTime() + 5000) }), 6],
    ['a moment that is none', Object.assign(new Error('x'), { retryAt: '2026-11-24' }), null],
    ['forbidden for another reason', answer(403, { 'x-ratelimit-remaining': '10' }), null],
    ['a broken server', answer(502, { 'retry-after': '5' }), null],
    ['no answer', new Error('rate limit'), null],
    ['no error', { status: 429 }, null],
  ])('%s', (_name, error, seconds) => {
    const outcome = retryLaterOf(error, NOW);
    const at = outcome?.kind === 'retry-later' ? (outcome.at.getTime() - NOW.getTime()) / 1000 : null;
    expect(at).toBe(seconds);
  });
});

it.each([
  [0, 0],
  [10, 0],
  [11, -1],
  [99, -1],
  [100, -2],
])('an installation with %i waiting has priority %i (T32)', (waiting, priority) => {
  expect(priorityOf(waiting)).toBe(priority);
});
