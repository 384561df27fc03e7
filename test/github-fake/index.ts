/**
 * A stand-in of GitHub for the Action's tests: git over http by git itself, and the few routes that the Action uses. State is in memory.
 *
 *   const github = await startGitHub({ repository: 'acme/product', gitDirectory, token: 'ghs_…' });
 *   github.url                 for GITHUB_SERVER_URL and GITHUB_API_URL
 *   github.comments            what stands on the pull requests
 *   github.fault('/comments', 403)    requests whose path contains it fail
 *   github.requests            what was asked, with the credential that came along
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { git, serveGit } from './git-http.ts';

export interface FakeComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
  readonly performed_via_github_app: { readonly slug: string } | null;
}

export interface FakeGitHub {
  readonly url: string;
  readonly comments: FakeComment[];
  readonly requests: { readonly method: string; readonly path: string; readonly authorization: string | null }[];
  /** Files of other repositories: "owner/repo/path@commit" → text. */
  readonly files: Map<string, string>;
  fault(part: string, status: number): void;
  close(): Promise<void>;
}

export interface FakeGitHubOptions {
  readonly repository: string;
  readonly gitDirectory: string;
  readonly token: string;
  /** Login that GraphQL calls the viewer. */
  readonly viewer?: string;
  /** The token may only read, as for pull requests from forks. */
  readonly readOnly?: boolean;
}

const MAX_COMMENT = 65_536;

export async function startGitHub(options: FakeGitHubOptions): Promise<FakeGitHub> {
  const { viewer = 'github-actions' } = options;
  const comments: FakeComment[] = [];
  const requests: { method: string; path: string; authorization: string | null }[] = [];
  const files = new Map<string, string>();
  const faults: { part: string; status: number }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const authorization = request.headers.authorization ?? null;
    requests.push({ method: request.method ?? '', path, authorization });
    const fault = faults.find((one) => path.includes(one.part));
    if (fault !== undefined) return json(response, fault.status, { message: '::error::planted by the server' });
    if (path.includes('.git/')) return serveGit(request, response, options);
    void answer(request, response, path, authorization);
  });

  async function answer(request: IncomingMessage, response: ServerResponse, path: string, authorization: string | null): Promise<void> {
    // Octokit sends a token with dots as "bearer", others as "token"; GitHub takes both.
    if (!new Set([`token ${options.token}`, `bearer ${options.token}`]).has(authorization ?? ''))
      return json(response, 401, { message: 'Bad credentials' });
    const route = `/repos/${options.repository}`;
    const body = request.method === 'GET' ? {} : (JSON.parse(await text(request)) as Record<string, unknown>);
    const url = new URL(path, 'http://stand-in');
    if (url.pathname === '/graphql') return json(response, 200, { data: { viewer: { login: viewer } } });
    if (new RegExp(`^${route}/issues/\\d+/comments$`).test(url.pathname) && request.method === 'GET') {
      const page = Number(url.searchParams.get('page') ?? 1);
      const size = Number(url.searchParams.get('per_page') ?? 30);
      return json(response, 200, comments.slice((page - 1) * size, page * size));
    }
    if (url.pathname.startsWith(`${route}/issues/`))
      return write(request, response, url.pathname, typeof body['body'] === 'string' ? body['body'] : '');
    const compare = url.pathname.startsWith(`${route}/compare/`) ? url.pathname.slice(route.length + 9).split('...') : null;
    if (compare !== null) {
      const base = git(options.gitDirectory, ['merge-base', ...compare]);
      return base === null
        ? json(response, 404, { message: 'No common ancestor between the two commits.' })
        : json(response, 200, { merge_base_commit: { sha: base } });
    }
    const ref = url.pathname.startsWith(`${route}/git/ref/`) ? decodeURIComponent(url.pathname.slice(route.length + 9)) : null;
    const sha = ref === null ? null : git(options.gitDirectory, ['rev-parse', '--verify', `refs/${ref}`]);
    if (ref !== null && sha !== null) return json(response, 200, { ref: `refs/${ref}`, object: { sha, type: 'commit' } });
    const [, owner, repo, file] = /^\/repos\/([^/]+)\/([^/]+)\/contents\/(.+)$/.exec(url.pathname) ?? [];
    const content = files.get(`${owner}/${repo}/${decodeURIComponent(file ?? '')}@${url.searchParams.get('ref')}`);
    if (content !== undefined) return void response.writeHead(200, { 'content-type': 'application/vnd.github.raw+json' }).end(content);
    return json(response, 404, { message: 'Not Found' });
  }

  function write(request: IncomingMessage, response: ServerResponse, path: string, body: string): void {
    if (options.readOnly === true) return json(response, 403, { message: 'Resource not accessible by integration' });
    if (body.length > MAX_COMMENT) return json(response, 422, { message: 'Validation Failed: body is too long' });
    if (request.method === 'POST') {
      comments.push({
        id: comments.length + 1,
        body,
        user: { login: 'github-actions[bot]', type: 'Bot' },
        performed_via_github_app: { slug: 'github-actions' },
      });
      return json(response, 201, comments.at(-1));
    }
    const comment = comments.find((one) => one.id === Number(path.split('/').at(-1)));
    if (comment === undefined) return json(response, 404, { message: 'Not Found' });
    comment.body = body;
    return json(response, 200, comment);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    requests,
    files,
    fault: (part, status) => void faults.push({ part, status }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
