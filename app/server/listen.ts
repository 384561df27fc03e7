/** What both ports share: timeouts against slow senders, and an end that lets running answers finish. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Listening {
  readonly port: number;
  /** Takes no new connection, lets answers finish, at most `timeoutMs`. */
  readonly close: (timeoutMs: number) => Promise<void>;
}

/** The head must come within 5 s and the whole request within 15 s, checked each second; GitHub gives up after 10 s itself. */
const TIMEOUTS = {
  headersTimeout: 5000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16_384,
};
/** More than any budget of connections: a process has only so many open files. */
const CONNECTIONS = 4096;

export interface ListenOptions {
  readonly timeouts?: Partial<typeof TIMEOUTS>;
  /** Told of each connection before anything comes over it. */
  readonly connected?: (socket: Socket) => void;
}

export function listen(
  host: string,
  port: number,
  handler: RequestListener,
  { timeouts = {}, connected }: ListenOptions = {},
): Promise<Listening> {
  const server = createServer({ ...TIMEOUTS, ...timeouts }, handler);
  server.maxConnections = CONNECTIONS;
  if (connected !== undefined) server.on('connection', connected);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: (timeoutMs) =>
          new Promise((closed) => {
            const timer = setTimeout(() => server.closeAllConnections(), timeoutMs);
            server.close(() => {
              clearTimeout(timer);
              closed();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
}
