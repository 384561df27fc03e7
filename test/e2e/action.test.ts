import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_REPOS } from '../../scripts/demo/hub.ts';
import { makeDemoRepository } from '../../scripts/demo/repository.ts';
import { type FakeHub, startHub } from '../hub-fake/index.ts';
import { type ActionResult, type ActionRun, runAction } from '../support/action.ts';
import { weighbridge } from '../support/cli.ts';
import { type ServedPullRequest, servePullRequest } from '../support/pull-request.ts';
import { serveGitHub, type ServedGitHub } from '../support/served-github.ts';

const TOKEN = 'ghs_token_of_the_job_0123456789';
let hub: FakeHub;
let served: ServedPullRequest;
let evaluated: ServedPullRequest;
const started: ServedGitHub[] = [];

beforeAll(async () => {
  hub = await startHub({ repos: DEMO_REPOS });
  served = servePullRequest();
  evaluated = servePullRequest((folder) => {
    makeDemoRepository(folder);
    withPolicy(folder, (text) => `${text}mode: evaluate\n`);
  });
});
afterAll(async () => {
  await hub.close();
  for (const one of started) await one.close();
  served.dispose();
  evaluated.dispose();
});

/** Rewrites the policy on main, below the branch: what counts is the base. */
function withPolicy(folder: string, change: (text: string) => string): void {
  const env = { ...process.env, GIT_AUTHOR_DATE: '2026-11-02T09:00:00Z', GIT_COMMITTER_DATE: '2026-11-02T09:00:00Z' };
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { env, stdio: 'pipe' });
  git('checkout', '-q', 'main');
  const path = `${folder}/.github/weighbridge.yml`;
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  git('commit', '-qam', 'policy');
}

async function github(of: ServedPullRequest, more: { readonly readOnly?: boolean; readonly token?: string } = {}): Promise<ServedGitHub> {
  const one = await serveGitHub({ of, token: TOKEN, ...more });
  started.push(one);
  return one;
}

function pullRequest(of: ServedPullRequest, server: ServedGitHub, more: Partial<ActionRun> = {}): Promise<ActionResult> {
  return runAction({
    workspace: of.checkout(of.merge),
    event: 'pull_request',
    payload: of.payload(),
    sha: of.merge,
    ref: 'refs/pull/7/merge',
    server: server.url,
    token: TOKEN,
    ...more,
    env: { HF_ENDPOINT: hub.url, ...more.env },
  });
}

/** What changes from run to run: ports, moments, folders. */
function steady(text: string, server: ServedGitHub, result: ActionResult): string {
  return text
    .replaceAll(server.url, 'https://github.example')
    .replaceAll(hub.url, 'https://hub.example')
    .replaceAll(result.temp, '/temp')
    .replace(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/g, '2026-11-24 12:00 UTC')
    .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, '2026-11-24T12:00:00.000Z')
    .replace(/expires: \d{4}-\d{2}-\d{2}/g, 'expires: 2027-01-23');
}

// UPDATE_GOLDEN=1 writes the files anew; read the difference before committing it.
function expectGolden(name: string, server: ServedGitHub, result: ActionResult): void {
  const folder = fileURLToPath(new URL(`../golden/action/${name}/`, import.meta.url));
  const files = {
    'comment.md': server.comments.map((one) => one.body).join('\n=====\n'),
    'summary.md': result.summary,
    'annotations.txt': `${result.annotations.join('\n')}\n`,
    'findings.sarif': readFileSync(result.outputs['sarif-path'] ?? '', 'utf8'),
  };
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    const now = steady(text, server, result);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(`${folder}${file}`, now);
    expect(now, `${name}/${file}`).toBe(readFileSync(`${folder}${file}`, 'utf8'));
  }
}

describe('the five kinds of run, as people see them', () => {
  it('block: red, with comment, summary, annotations and SARIF', async () => {
    const server = await github(served);
    const result = await pullRequest(served, server);
    expect(result.err).toBe('');
    expect(result.code).toBe(1);
    expect(result.outputs['verdict']).toBe('block');
    expect(Number(result.outputs['findings'])).toBeGreaterThanOrEqual(4);
    expect(server.comments).toHaveLength(1);
    expectGolden('block', server, result);
  });

  it('warn-only: the same findings, green, and it says why in comment, summary and SARIF', async () => {
    const server = await github(served);
    const result = await pullRequest(served, server, { inputs: { 'warn-only': 'true', 'comment-summary-in-pr': 'always' } });
    expect([result.code, result.outputs['verdict']]).toEqual([0, 'block']);
    for (const text of [server.comments[0]?.body, result.summary, readFileSync(result.outputs['sarif-path'] ?? '', 'utf8')])
      expect(text).toMatch(/warn-only/);
    expectGolden('warn', server, result);
  });

  it('evaluate: green, and says what it would have done', async () => {
    const server = await github(evaluated);
    const result = await pullRequest(evaluated, server, { inputs: { 'comment-summary-in-pr': 'always' } });
    expect([result.code, result.outputs['verdict']]).toEqual([0, 'warn']);
    expect(server.comments[0]?.body).toMatch(/Would not be ready/);
    expectGolden('evaluate', server, result);
  });

  it('fork: no comment is tried, annotations and summary say everything, and the summary says so', async () => {
    const server = await github(served, { readOnly: true });
    const result = await pullRequest(served, server, {
      payload: served.payload({ fork: true }),
      inputs: { 'hf-token': 'hf_secret_of_the_operator' },
    });
    expect(result.code).toBe(1);
    expect(server.requests.some(({ path }) => path.includes('/issues/'))).toBe(false);
    expect(result.summary).toMatch(/No comment: the token of a pull request from a fork may only read/);
    expect(hub.requests.some(({ authorization }) => authorization?.includes('hf_secret') === true)).toBe(false);
    expectGolden('fork', server, result);
  });

  it('merge group: judged anew on the commits of the queue', async () => {
    const server = await github(served);
    const result = await runAction({
      workspace: served.checkout(served.merge),
      event: 'merge_group',
      payload: {
        action: 'checks_requested',
        merge_group: {
          base_sha: served.base,
          head_sha: served.merge,
          base_ref: 'refs/heads/main',
          head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${served.base}`,
        },
      },
      sha: served.merge,
      ref: `refs/heads/gh-readonly-queue/main/pr-7-${served.base}`,
      server: server.url,
      token: TOKEN,
      env: { HF_ENDPOINT: hub.url },
    });
    expect([result.code, result.outputs['verdict']]).toEqual([1, 'block']);
    expect(server.requests.some(({ path }) => path.includes('/issues/'))).toBe(false);
    expectGolden('merge-group', server, result);
  });
});

describe('one verdict in every door', () => {
  it('the Action and the command line give the same findings, changes and SARIF for one pull request', async () => {
    const server = await github(served);
    const result = await pullRequest(served, server);
    const clone = served.checkout(served.merge).replace(/product$/, 'clone/product');
    execFileSync('git', ['clone', '-q', served.gitDirectory, clone], { stdio: 'pipe' });
    execFileSync('git', ['-C', clone, 'branch', 'feature/assistant', served.head], { stdio: 'pipe' });
    const cli = await weighbridge(['check', '--base', 'main', '--head', 'feature/assistant', '--hub-url', hub.url, '--format', 'sarif'], {
      cwd: clone,
    });
    expect(steady(cli.out, server, result)).toBe(steady(readFileSync(result.outputs['sarif-path'] ?? '', 'utf8'), server, result));
    const sbom = await weighbridge(
      ['check', '--base', 'main', '--head', 'feature/assistant', '--hub-url', hub.url, '--format', 'cyclonedx'],
      { cwd: clone },
    );
    const stable = (text: string): string => steady(text, server, result).replace(/"(?:timestamp|serialNumber)": "[^"]+"/g, '');
    expect(stable(sbom.out)).toBe(stable(readFileSync(result.outputs['sbom-path'] ?? '', 'utf8')));
  });
});
