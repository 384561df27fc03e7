/** When to ask again. Pure: chance and time are passed in. */

const BASE_MS = 300;

/** Exponential with jitter, so that many runs do not come back in the same moment: between 0.5 and 1.5 times 300 ms · 2^(attempt-1). */
export function backoff(attempt: number, random: () => number): number {
  return BASE_MS * 2 ** (attempt - 1) * (0.5 + random());
}

/**
 * What the server asks for, in milliseconds: Retry-After as seconds or date (RFC 9110, 10.2.3), else the end of a used up quota as GitHub tells it,
 * else the reset of `RateLimit: "api";r=0;t=123` as the hub sends it. null when it asks for nothing.
 */
export function requestedWait(headers: Headers): number | null {
  const after = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(after)) return Number(after) * 1000;
  // Against the server's own clock: ours may be wrong, and is not read here.
  const serverTime = Date.parse(headers.get('date') ?? '');
  const until = Date.parse(after) - serverTime;
  if (Number.isFinite(until)) return Math.max(0, until);
  // GitHub, whose quota is used up ("Rate limits for the REST API"): seconds since 1970.
  const end = /^\d{1,12}$/.exec(headers.get('x-ratelimit-reset')?.trim() ?? '')?.[0];
  if (headers.get('x-ratelimit-remaining') === '0' && end !== undefined && Number.isFinite(serverTime))
    return Math.max(0, Number(end) * 1000 - serverTime);
  const reset = /;\s{0,3}t=(\d{1,9})/.exec(headers.get('ratelimit') ?? '')?.[1];
  return reset === undefined ? null : Number(reset) * 1000;
}
