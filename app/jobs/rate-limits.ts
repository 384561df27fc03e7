/** A refusal for a while becomes a later start, never a sleep: reads GitHub's answer to a request, as the client's error carries it. */
import { isSecondaryLimit } from '../github/secondary-limit.ts';
import { LONGEST_WAIT_MS } from './budgets.ts';
import type { JobOutcome } from './jobs.ts';

const SECONDARY_MS = 60_000;

/**
 * What GitHub asks for ("Rate limits for the REST API"): `retry-after` in seconds, else `x-ratelimit-reset` in epoch seconds when nothing remains,
 * else a minute for a secondary limit. null: the error is about something else.
 */
export function retryLaterOf(error: unknown, now: Date): JobOutcome | null {
  // The client of the evaluation has read the headers already.
  if (error instanceof Error && 'retryAt' in error && error.retryAt instanceof Date)
    return later(error.retryAt.getTime() - now.getTime(), now);
  if (!(error instanceof Error) || !('status' in error) || (error.status !== 403 && error.status !== 429)) return null;
  const headers = headersOf(error);
  const after = /^\d{1,6}$/.exec(headers['retry-after'] ?? '')?.[0];
  const reset = headers['x-ratelimit-remaining'] === '0' ? /^\d{1,12}$/.exec(headers['x-ratelimit-reset'] ?? '')?.[0] : undefined;
  const secondary = error.status === 429 || isSecondaryLimit(error);
  let ms: number | null = secondary ? SECONDARY_MS : null;
  if (reset !== undefined) ms = Number(reset) * 1000 - now.getTime();
  if (after !== undefined) ms = Number(after) * 1000;
  if (ms === null) return null;
  return later(ms, now);
}

function later(ms: number, now: Date): JobOutcome {
  // A second more: clocks differ.
  return {
    kind: 'retry-later',
    at: new Date(now.getTime() + Math.min(Math.max(ms, 0) + 1000, LONGEST_WAIT_MS)),
    why: 'rate limit of GitHub',
  };
}

function headersOf(error: object): Readonly<Record<string, string>> {
  const response = 'response' in error && typeof error.response === 'object' && error.response !== null ? error.response : {};
  const headers = 'headers' in response && typeof response.headers === 'object' && response.headers !== null ? response.headers : {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
