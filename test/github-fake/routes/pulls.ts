/** Pull requests: reading, opening, changing, merging. */
import { closePull, editPull, openPull, pullNow, pullsWithHead, refreshTest, reopenPull } from '../pulls.ts';
import { mergePull, type MergeMethod, settle } from '../merging.ts';
import { textOf } from '../json.ts';
import { invalid, notFound, Refused } from '../refuse.ts';
import { commitJson } from '../render/repositories.ts';
import { pullSimpleJson } from '../render/pulls.ts';
import { type Call, canSee, created, may, nothing, ok, page, pullOf, repositoryOf, type Route, route, who } from '../router.ts';
import { filesOf } from '../diff.ts';
import { log, mergeBase } from '../git.ts';
import { changedFileJson } from '../render/diffs.ts';

const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';

export const PULL_ROUTES: readonly Route[] = [
  route('GET /repos/{owner}/{repo}/pulls', 'pull_requests:read', (call) => {
    const { query } = call;
    const state = query.get('state') ?? 'open';
    const [head, base] = [query.get('head'), query.get('base')];
    const list = [...repositoryOf(call).pulls.values()]
      .filter((one) => state === 'all' || one.state === state)
      .filter((one) => head === null || `${(one.headRepository?.owner ?? one.author).login}:${one.headRef}` === head)
      .filter((one) => base === null || one.baseRef === base);
    const ascending = query.get('direction') === 'asc';
    return page(call, ascending ? list : list.reverse(), (one) => pullSimpleJson(call.state, one));
  }),
  route('POST /repos/{owner}/{repo}/pulls', 'pull_requests:write', (call) => {
    const { state, body } = call;
    const repository = repositoryOf(call);
    const [owner, branch] = String(body['head']).includes(':')
      ? String(body['head']).split(':')
      : [repository.owner.login, String(body['head'])];
    const head = [...state.repositories.values()].find(
      (one) => one.owner.login === owner && (one === repository || one.parent === repository) && canSee(call, one),
    );
    if (head === undefined || branch === undefined) throw invalid('PullRequest', 'head', 'head is not a branch', 'invalid');
    const pull = openPull(state, repository, {
      head: branch,
      headRepository: head,
      base: String(body['base']),
      title: textOf(body['title']),
      body: typeof body['body'] === 'string' ? body['body'] : null,
      draft: body['draft'] === true,
      by: who(call).user,
    });
    return created(pullNow(state, pull));
  }),
  route(`GET ${PULL}`, 'pull_requests:read', (call) => {
    const pull = pullOf(call);
    const answer = ok(pullNow(call.state, pull));
    if (pull.undecided > 0) pull.undecided--;
    return answer;
  }),
  route(`PATCH ${PULL}`, 'pull_requests:write', (call) => {
    const { state, body } = call;
    const pull = pullOf(call);
    const by = who(call).user;
    editPull(
      state,
      pull,
      {
        ...(typeof body['base'] === 'string' && { base: body['base'] }),
        ...(typeof body['title'] === 'string' && { title: body['title'] }),
        ...(typeof body['body'] === 'string' && { body: body['body'] }),
      },
      by,
    );
    if (body['state'] === 'closed') closePull(state, pull, by);
    if (body['state'] === 'open' && pull.state === 'closed') reopenPull(state, pull, by);
    // Another base may be one whose rules are met already.
    settle(state, pull.repository);
    return ok(pullNow(state, pull));
  }),
  route(`GET ${PULL}/merge`, 'pull_requests:read', (call) => {
    if (pullOf(call).merged === null) throw notFound();
    return nothing();
  }),
  route(`PUT ${PULL}/merge`, 'contents:write', (call) => {
    const { state, body } = call;
    const pull = pullOf(call);
    if (call.actor.kind === 'installation' && !may(call, pull.repository, 'pull_requests:read'))
      throw new Refused(403, 'Resource not accessible by integration');
    const sha = mergePull(state, pull, who(call).user, {
      method: (body['merge_method'] as MergeMethod | undefined) ?? 'merge',
      ...(typeof body['sha'] === 'string' && { head: body['sha'] }),
    });
    settle(state, pull.repository);
    return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
  }),
  route(`GET ${PULL}/files`, 'pull_requests:read', (call) => {
    const pull = pullOf(call);
    const base = mergeBase(pull.repository, pull.baseSha, pull.headSha) ?? pull.baseSha;
    const files = filesOf(pull.repository, base, pull.headSha).slice(0, call.state.limits.pullFiles);
    return page(call, files, (one) => changedFileJson(call.state, pull.repository, pull.headSha, one));
  }),
  route(`GET ${PULL}/commits`, 'pull_requests:read', (call) => {
    const { repository, baseSha, headSha } = pullOf(call);
    const commits = log(repository, ['--reverse', `${baseSha}..${headSha}`, '--']).slice(0, call.state.limits.pullCommits);
    return page(call, commits, (one) => commitJson(call.state, repository, one));
  }),
  route('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', 'pull_requests:read', (call) => commitPulls(call)),
];

function commitPulls(call: Call): ReturnType<typeof page> {
  const pulls = pullsWithHead(repositoryOf(call), call.path['commit_sha'] ?? '');
  for (const pull of pulls) refreshTest(call.state, pull);
  return page(call, pulls, (one) => pullSimpleJson(call.state, one));
}
