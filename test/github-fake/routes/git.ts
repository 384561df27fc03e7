/** Objects of git as they are: trees, blobs, commits, references. */
import { makeBlob, makeCommit, setRef } from '../commits.ts';
import { branchTip, commitOf, git, isAncestor, listTree, type Person, resolve, tryGit } from '../git.ts';
import { textOf } from '../json.ts';
import { settle } from '../merging.ts';
import { afterPush } from '../pulls.ts';
import { invalid, notFound, Refused } from '../refuse.ts';
import { apiUrl, gitCommitJson } from '../render/repositories.ts';
import { type Answer, type Call, created, nothing, ok, page, repositoryOf, type Route, route, who } from '../router.ts';
import type { Json, Repository } from '../state.ts';

const GIT = '/repos/{owner}/{repo}/git';

export const GIT_ROUTES: readonly Route[] = [
  route(`GET ${GIT}/trees/{tree_sha}`, 'contents:read', tree),
  route(`POST ${GIT}/trees`, 'contents:write', newTree),
  route(`GET ${GIT}/blobs/{file_sha}`, 'contents:read', async (call) => {
    const repository = repositoryOf(call);
    const sha = call.path['file_sha'] ?? '';
    const bytes = await call.state.objects.blob(repository.gitDirectory, sha);
    if (bytes === null) throw notFound();
    if (bytes.length > call.state.limits.blob) throw new Refused(403, 'This API returns blobs up to 100 MB in size.');
    if (isRaw(call)) return { status: 200, bytes, headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' } };
    const url = `${apiUrl(call.state, repository)}/git/blobs/${sha}`;
    return ok({ sha, node_id: `B_${sha}`, size: bytes.length, url, content: base64Lines(bytes), encoding: 'base64' });
  }),
  route(`POST ${GIT}/blobs`, 'contents:write', (call) => {
    const repository = repositoryOf(call);
    const content = String(call.body['content']);
    const sha = makeBlob(repository, call.body['encoding'] === 'base64' ? Buffer.from(content, 'base64') : content);
    return created({ sha, url: `${apiUrl(call.state, repository)}/git/blobs/${sha}` });
  }),
  route(`GET ${GIT}/commits/{commit_sha}`, 'contents:read', (call) => {
    const repository = repositoryOf(call);
    const sha = call.path['commit_sha'] ?? '';
    const commit = /^[0-9a-f]{40}$/.test(sha) ? commitOf(repository, sha) : null;
    if (commit === null) throw notFound();
    return ok(gitCommitJson(call.state, repository, commit));
  }),
  route(`POST ${GIT}/commits`, 'contents:write', (call) => {
    const repository = repositoryOf(call);
    const { body } = call;
    const parents = (body['parents'] ?? []) as string[];
    const treeSha = String(body['tree']);
    if (resolve(repository, treeSha, 'tree') === null) throw new Refused(422, 'Tree SHA does not exist');
    if (parents.some((one) => resolve(repository, one) === null))
      throw new Refused(422, 'Parent SHA does not exist or is not a commit object');
    const self = { name: who(call).user.login, email: `${who(call).user.login}@example.org` };
    const sha = makeCommit(call.state, repository, {
      tree: treeSha,
      parents,
      message: String(body['message']),
      author: (body['author'] as Partial<Person> | undefined) ?? self,
      ...(body['committer'] !== undefined && { committer: body['committer'] as Partial<Person> }),
    });
    const commit = commitOf(repository, sha);
    return created(commit === null ? {} : gitCommitJson(call.state, repository, commit));
  }),
  route(`GET ${GIT}/ref/{ref}`, 'contents:read', (call) => {
    const [found] = refs(call, `refs/${call.path['ref']}`).filter((one) => one['ref'] === `refs/${call.path['ref']}`);
    if (found === undefined) throw notFound();
    return ok(found);
  }),
  route(`GET ${GIT}/matching-refs/{ref}`, 'contents:read', (call) => page(call, refs(call, `refs/${call.path['ref']}`), (one) => one)),
  route(`POST ${GIT}/refs`, 'contents:write', (call) => {
    const ref = String(call.body['ref']);
    const repository = repositoryOf(call);
    if (!/^refs\/(?:heads|tags)\/./.test(ref))
      throw invalid('Reference', 'ref', 'Reference name must start with refs/ and have two slashes');
    if (resolve(repository, ref, '') !== null) throw new Refused(422, 'Reference already exists');
    return created(move(call, ref, String(call.body['sha']), null));
  }),
  route(`PATCH ${GIT}/refs/{ref}`, 'contents:write', (call) => {
    const ref = `refs/${call.path['ref']}`;
    const repository = repositoryOf(call);
    const before = resolve(repository, ref, '');
    const sha = String(call.body['sha']);
    if (before === null) throw new Refused(422, 'Reference does not exist');
    if (call.body['force'] !== true && (resolve(repository, sha) === null || !isAncestor(repository, before, sha)))
      throw new Refused(422, resolve(repository, sha) === null ? 'Object does not exist' : 'Update is not a fast forward');
    return ok(move(call, ref, sha, before));
  }),
  route(`DELETE ${GIT}/refs/{ref}`, 'contents:write', (call) => {
    const ref = `refs/${call.path['ref']}`;
    const repository = repositoryOf(call);
    const before = resolve(repository, ref, '');
    if (before === null) throw new Refused(422, 'Reference does not exist');
    setRef(repository, ref, null);
    if (ref.startsWith('refs/heads/')) afterPush(call.state, repository, ref.slice(11), before, who(call).user);
    return nothing();
  }),
];

export const isRaw = (call: Call): boolean => /application\/vnd\.github(?:\.v3)?\.raw/.test(call.accept);

/** GitHub wraps base64 at 60 characters. */
export function base64Lines(bytes: Buffer): string {
  return `${bytes.toString('base64').replace(/(.{60})/g, '$1\n')}\n`;
}

function tree(call: Call): Answer {
  const { state } = call;
  const repository = repositoryOf(call);
  const sha = resolve(repository, call.path['tree_sha'] ?? '', 'tree');
  if (sha === null) throw notFound();
  const all = listTree(repository, sha, call.query.get('recursive') !== null);
  const kept = all.slice(0, state.limits.treeEntries);
  const url = `${apiUrl(state, repository)}/git`;
  const entries = kept.map(({ path, mode, type, sha, size }) => ({
    path,
    mode,
    type,
    sha,
    ...(size !== null && { size }),
    // A submodule is a commit of somewhere else: no address.
    ...(type !== 'commit' && { url: `${url}/${type}s/${sha}` }),
  }));
  return ok({ sha, url: `${url}/trees/${sha}`, tree: entries, truncated: kept.length < all.length });
}

function newTree(call: Call): Answer {
  const { state, body } = call;
  const repository = repositoryOf(call);
  const base = typeof body['base_tree'] === 'string' ? resolve(repository, body['base_tree'], 'tree') : null;
  if (typeof body['base_tree'] === 'string' && base === null) throw new Refused(422, 'base_tree is not a valid tree');
  const lines = ((body['tree'] ?? []) as Json[]).map((one) => {
    const content = typeof one['content'] === 'string' ? makeBlob(repository, one['content']) : one['sha'];
    if (content === null) return `0 ${'0'.repeat(40)}\t${String(one['path'])}\0`;
    if (typeof content !== 'string' || resolve(repository, content, '') === null) throw new Refused(422, 'tree.sha does not exist');
    return `${textOf(one['mode'], '100644')} ${content}\t${String(one['path'])}\0`;
  });
  const env = { GIT_INDEX_FILE: `${repository.gitDirectory}/index-${state.nextId()}` };
  if (base !== null) git(repository.gitDirectory, ['read-tree', base], { env });
  git(repository.gitDirectory, ['update-index', '-z', '--index-info'], { env, input: lines.join('') });
  const sha = git(repository.gitDirectory, ['write-tree', '--missing-ok'], { env });
  const url = `${apiUrl(state, repository)}/git`;
  const entries = listTree(repository, sha, false).map(({ path, mode, type, sha, size }) => ({
    path,
    mode,
    type,
    sha,
    ...(size !== null && { size }),
  }));
  return created({ sha, url: `${url}/trees/${sha}`, tree: entries, truncated: false });
}

/** References that begin with a text. */
function refs(call: Call, start: string): Json[] {
  const repository = repositoryOf(call);
  const out =
    tryGit(repository.gitDirectory, ['for-each-ref', '--format=%(refname) %(objecttype) %(objectname)', 'refs/'])?.toString() ?? '';
  return out
    .split('\n')
    .filter((line) => line.startsWith(start))
    .map((line) => {
      const [ref = '', type = '', sha = ''] = line.split(' ');
      return refJson(call, repository, ref, type, sha);
    });
}

function refJson(call: Call, repository: Repository, ref: string, type: string, sha: string): Json {
  const url = `${apiUrl(call.state, repository)}/git`;
  return {
    ref,
    node_id: `REF_${Buffer.from(ref).toString('base64url')}`,
    url: `${url}/${ref}`,
    object: { sha, type, url: `${url}/${type}s/${sha}` },
  };
}

function move(call: Call, ref: string, sha: string, before: string | null): Json {
  const repository = repositoryOf(call);
  if (resolve(repository, sha, '') === null) throw new Refused(422, 'Object does not exist');
  setRef(repository, ref, sha);
  if (ref.startsWith('refs/heads/') && branchTip(repository, ref.slice(11)) !== before) {
    afterPush(call.state, repository, ref.slice(11), before, who(call).user);
    settle(call.state, repository);
  }
  return refJson(call, repository, ref, 'commit', sha);
}
