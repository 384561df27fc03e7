/** From a request to the route that answers it: patterns are the paths of GitHub's OpenAPI document. */
import { type Actor, allowed, author, demand, grants, visible } from './access.ts';
import { notFound, Refused } from './refuse.ts';
import type { Account, App, Installation, Json, Pull, Repository, State } from './state.ts';
import type { RateLimiter } from './limits.ts';
import type { Hooks } from './webhooks.ts';

export interface Answer {
  readonly status: number;
  /** JSON, or bytes as they are. */
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Call {
  readonly state: State;
  readonly hooks: Hooks;
  readonly limiter: RateLimiter;
  readonly operation: string;
  readonly url: URL;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly accept: string;
  readonly actor: Actor;
}

/**
 * Who may ask: `app` (App JWT), `installation` (any installation token), `anyone`, or permissions in words:
 * `checks:write` of the repository in the path, `org members:read` of the organization; several mean one of them.
 */
export interface Route {
  readonly operation: string;
  readonly needs: readonly string[];
  handle(call: Call): Answer | Promise<Answer>;
}

export function route(operation: string, needs: string, handle: Route['handle']): Route {
  return { operation, needs: needs.split('|'), handle };
}

export interface Found {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

/** These may hold slashes. */
const LONG = new Set(['path', 'ref', 'branch', 'basehead']);

export function makeRouter(routes: readonly Route[]): (method: string, pathname: string) => Found | null {
  const compiled = routes
    .map((route) => {
      const [method = '', pattern = ''] = route.operation.split(' ');
      const names: string[] = [];
      const source = pattern.replace(/[.]/g, '\\.').replace(/\/?\{(\w+)\}/g, (text, name: string) => {
        names.push(name);
        // The root of a repository has no path, and no slash before it.
        if (name === 'path') return '(?:/(.*))?';
        return `${text.startsWith('/') ? '/' : ''}${LONG.has(name) ? '(.+)' : '([^/]+)'}`;
      });
      return { route, method, names, regex: new RegExp(`^${source}$`), literal: pattern.replace(/\{\w+\}/g, '').length };
    })
    // The longest literal text wins: `branches/{branch}/protection` before `branches/{branch}`.
    .toSorted((a, b) => b.literal - a.literal);
  return (method, pathname) => {
    for (const one of compiled) {
      const match = one.method === method ? one.regex.exec(pathname) : null;
      if (match === null) continue;
      return { route: one.route, path: Object.fromEntries(one.names.map((name, index) => [name, decode(match[index + 1] ?? '')])) };
    }
    return null;
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refused(400, 'Bad Request');
  }
}

/** Throws GitHub's refusal unless the actor may use the route. */
export function authorize(state: State, { route, path }: Found, actor: Actor): void {
  const { needs } = route;
  if (needs.includes('app')) {
    if (actor.kind !== 'app') throw new Refused(401, 'A JSON web token could not be decoded');
    return;
  }
  if (actor.kind === 'app' && !needs.includes('anyone'))
    throw new Refused(401, 'A JSON web token is not accepted here: use an installation token');
  if (needs.includes('anyone')) return;
  if (needs.includes('installation')) {
    if (actor.kind !== 'installation')
      throw new Refused(403, 'You must authenticate with an installation access token in order to list repositories for an installation.');
    return;
  }
  if (path['owner'] !== undefined) return demand(state, actor, findRepository(state, path['owner'], path['repo'] ?? ''), needs);
  const [need = ''] = needs.map((one) => one.replace('org ', ''));
  if (actor.kind === 'nobody') throw new Refused(401, 'Requires authentication');
  const organization = state.accounts.get((path['org'] ?? '').toLowerCase());
  if (organization?.type !== 'Organization') throw notFound();
  if (actor.kind === 'installation') {
    if (actor.installation.account !== organization) throw notFound();
    if (!grants(actor.token.permissions, need)) throw new Refused(403, 'Resource not accessible by integration');
  } else if (actor.kind === 'user') {
    const role = organization.members.get(actor.user.login);
    if (role === undefined || (need.startsWith('organization_administration') && role !== 'admin')) throw notFound();
  }
}

/** By "owner/name" of today; a name of before is a `Moved`. */
export function findRepository(state: State, owner: string, name: string): Repository {
  const found = lookUp(state, `${owner}/${name}`);
  if (found === undefined) throw notFound();
  return found;
}

export function lookUp(state: State, fullName: string): Repository | undefined {
  const wanted = fullName.toLowerCase();
  return [...state.repositories.values()].find((one) => !one.deleted && `${one.owner.login}/${one.name}`.toLowerCase() === wanted);
}

export const repositoryOf = (call: Call): Repository => findRepository(call.state, call.path['owner'] ?? '', call.path['repo'] ?? '');

export function pullOf(call: Call): Pull {
  const found = repositoryOf(call).pulls.get(Number(call.path['pull_number'] ?? call.path['issue_number']));
  if (found === undefined) throw notFound();
  return found;
}

export function byId<T extends { readonly id: number }>(list: readonly T[], id: string | undefined): T {
  const found = list.find((one) => one.id === Number(id));
  if (found === undefined) throw notFound();
  return found;
}

export function accountOf(state: State, login: string | undefined): Account {
  const found = state.accounts.get((login ?? '').toLowerCase());
  if (found === undefined) throw notFound();
  return found;
}

export function appOf(call: Call): App {
  if (call.actor.kind === 'app') return call.actor.app;
  throw new Refused(401, 'A JSON web token could not be decoded');
}

/** The App that writes checks; GitHub refuses everybody else. */
export function writingApp(call: Call): App {
  if (call.actor.kind === 'installation') return call.actor.app;
  throw new Refused(403, 'You must authenticate via a GitHub App.');
}

export function installationOf(call: Call): Installation {
  if (call.actor.kind === 'installation') return call.actor.installation;
  throw notFound();
}

export const who = (call: Call): ReturnType<typeof author> => author(call.actor);
export const canSee = (call: Call, repository: Repository): boolean => visible(call.state, call.actor, repository);
export const may = (call: Call, repository: Repository, need: string): boolean => allowed(call.state, call.actor, repository, [need]);

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const nothing = (): Answer => ({ status: 204 });

/** One page, with `Link` to its neighbours. `wrap` puts the page into an object with `total_count`. */
export function page<T>(call: Call, all: readonly T[], render: (one: T) => unknown, wrap?: string): Answer {
  const size = Math.min(Math.max(Number(call.query.get('per_page') ?? 30), 1), 100);
  const number = Math.max(Number(call.query.get('page') ?? 1), 1);
  const last = Math.max(Math.ceil(all.length / size), 1);
  const link = (to: number, rel: string): string => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(to));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : []),
  ];
  const items = all.slice((number - 1) * size, number * size).map(render);
  return {
    status: 200,
    body: wrap === undefined ? items : { total_count: all.length, [wrap]: items },
    ...(links.length > 0 && { headers: { link: links.join(', ') } }),
  };
}
