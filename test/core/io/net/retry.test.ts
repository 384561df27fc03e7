import { describe, expect, it } from 'vitest';
import { backoff, requestedWait } from '../../../../src/core/io/net/retry.ts';

describe('backoff', () => {
  it('doubles, and varies by chance', () => {
    expect([1, 2, 3].map((attempt) => backoff(attempt, () => 0.5))).toEqual([300, 600, 1200]);
    expect(backoff(1, () => 0)).toBeLessThan(backoff(1, () => 0.99));
  });
});

describe('requestedWait', () => {
  it.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '-7' }, null],
    [{ 'retry-after': '9'.repeat(400) }, null],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:05 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 5000],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:27:00 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, null],
    [{ ratelimit: '"api";r=0;t=55' }, 55_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1792567690', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 10_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1792567600', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 0],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1792567690' }, null],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, null],
    [{ 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '1792567690', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, null],
  ])('%j → %s', (headers, wait) => {
    expect(requestedWait(new Headers(headers))).toBe(wait);
  });
});
