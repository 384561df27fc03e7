/** Repositories, branches, commits as GitHub writes them. */
import { type CommitFacts, type Person } from '../git.ts';
import type { Account, Json, Repository, State } from '../state.ts';
import { accountJson, nodeId } from './accounts.ts';

export const fullName = (repository: Repository): string => `${repository.owner.login}/${repository.name}`;
export const apiUrl = (state: State, repository: Repository): string => `${state.url}/repos/${fullName(repository)}`;
export const pageUrl = (state: State, repository: Repository): string => `${state.url}/${fullName(repository)}`;

/** Name of the address → what stands behind the repository's own. */
const ADDRESSES: Readonly<Record<string, string>> = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

export function repositoryJson(state: State, repository: Repository): Json {
  const url = apiUrl(state, repository);
  const page = pageUrl(state, repository);
  const zero = ['forks', 'forks_count', 'open_issues', 'open_issues_count', 'stargazers_count', 'watchers', 'watchers_count', 'size'];
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    owner: accountJson(state, repository.owner),
    html_url: page,
    description: null,
    fork: repository.parent !== null,
    url,
    ...Object.fromEntries(Object.entries(ADDRESSES).map(([name, rest]) => [`${name}_url`, url + rest])),
    git_url: `git:${page.slice(page.indexOf('//'))}.git`,
    ssh_url: `git@stand-in:${fullName(repository)}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    ...Object.fromEntries(zero.map((name) => [name, 0])),
    ...Object.fromEntries(['has_issues', 'has_projects', 'has_wiki', 'has_downloads'].map((name) => [name, true])),
    has_pages: false,
    has_discussions: false,
    homepage: null,
    language: null,
    license: null,
    archived: repository.archived,
    disabled: false,
    is_template: false,
    allow_forking: true,
    web_commit_signoff_required: false,
    topics: repository.topics,
    visibility: repository.private ? 'private' : 'public',
    default_branch: repository.defaultBranch,
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    pushed_at: repository.pushedAt,
  };
}

export function fullRepositoryJson(state: State, repository: Repository): Json {
  const parent =
    repository.parent === null
      ? {}
      : { parent: repositoryJson(state, repository.parent), source: repositoryJson(state, repository.parent) };
  return {
    ...repositoryJson(state, repository),
    network_count: 0,
    subscribers_count: 0,
    allow_auto_merge: repository.allowAutoMerge,
    custom_properties: Object.fromEntries(repository.properties),
    ...(repository.owner.type === 'Organization' && { organization: accountJson(state, repository.owner) }),
    ...parent,
  };
}

/** The account whose login stands before the @ of an address, as GitHub knows people by their addresses. */
function accountOf(state: State, person: Person): Account | null {
  return [...state.accounts.values()].find((one) => one.type !== 'Organization' && person.email.split('@')[0] === one.login) ?? null;
}

const VERIFICATION = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

export function gitCommitJson(state: State, repository: Repository, commit: CommitFacts): Json {
  const url = apiUrl(state, repository);
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url: `${url}/git/commits/${commit.sha}`,
    html_url: `${pageUrl(state, repository)}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/git/commits/${sha}`,
      html_url: `${pageUrl(state, repository)}/commit/${sha}`,
    })),
    verification: VERIFICATION,
  };
}

export function commitJson(state: State, repository: Repository, commit: CommitFacts): Json {
  const url = apiUrl(state, repository);
  const page = pageUrl(state, repository);
  const [author, committer] = [accountOf(state, commit.author), accountOf(state, commit.committer)];
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: VERIFICATION,
    },
    url: `${url}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    author: author === null ? null : accountJson(state, author),
    committer: committer === null ? null : accountJson(state, committer),
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/commits/${sha}`, html_url: `${page}/commit/${sha}` })),
  };
}

export function simpleCommitJson(commit: CommitFacts): Json {
  const person = ({ name, email }: Person): Json => ({ name, email });
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: person(commit.author),
    committer: person(commit.committer),
  };
}
