/**
 * A stand-in of the service of the OSV project for tests: real HTTP on loopback, in the documented shapes (docs of OSV, "POST /v1/querybatch",
 * "GET /v1/vulns").
 *
 *   const osv = await startOsv({ records: [record, …] });
 *   osv.url        "http://127.0.0.1:<port>", for OSV_URL or --osv-url
 *   osv.fault('/querybatch', 503, 2)   the next two requests whose path contains it fail; without a number all do
 *   osv.requests   what was asked, with the credential that came along, and the names in it
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matchVersion } from '../../src/core/advisories/match.ts';
import { readRecord } from '../../src/core/advisories/record.ts';
import type { RefType } from '../../src/core/ref/index.ts';
import { type Fault, misbehave } from '../hub-fake/faults.ts';

export interface FakeOsv {
  readonly url: string;
  readonly requests: {
    readonly method: string;
    readonly path: string;
    readonly authorization: string | null;
    readonly packages: readonly string[];
  }[];
  fault(part: string, fault: Fault, times?: number): void;
  close(): Promise<void>;
}

export interface FakeOsvOptions {
  readonly records: readonly Record<string, unknown>[];
  /** The most ids of one query in one page. */
  readonly pageSize?: number;
}

interface Query {
  readonly package: { readonly ecosystem: string; readonly name: string };
  readonly version: string;
  readonly page_token?: string;
}

const TYPES: Readonly<Record<string, RefType>> = { npm: 'npm', PyPI: 'pypi', Go: 'golang', 'crates.io': 'cargo' };
const JSON_TYPE = { 'content-type': 'application/json' };

export async function startOsv({ records, pageSize = 1_000 }: FakeOsvOptions): Promise<FakeOsv> {
  const faults: { readonly part: string; readonly fault: Fault; left: number }[] = [];
  const requests: { method: string; path: string; authorization: string | null; packages: string[] }[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '';
      const authorization = request.headers.authorization ?? null;
      const body = await textOf(request);
      const queries = body === '' ? [] : (JSON.parse(body) as { queries: Query[] }).queries;
      requests.push({
        method: request.method ?? '',
        path,
        authorization,
        packages: queries.map(({ package: { name }, version }) => `${name}@${version}`),
      });
      const found = faults.find(({ part, left }) => left > 0 && path.includes(part));
      if (found !== undefined) {
        found.left -= 1;
        misbehave(response, found.fault, authorization, {});
      } else if (request.method === 'POST' && path === '/v1/querybatch') {
        send(response, 200, { results: queries.map((query) => pageOf(query, records, pageSize)) });
      } else {
        const id = decodeURIComponent(/^\/v1\/vulns\/([^/]+)$/.exec(path)?.[1] ?? '');
        const record = records.find((one) => one['id'] === id);
        // As the service says it: a code of gRPC.
        if (record === undefined) send(response, 404, { code: 5, message: 'Bug not found.' });
        else send(response, 200, record);
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fault: (part, fault, times = Number.POSITIVE_INFINITY) => void faults.push({ part, fault, left: times }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Withdrawn records are not named; a query that nothing names has an empty result. */
function pageOf(query: Query, records: readonly Record<string, unknown>[], pageSize: number): unknown {
  const { ecosystem, name } = query.package;
  const type = TYPES[ecosystem];
  const named = records.filter((data) => {
    const record = readRecord(data, (otherEcosystem, otherName) => otherEcosystem === ecosystem && otherName === name);
    return (
      record !== null &&
      type !== undefined &&
      record.withdrawn == null &&
      matchVersion(record.affected, type, query.version).affected === 'yes'
    );
  });
  const from = Number(query.page_token ?? '0');
  const page = named.slice(from, from + pageSize);
  if (page.length === 0) return {};
  return {
    vulns: page.map(({ id, modified }) => ({ id, modified })),
    ...(from + pageSize < named.length ? { next_page_token: String(from + pageSize) } : {}),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, JSON_TYPE).end(JSON.stringify(body));
}
