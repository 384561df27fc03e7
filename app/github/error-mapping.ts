/** An error of the client library → one of ours. */
import { type GitHubCode, GitHubError, RateLimited } from './errors.ts';
import { isSecondaryLimit } from './secondary-limit.ts';

/** What GitHub asks for where a secondary limit names no time ("Best practices for using the REST API"). */
const SECONDARY_WAIT_MS = 60_000;
/** A reset further away than this is no time of GitHub's: the longest window is an hour. */
const LONGEST_WAIT_MS = 65 * 60_000;

const CODES: Readonly<Record<number, GitHubCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'missing',
  409: 'conflict',
  410: 'missing',
  451: 'missing',
};

/** `what`: the route as it is written in calls.ts, without values. */
export function gitHubError(error: unknown, what: string, signal: AbortSignal, now: Date): GitHubError {
  if (error instanceof GitHubError) return error;
  if (signal.aborted) return new GitHubError('aborted', `${what} was given up`, null, { cause: error });
  const status = statusOf(error);
  const headers = headersOf(error);
  if (status === null || headers === null) return new GitHubError('unavailable', `${what}: no answer`, null, { cause: error });
  const retryAt = limitEnd(status, headers, isSecondaryLimit(error), now);
  if (retryAt !== null) return new RateLimited(`${what}: a rate limit of GitHub (HTTP ${status})`, retryAt, status, { cause: error });
  const code = CODES[status] ?? (status >= 500 ? 'unavailable' : 'rejected');
  return new GitHubError(code, `${what}: HTTP ${status}`, status, { cause: error });
}

/** When the limit that was met ends; null when it was none. 403 is both a limit and a refusal: the headers tell them apart, or the page it points to. */
function limitEnd(status: number, headers: Headers, secondary: boolean, now: Date): Date | null {
  if (status !== 403 && status !== 429) return null;
  const after = seconds(headers['retry-after']);
  const used = headers['x-ratelimit-remaining'] === '0';
  if (after === null && !used && !secondary && status !== 429) return null;
  const reset = used ? seconds(headers['x-ratelimit-reset']) : null;
  const wait = after !== null ? after * 1000 : reset !== null ? reset * 1000 - now.getTime() + 1000 : SECONDARY_WAIT_MS;
  return new Date(now.getTime() + Math.min(Math.max(wait, 1000), LONGEST_WAIT_MS));
}

type Headers = Readonly<Record<string, unknown>>;

/** The client calls what never came HTTP 500; only an answer has a response. */
function headersOf(error: unknown): Headers | null {
  if (!(error instanceof Error) || !('response' in error)) return null;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('headers' in response)) return null;
  return typeof response.headers === 'object' && response.headers !== null ? (response.headers as Headers) : null;
}

function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
}

function seconds(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
