/** The GraphQL objects of a repository, its pull requests and their checks, with the names that GitHub's schema has. */
import { branchTip, commitOf } from '../git.ts';
import { textOf } from '../json.ts';
import { mergeableOf, refreshTest } from '../pulls.ts';
import { Refused } from '../refuse.ts';
import { nodeId } from '../render/accounts.ts';
import { latestRuns } from '../render/checks.ts';
import { pageUrl } from '../render/repositories.ts';
import { type Answer, type Call, canSee, lookUp, may, ok, who } from '../router.ts';
import type { CheckRun, IssueComment, Json, Pull, Repository, ReviewComment, State } from '../state.ts';
import { selectFrom } from './graphql-select.ts';

/** The most that a connection gives. */
const PAGE = 100;

export function pullsOf(call: Call, text: string): Answer {
  const variables = (call.body['variables'] ?? {}) as Json;
  const repository = ({ owner, name }: Json): Json => {
    const wanted = `${textOf(owner)}/${textOf(name)}`;
    // A name of before leads to the repository, as `followRenames` is true where nobody says otherwise.
    const found = lookUp(call.state, wanted) ?? call.state.repositories.get(call.state.moved.get(wanted.toLowerCase()) ?? 0);
    if (found === undefined || !canSee(call, found)) throw new Refused(404, `Could not resolve to a Repository with the name '${wanted}'.`);
    return repositoryOf(call, found);
  };
  return ok({ data: selectFrom(text, variables, { repository }) });
}

function demand(call: Call, repository: Repository, need: string): void {
  if (!may(call, repository, need)) throw new Refused(403, 'Resource not accessible by integration');
}

function connection(args: Json, all: readonly unknown[], after = 0): Json {
  const size = Number(args['first'] ?? args['last']);
  if (!(size >= 1 && size <= PAGE)) throw new Refused(422, 'You must provide a `first` or `last` value between 1 and 100');
  const nodes = args['last'] === undefined ? all.slice(after, after + size) : all.slice(-size);
  return {
    nodes,
    totalCount: all.length,
    pageInfo: { hasNextPage: args['first'] !== undefined && all.length > after + size, endCursor: String(after + size) },
  };
}

function repositoryOf(call: Call, repository: Repository): Json {
  const pull = ({ number }: Json): Json => {
    demand(call, repository, 'pull_requests:read');
    const found = repository.pulls.get(Number(number));
    if (found === undefined) throw new Refused(404, `Could not resolve to a PullRequest with the number of ${textOf(number)}.`);
    return pullOf(call, found);
  };
  return {
    databaseId: repository.id,
    name: repository.name,
    owner: { login: repository.owner.login },
    isPrivate: repository.private,
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    isArchived: repository.archived,
    repositoryTopics: (args: Json) =>
      connection(
        args,
        repository.topics.map((name) => ({ topic: { name } })),
      ),
    defaultBranchRef: () => refOf(call, repository, repository.defaultBranch),
    pullRequest: pull,
    pullRequests: (args: Json) => {
      demand(call, repository, 'pull_requests:read');
      const states = [args['states']].flat();
      const found = [...repository.pulls.values()].filter((one) => states.includes(stateOf(one)));
      return connection(
        args,
        found.map((one) => pullOf(call, one)),
        Number(args['after'] ?? 0),
      );
    },
  };
}

function refOf(call: Call, repository: Repository, branch: string): Json | null {
  demand(call, repository, 'contents:read');
  const tip = branchTip(repository, branch);
  return tip === null ? null : { name: branch, target: commitJson(call, repository, tip) };
}

function commitJson(call: Call, repository: Repository, sha: string): Json | null {
  const commit = commitOf(repository, sha);
  if (commit === null) return null;
  return {
    __typename: 'Commit',
    oid: commit.sha,
    tree: { oid: commit.tree },
    parents: (args: Json) =>
      connection(
        args,
        commit.parents.map((oid) => ({ oid })),
      ),
    checkSuites: (args: Json) => {
      demand(call, repository, 'checks:read');
      const { appId } = (args['filterBy'] ?? {}) as Json;
      const suites = repository.suites.filter((one) => one.headSha === sha && (appId === undefined || one.app.id === appId));
      return connection(
        args,
        suites.map((suite) => ({
          checkRuns: (given: Json) => {
            const all = repository.runs.filter((run) => run.suite === suite);
            const latest = ((given['filterBy'] ?? {}) as Json)['checkType'] === 'LATEST';
            return connection(
              given,
              (latest ? latestRuns(all) : all).map((run) => runOf(call.state, repository, run)),
            );
          },
        })),
      );
    },
  };
}

function runOf(state: State, repository: Repository, run: CheckRun): Json {
  return {
    databaseId: run.id,
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    startedAt: run.startedAt,
    permalink: `${pageUrl(state, repository)}/runs/${run.id}`,
    annotations: (args: Json) => connection(args, run.annotations),
  };
}

function stateOf(pull: Pull): string {
  return pull.merged === null ? pull.state.toUpperCase() : 'MERGED';
}

function pullOf(call: Call, pull: Pull): Json {
  const { repository } = pull;
  /** Who asks for it makes GitHub look, as with the REST API; asked once for all fields of one answer. */
  let looked: { readonly mergeable: boolean | null } | null = null;
  const tested = <T>(read: (mergeable: boolean | null) => T): T => {
    if (looked === null) {
      refreshTest(call.state, pull);
      looked = { mergeable: pull.state === 'closed' ? null : mergeableOf(pull) };
      if (pull.undecided > 0) pull.undecided -= 1;
    }
    return read(looked.mergeable);
  };
  return {
    id: nodeId('PR', pull.id),
    number: pull.number,
    state: stateOf(pull),
    baseRefName: pull.baseRef,
    baseRefOid: () => tested(() => pull.baseSha),
    baseRef: () => refOf(call, repository, pull.baseRef),
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    headRepository: pull.headRepository === null ? null : { databaseId: pull.headRepository.id },
    mergeable: () => tested((mergeable) => (mergeable === null ? 'UNKNOWN' : mergeable ? 'MERGEABLE' : 'CONFLICTING')),
    potentialMergeCommit: () =>
      tested((mergeable) => (mergeable === true && pull.test?.sha != null ? commitJson(call, repository, pull.test.sha) : null)),
    author: { __typename: pull.author.type, login: pull.author.login.replace('[bot]', ''), databaseId: pull.author.id },
    autoMergeRequest: pull.autoMerge === null ? null : { enabledAt: pull.updatedAt },
    commits: (args: Json) => connection(args, [{ commit: commitJson(call, repository, pull.headSha) }]),
    comments: (args: Json) =>
      connection(
        args,
        repository.comments.filter((one) => one.number === pull.number).map((one) => commentOf(call, one)),
      ),
    reviewThreads: (args: Json) =>
      connection(
        args,
        pull.reviewComments.filter((one) => one.thread === one.id).map((one) => threadOf(pull, one)),
      ),
  };
}

function commentOf(call: Call, comment: IssueComment): Json {
  return {
    id: nodeId('IC', comment.id),
    databaseId: comment.id,
    body: comment.body,
    isMinimized: comment.minimized !== null,
    author: { login: comment.user.login.replace('[bot]', '') },
    editor: comment.editor === undefined ? null : { login: comment.editor.login.replace('[bot]', '') },
    viewerDidAuthor: who(call).user === comment.user,
  };
}

function threadOf(pull: Pull, first: ReviewComment): Json {
  return {
    // A thread's node is that of its first comment, under another letter.
    id: nodeId('PRRT', first.thread),
    isResolved: first.resolved,
    isOutdated: first.commit !== pull.headSha,
    path: first.path,
    line: first.line,
    viewerCanResolve: true,
    comments: (args: Json) =>
      connection(
        args,
        pull.reviewComments
          .filter((other) => other.thread === first.id)
          .map((other) => ({
            id: nodeId('PRRC', other.id),
            databaseId: other.id,
            fullDatabaseId: String(other.id),
            body: other.body,
            author: { login: other.user.login.replace('[bot]', '') },
          })),
      ),
  };
}
