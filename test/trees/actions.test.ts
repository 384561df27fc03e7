/** Actions of workflows at the gate: counted in silence, judged where a rule is on, and asked about where a change brings them. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { cyclonedxDocument } from '../../src/core/bom/cyclonedx/index.ts';
import { reportViewOf } from '../../src/core/report/view/view.ts';
import { checking, type Files, told } from '../support/checking.ts';

const doors = checking();
const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';
const FOREIGN = 'aaaa2d9e81b7a6c35d20f1e4b8a97c6d5e3f2bbb';
const PATH = '.github/workflows/ci.yml';
const STRICT = 'version: 1\nrules:\n  action/unpinned: warn\n  image/unpinned: warn\n';

function workflow(...uses: string[]): string {
  return `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${uses.map((one) => `      - uses: ${one}\n`).join('')}`;
}

/** Tags of acme/deploy, as GitHub lists them; what else is asked is not there, or down. */
let server: Server | null = null;
const asked: string[] = [];
afterEach(async () => {
  asked.length = 0;
  await new Promise((done) => (server === null ? done(null) : server.close(done)));
  server = null;
});
async function gitHub(status = 200): Promise<string> {
  server = createServer((request, response) => {
    asked.push((request.url ?? '').replace(/\?.*/, ''));
    const isFirst = request.url?.endsWith('page=1') === true;
    const isTags = request.url?.startsWith('/repos/acme/deploy/tags?') === true;
    const isList = isTags || request.url?.startsWith('/repos/acme/deploy/branches?') === true;
    response.writeHead(status !== 200 ? status : isList ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isTags && isFirst ? [{ name: 'v1', commit: { sha: COMMIT } }] : []));
  });
  await new Promise((done) => server?.listen(0, '127.0.0.1', () => done(null)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the baseline', () => {
  it('is silent of another version of an action, and of a new one', async () => {
    const { verdict, bom } = await doors.check(
      { [PATH]: workflow('acme/deploy@v1') },
      { [PATH]: workflow('acme/deploy@v2', 'acme/other@main') },
    );
    const view = reportViewOf(verdict, bom);
    expect([verdict.conclusion, verdict.findings, view.silent, view.rows]).toEqual(['pass', [], true, []]);
    expect(view.overview).toEqual(['No AI component changed', '2 actions changed']);
    expect(bom.components.map(({ key, kind, framework }) => [key, kind, framework])).toEqual([
      ['pkg:github/acme/deploy@v2 (action)', 'action', false],
      ['pkg:github/acme/other@main (action)', 'action', false],
    ]);
  });

  it('lists an action that runs AI', async () => {
    const { verdict, bom } = await doors.check({ 'a.md': '' }, { [PATH]: workflow('anthropics/claude-code-action@v1') });
    const view = reportViewOf(verdict, bom);
    expect([verdict.conclusion, view.silent, view.rows.map(({ kind, name, state }) => [kind, name, state])]).toEqual([
      'pass',
      false,
      [['action', 'anthropics/claude-code-action', 'open']],
    ]);
  });

  it('the AI SBOM has them, as no part of the product', async () => {
    const { bom } = await doors.check({ 'a.md': '' }, { [PATH]: workflow(`acme/deploy@${COMMIT} # v1`, 'docker://alpine:3.20') });
    const { components } = cyclonedxDocument(bom, '1.7');
    expect(components).toMatchObject([
      { type: 'application', scope: 'excluded', version: COMMIT, purl: `pkg:github/acme/deploy@${COMMIT}` },
      { type: 'application', scope: 'excluded', name: 'alpine', version: '3.20' },
    ]);
  });

  it('one repository is a model and an action', async () => {
    const code = 'import torch\ntorch.hub.load("acme/deploy:v1", "net")\n';
    const { bom } = await doors.check({ 'a.md': '' }, { [PATH]: workflow('acme/deploy@v1'), 'a.py': code });
    expect(bom.components.map(({ key, kind }) => [key, kind])).toEqual([
      ['pkg:github/acme/deploy@v1', 'model'],
      ['pkg:github/acme/deploy@v1 (action)', 'action'],
    ]);
  });
});

describe('where the rules are on', () => {
  it('a tag is a warning where it is new, and not where it was', async () => {
    const head = { [PATH]: workflow('acme/deploy@v1', 'acme/new@v1', `acme/pinned@${COMMIT}`) };
    const result = await doors.check({ [PATH]: workflow('acme/deploy@v1', `acme/pinned@${COMMIT}`) }, head, { policy: STRICT });
    expect(told(result, 'action/unpinned')).toEqual([`new action/unpinned ${PATH}`, `existing action/unpinned ${PATH}`]);
    expect(result.verdict.conclusion).toBe('warn');
  });

  it('an image of AI is told by its own rule alone', async () => {
    const head = { Dockerfile: 'FROM vllm/vllm-openai:v1\n', [PATH]: workflow('docker://ollama/ollama:0.5') };
    const result = await doors.check({ 'a.md': '' }, head, { policy: STRICT });
    expect(told(result)).toEqual([`new image/unpinned ${PATH}`, 'new image/unpinned Dockerfile']);
  });
});

describe('whose commit it is (T7)', () => {
  const base = { [PATH]: workflow('acme/old@' + FOREIGN) };

  it('a commit of a tag is fine, and only what the change brings is asked', async () => {
    const head = { [PATH]: workflow('acme/old@' + FOREIGN, `acme/deploy@${COMMIT}`) };
    const { verdict, bom } = await doors.check(base, head, { github: await gitHub() });
    expect([verdict.conclusion, verdict.findings]).toEqual(['pass', []]);
    expect([...new Set(asked)]).toEqual(['/repos/acme/deploy/tags']);
    expect(bom.components.flatMap(({ verifications }) => verifications.map(({ topic, outcome }) => [topic, outcome]))).toEqual([
      ['action-commit', 'passed'],
    ]);
  });

  it('a commit of a fork is refused', async () => {
    const head = { [PATH]: workflow('acme/old@' + FOREIGN, `acme/deploy@${FOREIGN} # v1`) };
    const result = await doors.check(base, head, { github: await gitHub() });
    expect([result.verdict.conclusion, ...told(result)]).toEqual(['block', `new! action/foreign-commit ${PATH}`]);
  });

  it('a commit that moves to another file is not asked about', async () => {
    const head = { [PATH]: null, '.github/workflows/other.yml': workflow('acme/old@' + FOREIGN) };
    const result = await doors.check(base, head, { github: await gitHub() });
    expect([result.verdict.conclusion, asked]).toEqual(['pass', []]);
  });

  it('when GitHub is down the check waits, and nothing is called foreign', async () => {
    const head = { [PATH]: workflow(`acme/deploy@${FOREIGN}`) };
    const result = await doors.check({ 'a.md': '' }, head, { github: await gitHub(401) });
    expect([result.verdict.conclusion, ...told(result)]).toEqual(['wait', `new! verification/incomplete ${PATH}`]);
  });

  it('offline the check waits for a commit that the change brings, as it does for a model (T4)', async () => {
    const result = await doors.check(base, { [PATH]: workflow(`acme/old@${COMMIT}`) });
    expect([result.verdict.conclusion, ...told(result)]).toEqual(['wait', `new! verification/incomplete ${PATH}`]);
    expect(result.verdict.findings.map(({ finding }) => [finding.reason, finding.fix.title])).toEqual([
      [
        'nothing was looked up, because this run is offline, so whose commit it is was not checked',
        'Run the check again without --offline',
      ],
    ]);
  });

  it.each([
    ['what is there before', base, { [PATH]: workflow('acme/old@' + FOREIGN), 'a.md': '' }],
    ['another place of it', base, { '.github/workflows/more.yml': workflow('acme/old@' + FOREIGN) }],
    ['another tag', { [PATH]: workflow('acme/old@v1') }, { [PATH]: workflow('acme/old@v2') }],
    ['an action that goes', base, { [PATH]: workflow() }],
  ])('offline nobody is told of %s', async (_, before, after) => {
    const result = await doors.check(before, after);
    expect([result.verdict.conclusion, result.verdict.findings]).toEqual(['pass', []]);
  });

  it('a rule that only warns makes nobody wait', async () => {
    const policy = 'version: 1\nrules: { action/foreign-commit: warn }\n';
    const result = await doors.check({ 'a.md': '' }, { [PATH]: workflow(`acme/deploy@${FOREIGN}`) }, { policy });
    expect([result.verdict.conclusion, ...told(result)]).toEqual(['warn', `new verification/incomplete ${PATH}`]);
  });

  it('where GitHub answers no more questions the text says how to get more', async () => {
    const head = { [PATH]: workflow(`acme/deploy@${FOREIGN}`) };
    const { verdict, bom } = await doors.check({ 'a.md': '' }, head, { github: await gitHub(429) });
    const view = reportViewOf(verdict, bom);
    expect(JSON.stringify(view)).not.toMatch(/\bhub\b/);
    expect(JSON.stringify(view)).toContain('check again when GitHub answers');
    expect(JSON.stringify(view)).toContain('rate limit of GitHub');
    expect([verdict.conclusion, verdict.findings[0]?.finding.reason]).toEqual([
      'wait',
      'GitHub allows no more questions for now (without a token, GITHUB_TOKEN, 60 an hour), so whose commit it is was not checked',
    ]);
  });

  it('a rule that is off asks nobody', async () => {
    const policy = 'version: 1\nrules: { action/foreign-commit: off }\n';
    await doors.check({ 'a.md': '' }, { [PATH]: workflow(`acme/deploy@${FOREIGN}`) }, { policy, github: await gitHub() });
    expect(asked).toEqual([]);
  });
});

describe('a pin that is lost', () => {
  const OTHER = '.github/workflows/other.yml';
  const pinned = `acme/deploy@${COMMIT}`;
  const lost = async (base: Files, head: Files): Promise<string[]> => {
    const { verdict } = await doors.check({ 'a.md': '', ...base }, head);
    return verdict.findings.map(
      ({ finding, status }) => `${status} ${finding.rule} ${finding.places.map(({ path }) => path).join(' ')} ${finding.level}`,
    );
  };
  const warns = (path = PATH): string[] => [`new action/pin-lost ${path} warn`];

  it.each<[string, Files, Files, string[]]>([
    ['for a tag', { [PATH]: workflow(pinned) }, { [PATH]: workflow('acme/deploy@v2') }, warns()],
    ['for a branch', { [PATH]: workflow(pinned) }, { [PATH]: workflow('acme/deploy@main') }, warns()],
    ['for a shortened commit', { [PATH]: workflow(pinned) }, { [PATH]: workflow(`acme/deploy@${COMMIT.slice(0, 12)}`) }, warns()],
    ['once of twice', { [PATH]: workflow(pinned, pinned) }, { [PATH]: workflow(pinned, 'acme/deploy@v2') }, warns()],
    ['where its file moves', { [PATH]: workflow(pinned) }, { [PATH]: null, [OTHER]: workflow('acme/deploy@v2') }, warns(OTHER)],
    [
      'of an image of a step',
      { [PATH]: workflow(`docker://alpine@sha256:${'0'.repeat(64)}`) },
      { [PATH]: workflow('docker://alpine:3.20') },
      warns(),
    ],
    [
      'of an image of AI',
      { Dockerfile: `FROM vllm/vllm-openai:v1@sha256:${'0'.repeat(64)}\n` },
      { Dockerfile: 'FROM vllm/vllm-openai:v1\n' },
      ['new image/pin-lost Dockerfile warn'],
    ],
    ['not for another tag', { [PATH]: workflow('acme/deploy@v1') }, { [PATH]: workflow('acme/deploy@v2') }, []],
    ['not where another one is added', { [PATH]: workflow(pinned) }, { [PATH]: workflow(pinned, 'acme/deploy@v2') }, []],
    ['not where another file names it', { [PATH]: workflow(pinned) }, { [OTHER]: workflow('acme/deploy@v2') }, []],
    ['not where it goes', { [PATH]: workflow(pinned, 'acme/b@v1') }, { [PATH]: workflow('acme/b@v1') }, []],
    ['not while it stays lost', { [PATH]: workflow('acme/deploy@v1') }, { 'a.md': 'b' }, []],
  ])('%s', async (_, base, head, expected) => {
    expect(await lost(base, head)).toEqual(expected);
  });
});
