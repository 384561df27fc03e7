import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientOf, statusOf } from '../support/github-client.ts';
import { type GitHubScene, openScene } from '../support/github-scene.ts';

const repo = { owner: 'acme', repo: 'product' };
let scene: GitHubScene;
let folder: string;
beforeEach(async () => {
  scene = await openScene();
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-facts-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await scene.github.close();
});

const execute = promisify(execFile);

/** Not blocking: the server that git talks to is in this process. */
async function run(...args: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' };
  const { stdout } = await execute('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { env });
  return stdout.trim();
}

const remote = (token: string): string => scene.github.url.replace('//', `//x-access-token:${token}@`) + '/acme/product.git';

describe('test merges', () => {
  it('are what git merges, with the base as first parent and the head as second, at refs/pull/N/merge', async () => {
    const { github, client } = scene;
    const head = github.pushCommit('acme/product', { branch: 'feature', files: { 'docs/b.md': 'changed\n', 'new.py': 'new\n' } });
    const base = github.pushCommit('acme/product', { files: { 'a.py': 'base moved\n' } });
    const number = github.openPullRequest('acme/product', { head: 'feature' });
    const { data } = await client.pulls.get({ ...repo, pull_number: number });
    const merge = data.merge_commit_sha ?? '';
    expect(github.git('acme/product', 'rev-parse', `refs/pull/${number}/merge`)).toBe(merge);
    expect(github.git('acme/product', 'log', '-1', '--format=%P', merge)).toBe(`${base} ${head}`);
    await run('clone', '-q', remote(github.installationToken(scene.installation.id)), '.');
    await run('checkout', '-q', '--detach', base);
    await run('merge', '-q', '--no-ff', '-m', 'ours', head);
    expect(await run('rev-parse', 'HEAD^{tree}')).toBe(github.git('acme/product', 'rev-parse', `${merge}^{tree}`));
    expect([data.base.sha, data.head.sha, data.mergeable, data.changed_files, data.additions]).toEqual([base, head, true, 2, 2]);
  });

  it('follow the base, are missing on a conflict, and may take their time', async () => {
    const { github, client } = scene;
    github.pushCommit('acme/product', { branch: 'feature', files: { 'a.py': 'ours\n' } });
    const number = github.openPullRequest('acme/product', { head: 'feature' });
    const get = async (): Promise<unknown> => {
      const { data } = await client.pulls.get({ ...repo, pull_number: number });
      return [data.mergeable, data.mergeable_state, data.merge_commit_sha];
    };
    const first = github.pull('acme/product', number).test?.sha;
    expect(await get()).toEqual([true, 'clean', first]);
    github.limits.undecidedReads = 1;
    github.pushCommit('acme/product', { files: { 'c.py': 'c\n' } });
    expect(await get()).toEqual([null, 'unknown', first]);
    const second = github.pull('acme/product', number).test?.sha;
    expect(await get()).toEqual([true, 'clean', second]);
    github.limits.undecidedReads = 0;
    github.pushCommit('acme/product', { files: { 'a.py': 'theirs\n' } });
    expect(await get()).toEqual([false, 'dirty', null]);
    expect(github.git('acme/product', 'rev-parse', `refs/pull/${number}/merge`)).toBe(second);
  });

  it('merged is merged: merge, squash and rebase have the parents that they have on GitHub', () => {
    const { github } = scene;
    for (const method of ['merge', 'squash'] as const) {
      const before = github.git('acme/product', 'rev-parse', 'main');
      const head = github.pushCommit('acme/product', { branch: method, files: { [`${method}.py`]: 'x\n' } });
      const merged = github.merge('acme/product', github.openPullRequest('acme/product', { head: method }), { method });
      if (!merged.merged) return expect.unreachable(merged.reason);
      const parents = github.git('acme/product', 'log', '-1', '--format=%P', merged.sha);
      expect(parents).toBe(method === 'merge' ? `${before} ${head}` : before);
      expect(github.git('acme/product', 'rev-parse', 'main')).toBe(merged.sha);
    }
  });
});

describe('files', () => {
  it('changes, with renames, binaries, links, modes and strange names, equal what git lists', async () => {
    const { github, client } = scene;
    const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
    github.pushCommit('acme/product', { files: { 'old.txt': long, 'bin.dat': Buffer.from([0, 1, 2]), 'gone.txt': 'x' } });
    const head = github.pushCommit('acme/product', {
      branch: 'feature',
      files: {
        'old.txt': null,
        'new name.txt': `${long}\nmore`,
        'bin.dat': Buffer.from([0, 1, 2, 3]),
        'gone.txt': null,
        link: { link: 'a.py' },
        'run.sh': { executable: '#!/bin/sh\n' },
        sub: { gitlink: 'c'.repeat(40) },
        '.gitmodules': '[submodule "s"]\n\tpath = sub\n\turl = https://example.org/sub.git\n',
        'ümlaut "q".md': 'ü\n',
      },
    });
    const number = github.openPullRequest('acme/product', { head: 'feature' });
    const { data } = await client.pulls.listFiles({ ...repo, pull_number: number });
    const listed = github
      .git('acme/product', '-c', 'core.quotePath=false', 'diff', '-M', '--name-status', '-z', 'main', 'feature')
      .split('\0');
    expect(data.map((one) => one.filename).every((name) => listed.includes(name))).toBe(true);
    expect(data.map((one) => `${one.status} ${one.previous_filename ?? ''}>${one.filename}`)).toEqual([
      'added >.gitmodules',
      'modified >bin.dat',
      'removed >gone.txt',
      'added >link',
      'renamed old.txt>new name.txt',
      'added >run.sh',
      'added >sub',
      'added >ümlaut "q".md',
    ]);
    expect(data.find((one) => one.filename === 'bin.dat')?.patch).toBeUndefined();
    expect(data.find((one) => one.filename === 'new name.txt')).toMatchObject({
      additions: 2,
      deletions: 1,
      patch: expect.stringMatching(/^@@ /) as string,
    });
    const { data: tree } = await client.git.getTree({ ...repo, tree_sha: head, recursive: 'yes' });
    expect(tree.tree.map(({ mode, type, sha, path }) => `${mode} ${type} ${sha}\t${path}`)).toEqual(
      github.git('acme/product', 'ls-tree', '-r', '-t', '-z', head).split('\0').slice(0, -1),
    );
    const { data: link } = await client.repos.getContent({ ...repo, path: 'link', ref: 'feature' });
    expect(link).toMatchObject({ type: 'symlink', target: 'a.py' });
    const { data: sub } = await client.repos.getContent({ ...repo, path: 'sub', ref: 'feature' });
    expect(sub).toMatchObject({ type: 'submodule', sha: 'c'.repeat(40), submodule_git_url: 'https://example.org/sub.git' });
    const { data: odd } = await client.repos.getContent({ ...repo, path: 'ümlaut "q".md', ref: 'feature' });
    expect(!Array.isArray(odd) && odd.type === 'file' && Buffer.from(odd.content, 'base64').toString()).toBe('ü\n');
  });

  it('blobs come as they are, also many at once and large', async () => {
    const { github, client } = scene;
    const large = Buffer.alloc(3 << 20, 'weights ');
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`f/${n}.txt`, `number ${n}\n`]));
    const head = github.pushCommit('acme/product', { branch: 'many', files: { ...files, 'large.bin': large, empty: '' } });
    const { data } = await client.git.getTree({ ...repo, tree_sha: head, recursive: '1' });
    const blobs = data.tree.filter((one) => one.type === 'blob');
    const read = await Promise.all(
      blobs.map(async ({ sha }) => {
        const blob = await client.git.getBlob({ ...repo, file_sha: sha });
        return Buffer.from(blob.data.content, 'base64').length === blob.data.size ? blob.data.size : -1;
      }),
    );
    expect(read).toEqual(blobs.map(({ size }) => size));
    expect(await statusOf(client.git.getBlob({ ...repo, file_sha: 'f'.repeat(40) }))).toBe('404 Not Found');
    expect(await statusOf(client.git.getBlob({ ...repo, file_sha: head }))).toBe('404 Not Found');
  });

  it('an archive obeys export-ignore and export-subst, and its address holds for five minutes', async () => {
    const { github, client } = scene;
    const attributes = 'secret.txt export-ignore\nversion.py export-subst\n';
    const sha = github.pushCommit('acme/product', {
      files: { '.gitattributes': attributes, 'secret.txt': 's', 'version.py': "VERSION = '$Format:%H$'\n" },
    });
    const token = github.installationToken(scene.installation.id);
    const answer = await fetch(`${github.url}/repos/acme/product/tarball/main`, {
      headers: { authorization: `token ${token}` },
      redirect: 'manual',
    });
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, new URL(location).origin]).toEqual([302, github.url]);
    const bytes = Buffer.from(await (await fetch(location)).arrayBuffer());
    writeFileSync(join(folder, 'a.tar.gz'), bytes);
    execFileSync('tar', ['-xzf', 'a.tar.gz'], { cwd: folder });
    const [top = ''] = readdirSync(folder).filter((one) => one.startsWith('acme'));
    expect(top).toBe(`acme-product-${sha.slice(0, 7)}`);
    expect(readdirSync(join(folder, top)).toSorted()).toEqual(['.gitattributes', 'a.py', 'docs', 'version.py']);
    expect(readFileSync(join(folder, top, 'version.py'), 'utf8')).toBe(`VERSION = '${sha}'\n`);
    github.advance(301_000);
    expect((await fetch(location)).status).toBe(404);
    expect(await statusOf(client.repos.downloadTarballArchive({ ...repo, ref: 'nowhere' }))).toMatch(/^404/);
  });
});

describe('forks and foreign commits', () => {
  it('a commit of a fork is served under the name of the parent, and no branch of it has it (T7)', async () => {
    const { github, client } = scene;
    github.fork('acme/product', 'mallory');
    const evil = github.pushCommit('mallory/product', { branch: 'x', files: { 'evil.py': 'evil\n' }, by: 'mallory' });
    const { data } = await client.repos.getContent({ ...repo, path: 'evil.py', ref: evil });
    expect(!Array.isArray(data) && data.type === 'file' && Buffer.from(data.content, 'base64').toString()).toBe('evil\n');
    const { data: compared } = await client.repos.compareCommitsWithBasehead({ ...repo, basehead: `main...${evil}` });
    expect([compared.status, compared.ahead_by]).toEqual(['ahead', 1]);
    expect(github.git('acme/product', 'for-each-ref', `--contains=${evil}`)).toBe('');
  });

  it('names that are options, paths or expressions are no references', async () => {
    const { client } = scene;
    for (const ref of ['--output=x', 'main~1', 'HEAD^{tree}', 'main:a.py', 'a b']) {
      expect(await statusOf(client.repos.getContent({ ...repo, path: 'a.py', ref }))).toMatch(/^404/);
      expect(await statusOf(client.git.getTree({ ...repo, tree_sha: ref }))).toMatch(/^404/);
    }
  });
});

describe('git over http', () => {
  it('a push of a person moves the branch and its pull request; a reader cannot', async () => {
    const { github } = scene;
    github.pushCommit('acme/product', { branch: 'feature', files: { 'a.py': 'one\n' } });
    const number = github.openPullRequest('acme/product', { head: 'feature' });
    await run('clone', '-q', '-b', 'feature', remote(github.userToken('ada')), '.');
    writeFileSync(join(folder, 'a.py'), 'pushed\n');
    await run('commit', '-qam', 'pushed');
    await run('push', '-q', 'origin', 'feature');
    expect(github.pull('acme/product', number).headSha).toBe(await run('rev-parse', 'HEAD'));
    github.addCollaborator('acme/product', 'reader', 'read');
    await expect(run('push', '-q', remote(github.userToken('reader')), 'HEAD:refs/heads/theirs')).rejects.toThrow(/403/);
    await expect(run('fetch', '-q', remote(github.userToken('mallory')), 'main')).rejects.toThrow(/not found|404/);
    const reader = clientOf(github, github.userToken('reader'));
    expect(await statusOf(reader.git.getRef({ ...repo, ref: 'heads/theirs' }))).toMatch(/^404/);
  });
});
