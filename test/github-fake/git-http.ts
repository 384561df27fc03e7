/** git over http, by git's own server program (git-http-backend speaks CGI). Private repositories ask for a token with `contents: read`. */
import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowed, identify } from './access.ts';
import { branchTip, tryGit } from './git.ts';
import { lookUp } from './router.ts';
import { Refused } from './refuse.ts';
import type { Account, State } from './state.ts';
import { afterPush } from './pulls.ts';
import { settle } from './merging.ts';

export function serveGit(state: State, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const [, name = '', rest = ''] = /^\/([^/]+\/[^/]+)\.git(\/.*)$/.exec(url.pathname) ?? [];
  const pushing = rest === '/git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  const unauthorized = (): void => void response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
  let actor: ReturnType<typeof identify>;
  try {
    actor = identify(state, request.headers.authorization);
  } catch (error) {
    return error instanceof Refused && error.status === 403 ? void response.writeHead(403).end(error.message) : unauthorized();
  }
  const repository = lookUp(state, name);
  const may = repository !== undefined && allowed(state, actor, repository, [pushing ? 'contents:write' : 'contents:read']);
  if (repository === undefined || !may)
    return actor.kind === 'nobody' ? unauthorized() : void response.writeHead(pushing ? 403 : 404).end();
  const heads = pushing ? headsOf(repository.gitDirectory) : new Map<string, string>();
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_COUNT: '3',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_CONFIG_KEY_1: 'http.receivepack',
      GIT_CONFIG_VALUE_1: 'true',
      // GitHub serves commits by id, whoever refers to them.
      GIT_CONFIG_KEY_2: 'uploadpack.allowAnySHA1InWant',
      GIT_CONFIG_VALUE_2: 'true',
      GIT_PROJECT_ROOT: repository.gitDirectory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: rest,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const chunks: Buffer[] = [];
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
  child.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = output
      .subarray(0, Math.max(end, 0))
      .toString('latin1')
      .split('\r\n')
      .flatMap((line): [string, string][] =>
        line.includes(':') ? [[line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]] : [],
      );
    const status = Number.parseInt(headers.find(([name]) => name === 'Status')?.[1] ?? '200', 10);
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status'))).end(output.subarray(end + 4));
    if (rest !== '/git-receive-pack') return;
    const by: Account | null = actor.kind === 'user' ? actor.user : actor.kind === 'installation' ? actor.app.bot : null;
    if (by === null) return;
    const now = headsOf(repository.gitDirectory);
    for (const branch of new Set([...heads.keys(), ...now.keys()]))
      if (heads.get(branch) !== branchTip(repository, branch)) afterPush(state, repository, branch, heads.get(branch) ?? null, by);
    settle(state, repository);
  });
  request.pipe(child.stdin);
}

function headsOf(directory: string): Map<string, string> {
  const out = tryGit(directory, ['for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/heads/'])?.toString() ?? '';
  return new Map(
    out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split(' ') as [string, string]),
  );
}
