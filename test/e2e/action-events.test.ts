import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemoRepository } from '../../scripts/demo/repository.ts';
import type { FakeHub } from '../hub-fake/index.ts';
import { type ActionHouse, openActionHouse } from '../support/action-house.ts';
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

describe('events and checkouts', () => {
  it('push and workflow_dispatch look at the whole tree and never fail because of findings', async () => {
    const server = await github();
    for (const event of ['push', 'workflow_dispatch']) {
      const result = await run(server, {
        event,
        payload: { ref: 'refs/heads/main', deleted: false },
        sha: served.merge,
        ref: 'refs/heads/main',
      });
      expect([event, result.code]).toEqual([event, 0]);
      expect(result.summary).toContain('nothing to compare with');
    }
    const gone = await run(server, { event: 'push', payload: { deleted: true }, sha: '0'.repeat(40), ref: 'refs/heads/x' });
    expect([gone.code, gone.out]).toEqual([0, expect.stringContaining('The branch was deleted')]);
    expect([gone.outputs, gone.summary]).toEqual([
      { verdict: 'pass', findings: '0' },
      'The branch was deleted: there is nothing to look at.\n',
    ]);
  });

  it.each([
    ['issue_comment', {}, /has no change that could be judged.*pull_request/s],
    ['pull_request', {}, /lacks what is needed to compare two commits.*pull_request/s],
    [
      'pull_request',
      { pull_request: { number: 7, base: { ref: 'main', sha: '-x' }, head: { ref: 'a', sha: 'b' } } },
      /not a full commit id/,
    ],
    ['merge_group', { merge_group: { base_sha: null } }, /lacks what is needed/],
  ])('%s with a payload without a base ends with words', async (event, payload, words) => {
    const result = await run(await github(), { event, payload });
    expect(result.code).toBe(1);
    expect(decodeURIComponent(result.annotations.join('\n').replace(/%(?![0-9A-F]{2})/g, '%25'))).toMatch(words);
  });

  it('a checkout of the head and not of the merge commit: the same verdict, and it is said', async () => {
    const server = await github();
    const result = await run(server, { workspace: served.checkout(served.head) });
    expect(result.outputs['verdict']).toBe('block');
    expect(result.summary).toMatch(/The checkout is at [`0-9a-f]+, not at the merge commit/);
  });

  it('GITHUB_SHA that is no merge of this head is not believed: base and head are merged here', async () => {
    const server = await github();
    const usual = await run(server);
    const result = await run(server, { sha: served.base });
    expect(result.err).toBe('');
    expect(result.outputs).toMatchObject({ verdict: 'block', findings: usual.outputs['findings'] });
    expect(server.requests.some(({ path }) => path.includes('/compare/'))).toBe(true);
  });

  it('an old event is judged against what the branch is now, with the policy that is there now', async () => {
    const moved = servePullRequest();
    const server = await github({ of: moved });
    const event = { payload: moved.payload(), sha: moved.merge, workspace: moved.checkout(moved.merge) };
    moved.git('rm', '-q', '.github/weighbridge.yml');
    moved.git('commit', '-qm', 'the policy went');
    const result = await run(server, event);
    expect(result.summary).toContain('policy built-in baseline');
    expect(result.summary).toContain(`main@${moved.git('rev-parse', 'main').slice(0, 7)}`);
    server.fault('/git/ref/', 500);
    const unknown = await run(server, event);
    expect(unknown.summary).toContain('could not be read');
    expect(unknown.summary).toContain(`main@${moved.base.slice(0, 7)}`);
    moved.dispose();
  });

  it('the policy is the one of the default branch, whatever branch is merged into; where that cannot be read it is said (T23)', async () => {
    served.git('branch', 'trunk', 'main');
    const payload = (branch: string): unknown => ({
      ...(served.payload() as object),
      repository: { private: true, default_branch: branch },
    });
    const server = await github();
    expect((await run(server, { payload: payload('trunk') })).summary).toContain('policy `.github/weighbridge.yml at trunk (');
    expect((await run(server, { payload: payload('gone') })).summary.replaceAll('`', '')).toMatch(
      /Not checked:.* Where gone is now could not be read: judged was with the policy of main/,
    );
  });

  it('on a conflict the policy is the one of the base, not of the common ancestor', async () => {
    const conflicting = servePullRequest((folder) => {
      makeDemoRepository(folder);
    });
    const server = await github({ of: conflicting });
    const folder = conflicting.gitDirectory.replace(/\.git$/, '');
    writeFileSync(join(folder, 'app', 'rank.py'), 'something else\n');
    writeFileSync(join(folder, '.github', 'weighbridge.yml'), 'version: 1\nmode: evaluate\n');
    conflicting.git('commit', '-qam', 'conflict');
    const result = await run(server, {
      payload: conflicting.payload(),
      sha: conflicting.base,
      workspace: conflicting.checkout(conflicting.merge),
    });
    expect(result.summary).toMatch(/does not merge into/);
    expect(result.summary).toMatch(/evaluate mode/);
    conflicting.dispose();
  });

  it('files that spell a bare repository do not stand in for the repository', async () => {
    const workspace = served.checkout(served.merge);
    mkdirSync(join(workspace, 'svc', 'objects'), { recursive: true });
    mkdirSync(join(workspace, 'svc', 'refs'));
    writeFileSync(join(workspace, 'svc', 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(join(workspace, 'svc', 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
    const result = await run(await github(), { workspace, inputs: { 'working-directory': 'svc' } });
    expect([result.code, result.outputs['verdict']]).toEqual([1, 'wait']);
    expect(result.annotations.join('')).toMatch(/bare repository inside of another one/);
  });

  it('an event that is no JSON, outputs and a folder that cannot be written: red with words, and what was judged is seen', async () => {
    const broken = await run(await github(), { payload: undefined, env: { HF_ENDPOINT: hub.url } });
    expect([broken.code, broken.annotations.join('')]).toEqual([1, expect.stringMatching(/could not check/)]);
    const workspace = served.checkout(served.merge);
    mkdirSync(join(workspace, 'sbom.json'));
    const unwritten = await run(await github(), { workspace, inputs: { 'sbom-path': 'sbom.json' } });
    expect([unwritten.code, unwritten.outputs['verdict']]).toEqual([1, 'block']);
    expect(unwritten.summary).toContain('Not ready to merge');
    expect(unwritten.annotations.join('')).toMatch(/files could not be written: sbom\.json/);
    const pushed = await run(await github(), {
      workspace,
      event: 'push',
      payload: {},
      ref: 'refs/heads/main',
      inputs: { 'sbom-path': 'sbom.json' },
    });
    expect(pushed.code).toBe(0);
  });

  it('a name of 300 characters, and one with markup and commands, break nothing', async () => {
    const server = await github();
    const evil = `::error::x%0A</code>|@team\u202e${'n'.repeat(300)}`;
    const result = await run(server, { payload: served.payload({ headRef: evil }) });
    expect(result.outputs['verdict']).toBe('block');
    expect(result.summary).not.toContain('\u202e');
    expect(result.out.split('\n').some((line) => line.startsWith('::error::x'))).toBe(false);
    expect(server.comments[0]?.body.length).toBeLessThan(65_536);
  });

  it('no checkout, and a folder outside of the workspace', async () => {
    const server = await github();
    const empty = join(served.checkout(served.merge), '..');
    const none = await run(server, { workspace: empty });
    expect([none.code, none.annotations.join('')]).toEqual([1, expect.stringMatching(/actions\/checkout must come before/)]);
    const outside = await run(server, { inputs: { 'working-directory': '../..' } });
    expect([outside.code, outside.annotations.join('')]).toEqual([1, expect.stringMatching(/not below the workspace/)]);
    const below = await run(server, { workspace: empty, inputs: { 'working-directory': 'product' } });
    expect(below.outputs['verdict']).toBe('block');
  });
});
