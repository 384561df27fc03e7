/** Rate limits (primary and secondary) per credential, with GitHub's headers. Source: docs "Rate limits for the REST API". */
import type { Actor } from './access.ts';
import { Refused } from './refuse.ts';
import type { Json, State } from './state.ts';

export interface RateLimiter {
  /** Counts a request, or throws 403 with the headers. Returns the headers for its answer. */
  count(actor: Actor, method: string, path: string): Record<string, string>;
  /** A request of this actor begins; the function that is returned ends it. */
  during(actor: Actor): () => void;
  /** The next `times` requests are refused as a secondary limit does; null: without `retry-after`. */
  secondary(times: number, retryAfter: number | null, status: 403 | 429): void;
  /** So many requests are left to a credential's owner. */
  left(key: string, remaining: number): void;
  report(actor: Actor): Json;
}

interface Bucket {
  used: number;
  reset: number;
}

const HOUR = 3600;
/** What makes content that people are told about. */
const CONTENT = /\/(?:comments|reviews|check-runs|pulls|replies)$/;

export function makeLimiter(state: State): RateLimiter {
  const buckets = new Map<string, Bucket>();
  const content = new Map<string, number[]>();
  const points = new Map<string, number[]>();
  const underWay = new Map<string, number>();
  let slow = { times: 0, retryAfter: null as number | null, status: 403 };
  const seconds = (): number => Math.floor(state.now() / 1000);
  const bucketOf = (key: string): Bucket => {
    const known = buckets.get(key);
    if (known !== undefined && known.reset > seconds()) return known;
    const fresh = { used: 0, reset: seconds() + HOUR };
    buckets.set(key, fresh);
    return fresh;
  };
  const headersOf = ({ used, reset }: Bucket): Record<string, string> => {
    const limit = state.limits.requestsPerHour;
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(limit - used, 0)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core',
    };
  };
  const refuse = (status: number, retryAfter: number | null, headers: Record<string, string>): Refused =>
    new Refused(
      status,
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      { documentation_url: 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits' },
      { ...headers, ...(retryAfter !== null && { 'retry-after': String(retryAfter) }) },
    );
  /** False when the last minute has had its share. */
  const spend = (spent: Map<string, number[]>, key: string, cost: number, perMinute: number): boolean => {
    if (!Number.isFinite(perMinute)) return true;
    const recent = (spent.get(key) ?? []).filter((at) => at > state.now() - 60_000);
    spent.set(key, recent);
    if (recent.length + cost > perMinute) return false;
    for (let one = 0; one < cost; one++) recent.push(state.now());
    return true;
  };
  return {
    during(actor) {
      const key = keyOf(actor);
      underWay.set(key, (underWay.get(key) ?? 0) + 1);
      return () => void underWay.set(key, (underWay.get(key) ?? 1) - 1);
    },
    count(actor, method, path) {
      const key = keyOf(actor);
      const bucket = bucketOf(key);
      if (bucket.used >= state.limits.requestsPerHour)
        throw new Refused(403, `API rate limit exceeded for ${key.replace('installation:', 'installation ID ')}.`, {}, headersOf(bucket));
      bucket.used++;
      const headers = headersOf(bucket);
      if (slow.times > 0) {
        slow.times--;
        throw refuse(slow.status, slow.retryAfter, headers);
      }
      if ((underWay.get(key) ?? 0) > state.limits.concurrent) throw refuse(403, 60, headers);
      const cost = method === 'GET' ? 1 : 5;
      if (!spend(points, key, cost, state.limits.pointsPerMinute)) throw refuse(429, 60, headers);
      if (method !== 'GET' && CONTENT.test(path) && !spend(content, key, 1, state.limits.contentPerMinute)) throw refuse(403, 60, headers);
      return headers;
    },
    secondary(times, retryAfter, status) {
      slow = { times, retryAfter, status };
    },
    left(key, remaining) {
      bucketOf(key).used = state.limits.requestsPerHour - remaining;
    },
    report(actor) {
      const { used, reset } = bucketOf(keyOf(actor));
      const limit = state.limits.requestsPerHour;
      const core = { limit, used, remaining: Math.max(limit - used, 0), reset };
      const other = { limit: 30, used: 0, remaining: 30, reset };
      return { resources: { core, search: other, graphql: { ...core, used: 0, remaining: limit } }, rate: core };
    },
  };
}

export function keyOf(actor: Actor): string {
  if (actor.kind === 'installation') return `installation:${actor.installation.id}`;
  if (actor.kind === 'app') return `app:${actor.app.id}`;
  return actor.kind === 'user' ? `user:${actor.user.login}` : '127.0.0.1';
}
