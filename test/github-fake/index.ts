/**
 * A stand-in of GitHub: API, webhooks and git over HTTP on loopback, over real bare git repositories. State is in memory and in a folder
 * that `close` deletes. Every request, answer and webhook is checked against GitHub's OpenAPI document (contract/); what breaks it is in
 * `github.violations`, and `close` throws when something is. A test that sends what GitHub refuses empties the list with `.splice(0)`.
 *
 *   const github = await startGitHub();
 *   github.createOrganization('acme');  github.createUser('ada');  github.addMember('acme', 'ada', 'admin');
 *   github.createRepository('acme/product', { files: { 'a.py': '…' } });
 *   const app = github.createApp({ slug: 'weighbridge', permissions: { checks: 'write', … }, events: ['pull_request', …] });
 *   const installation = github.installApp(app, 'acme');            all repositories; or ['acme/product']
 *   github.deliverTo(app, 'http://127.0.0.1:…/webhooks', 'secret'); from now on webhooks are sent there
 *   new Probot({ appId: app.id, privateKey: app.privateKey, baseUrl: github.url })
 *
 *   github.pushCommit('acme/product', { branch: 'feature', files: { 'a.py': 'new', 'old.py': null }, by: 'ada' });   → id of the commit
 *   const number = github.openPullRequest('acme/product', { head: 'feature' });      also 'mallory:feature' after github.fork(…)
 *   await github.delivered();                                        webhooks are answered, and what followed from them
 *   github.checkRuns('acme/product'), github.comments('acme/product', number), github.pull('acme/product', number), …
 *   github.merge('acme/product', number, { by: 'ada' })              → { merged: true, sha } or { merged: false, reason }
 *
 *   github.fault({ method: 'POST', path: '/check-runs', status: 502, times: 2 });    also delayMs, cut: 'before' | 'after'
 *   github.hooks.hold(), .release(order), .duplicate(n), .lose(n)    webhooks late, in another order, twice, never
 *   github.limits.treeEntries = 10;  github.advance(3_600_000);      small limits; the clock of tokens and rate limits
 *   github.requests                                                  what was asked: method, path, operation, body, status
 *   await github.close()
 *
 * Scenes (openPullRequest, merge, …) happen at once and tell webhooks; nothing but `delivered`, `close` and HTTP is asynchronous.
 * Errors of scenes are GitHub's refusals (`Refused`) or an Error that says which name is unknown.
 * Shapes of what scenes return (Pull, Delivery, …) are in state.ts; sizes in sizes.ts.
 * What rests on general knowledge of the real service is listed in docs/verify-on-real-services.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openContract } from './contract/contract.ts';
import { type Fault, makeFaults } from './faults.ts';
import { makeLimiter } from './limits.ts';
import { makeState } from './make.ts';
import { type AppScenes, appScenes } from './scenes/apps.ts';
import { type PeopleScenes, peopleScenes } from './scenes/people.ts';
import { type PullScenes, pullScenes } from './scenes/pulls.ts';
import { type RepositoryScenes, repositoryScenes } from './scenes/repositories.ts';
import { type RuleScenes, ruleScenes } from './scenes/rules.ts';
import { makeServer, type SeenRequest } from './server.ts';
import type { Limits } from './sizes.ts';
import type { State } from './state.ts';
import { type Hooks, makeHooks } from './webhooks.ts';

export type { Fault } from './faults.ts';
export type { SeenRequest } from './server.ts';
export type { App, CheckRun, Installation, IssueComment } from './state.ts';

export interface FakeGitHub extends AppScenes, PeopleScenes, PullScenes, RepositoryScenes, RuleScenes {
  /** "http://127.0.0.1:<port>": base of the API (also below /api/v3), of /graphql, of git (`<url>/acme/product.git`). */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** What broke GitHub's contract, on either side. */
  readonly violations: string[];
  /** Sizes, times and quotas; may be changed at any moment. */
  readonly limits: Limits;
  readonly hooks: Hooks;
  readonly state: State;
  fault(fault: Fault): void;
  clearFaults(): void;
  /** The next `times` API requests meet a secondary rate limit. `retryAfter` in seconds; null: the header is missing. */
  secondaryLimit(times?: number, retryAfter?: number | null, status?: 403 | 429): void;
  /** So many requests are left in this hour: of an installation ("installation:<id>"), an App ("app:<id>"), a person ("user:<login>"). */
  requestsLeft(key: string, remaining: number): void;
  /** Moves the clock: tokens expire, rate limits begin anew. */
  advance(ms: number): void;
  /** Resolves when all webhooks are answered. */
  delivered(): Promise<void>;
  /** Throws when the contract was broken. */
  close(): Promise<void>;
}

export interface GitHubOptions {
  readonly limits?: Partial<Limits>;
  /** Installation tokens of the long form `ghs_APPID_JWT`. */
  readonly longTokens?: boolean;
}

export async function startGitHub({ limits = {}, longTokens = false }: GitHubOptions = {}): Promise<FakeGitHub> {
  const root = mkdtempSync(join(tmpdir(), 'weighbridge-github-'));
  const state = makeState(root, limits);
  state.longTokens = longTokens;
  const violations: string[] = [];
  const requests: SeenRequest[] = [];
  const contract = openContract();
  const faults = makeFaults();
  const limiter = makeLimiter(state);
  const hooks = makeHooks(state, (event, action, payload) => {
    violations.push(...contract.webhook(event, action, payload).map((one) => `webhook ${event} ${action ?? ''}: ${one}`));
  });
  const server = makeServer({ state, hooks, faults, limiter, contract, requests, violations });
  // Who asks ends idle connections: where a busy test delays both ends, the server would end one that is just being used.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: state.url,
    requests,
    violations,
    limits: state.limits,
    hooks,
    state,
    ...peopleScenes(state),
    ...appScenes(state, hooks),
    ...repositoryScenes(state),
    ...pullScenes(state),
    ...ruleScenes(state),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    secondaryLimit: (times = 1, retryAfter = 60, status = 403) => limiter.secondary(times, retryAfter, status),
    requestsLeft: (key, remaining) => limiter.left(key, remaining),
    advance: (ms) => state.advance(ms),
    delivered: () => hooks.settled(),
    async close() {
      state.objects.close();
      hooks.stop();
      await hooks.settled();
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      rmSync(root, { recursive: true, force: true });
      if (violations.length > 0) throw new Error(`GitHub's contract was broken:\n${[...new Set(violations)].join('\n')}`);
    },
  };
}
