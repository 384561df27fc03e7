/**
 * Every call that the App makes of GitHub's API, with the permission that it needs: the client of a job takes no other.
 * docs/permissions.md is this list; a test compares them, and holds each route against GitHub's OpenAPI document.
 */
export interface ApiCall {
  /** As GitHub calls it in a token request, with the level; "app": the App's own key; "any": no permission is asked. */
  readonly needs: string;
  readonly why: string;
}

const CALL_LIST = {
  'POST /app-manifests/{code}/conversions': { needs: 'any', why: 'The registration of the App, once, by "weighbridge-app register".' },
  'GET /app': { needs: 'app', why: 'Which App we are: comments are ours only when they carry this id.' },
  'POST /app/installations/{installation_id}/access_tokens': {
    needs: 'app',
    why: 'A token for one job: only its repository, only the permissions that it uses.',
  },
  'GET /app/hook/deliveries': { needs: 'app', why: 'Deliveries that got lost: GitHub sends none again by itself.' },
  'POST /app/hook/deliveries/{delivery_id}/attempts': { needs: 'app', why: 'The same delivery once more.' },
  'GET /app/installations': { needs: 'app', why: 'Who installed the App, in case an event about it got lost.' },
  'GET /app/installations/{installation_id}': { needs: 'app', why: 'One of them, as it is now.' },
  'GET /installation/repositories': { needs: 'metadata: read', why: 'Repositories of an installation.' },
  'GET /user/{account_id}': { needs: 'any', why: 'Login of who pressed a button or gave a command, by the number in the event.' },
  'GET /repos/{owner}/{repo}': { needs: 'metadata: read', why: 'Numeric id, default branch, public or not, archived or not.' },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': { needs: 'pull_requests: read', why: 'Base, head and test merge as they are now.' },
  'GET /repos/{owner}/{repo}/pulls': { needs: 'pull_requests: read', why: 'All open pull requests with one head (T1).' },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': { needs: 'pull_requests: read', why: 'Which lines a suggestion may stand at.' },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': {
    needs: 'pull_requests: read',
    why: 'Who approves this head, where a license waits for a review (T28).',
  },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits': {
    needs: 'pull_requests: read',
    why: 'Authors and committers, who approve and waive nothing of their own (T28).',
  },
  'POST /repos/{owner}/{repo}/pulls': {
    needs: 'pull_requests: write',
    why: 'A pull request that writes a waiver into the policy, only where "contents: write" is granted.',
  },
  'POST /repos/{owner}/{repo}/git/refs': { needs: 'contents: write', why: 'Its branch, only where that is granted.' },
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': {
    needs: 'members: read',
    why: 'Whether who approves or waives is one of the approvers of the policy (T28).',
  },
  'GET /repos/{owner}/{repo}/git/ref/{ref}': { needs: 'contents: read', why: 'Where a branch is now.' },
  'GET /repos/{owner}/{repo}/git/matching-refs/{ref}': { needs: 'contents: read', why: 'Which group of the merge queue a head is.' },
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': { needs: 'contents: read', why: 'Parents and tree of a commit (T2).' },
  'GET /repos/{owner}/{repo}/commits/{ref}': { needs: 'contents: read', why: 'Where a tag of a policy that others extend is now.' },
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': {
    needs: 'pull_requests: read',
    why: 'Which pull request brought what was pushed to a protected branch (T4).',
  },
  'GET /repos/{owner}/{repo}/properties/values': {
    needs: 'metadata: read',
    why: "Custom properties, where groups of the organization's policy name some (T25).",
  },
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': { needs: 'contents: read', why: 'Listing of a commit.' },
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': { needs: 'contents: read', why: 'Content of one file, by its id.' },
  'GET /repos/{owner}/{repo}/compare/{basehead}': {
    needs: 'contents: read',
    why: 'To find the common ancestor where GitHub has no test merge, and to tell whether a branch or tag of an action reaches its commit.',
  },
  'GET /repos/{owner}/{repo}/tags': { needs: 'metadata: read', why: 'Whose commit an action is (T7); of public repositories, too.' },
  'GET /repos/{owner}/{repo}/branches': { needs: 'contents: read', why: 'Whose commit an action is, where no tag has it.' },
  'GET /repos/{owner}/{repo}/tarball/{ref}': { needs: 'contents: read', why: 'All files of a base commit in one request.' },
  'GET /repos/{owner}/{repo}/rules/branches/{branch}': { needs: 'metadata: read', why: 'Whether a ruleset requires our check (T4).' },
  'GET /repos/{owner}/{repo}/branches/{branch}': { needs: 'contents: read', why: 'Whether classic protection requires our check (T4).' },
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': { needs: 'checks: read', why: 'Our runs on a head.' },
  'POST /repos/{owner}/{repo}/check-runs': { needs: 'checks: write', why: 'The check.' },
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': { needs: 'checks: write', why: 'Its verdict and annotations.' },
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': {
    needs: 'pull_requests: read',
    why: 'Our comment, where its id is not known.',
  },
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': {
    needs: 'pull_requests: read',
    why: 'Our comment as it stands; a command, which must not have been edited (T28).',
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': {
    needs: 'pull_requests: write',
    why: 'The comment; the answer to a command.',
  },
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': { needs: 'pull_requests: write', why: 'The comment, kept up to date.' },
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments': { needs: 'pull_requests: read', why: 'Suggestions that we made before.' },
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews': { needs: 'pull_requests: write', why: 'Suggestions, all in one review.' },
  'POST /graphql': {
    needs: 'pull_requests: write',
    why: 'A pull request with its bases, test merge, checks, comments and threads, and all open ones, in one question (contents, checks and pull_requests: read); minimizeComment, unminimizeComment and resolveReviewThread, which the REST API does not have; the newest tags and releases, for which contents: read is enough.',
  },
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': {
    needs: 'metadata: read',
    why: 'Whether who pressed a button, asks for a new check or proposes a policy may write.',
  },
  'POST /repos/{owner}/{repo}/git/blobs': {
    needs: 'contents: write',
    why: 'Pin models, and waivers in the policy: only where it is granted.',
  },
  'POST /repos/{owner}/{repo}/git/trees': {
    needs: 'contents: write',
    why: 'Pin models, and waivers in the policy: only where it is granted.',
  },
  'POST /repos/{owner}/{repo}/git/commits': {
    needs: 'contents: write',
    why: 'Pin models, and waivers in the policy: only where it is granted.',
  },
  'PATCH /repos/{owner}/{repo}/git/refs/{ref}': {
    needs: 'contents: write',
    why: 'Pin models, and waivers in the policy: only where it is granted.',
  },
} as const satisfies Readonly<Record<string, ApiCall>>;

export type Route = keyof typeof CALL_LIST;
export const CALLS: Readonly<Record<Route, ApiCall>> = CALL_LIST;

/** Permissions of a job's token: what a pull request needs, and no more. */
export const READ_ONLY = { contents: 'read', metadata: 'read' } as const;
export const EVALUATE = { checks: 'write', contents: 'read', metadata: 'read', pull_requests: 'write' } as const;
/** Asked for only where a license waits for a review, so that an installation that has not granted it is judged all the same. */
export const APPROVALS = { members: 'read', metadata: 'read', pull_requests: 'read' } as const;
export const PIN = { ...EVALUATE, contents: 'write' } as const;
/** Of the policy repository alone, and only where an owner has granted it. */
export const WRITE_POLICY = { contents: 'write', metadata: 'read', pull_requests: 'write' } as const;
