/** The headers of an answer about the hourly quota ("Rate limits for the REST API"). */

export interface Quota {
  readonly limit: number;
  readonly remaining: number;
  readonly reset: Date;
}

/** Null: the answer does not say. */
export function quotaOf(headers: Readonly<Record<string, string | number | undefined>>): Quota | null {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) => Number(headers[`x-ratelimit-${name}`]));
  if (limit === undefined || remaining === undefined || reset === undefined) return null;
  return Number.isFinite(limit + remaining + reset) && limit > 0 ? { limit, remaining, reset: new Date(reset * 1000) } : null;
}
