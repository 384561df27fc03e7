/** The hub's answers, in the recorded shapes. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { branchesOf, commitOf, contentOf, type FakeFile, type FakeRepo, historyOf, repoAt } from './repo.ts';

type Send = (status: number, body: unknown, headers?: Readonly<Record<string, string>>) => void;

/** `repos` by "models/org/name". `pageSize`: the most that one page of history holds, whatever is asked. */
export function answer(request: IncomingMessage, response: ServerResponse, repos: ReadonlyMap<string, FakeRepo>, pageSize: number): void {
  const send: Send = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
  };
  const url = new URL(request.url ?? '/', 'http://hub');
  if (raw(response, url, repos)) return undefined;
  const match = /^\/api\/(models|datasets)\/((?:[^/]+\/)?[^/]+)\/(?:(refs)|(revision|commits)\/([^/]+))$/.exec(url.pathname);
  const [, kind = 'models', id = '', refs, verb = refs ?? '', revision = ''] = match ?? [];
  const repo = repos.get(`${kind}/${decodeURIComponent(id)}`);
  // Without a token the hub does not tell what is missing from what is private: 401 with this code.
  if (repo === undefined)
    return send(
      request.headers.authorization === undefined ? 401 : 404,
      { error: 'Repository not found' },
      { 'x-error-code': 'RepoNotFound' },
    );
  if (repo.redirectTo !== undefined) return redirect(response, repo.redirectTo, url, `/api/${kind}/${id}`, kind);
  if (repo.locked === true && request.headers.authorization === undefined)
    return send(401, { error: 'Access is restricted' }, { 'x-error-code': 'GatedRepo' });
  if (verb === 'refs') return send(200, refsOf(repo));
  const name = decodeURIComponent(revision);
  const commit = commitOf(repo, name);
  if (commit === null) return send(404, { error: `Invalid rev id: ${name}` }, { 'x-error-code': 'RevisionNotFound' });
  if (verb === 'revision') return send(200, description(repoAt(repo, commit), commit));
  const limit = Math.min(pageSize, Number(url.searchParams.get('limit') ?? '50'));
  const page = Number(url.searchParams.get('p') ?? '0');
  const commits = historyOf(repo, name).slice(page * limit, (page + 1) * limit);
  return send(
    200,
    commits.map((one) => ({ id: one, title: 'Upload model', message: '', authors: [{ user: 'ada' }], date: '2026-01-01T00:00:00.000Z' })),
  );
}

/** `/{id}/raw/{commit}/{path}`: the content of a small file as it is. */
function raw(response: ServerResponse, url: URL, repos: ReadonlyMap<string, FakeRepo>): boolean {
  const [, lead, id = '', commit = '', path = ''] =
    /^\/(datasets\/)?((?:[^/]+\/)?[^/]+)\/raw\/([0-9a-f]{40})\/(.+)$/.exec(url.pathname) ?? [];
  if (id === '') return false;
  const repo = repos.get(`${lead === undefined ? 'models' : 'datasets'}/${decodeURIComponent(id)}`);
  const files = repo === undefined ? DEFAULT_FILES : (repoAt(repo, commit).files ?? DEFAULT_FILES);
  const file = files.find((one) => one.path === decodeURIComponent(path) && one.sha256 === undefined);
  if (repo === undefined || file === undefined || commitOf(repo, commit) === null)
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'x-error-code': 'EntryNotFound' }).end('Entry not found');
  else response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(contentOf(file));
  return true;
}

const DEFAULT_FILES: readonly FakeFile[] = [{ path: 'config.json', size: 600 }];

/** Recorded: 307 with a path as Location, and a text body. */
function redirect(response: ServerResponse, to: string, url: URL, from: string, kind: string): void {
  const location = to.includes('://') ? to : `/api/${kind}/${to}${url.pathname.slice(from.length)}${url.search}`;
  response.writeHead(307, { 'content-type': 'text/plain; charset=utf-8', location }).end(`Temporary Redirect. Redirecting to ${location}`);
}

function refsOf(repo: FakeRepo): unknown {
  const ref = (folder: string, name: string, targetCommit: string | undefined): unknown => ({
    name,
    ref: `refs/${folder}/${name}`,
    targetCommit,
  });
  return {
    branches: Object.entries(branchesOf(repo)).map(([name, history]) => ref('heads', name, history[0])),
    converts: [],
    tags: Object.entries(repo.tags ?? {}).map(([name, commit]) => ref('tags', name, commit)),
  };
}

function description(repo: FakeRepo, commit: string): unknown {
  const id = repo.answersAs ?? repo.id;
  const license = repo.card?.['license'];
  return {
    _id: createHash('sha1').update(repo.id).digest('hex').slice(0, 24),
    id,
    author: id.split('/')[0],
    sha: commit,
    lastModified: '2026-01-01T00:00:00.000Z',
    private: false,
    gated: repo.gated ?? false,
    disabled: false,
    tags: [...(repo.labels ?? []), ...(typeof license === 'string' ? [`license:${license}`] : [])],
    ...(repo.pipelineTag === undefined ? {} : { pipeline_tag: repo.pipelineTag }),
    cardData: repo.card ?? {},
    ...(repo.config === undefined ? {} : { config: repo.config }),
    siblings: (repo.files ?? DEFAULT_FILES).map(sibling),
  };
}

function sibling(file: FakeFile): unknown {
  if (file.sha256 === undefined) {
    const content = contentOf(file);
    const blobId = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
    return { rfilename: file.path, size: content.length, blobId: file.blobId ?? blobId };
  }
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${file.sha256}\nsize ${file.size}\n`;
  const blobId = file.blobId ?? createHash('sha1').update(`blob ${pointer.length}\0${pointer}`).digest('hex');
  return { rfilename: file.path, size: file.size, blobId, lfs: { sha256: file.sha256, size: file.size, pointerSize: pointer.length } };
}
