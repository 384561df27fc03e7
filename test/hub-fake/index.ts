/**
 * A stand-in of the Hugging Face Hub for tests, demo and benchmark: real HTTP on loopback, the recorded shapes, faults on demand.
 *
 *   const hub = await startHub({ repos: [{ id: 'acme/a', commits: ['<40 hex>', …newest first] }] });
 *   hub.url        "http://127.0.0.1:<port>", for HF_ENDPOINT or --hub-url
 *   hub.set(repo)  adds or replaces a repository: moves a branch, for example
 *   hub.fault('/refs', 503, 2)   the next two requests whose path contains "/refs" fail; without a number all do
 *   hub.requests   what was asked, with the credential that came along
 *   await hub.close()
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './answers.ts';
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
  close(): Promise<void>;
}

export interface FakeHubOptions {
  readonly repos: readonly FakeRepo[];
  /** The most commits that one page of history holds. */
  readonly pageSize?: number;
}

export async function startHub({ repos: given, pageSize = 1000 }: FakeHubOptions): Promise<FakeHub> {
  const repos = new Map<string, FakeRepo>();
  const set = (repo: FakeRepo): void => void repos.set(`${repo.kind ?? 'models'}/${repo.id}`, repo);
  for (const repo of given) set(repo);
  const faults: { readonly part: string; readonly fault: Fault; readonly headers: Readonly<Record<string, string>>; left: number }[] = [];
  const requests: { path: string; authorization: string | null }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const authorization = request.headers.authorization ?? null;
    requests.push({ path, authorization });
    const found = faults.find((one) => one.left > 0 && path.includes(one.part));
    if (found === undefined) return answer(request, response, repos, pageSize);
    found.left -= 1;
    return misbehave(response, found.fault, authorization, found.headers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    set,
    fault: (part, fault, times = Number.POSITIVE_INFINITY, headers = {}) => void faults.push({ part, fault, headers, left: times }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
