/**
 * A stand-in of the Hugging Face Hub for tests, demo and benchmark: real HTTP on loopback, the recorded shapes, faults on demand.
 *
 *   const hub = await startHub({ repos: [{ id: 'acme/a', commits: ['<40 hex>', …newest first] }] });
 *   hub.url        "http://127.0.0.1:<port>", for HF_ENDPOINT or --hub-url
 *   hub.set(repo)  adds or replaces a repository: moves a branch, for example
 *   hub.fault('/refs', 503, 2)   the next two requests whose path contains "/refs" fail; without a number all do
 *   hub.requests   what was asked, with the credential that came along
 *   hub.spoil('weights.bin', 'stop', 1)   the next time, its bytes end in the middle (bytes.ts); hub.byteRequests has who asked for bytes
 *   await hub.close()
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './answers.ts';
import { type ByteFault, type ByteHouse, type ByteRequest, ON_THE_WAY, serveBytes } from './bytes.ts';
import { type Fault, misbehave } from './faults.ts';
import type { FakeRepo } from './repo.ts';

export type { Fault } from './faults.ts';
export type { FakeRepo } from './repo.ts';

export interface FakeHub {
  readonly url: string;
  readonly requests: { readonly path: string; readonly authorization: string | null }[];
  set(repo: FakeRepo): void;
  /** Applies to every path that contains `part`; `times`: how often, then the hub works again. */
  fault(part: string, fault: Fault, times?: number, headers?: Readonly<Record<string, string>>): void;
  /** The same for the bytes of files. */
  spoil(part: string, fault: ByteFault, times?: number): void;
  /** Origin of the second server, which has the bytes of LFS files; null without one. */
  readonly cdnUrl: string | null;
  readonly byteRequests: readonly ByteRequest[];
  close(): Promise<void>;
}

export interface FakeHubOptions {
  readonly repos: readonly FakeRepo[];
  /** The most commits that one page of history holds. */
  readonly pageSize?: number;
  /** A second server for the bytes of LFS files. */
  readonly cdn?: boolean;
  /** Where the byte fault "elsewhere" leads. */
  readonly elsewhere?: string;
}

export async function startHub({ repos: given, pageSize = 1000, cdn = false, elsewhere = '' }: FakeHubOptions): Promise<FakeHub> {
  const repos = new Map<string, FakeRepo>();
  const set = (repo: FakeRepo): void => void repos.set(`${repo.kind ?? 'models'}/${repo.id}`, repo);
  for (const repo of given) set(repo);
  const faults: { readonly part: string; readonly fault: Fault; readonly headers: Readonly<Record<string, string>>; left: number }[] = [];
  const spoilt: { readonly part: string; readonly fault: ByteFault; left: number }[] = [];
  const requests: { path: string; authorization: string | null }[] = [];
  const byteRequests: ByteRequest[] = [];
  const house: Omit<ByteHouse, 'cdnUrl'> = {
    repos,
    requests: byteRequests,
    elsewhere,
    fault: (path, kinds) => {
      const able = spoilt.filter(({ fault }) => ON_THE_WAY.has(fault) === (kinds === 'on-the-way'));
      return take(able, path)?.fault ?? null;
    },
  };
  const start = async (name: 'hub' | 'cdn', cdnUrl: string | null): Promise<Server> => {
    const bytes: ByteHouse = { ...house, cdnUrl };
    const server = createServer({ keepAliveTimeout: 300_000 }, (request, response) => {
      const path = request.url ?? '';
      const authorization = request.headers.authorization ?? null;
      requests.push({ path, authorization });
      const found = take(faults, path);
      if (found !== null) return misbehave(response, found.fault, authorization, found.headers);
      if (!serveBytes(request, response, name, bytes)) answer(request, response, repos, pageSize);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return server;
  };
  const cdnServer = cdn ? await start('cdn', null) : null;
  const cdnUrl = cdnServer === null ? null : originOf(cdnServer);
  const server = await start('hub', cdnUrl);
  return {
    url: originOf(server),
    cdnUrl,
    requests,
    byteRequests,
    set,
    fault: (part, fault, times = Number.POSITIVE_INFINITY, headers = {}) => void faults.push({ part, fault, headers, left: times }),
    spoil: (part, fault, times = Number.POSITIVE_INFINITY) => void spoilt.push({ part, fault, left: times }),
    close: async () => {
      await Promise.all([server, cdnServer].map(stop));
    },
  };
}

/** The first that applies and is left, one less of it. */
function take<T extends { readonly part: string; left: number }>(list: readonly T[], path: string): T | null {
  const found = list.find((one) => one.left > 0 && path.includes(one.part));
  if (found !== undefined) found.left -= 1;
  return found ?? null;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function stop(server: Server | null): Promise<void> {
  return new Promise((done) => {
    if (server === null) return done();
    server.close(() => done());
    server.closeAllConnections();
  });
}
