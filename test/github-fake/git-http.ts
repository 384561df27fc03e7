/** git over http, by git's own server program (git-http-backend speaks CGI). A token is asked for, as for a private repository. */
import { spawn, spawnSync } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Served {
  /** "acme/product": served as /acme/product.git */
  readonly repository: string;
  readonly gitDirectory: string;
  readonly token: string;
}

const CONFIG = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

/** Output of a git command without its line end; null when it fails. */
export function git(gitDirectory: string, args: readonly string[]): string | null {
  const ran = spawnSync('git', [`--git-dir=${gitDirectory}`, ...args], { env: { PATH: process.env['PATH'], ...CONFIG } });
  return ran.status === 0 ? ran.stdout.toString().trim() : null;
}

export function serveGit(request: IncomingMessage, response: ServerResponse, { repository, gitDirectory, token }: Served): void {
  const url = new URL(request.url ?? '', 'http://stand-in');
  const expected = `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  if (request.headers.authorization !== expected) return void response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
  const prefix = `/${repository}.git`;
  if (!url.pathname.startsWith(`${prefix}/`)) return void response.writeHead(404).end();
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      ...CONFIG,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_PROJECT_ROOT: gitDirectory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname.slice(prefix.length),
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
  });
  request.pipe(child.stdin);
}
