/**
 * The way from a TUF client to its repository. The client's own requests stay on this machine; what leaves it goes through `send` and its rules
 * (T19): one origin, https, no redirect, sizes and times capped.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { send } from '../net/egress.ts';

export interface TufRelay {
  /** Where the client asks; loopback. */
  readonly url: string;
  /** What went wrong last, for the error's words; null when all was answered. */
  readonly failure: () => string | null;
  readonly close: () => Promise<void>;
}

/** Metadata and a trust root are small. */
const MAX_BYTES = 8 * 1024 * 1024;
const TIMEOUT_MS = 15_000;
const PASSED_ON: ReadonlySet<number> = new Set([200, 403, 404]);
/** Names of TUF files; no query, no dots that climb. */
const PATH = /^(?:\/[\w%-][\w.%-]*){1,4}$/;

/** `upstream`: base URL without a trailing slash. */
export async function startTufRelay(upstream: string, fetch: typeof globalThis.fetch): Promise<TufRelay> {
  let failure: string | null = null;
  const ask = async (path: string): Promise<{ readonly status: number; readonly body: Uint8Array }> => {
    const allowedOrigin = new URL(upstream).origin;
    const result = await send({ url: upstream + path, allowedOrigin, token: null, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, fetch });
    // The client ends the chain of roots at 403 and 404, rightly; a server in trouble must not look like that end.
    if (result.state === 'answered' && PASSED_ON.has(result.status)) return { status: result.status, body: result.body };
    failure = result.state === 'answered' ? `it answered ${result.status}` : result.detail;
    return { status: 502, body: new Uint8Array() };
  };
  const answer = async ({ method, url = '' }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = method === 'GET' && PATH.test(url) ? await ask(url) : { status: 400, body: new Uint8Array() };
    response.writeHead(status, { 'content-type': 'application/octet-stream' }).end(body);
  };
  // Loaded here: with it comes a client, which costs a third of the start of every run.
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    failure: () => failure,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
