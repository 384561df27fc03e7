import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
    expect([missing.code, missing.outputs['verdict']]).toEqual([1, undefined]);
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
    const replaced = await run(await github(), { workspace, inputs: { 'sbom-path': 'sbom.json' } });
    expect(replaced.outputs['sbom-path']).toMatch(/sbom\.json$/);
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('precious');
  });
});
