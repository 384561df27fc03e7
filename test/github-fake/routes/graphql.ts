/**
 * The few GraphQL operations that clients here use, found by the names of their fields; arguments come from variables or stand in the text.
 * No schema stands behind it: other fields are an error. What is asked of a pull request is in graphql-pulls.ts.
 */
import { roleOf, atLeast } from '../access.ts';
import { settle, disableAutoMerge, enableAutoMerge, enqueue, type MergeMethod } from '../merging.ts';
import { textOf } from '../json.ts';
import { Refused } from '../refuse.ts';
import { setDraft } from '../pulls.ts';
import { idOfNode, nodeId } from '../render/accounts.ts';
import { pullsOf } from './graphql-pulls.ts';
import { tagsOf } from './graphql-tags.ts';
import { type Call, canSee, may, ok, type Route, route, who } from '../router.ts';
import type { IssueComment, Json, Pull, Repository, ReviewComment } from '../state.ts';

export const GRAPHQL_ROUTE: Route = route('POST /graphql', 'anyone', (call) => {
  const { user, app } = who(call);
  call.limiter.count(call.actor, 'GET', '/graphql');
  const text = textOf(call.body['query']);
  const input = inputOf(call, text);
  try {
    for (const [name, run] of Object.entries(MUTATIONS))
      if (new RegExp(`\\b${name}\\b`).test(text)) return ok({ data: { [name]: run(call, input) } });
    if (/\bpullRequests?\s*\(/.test(text)) return pullsOf(call, text);
    if (/\brefPrefix\b|\bqualifiedName\b/.test(text)) return tagsOf(call, text);
    if (/\bviewer\b/.test(text))
      return ok({ data: { viewer: { login: app === null ? user.login : app.bot.login, id: nodeId('U', user.id) } } });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const type = error.status === 403 ? 'FORBIDDEN' : error.status === 404 ? 'NOT_FOUND' : 'UNPROCESSABLE';
    return ok({ data: null, errors: [{ type, path: [], message: error.message }] });
  }
  return ok({ errors: [{ message: `stand-in: this query is not modelled: ${text.slice(0, 200)}` }] });
});

type Run = (call: Call, input: Json) => Json;

const MUTATIONS: Readonly<Record<string, Run>> = {
  unminimizeComment: (call, input) => minimize(call, input, null),
  minimizeComment: (call, input) => minimize(call, input, textOf(input['classifier'], 'OUTDATED')),
  unresolveReviewThread: (call, input) => resolveThread(call, input, false),
  resolveReviewThread: (call, input) => resolveThread(call, input, true),
  enablePullRequestAutoMerge: (call, input) => {
    const pull = writablePull(call, input['pullRequestId']);
    enableAutoMerge(call.state, pull, who(call).user, textOf(input['mergeMethod'], 'MERGE').toLowerCase() as MergeMethod);
    return { pullRequest: { id: nodeId('PR', pull.id), number: pull.number } };
  },
  disablePullRequestAutoMerge: (call, input) => {
    const pull = writablePull(call, input['pullRequestId']);
    disableAutoMerge(call.state, pull, who(call).user);
    return { pullRequest: { id: nodeId('PR', pull.id), number: pull.number } };
  },
  enqueuePullRequest: (call, input) => {
    const pull = writablePull(call, input['pullRequestId']);
    enqueue(call.state, pull, who(call).user);
    settle(call.state, pull.repository);
    return { mergeQueueEntry: { id: nodeId('MQE', pull.id) } };
  },
  markPullRequestReadyForReview: (call, input) => {
    const pull = writablePull(call, input['pullRequestId']);
    setDraft(call.state, pull, false, who(call).user);
    return { pullRequest: { id: nodeId('PR', pull.id), isDraft: false } };
  },
};

/** `input: $name`, `input: {…}` with variables or literals, or arguments as variables of their own. */
function inputOf(call: Call, text: string): Json {
  const variables = (call.body['variables'] ?? {}) as Json;
  const whole = Object.values(variables).find((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
  if (whole !== undefined) return whole as Json;
  const found: Json = { ...variables };
  for (const [, key = '', variable, quoted, word] of text.matchAll(/(\w+)\s*:\s*(?:\$(\w+)|"([^"]*)"|([A-Z_]+)\b)/g)) {
    if (variable !== undefined && variables[variable] !== undefined) found[key] = variables[variable];
    else if (quoted !== undefined || word !== undefined) found[key] = quoted ?? word;
  }
  return found;
}

function minimize(call: Call, input: Json, as: string | null): Json {
  const { kind, id } = idOfNode(textOf(input['subjectId']));
  for (const repository of seen(call)) {
    const pulls = [...repository.pulls.values()];
    const found: IssueComment | ReviewComment | undefined =
      kind === 'IC'
        ? repository.comments.find((one) => one.id === id)
        : pulls.flatMap((pull) => pull.reviewComments).find((one) => one.id === id);
    if (found === undefined) continue;
    if (!may(call, repository, 'pull_requests:write') && !may(call, repository, 'issues:write'))
      throw new Refused(403, 'Resource not accessible by integration');
    found.minimized = as;
    return { minimizedComment: { isMinimized: as !== null, minimizedReason: as?.toLowerCase() ?? null } };
  }
  throw new Refused(404, `Could not resolve to a node with the global id of '${String(input['subjectId'])}'`);
}

function resolveThread(call: Call, input: Json, resolved: boolean): Json {
  const { kind, id } = idOfNode(textOf(input['threadId']));
  for (const repository of kind === 'PRRT' ? seen(call) : [])
    for (const pull of repository.pulls.values()) {
      const thread = pull.reviewComments.filter((one) => one.thread === id);
      if (thread.length === 0) continue;
      // docs: contents: write is needed for Apps†.
      if (!may(call, repository, 'contents:write') && !(may(call, repository, 'pull_requests:write') && thread[0]?.user === who(call).user))
        throw new Refused(403, 'Resource not accessible by integration');
      for (const one of thread) one.resolved = resolved;
      return { thread: { id: nodeId('PRRT', id), isResolved: resolved } };
    }
  throw new Refused(404, `Could not resolve to a node with the global id of '${String(input['threadId'])}'`);
}

const seen = (call: Call): Repository[] => [...call.state.repositories.values()].filter((one) => canSee(call, one));

function writablePull(call: Call, node: unknown): Pull {
  const { kind, id } = idOfNode(String(node));
  const pull =
    kind === 'PR'
      ? seen(call)
          .flatMap((one) => [...one.pulls.values()])
          .find((one) => one.id === id)
      : undefined;
  if (pull === undefined) throw new Refused(404, `Could not resolve to a node with the global id of '${String(node)}'`);
  const person = call.actor.kind === 'user' && atLeast(roleOf(call.state, pull.repository, call.actor.user), 'write');
  if (!person && !may(call, pull.repository, 'contents:write')) throw new Refused(403, 'Resource not accessible by integration');
  return pull;
}
