import { expect, it } from 'vitest';
import { gitHubError } from '../../../app/github/error-mapping.ts';
import { RateLimited } from '../../../app/github/errors.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const LIVE = new AbortController().signal;

/** As @octokit/request-error is made. */
function refusal(status: number, headers: Record<string, string> = {}, page = 'x'): Error {
  const documentation_url = `https://docs.github.com/rest/${page}`;
  return Object.assign(new Error('no'), { status, response: { status, headers, data: { message: 'no', documentation_url } } });
}
const SECONDARY = 'using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits';

it.each([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'missing'],
  [409, 'conflict'],
  [410, 'missing'],
  [422, 'rejected'],
  [451, 'missing'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [503, 'unavailable'],
] as const)('HTTP %i is "%s"', (status, code) => {
  const error = gitHubError(refusal(status), 'GET /x', LIVE, NOW);
  expect([error.code, error.status]).toEqual([code, status]);
  expect(error.message).not.toContain('no ');
});

it.each([
  ['primary, with its reset', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW.getTime() / 1000 + 600) }, 'no', 601],
  ['secondary, with a time', 403, { 'retry-after': '17' }, SECONDARY, 17],
  ['secondary, without one', 403, {}, SECONDARY, 60],
  ['secondary, of the older page', 403, {}, 'overview/resources-in-the-rest-api#secondary-rate-limits', 60],
  ['429 alone', 429, {}, 'no', 60],
  ['a reset in the past', 429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, 'no', 1],
  ['a time that is no time of GitHub', 429, { 'retry-after': '999999999' }, 'no', 65 * 60],
] as const)('a limit says when to come back: %s', (_, status, headers, page, seconds) => {
  const error = gitHubError(refusal(status, headers, page), 'GET /x', LIVE, NOW);
  expect(error).toBeInstanceOf(RateLimited);
  expect(error instanceof RateLimited ? (error.retryAt.getTime() - NOW.getTime()) / 1000 : null).toBe(seconds);
});

it('no answer is no refusal, and a job that was ended is neither', () => {
  expect(gitHubError(Object.assign(new Error('fetch failed'), { status: 500 }), 'GET /x', LIVE, NOW).code).toBe('unavailable');
  expect(gitHubError(refusal(404), 'GET /x', AbortSignal.abort(), NOW).code).toBe('aborted');
});
