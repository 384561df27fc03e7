/**
 * A stand-in of registries of packages for tests, demo and benchmark: real HTTP on loopback, the shapes of npm and PyPI, faults on demand.
 *
 *   const registry = await startRegistry();
 *   registry.npm, registry.pypi   addresses for WEIGHBRIDGE_NPM_REGISTRY and WEIGHBRIDGE_PYPI_INDEX; `registry.environment` has both
 *   registry.serve(npmDocument('acme', […]))   what is answered from now on
 *   registry.fault('/acme', 503)   every request whose path contains "/acme" fails
 *   registry.slow(50)   each answer takes 50 ms from now on
 *   registry.requests   what was asked, with the credential that came along
 *   await registry.close()
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Path below the registry's address → the body, as JSON. */
export type Served = Readonly<Record<string, unknown>>;

export interface FakeRegistry {
  readonly npm: string;
  readonly pypi: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly requests: { readonly path: string; readonly authorization: string | null; readonly accept: string }[];
  serve(answers: Served): void;
  /** A status, or an address that everything is redirected to. */
  fault(part: string, fault: number | string, headers?: Readonly<Record<string, string>>): void;
  /** Milliseconds that each answer takes. */
  slow(delay: number): void;
  close(): Promise<void>;
}

export async function startRegistry(): Promise<FakeRegistry> {
  const answers = new Map<string, unknown>();
  const faults: { readonly part: string; readonly fault: number | string; readonly headers: Readonly<Record<string, string>> }[] = [];
  const requests: FakeRegistry['requests'][number][] = [];
  let delay = 0;
  const server = createServer({ keepAliveTimeout: 300_000 }, (request, response) => {
    if (delay > 0) setTimeout(() => answer(request, response), delay);
    else answer(request, response);
  });
  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    requests.push({ path, authorization: request.headers.authorization ?? null, accept: request.headers.accept ?? '' });
    const found = faults.find(({ part }) => path.includes(part));
    if (found !== undefined) {
      const { fault, headers } = found;
      const status = typeof fault === 'number' ? fault : 302;
      response.writeHead(status, {
        'content-type': 'application/json',
        ...headers,
        ...(typeof fault === 'number' ? {} : { location: fault }),
      });
      return void response.end('{"error":"as asked for"}');
    }
    const body = answers.get(path);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': /json/.exec(request.headers.accept ?? '') === null ? 'text/html' : 'application/json',
    });
    response.end(body === undefined ? '{"error":"Not found"}' : typeof body === 'string' ? body : JSON.stringify(body));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [npm, pypi] = [`${origin}/npm`, `${origin}/pypi-index`];
  return {
    npm,
    pypi,
    environment: { WEIGHBRIDGE_NPM_REGISTRY: npm, WEIGHBRIDGE_PYPI_INDEX: pypi },
    requests,
    serve: (more) => {
      for (const [path, body] of Object.entries(more)) answers.set(path, body);
    },
    fault: (part, fault, headers = {}) => void faults.unshift({ part, fault, headers }),
    slow(each) {
      delay = each;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
