/**
 * GitHub's API for one job: a client of the installation (`probot.auth(id)`, so that installations do not share one queue), with a token
 * that is narrowed to the job's repositories and permissions. Answers are checked against a schema; errors come as GitHubError.
 */
import type { Probot, ProbotOctokit } from 'probot';
import { z } from 'zod';
import type { Route } from './calls.ts';
import { gitHubError } from './error-mapping.ts';
import { GitHubError, isGitHubError, RateLimited } from './errors.ts';
import { type KnownAnswers, knownAnswers } from './known-answers.ts';
import { fetchFromOneOrigin } from './one-origin.ts';
import { type Quota, quotaOf } from './quota-of.ts';

export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

export interface TokenScope {
  readonly installationId: number;
  /** Null: all that the installation has; only for finding the policy repository. */
  readonly repositoryIds: readonly number[] | null;
  readonly permissions: Permissions;
}

export type Parameters = Readonly<Record<string, unknown>>;

/** Every method throws GitHubError, and RateLimited with the moment from which it makes sense to ask again: nothing here sleeps. */
export interface GitHubClient {
  call<T>(route: Route, parameters: Parameters, schema: z.ZodType<T>): Promise<T>;
  /** All pages of a list, at most `pages` of 100; `all` is false when there are more. `list` says where in an answer the items are. */
  list<T>(
    route: Route,
    parameters: Parameters,
    item: z.ZodType<T>,
    options?: { readonly pages?: number; readonly list?: string },
  ): Promise<{ readonly items: readonly T[]; readonly all: boolean }>;
  /** Bytes as they come. Whoever asks reads them to the end, or cancels. */
  stream(route: Route, parameters: Parameters): Promise<ReadableStream<Uint8Array>>;
  /** Where a redirect leads; it is not followed. */
  redirect(route: Route, parameters: Parameters): Promise<string>;
  graphql<T>(query: string, variables: Parameters, schema: z.ZodType<T>): Promise<T>;
  /** What the last answer said about the hourly quota; null before there was one. */
  quota(): Quota | null;
  readonly signal: AbortSignal;
}

export interface Clients {
  /** `signal` ends every request of the job. */
  open(scope: TokenScope, signal: AbortSignal): Promise<GitHubClient>;
  /** For questions of the core, which asks GitHub itself. Throws GitHubError. */
  token(scope: TokenScope, signal: AbortSignal): Promise<string>;
}

/**
 * Asked with what is known: where nothing moved GitHub says so (HTTP 304), and counts no request. Short answers that many pull requests ask for;
 * what an id names never changes, and is kept where it is read.
 */
const CONDITIONAL: ReadonlySet<Route> = new Set<Route>([
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/git/ref/{ref}',
  'GET /repos/{owner}/{repo}/rules/branches/{branch}',
  'GET /repos/{owner}/{repo}/branches/{branch}',
]);

export interface ClientsOptions {
  readonly probot: Pick<Probot, 'auth'>;
  readonly now: () => Date;
  /** Told of each answer: GitHub is there, and what is left of the quota. */
  readonly heard?: (installation: number, headers: Answer['headers']) => void;
}

const TIMEOUT_MS = 60_000;
/** A token is used until shortly before its end: a job must not die in the middle. */
const TOKEN_MARGIN_MS = 5 * 60_000;

/** Such an answer tells no time that counts for it. */
const GRAPHQL_WAIT_MS = 10 * 60_000;

const tokenAnswer = z.object({ token: z.string().min(1).max(4096), expires_at: z.string() });

interface Token {
  readonly token: string;
  readonly expires: number;
}

export function createClients({ probot, now, heard = () => {} }: ClientsOptions): Clients {
  const tokens = new Map<string, Token>();
  const answers = knownAnswers();

  async function tokenFor(app: ProbotOctokit, scope: TokenScope, fresh: boolean): Promise<string> {
    const key = JSON.stringify(scope);
    const known = tokens.get(key);
    if (!fresh && known !== undefined && known.expires - TOKEN_MARGIN_MS > now().getTime()) return known.token;
    for (const [other, { expires }] of tokens) if (expires <= now().getTime()) tokens.delete(other);
    const answer = await app.request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: scope.installationId,
      ...(scope.repositoryIds === null ? {} : { repository_ids: [...scope.repositoryIds] }),
      permissions: { ...scope.permissions },
    });
    const { token, expires_at } = tokenAnswer.parse(answer.data);
    tokens.set(key, { token, expires: Date.parse(expires_at) || 0 });
    return token;
  }

  return {
    async open(scope, signal) {
      const wide = await probot.auth(scope.installationId);
      const app = asAppOf(wide, scope);
      const octokit = narrowed(wide, scope, (fresh) => tokenFor(app, scope, fresh));
      return clientOf(octokit, answers.of(scope), signal, now, (headers) => heard(scope.installationId, headers));
    },
    async token(scope, signal) {
      try {
        return await tokenFor(asAppOf(await probot.auth(scope.installationId), scope), scope, false);
      } catch (error) {
        throw gitHubError(error, 'POST /app/installations/{installation_id}/access_tokens', signal, now());
      }
    },
  };
}

/** The App's key, but in the queue of this installation: with the App's own client all installations would wait for each other. */
function asAppOf(wide: ProbotOctokit, { installationId }: TokenScope): ProbotOctokit {
  return unhurried(wide, installationId, { auth: { installationId } });
}

type Send = (parameters: object) => Promise<unknown>;

/** The same client, but each request carries the narrowed token. A token that was taken back early is replaced once. */
function narrowed(wide: ProbotOctokit, scope: TokenScope, token: (fresh: boolean) => Promise<string>): ProbotOctokit {
  const hook = async (request: Send & { endpoint: { merge(route: unknown, more: unknown): Merged } }, route: unknown, more: unknown) => {
    const endpoint = request.endpoint.merge(route, more);
    const send = async (fresh: boolean): Promise<unknown> => {
      endpoint.headers['authorization'] = `bearer ${await token(fresh)}`;
      return request(endpoint);
    };
    try {
      return await send(false);
    } catch (error) {
      if (!(error instanceof Error) || !('status' in error) || error.status !== 401) throw error;
      return send(true);
    }
  };
  return unhurried(wide, scope.installationId, { authStrategy: () => Object.assign(() => Promise.resolve({ type: 'token' }), { hook }) });
}

/** Both plug-ins of Probot's client would sleep in memory: a limit, and an outage, put the job off instead. */
function unhurried(like: ProbotOctokit, installationId: number, options: object): ProbotOctokit {
  const refuse = (): boolean => false;
  const Octokit = like.constructor as new (options: object) => ProbotOctokit;
  return new Octokit({
    ...options,
    request: { fetch: fetchFromOneOrigin },
    retry: { enabled: false },
    throttle: { id: String(installationId), onRateLimit: refuse, onSecondaryRateLimit: refuse },
  });
}

interface Merged {
  readonly headers: Record<string, string>;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

function clientOf(
  octokit: ProbotOctokit,
  answers: KnownAnswers,
  signal: AbortSignal,
  now: () => Date,
  heard: (headers: Answer['headers']) => void,
): GitHubClient {
  let quota: Quota | null = null;

  async function send(route: Route, parameters: Parameters, request: object = {}): Promise<Answer> {
    const once = async (): Promise<Answer> => {
      const known = CONDITIONAL.has(route) ? answers.get(route, parameters) : undefined;
      const headers = known === undefined ? {} : { headers: { 'if-none-match': known.etag } };
      const options = {
        ...parameters,
        ...headers,
        request: { ...request, signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) },
      };
      try {
        const answer = (await octokit.request(route, options)) as Answer;
        // GraphQL has an hour of its own.
        if (route !== 'POST /graphql') {
          quota = quotaOf(answer.headers) ?? quota;
          heard(answer.headers);
        }
        if (CONDITIONAL.has(route)) answers.put(route, parameters, answer);
        return answer;
      } catch (error) {
        if (known !== undefined && isUnmoved(error)) {
          quota = quotaOf(error.response.headers) ?? quota;
          return { status: 200, headers: {}, data: known.data };
        }
        throw gitHubError(error, route, signal, now());
      }
    };
    try {
      return await once();
    } catch (error) {
      // One broken answer among hundreds is usual; asking again for a second time is the job's business.
      if (!route.startsWith('GET ') || !isGitHubError(error, 'unavailable')) throw error;
      return once();
    }
  }

  function checked<T>(route: string, schema: z.ZodType<T>, data: unknown): T {
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues.slice(0, 3).map((issue) => issue.path.map(String).join('.'));
    throw new GitHubError('invalid', `${route}: the answer is not what the API promises (${where.join(', ') || 'its form'})`);
  }

  return {
    signal,
    quota: () => quota,
    async call(route, parameters, schema) {
      return checked(route, schema, (await send(route, parameters)).data);
    },
    async list(route, parameters, item, { pages = 10, list } = {}) {
      const rows = z.array(item);
      const items: z.output<typeof item>[] = [];
      for (let page = 1; page <= pages; page++) {
        const { data } = await send(route, { ...parameters, per_page: 100, page });
        const found = list === undefined ? checked(route, rows, data) : (checked(route, z.object({ [list]: rows }), data)[list] ?? []);
        items.push(...found);
        if (found.length < 100) return { items, all: true };
      }
      return { items, all: false };
    },
    async stream(route, parameters) {
      const { data } = await send(route, parameters, { parseSuccessResponseBody: false });
      if (data instanceof ReadableStream) return data as ReadableStream<Uint8Array>;
      throw new GitHubError('invalid', `${route}: an answer without content`);
    },
    async redirect(route, parameters) {
      const { status, headers, data } = await send(route, parameters, { parseSuccessResponseBody: false, redirect: 'manual' });
      if (data instanceof ReadableStream) await data.cancel();
      const { location } = headers;
      if (status >= 300 && status < 400 && typeof location === 'string') return location;
      throw new GitHubError('invalid', `${route}: no redirect (HTTP ${status})`, status);
    },
    async graphql(query, variables, schema) {
      const answer = z.object({ data: z.unknown(), errors: z.array(z.object({ type: z.string().optional() }).loose()).optional() });
      const { data, errors = [] } = checked('POST /graphql', answer, (await send('POST /graphql', { query, variables })).data);
      if (errors.length === 0) return checked('POST /graphql', schema, data);
      // A limit of GraphQL comes as an answer: the job is put off, and nothing is judged by it.
      if (errors.some(({ type }) => type === 'RATE_LIMITED'))
        throw new RateLimited('POST /graphql: a rate limit of GitHub', new Date(now().getTime() + GRAPHQL_WAIT_MS), 200);
      const missing = errors.some(({ type }) => type === 'NOT_FOUND');
      const forbidden = errors.some(({ type }) => type === 'FORBIDDEN');
      throw new GitHubError(missing ? 'missing' : forbidden ? 'forbidden' : 'rejected', 'POST /graphql: refused');
    },
  };
}

/** The client takes "not modified" for an error. */
function isUnmoved(error: unknown): error is Error & { readonly response: Pick<Answer, 'headers'> } {
  return error instanceof Error && 'status' in error && error.status === 304 && 'response' in error;
}
