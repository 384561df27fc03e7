import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf, statusOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';

const repo = { owner: 'acme', repo: 'product' };
let scene: GitHubScene;
let head: string;
let number: number;
beforeEach(async () => {
  scene = await openScene();
  head = scene.github.pushCommit('acme/product', {
    branch: 'feature',
    files: { 'a.py': '1\n2\n3\n4\n5\n6\n7\n8\n9\n', 'big.bin': 'x'.repeat(5000) },
  });
  number = scene.github.openPullRequest('acme/product', { head: 'feature' });
});
afterEach(() => scene.github.close());

describe('check runs', () => {
  const annotation = { path: 'a.py', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' } as const;
  const button = { label: 'l', description: 'd', identifier: 'i' };
  const text = (length: number): string => 'x'.repeat(length);

  it.each([
    ['50 annotations', { output: { title: 't', summary: 's', annotations: Array.from({ length: 50 }, () => annotation) } }, '201'],
    ['51 annotations', { output: { title: 't', summary: 's', annotations: Array.from({ length: 51 }, () => annotation) } }, '422'],
    ['a summary of 65,535 characters', { output: { title: 't', summary: text(65_535) } }, '201'],
    ['one more', { output: { title: 't', summary: text(65_536) } }, '422'],
    ['a text that is too long', { output: { title: 't', summary: 's', text: text(65_536) } }, '422'],
    ['no summary', { output: { title: 't' } as never }, '422'],
    ['3 buttons', { actions: [button, button, button] }, '201'],
    ['4 buttons', { actions: [button, button, button, button] }, '422'],
    ['a label of 21 characters', { actions: [{ ...button, label: text(21) }] }, '422'],
    ['a message of 64 KB', { output: { title: 't', summary: 's', annotations: [{ ...annotation, message: text(65_537) }] } }, '422'],
    [
      'columns over two lines',
      { output: { title: 't', summary: 's', annotations: [{ ...annotation, end_line: 2, start_column: 1 }] } },
      '422',
    ],
    ['completed without a conclusion', { status: 'completed' } as const, '422'],
    ['stale, which only GitHub sets', { conclusion: 'stale' } as never, '422'],
    ['a word that is not in the list', { conclusion: 'green' } as never, '422'],
    ['a member that is not in the document', { colour: 'green' } as never, '422'],
    ['an unknown commit', { head_sha: 'f'.repeat(40) }, '422'],
  ])('%s: %#', async (_name, more, status) => {
    const call = scene.client.checks.create({ ...repo, name: 'weighbridge', head_sha: head, ...more });
    expect((await statusOf(call)).slice(0, 3)).toBe(status);
    scene.github.violations.splice(0);
  });

  it('annotations add up over requests; a run that is queued again is not complete', async () => {
    const output = { title: 't', summary: 's', annotations: Array.from({ length: 50 }, () => annotation) };
    const { data: run } = await scene.client.checks.create({ ...repo, name: 'weighbridge', head_sha: head, output, conclusion: 'success' });
    const { data } = await scene.client.checks.update({ ...repo, check_run_id: run.id, output, status: 'in_progress' });
    expect(data).toMatchObject({ status: 'in_progress', conclusion: null, completed_at: null, output: { annotations_count: 100 } });
    const all = await scene.client.paginate(`GET /repos/acme/product/check-runs/${run.id}/annotations`, { per_page: 30 });
    expect(all).toHaveLength(100);
  });
});

describe('comments', () => {
  it.each([
    [65_536, '201'],
    [65_537, '422 Validation Failed'],
    [0, '422 Validation Failed'],
  ])('a body of %i characters', async (length, status) => {
    const call = scene.client.issues.createComment({ ...repo, issue_number: number, body: 'x'.repeat(length) });
    expect((await statusOf(call)).slice(0, status.length)).toBe(status);
  });

  it.each([
    ['a line that the diff shows', { path: 'a.py', line: 5 }, '201'],
    ['several of them', { path: 'a.py', line: 5, start_line: 2, start_side: 'RIGHT' as const }, '201'],
    ['a line after the end', { path: 'a.py', line: 50 }, '422'],
    ['a file that did not change', { path: 'docs/b.md', line: 1 }, '422'],
    ['an end before the start', { path: 'a.py', line: 2, start_line: 5, start_side: 'RIGHT' as const }, '422'],
  ])('on %s', async (_name, place, status) => {
    const call = scene.client.pulls.createReviewComment({
      ...repo,
      pull_number: number,
      body: 'b',
      commit_id: head,
      side: 'RIGHT',
      ...place,
    });
    expect((await statusOf(call)).slice(0, 3)).toBe(status);
  });

  it('a review with one bad line leaves nothing behind', async () => {
    const comments = [
      { path: 'a.py', line: 1, body: 'good' },
      { path: 'a.py', line: 99, body: 'bad' },
    ];
    const call = scene.client.pulls.createReview({ ...repo, pull_number: number, event: 'COMMENT', body: 'b', comments });
    expect(await statusOf(call)).toMatch(/^422/);
    expect([scene.github.reviews('acme/product', number), scene.github.reviewComments('acme/product', number)]).toEqual([[], []]);
  });

  it('an App changes its own comments only; a locked conversation takes none of strangers', async () => {
    const theirs = scene.github.comment('acme/product', number, 'mine', 'ada');
    expect(await statusOf(scene.client.issues.updateComment({ ...repo, comment_id: theirs.id, body: 'x' }))).toMatch(/^403/);
    scene.github.lock('acme/product', number);
    scene.github.addCollaborator('acme/product', 'bob', 'read');
    const bob = clientOf(scene.github, scene.github.userToken('bob'));
    expect(await statusOf(bob.issues.createComment({ ...repo, issue_number: number, body: 'x' }))).toMatch(/^403/);
  });
});

describe('reading', () => {
  it('trees are cut and say so; below them nothing is lost', async () => {
    scene.github.limits.treeEntries = 3;
    const { data } = await scene.client.git.getTree({ ...repo, tree_sha: head, recursive: '1' });
    expect([data.tree.length, data.truncated]).toEqual([3, true]);
    const { data: flat } = await scene.client.git.getTree({ ...repo, tree_sha: head });
    expect([flat.tree.map((one) => one.path), flat.truncated]).toEqual([['a.py', 'big.bin', 'docs'], false]);
  });

  it('contents: whole, without content, not at all; blobs too', async () => {
    const get = { ...repo, path: 'big.bin', ref: 'feature' };
    const file = async (): Promise<unknown> => {
      const { data } = await scene.client.repos.getContent(get);
      return Array.isArray(data) || data.type !== 'file' ? data : [data.encoding, data.content.length, data.size];
    };
    expect(await file()).toEqual(['base64', 6780, 5000]);
    scene.github.limits.contentsInline = 4999;
    expect(await file()).toEqual(['none', 0, 5000]);
    const raw = await scene.client.repos.getContent({ ...get, mediaType: { format: 'raw' } });
    expect(raw.data).toHaveLength(5000);
    scene.github.limits.contentsRaw = 4999;
    scene.github.limits.blob = 4999;
    expect(await statusOf(scene.client.repos.getContent(get))).toMatch(/^403/);
    const sha = scene.github.git('acme/product', 'rev-parse', 'feature:big.bin');
    expect(await statusOf(scene.client.git.getBlob({ ...repo, file_sha: sha }))).toMatch(/^403/);
  });

  it('lists of files end: 300 in comparisons, 3000 in pull requests', async () => {
    Object.assign(scene.github.limits, { compareFiles: 1, pullFiles: 1 });
    const { data } = await scene.client.repos.compareCommitsWithBasehead({ ...repo, basehead: 'main...feature' });
    expect([data.files?.length, (await scene.client.pulls.listFiles({ ...repo, pull_number: number })).data.length]).toEqual([1, 1]);
  });

  it('pages have neighbours', async () => {
    for (let one = 0; one < 5; one++) scene.github.comment('acme/product', number, `${one}`);
    const answer = await scene.client.issues.listComments({ ...repo, issue_number: number, per_page: 2, page: 2 });
    expect(answer.data.map(({ body }) => body)).toEqual(['2', '3']);
    expect([...(answer.headers.link ?? '').matchAll(/[?&]page=(\d).*?rel="(\w+)"/g)].map(([, page, rel]) => `${rel} ${page}`)).toEqual([
      'prev 1',
      'next 3',
      'last 3',
      'first 1',
    ]);
  });
});
