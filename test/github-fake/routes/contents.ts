/** Files by path, commits, comparisons, archives. */
import { randomUUID } from 'node:crypto';
import { makeCommit, makeTree, setRef } from '../commits.ts';
import { filesOf } from '../diff.ts';
import { branchTip, commitOf, git, listTree, log, mergeBase, readObject, resolve, type TreeEntry, tryGit } from '../git.ts';
import { settle } from '../merging.ts';
import { afterPush } from '../pulls.ts';
import { notFound, Refused } from '../refuse.ts';
import { changedFileJson } from '../render/diffs.ts';
import { apiUrl, commitJson, gitCommitJson, pageUrl } from '../render/repositories.ts';
import { type Answer, type Call, lookUp, ok, page, repositoryOf, type Route, route, who } from '../router.ts';
import type { Json, Repository } from '../state.ts';
import { base64Lines, isRaw } from './git.ts';

const REPO = '/repos/{owner}/{repo}';

export const CONTENT_ROUTES: readonly Route[] = [
  route(`GET ${REPO}/contents/{path}`, 'contents:read', contents),
  route(`PUT ${REPO}/contents/{path}`, 'contents:write', write),
  route(`GET ${REPO}/commits`, 'contents:read', (call) => {
    const repository = repositoryOf(call);
    const sha = resolve(repository, call.query.get('sha') ?? repository.defaultBranch);
    if (sha === null) throw notFound();
    const path = call.query.get('path');
    return page(call, log(repository, ['-1000', sha, '--', ...(path === null ? [] : [path])]), (one) =>
      commitJson(call.state, repository, one),
    );
  }),
  route(`GET ${REPO}/commits/{ref}`, 'contents:read', (call) => {
    const repository = repositoryOf(call);
    const commit = commitOf(repository, resolve(repository, call.path['ref'] ?? '') ?? '');
    if (commit === null) throw new Refused(422, `No commit found for SHA: ${call.path['ref']}`);
    const empty = git(repository.gitDirectory, ['hash-object', '-w', '-t', 'tree', '--stdin'], { input: '' });
    const all = filesOf(repository, commit.parents[0] ?? empty, commit.sha);
    const answer = page(call, all.slice(0, call.state.limits.pullFiles), (one) => changedFileJson(call.state, repository, commit.sha, one));
    const sum = (key: 'additions' | 'deletions'): number => all.reduce((total, one) => total + one[key], 0);
    const stats = { total: sum('additions') + sum('deletions'), additions: sum('additions'), deletions: sum('deletions') };
    return { ...answer, body: { ...commitJson(call.state, repository, commit), stats, files: answer.body } };
  }),
  route(`GET ${REPO}/compare/{basehead}`, 'contents:read', compare),
  route(`GET ${REPO}/tarball/{ref}`, 'contents:read', (call) => {
    const repository = repositoryOf(call);
    const ref = call.path['ref'] ?? '';
    const sha = resolve(repository, ref);
    if (sha === null) throw notFound();
    // The address holds for five minutes, without credentials.
    const key = randomUUID();
    call.state.downloads.set(key, { repository, sha, expires: call.state.now() + 300_000 });
    const location = `${call.state.url}/_codeload/${repository.owner.login}/${repository.name}/legacy.tar.gz/${ref}?token=${key}`;
    return { status: 302, headers: { location } };
  }),
];

interface Entry extends TreeEntry {
  readonly name: string;
}

function contents(call: Call): Answer {
  const { state } = call;
  const repository = repositoryOf(call);
  const sha = resolve(repository, call.query.get('ref') ?? repository.defaultBranch);
  if (sha === null) throw new Refused(404, `No commit found for the ref ${call.query.get('ref') ?? repository.defaultBranch}`);
  const path = (call.path['path'] ?? '').replace(/^\/+|\/+$/g, '');
  const object = path === '' ? null : find(repository, sha, path);
  if (path !== '' && object === null) throw notFound();
  if (object === null || object.type === 'tree') {
    const entries = listTree(repository, object?.sha ?? sha, false).slice(0, state.limits.directoryEntries);
    const prefix = path === '' ? '' : `${path}/`;
    return ok(entries.map((one) => entryJson(call, repository, sha, { ...one, name: one.path, path: prefix + one.path })));
  }
  const bytes = object.type === 'blob' ? (readObject(repository, object.sha, 'blob') ?? Buffer.alloc(0)) : Buffer.alloc(0);
  if (bytes.length > state.limits.contentsRaw)
    throw new Refused(403, 'This API returns blobs up to 100 MB in size.', { errors: [{ code: 'too_large' }] });
  if (isRaw(call) && object.type === 'blob')
    return { status: 200, bytes, headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' } };
  const entry = entryJson(call, repository, sha, object);
  if (object.type === 'commit') return ok({ ...entry, type: 'submodule', submodule_git_url: submoduleUrl(repository, sha, path) });
  if (object.mode === '120000') return ok({ ...entry, type: 'symlink', target: bytes.toString() });
  const inline = bytes.length <= state.limits.contentsInline;
  return ok({ ...entry, content: inline ? base64Lines(bytes) : '', encoding: inline ? 'base64' : 'none' });
}

/** What `.gitmodules` of the same commit says; empty when it does not. */
function submoduleUrl(repository: Repository, commit: string, path: string): string {
  const out =
    tryGit(repository.gitDirectory, [
      'config',
      `--blob=${commit}:.gitmodules`,
      '--get-regexp',
      '^submodule\\..*\\.(path|url)$',
    ])?.toString() ?? '';
  const lines = out.split('\n').map((line) => line.split(' '));
  const name = lines.find(([key = '', value]) => key.endsWith('.path') && value === path)?.[0]?.slice(0, -'.path'.length);
  return lines.find(([key]) => key === `${name}.url`)?.[1] ?? '';
}

function find(repository: Repository, commit: string, path: string): Entry | null {
  const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const entry = listTree(repository, parent === '' ? commit : `${commit}:${parent}`, false).find((one) => one.path === name);
  return entry === undefined ? null : { ...entry, name, path };
}

function entryJson(call: Call, repository: Repository, sha: string, { name, path, sha: id, type, mode, size }: Entry): Json {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  const url = `${apiUrl(call.state, repository)}/contents/${escaped}?ref=${call.query.get('ref') ?? repository.defaultBranch}`;
  const gitUrl = `${apiUrl(call.state, repository)}/git/${type}s/${id}`;
  const html = `${pageUrl(call.state, repository)}/${type === 'tree' ? 'tree' : 'blob'}/${sha}/${escaped}`;
  return {
    name,
    path,
    sha: id,
    size: size ?? 0,
    url,
    html_url: html,
    git_url: gitUrl,
    download_url: type === 'blob' ? `${pageUrl(call.state, repository)}/raw/${sha}/${escaped}` : null,
    // In lists a submodule calls itself a file: GitHub keeps that for old clients.
    type: type === 'tree' ? 'dir' : mode === '120000' ? 'symlink' : 'file',
    _links: { self: url, git: gitUrl, html },
  };
}

function write(call: Call): Answer {
  const { state, body } = call;
  const repository = repositoryOf(call);
  const branch = typeof body['branch'] === 'string' ? body['branch'] : repository.defaultBranch;
  const path = call.path['path'] ?? '';
  const before = branchTip(repository, branch);
  const known = before === null ? null : find(repository, before, path);
  if (before === null && body['branch'] !== undefined) throw new Refused(404, `Branch ${branch} not found`);
  if (known !== null && body['sha'] === undefined) throw new Refused(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (known !== null && body['sha'] !== known.sha) throw new Refused(409, `${path} does not match ${String(body['sha'])}`);
  const tree = makeTree(repository, before, { [path]: Buffer.from(String(body['content']), 'base64') });
  const { user } = who(call);
  const author = { name: user.login, email: `${user.login}@example.org` };
  const sha = makeCommit(state, repository, { tree, parents: before === null ? [] : [before], message: String(body['message']), author });
  setRef(repository, `refs/heads/${branch}`, sha);
  afterPush(state, repository, branch, before, user);
  settle(state, repository);
  const [entry, commit] = [find(repository, sha, path), commitOf(repository, sha)];
  return {
    status: known === null ? 201 : 200,
    body: {
      content: entry === null ? null : entryJson(call, repository, sha, entry),
      commit: commit === null ? {} : gitCommitJson(state, repository, commit),
    },
  };
}

function compare(call: Call): Answer {
  const { state } = call;
  const repository = repositoryOf(call);
  const [left = '', right = ''] = (call.path['basehead'] ?? '').split('...');
  const [base, head] = [side(call, left), side(call, right)];
  if (base === null || head === null) throw notFound();
  const ancestor = mergeBase(repository, base, head);
  if (ancestor === null) throw new Refused(404, `No common ancestor between ${left} and ${right}.`);
  const ahead = log(repository, ['--reverse', `${base}..${head}`, '--']);
  const behind = log(repository, [`${head}..${base}`, '--']).length;
  const [baseCommit, ancestorCommit] = [commitOf(repository, base), commitOf(repository, ancestor)];
  const answer = page(call, ahead.slice(0, state.limits.compareCommits), (one) => commitJson(state, repository, one));
  const files = filesOf(repository, ancestor, head).slice(0, state.limits.compareFiles);
  const first = Number(call.query.get('page') ?? 1) === 1;
  const html = `${pageUrl(state, repository)}/compare/${left}...${right}`;
  return {
    ...answer,
    body: {
      url: `${apiUrl(state, repository)}/compare/${left}...${right}`,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: baseCommit === null ? null : commitJson(state, repository, baseCommit),
      merge_base_commit: ancestorCommit === null ? null : commitJson(state, repository, ancestorCommit),
      status: ahead.length > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: answer.body,
      // Files stand on the first page only.
      ...(first && { files: files.map((one) => changedFileJson(state, repository, head, one)) }),
    },
  };
}

/** `branch`, `sha`, `owner:branch` of a fork. */
function side(call: Call, name: string): string | null {
  const repository = repositoryOf(call);
  if (!name.includes(':')) return resolve(repository, name);
  const [owner = '', ...rest] = name.split(':');
  const fork = lookUp(call.state, `${owner}/${rest.length > 1 ? rest[0] : repository.name}`);
  return fork === undefined ? null : resolve(fork, rest.at(-1) ?? '');
}
