/** The HTTP side: log, faults, credentials, rate limits, contract, ETag. What a request means is in routes/. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Actor, identify, visible } from './access.ts';
import type { Contract } from './contract/contract.ts';
import { type Faults, misbehave } from './faults.ts';
import { serveGit } from './git-http.ts';
import type { RateLimiter } from './limits.ts';
import { notFound, Refused } from './refuse.ts';
import { type Answer, authorize, type Call, lookUp, makeRouter } from './router.ts';
import { API_ROUTES, OTHER_ROUTES } from './routes/index.ts';
import type { Json, State } from './state.ts';
import type { Hooks } from './webhooks.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  /** "POST /repos/{owner}/{repo}/check-runs"; null for git, pages and unknown paths. */
  operation: string | null;
  /** What was sent, parsed; null without a body. */
  body: unknown;
  /** 0 until it is answered. */
  status: number;
}

export interface House {
  readonly state: State;
  readonly hooks: Hooks;
  readonly faults: Faults;
  readonly limiter: RateLimiter;
  readonly contract: Contract;
  readonly requests: SeenRequest[];
  /** What broke the contract: "request POST /…: …", "answer …", "webhook …". */
  readonly violations: string[];
}

/** GitHub refuses larger bodies. */
const MAX_BODY = 100 << 20;

export function makeServer(house: House): Server {
  const route = makeRouter([...API_ROUTES, ...OTHER_ROUTES]);
  const others = new Set(OTHER_ROUTES.map((one) => one.operation));
  // Scenes block this process while git works: with the standard five seconds a client would find its idle connection closed under it.
  return createServer({ keepAliveTimeout: 300_000 }, (request, response) => {
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization ?? null,
      operation: null,
      body: null,
      status: 0,
    };
    house.requests.push(seen);
    response.on('finish', () => {
      seen.status = response.statusCode;
    });
    void respond(house, route, others, request, response, seen).catch((error: unknown) => {
      const refused =
        error instanceof Refused ? error : new Refused(500, `stand-in: ${error instanceof Error ? error.stack : String(error)}`);
      if (refused.status === 500) house.violations.push(refused.message);
      finish(request, response, { status: refused.status, body: refused.body, headers: refused.headers });
    });
  });
}

async function respond(
  house: House,
  route: ReturnType<typeof makeRouter>,
  others: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
  seen: SeenRequest,
): Promise<void> {
  const { state, limiter, contract } = house;
  const url = new URL(seen.path, state.url);
  // One address for all of GraphQL: only its body tells what is asked.
  const graphql = seen.path.endsWith('/graphql') ? await bodyOf(request) : null;
  const fault = house.faults.take(seen.method, seen.path, graphql?.toString() ?? '');
  if (fault?.delayMs !== undefined) await new Promise((done) => setTimeout(done, fault.delayMs));
  if (fault !== null && misbehave(response, fault)) return;
  if (/\.git\/(?:info\/refs|git-upload-pack|git-receive-pack|info\/lfs\/)/.test(url.pathname))
    return serveGit(state, request, response, url);
  // GitHub Enterprise has its API below /api/v3; so have clients that are told a "host".
  const pathname = url.pathname.replace(/^\/api\/v3(?=\/)/, '').replace(/^\/api\/graphql$/, '/graphql');
  const bytes = graphql ?? (await bodyOf(request));
  const actor = identify(state, request.headers.authorization);
  response.on('close', limiter.during(actor));
  const redirect = movedTo(state, actor, pathname, url, seen.method);
  if (redirect !== null) return finish(request, response, redirect);
  const found = route(seen.method, byNumber(state, pathname));
  if (found === null) throw notFound();
  const { operation } = found.route;
  seen.operation = operation;
  const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const body = bytes.length === 0 ? {} : form ? Object.fromEntries(new URLSearchParams(bytes.toString())) : parse(bytes);
  seen.body = bytes.length === 0 ? null : body;
  if (others.has(operation)) return finish(request, response, await found.route.handle(callOf(house, found, url, body, request, actor)));
  const etagged = seen.method === 'GET' && request.headers['if-none-match'] !== undefined;
  authorize(state, found, actor);
  const wrong = contract.request(operation, found.path, url.searchParams, body);
  if (wrong.length > 0) {
    house.violations.push(...wrong.map((one) => `request ${operation}: ${one}`));
    limiter.count(actor, seen.method, pathname);
    throw new Refused(422, `Invalid request.\n\n${wrong.join('\n')}`);
  }
  // What the client still has is free: it is counted only when it changed.
  const limited = etagged ? {} : limiter.count(actor, seen.method, pathname);
  const answer = await found.route.handle(callOf(house, found, url, body, request, actor));
  if (answer.bytes === undefined) {
    const broken = contract.answer(
      operation,
      answer.status,
      answer.body === undefined ? undefined : (JSON.parse(JSON.stringify(answer.body)) as unknown),
    );
    house.violations.push(...broken.map((one) => `answer ${operation} ${answer.status}: ${one}`));
  }
  const payload = payloadOf(answer);
  const etag = answer.status === 200 && seen.method === 'GET' ? { etag: `W/"${createHash('sha256').update(payload).digest('hex')}"` } : {};
  if (etagged && request.headers['if-none-match'] === etag.etag) return finish(request, response, { status: 304, headers: etag });
  if (etagged) Object.assign(limited, limiter.count(actor, seen.method, pathname));
  if (fault?.cut === 'after') return void response.destroy();
  finish(request, response, { ...answer, headers: { ...limited, ...etag, ...accepted(found.route.needs), ...answer.headers } });
}

/** GitHub tells Apps which permission a request took: `x-accepted-github-permissions: issues=write; pull_requests=write`. */
function accepted(needs: readonly string[]): Record<string, string> {
  const list = needs.filter((one) => one.includes(':')).map((one) => one.replace('org ', '').replace(':', '='));
  return list.length === 0 ? {} : { 'x-accepted-github-permissions': list.join('; ') };
}

function callOf(
  { state, hooks, limiter }: House,
  found: NonNullable<ReturnType<ReturnType<typeof makeRouter>>>,
  url: URL,
  body: Json,
  request: IncomingMessage,
  actor: Actor,
): Call {
  const accept = request.headers.accept ?? '';
  return { state, hooks, limiter, operation: found.route.operation, url, path: found.path, query: url.searchParams, body, accept, actor };
}

/** `/repositories/:id` is another name of `/repos/:owner/:repo`. */
function byNumber(state: State, pathname: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(pathname) ?? [];
  const repository = id === undefined ? undefined : state.repositories.get(Number(id));
  return repository === undefined || repository.deleted ? pathname : `/repos/${repository.owner.login}/${repository.name}${rest}`;
}

/** 301 for reads, 307 for writes, to the number of the repository; docs, "Redirects". */
function movedTo(state: State, actor: Actor, pathname: string, url: URL, method: string): Answer | null {
  const [, owner = '', name = '', rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  const id = state.moved.get(`${owner}/${name}`.toLowerCase());
  const repository = state.repositories.get(id ?? 0);
  if (repository === undefined || !visible(state, actor, repository) || lookUp(state, `${owner}/${name}`) !== undefined) return null;
  const location = `${state.url}/repositories/${id}${rest}${url.search}`;
  const status = method === 'GET' || method === 'HEAD' ? 301 : 307;
  return { status, body: { message: status === 301 ? 'Moved Permanently' : 'Temporary Redirect', url: location }, headers: { location } };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY) throw new Refused(413, 'Payload Too Large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer): Json {
  try {
    return JSON.parse(bytes.toString()) as Json;
  } catch {
    throw new Refused(400, 'Problems parsing JSON');
  }
}

function payloadOf({ bytes, body }: Answer): Uint8Array {
  if (bytes !== undefined) return bytes;
  return body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body));
}

function finish(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  if (!request.complete) request.resume();
  const type = answer.bytes === undefined && answer.body !== undefined ? { 'content-type': 'application/json; charset=utf-8' } : {};
  response.writeHead(answer.status, { 'x-github-media-type': 'github.v3; format=json', ...type, ...answer.headers });
  response.end(payloadOf(answer));
}
