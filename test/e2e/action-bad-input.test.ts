import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemoRepository } from '../../scripts/demo/repository.ts';
import type { FakeHub } from '../hub-fake/index.ts';
import { type ActionHouse, LONG, openActionHouse } from '../support/action-house.ts';
import { type ServedPullRequest, servePullRequest } from '../support/pull-request.ts';

let hub: FakeHub;
let served: ServedPullRequest;
let github: ActionHouse['github'];
let run: ActionHouse['run'];
let close: ActionHouse['close'];

beforeAll(async () => {
  ({ hub, served, github, run, close } = await openActionHouse());
});
afterAll(() => close());

describe('secrets', () => {
  it('the long token is masked before anything is said, and stands nowhere else: log, summary, files, arguments of git', async () => {
    const server = await github();
    const result = await run(server, { inputs: { 'hf-token': 'hf_operatorsecret1' } });
    const said = result.out.split('\n');
    const masks = said.filter((line) => line.startsWith('::add-mask::'));
    expect(masks).toContain(`::add-mask::${LONG}`);
    expect(said.findIndex((line) => line.startsWith('::add-mask::'))).toBe(0);
    const basic = Buffer.from(`x-access-token:${LONG}`).toString('base64');
    const rest = [
      said.filter((line) => !masks.includes(line)).join('\n'),
      result.err,
      result.summary,
      JSON.stringify(result.outputs),
      ...['sbom-path', 'sarif-path', 'comment-path'].map((name) => readFileSync(result.outputs[name] ?? '', 'utf8')),
    ].join('\n');
    for (const secret of [LONG, basic, 'hf_operatorsecret1']) expect(rest).not.toContain(secret);
    // The base was not in the checkout: it was fetched with the token, and the hub's token went to the hub alone.
    expect(server.requests.some(({ path, authorization }) => path.includes('.git/') && authorization === `Basic ${basic}`)).toBe(true);
    expect(server.requests.some(({ authorization }) => authorization?.includes('hf_operatorsecret1') === true)).toBe(false);
    expect(hub.requests.some(({ authorization }) => authorization?.includes('ghs_') === true)).toBe(false);
  });

  it('a token that is refused ends the run with words, not with the token', async () => {
    const server = await github();
    const result = await run(server, { token: 'ghs_somebody_elses_token', env: { HF_ENDPOINT: hub.url } });
    expect(result.code).toBe(1);
    expect(result.annotations.join('\n')).toMatch(/the token may not read it.*contents: read/s);
  });
});

describe('comments', () => {
  it('missing permission: everything else is there, and the warning says what to add', async () => {
    const server = await github({ readOnly: true });
    const result = await run(server);
    expect(result.code).toBe(1);
    expect(result.summary).toContain('Not ready to merge');
    expect(result.summary).toContain('pull-requests: write');
    expect(result.out).not.toContain('planted');
  });

  it.each([[422], [500], [404]])('a comment that is answered with %i changes nothing else', async (status) => {
    const server = await github();
    server.fault('/comments', status);
    const result = await run(server);
    expect([result.code, result.outputs['verdict']]).toEqual([1, 'block']);
    expect(result.summary).toMatch(new RegExp(`No comment: GitHub refused it \\(HTTP ${status}\\)`));
  });

  it('is updated in place, not written again when nothing changed, and a planted mark is left alone', async () => {
    const server = await github();
    server.comment('<!-- weighbridge -->\n### ✅ Ready to merge', 'mallory');
    // The moment of a run is no news.
    const bodies = (): string[] => server.comments.map((one) => one.body.replace(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC/g, 'moment'));
    await run(server);
    expect(server.comments.map((one) => one.user.login)).toEqual(['mallory', 'github-actions[bot]']);
    const before = bodies();
    await run(server);
    expect(bodies()).toEqual(before);
    expect(server.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(0);
    const [, ours] = server.comments;
    if (ours !== undefined) ours.body = '<!-- weighbridge -->\nold words';
    await run(server);
    expect(bodies()).toEqual(before);
  });

  it('leaves the word to the App where the App comments', async () => {
    const server = await github();
    server.comment('<!-- weighbridge -->\n### ⛔ Not ready', 'weighbridge-app[bot]');
    const result = await run(server);
    expect(server.comments).toHaveLength(1);
    expect(result.summary).toContain('the Weighbridge App comments');
  });

  it('never: the comments are not even read', async () => {
    const server = await github();
    await run(server, { inputs: { 'comment-summary-in-pr': 'never' } });
    expect(server.requests.some(({ path }) => path.includes('/comments'))).toBe(false);
  });
});

describe('inputs', () => {
  it('names all mistakes at once, and never a token', async () => {
    const inputs = {
      'warn-only': 'maybe',
      'comment-summary-in-pr': 'sometimes',
      'hf-token': 'two words',
      policy: 'acme/policies//p.yml@main',
    };
    const result = await run(await github(), { inputs });
    expect(result.code).toBe(1);
    for (const word of ['warn-only', 'comment-summary-in-pr', 'hf-token', 'policy: ', 'with:'])
      expect(result.annotations.join('')).toContain(word);
    expect(result.annotations.join('')).not.toContain('two words');
  });

  it('a policy of another repository at a full commit judges; a missing one fails closed', async () => {
    const server = await github();
    server.createRepository('acme/policies', { private: false });
    const commit = server.pushCommit('acme/policies', { files: { 'ai.yml': 'version: 1\nmode: evaluate\n' } });
    const result = await run(server, { inputs: { policy: `acme/policies//ai.yml@${commit}` } });
    expect([result.code, result.outputs['verdict']]).toEqual([0, 'warn']);
    expect(result.summary).toContain(`acme/policies/ai.yml@${commit}`);
    const missing = await run(server, { inputs: { policy: `acme/policies//ai.yml@${'b'.repeat(40)}` } });
    expect([missing.code, missing.outputs['verdict']]).toEqual([1, 'wait']);
    expect(missing.annotations.join('')).toMatch(/cannot be read \(HTTP 404\)/);
  });

  it('a pull request that deletes the policy is judged by the one of the base, and the deletion is shown', async () => {
    const deleting = servePullRequest((folder) => {
      makeDemoRepository(folder);
      const git = (...args: string[]): void =>
        void execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { stdio: 'pipe' });
      git('checkout', '-q', 'feature/assistant');
      git('rm', '-q', '.github/weighbridge.yml');
      git('commit', '-qm', 'no policy, no problem');
    });
    const server = await github({ of: deleting });
    const event = { payload: deleting.payload(), sha: deleting.merge, workspace: deleting.checkout(deleting.merge) };
    const result = await run(server, { ...event, inputs: { policy: '.github/weighbridge.yml' } });
    expect([result.code, result.outputs['verdict']]).toEqual([1, 'block']);
    expect(result.summary).toMatch(/policy\/changed/);
    const unnamed = await run(server, event);
    expect(unnamed.outputs).toMatchObject({ verdict: 'block', findings: result.outputs['findings'] });
    deleting.dispose();
  });

  it('a link in the checkout does not lead a report out of the workspace', async () => {
    const workspace = served.checkout(served.merge);
    const outside = join(workspace, '..', 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(workspace, 'reports'));
    const refused = await run(await github(), { workspace, inputs: { 'sbom-path': 'reports/sbom.json' } });
    expect([refused.code, refused.annotations.join('')]).toEqual([1, expect.stringMatching(/is not below/)]);
    writeFileSync(join(outside, 'victim'), 'precious');
    symlinkSync(join(outside, 'victim'), join(workspace, 'sbom.json'));
    const linked = await run(await github(), { workspace, inputs: { 'sbom-path': 'sbom.json' } });
    expect([linked.code, linked.outputs['verdict'], linked.annotations.join('')]).toEqual([1, 'block', expect.stringMatching(/is a link/)]);
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('precious');
  });

  it('a link in place of the folder of our reports is not followed', async () => {
    const workspace = served.checkout(served.merge);
    const [runner, elsewhere] = [join(workspace, '..', 'runner-temp'), join(workspace, '..', 'elsewhere')];
    for (const folder of [runner, elsewhere]) mkdirSync(folder);
    symlinkSync(elsewhere, join(runner, 'weighbridge'));
    const result = await run(await github(), { workspace, env: { RUNNER_TEMP: runner } });
    expect([result.code, result.outputs['verdict'], result.annotations.join('')]).toEqual([
      1,
      'block',
      expect.stringMatching(/is not below/),
    ]);
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

/** The pull request with other files on one of its sides. */
function changed(side: 'main' | 'feature/assistant', files: Readonly<Record<string, string>>): ServedPullRequest {
  return servePullRequest((folder) => {
    makeDemoRepository(folder);
    const git = (...args: string[]): void =>
      void execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { stdio: 'pipe' });
    git('checkout', '-q', side);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git('add', '-A');
    git('commit', '-qm', 'policy');
    git('checkout', '-q', 'feature/assistant');
  });
}

const OWN = '.github/weighbridge.yml';
const BROKEN = 'version: 1\nrules: { model/provenanc: block }\nmodels: { deny: ["<b>|evil"] }\n';

describe('a policy is read before it is in force (T40)', () => {
  const runOf = async (of: ServedPullRequest) =>
    run(await github({ of }), { payload: of.payload(), sha: of.merge, workspace: of.checkout(of.merge) });

  it('mistakes that the change brings are errors at their lines, and block', async () => {
    const breaking = changed('feature/assistant', { [OWN]: BROKEN });
    const result = await runOf(breaking);
    expect([result.code, result.outputs['verdict']]).toEqual([1, 'block']);
    for (const line of [2, 3])
      expect(result.annotations.join('\n')).toMatch(new RegExp(`::error [^:]*file=\\.github/weighbridge\\.yml,line=${line},`));
    expect(result.summary).toContain('policy/invalid');
    breaking.dispose();
  });

  it('a broken policy in force is no verdict: the step says wait, its summary where and who can mend it', async () => {
    const broken = changed('main', { [OWN]: BROKEN });
    const result = await runOf(broken);
    expect([result.code, result.outputs['verdict'], result.outputs['findings']]).toEqual([1, 'wait', undefined]);
    expect(result.summary).toMatch(/^### ❔ Could not check\n/);
    expect(result.summary).toMatch(/weighbridge\.yml:2:\d+[\s\S]*Somebody who may change that branch has to mend it/);
    // As text, not as HTML or a table.
    expect(result.summary).toMatch(/`[^`]*<b>`&#124;`evil/);
    broken.dispose();
  });

  it('in a public repository nothing of a policy of another repository is said, but how many mistakes it has (T26)', async () => {
    const server = await github();
    server.createRepository('acme/policies', { private: false });
    const commit = server.pushCommit('acme/policies', { files: { 'ai.yml': BROKEN } });
    const payload = { ...(served.payload() as object), repository: { private: false } };
    for (const [path, words] of [
      ['ai.yml', /has 2 mistakes/],
      ['none.yml', /cannot be read/],
    ] as const) {
      const result = await run(server, { payload, inputs: { policy: `acme/policies//${path}@${commit}` } });
      expect([result.code, result.outputs['verdict']]).toEqual([1, 'wait']);
      const said = `${result.annotations.join('\n')}\n${result.summary}`;
      expect(said).toMatch(words);
      expect(said).not.toMatch(/acme\/policies|provenanc|evil/);
    }
  });
});

describe('a step that cannot run says wait, and why', () => {
  it.each<[string, Parameters<ActionHouse['run']>[1] & object, RegExp]>([
    ['bad inputs', { inputs: { 'warn-only': 'maybe' } }, /`?warn-only`?: must be true or false/],
    ['an event without a change', { event: 'issue_comment', payload: {} }, /has no change that could be judged/],
    ['an event without commits', { payload: {} }, /lacks what is needed/],
    ['a folder that is no checkout', { inputs: { 'working-directory': '../elsewhere' } }, /is not below the workspace/],
    ['no name of a repository', { env: { GITHUB_REPOSITORY: '' } }, /GITHUB_REPOSITORY/],
    ['a token that may not read', { token: 'ghs_somebody_elses_token' }, /the token may not read it/],
    ['a policy that is not there', { inputs: { policy: 'nowhere.yml' } }, /has no nowhere\.yml/],
    ['an event file that is not JSON', { env: { GITHUB_EVENT_PATH: '/dev/null' } }, /cannot be used, it is not JSON/],
  ])('%s', async (_, more, words) => {
    const result = await run(await github(), more);
    expect([result.code, result.outputs['verdict']]).toEqual([1, 'wait']);
    expect(result.summary).toMatch(/^### ❔ Could not check\n/);
    expect(result.summary.replaceAll('`', '')).toMatch(words);
  });

  it('also when it is killed at its first call of git: that stood there before anything else', async () => {
    const killer = `import cp from 'node:child_process'; import { syncBuiltinESMExports } from 'node:module';
      for (const name of ['spawn', 'execFile', 'spawnSync', 'execFileSync']) cp[name] = () => process.kill(process.pid, 'SIGKILL');
      syncBuiltinESMExports();`;
    const result = await run(await github(), { env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(killer)}` } });
    expect([result.code, result.outputs]).toEqual([null, { verdict: 'wait' }]);
    expect(result.summary).toMatch(/^### ❔ Could not check\nThe run ended before there was a verdict/);
  });
});
