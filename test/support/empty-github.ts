/** A GitHub with nothing in it, or with what a test gives it: for the App's start, whose first sweep asks. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface EmptyGitHub {
  readonly url: string;
  /** "GET /app/installations?per_page=100" */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

/** `reply` gets method and path; null: an empty list, or a token. */
export async function startEmptyGitHub(reply: (line: string, request: IncomingMessage) => Reply | null = () => null): Promise<EmptyGitHub> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method ?? ''} ${request.url ?? ''}`;
    asked.push(line);
    const token = { token: `ghs_${'a'.repeat(36)}`, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} };
    const standard: Reply = line.includes('access_tokens')
      ? { status: 201, body: token }
      : { body: line.includes('/installation/') ? { repositories: [] } : [] };
    const { status = 200, headers = {}, body } = reply(line, request) ?? standard;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
