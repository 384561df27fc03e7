/** The events that the App subscribes to, with the permission that GitHub asks for each: part of docs/permissions.md. */
import type { ApiCall } from './calls.ts';

export const EVENTS: Readonly<Record<string, ApiCall>> = {
  pull_request: { needs: 'pull_requests: read', why: 'Opened, pushed to, given another base, reopened, closed: judge it.' },
  pull_request_review: { needs: 'pull_requests: read', why: 'An approval was given or taken back: judge what waits for it.' },
  issue_comment: { needs: 'issues: read', why: 'A command in a comment on a pull request: `/weighbridge …`. Of others nothing is kept.' },
  membership: { needs: 'members: read', why: 'Somebody left a team: approvals that rest on it are looked at again (T3).' },
  team: { needs: 'members: read', why: 'A team was deleted or renamed: the same.' },
  organization: { needs: 'members: read', why: 'Somebody left the organization: the same.' },
  merge_group: { needs: 'merge_queues: read', why: 'A group of a merge queue: judge it anew.' },
  check_run: { needs: 'checks: read', why: 'Re-run and Pin models were pressed.' },
  check_suite: { needs: 'checks: read', why: 'All checks were asked for again.' },
  repository_ruleset: {
    needs: 'administration: read',
    why: 'A ruleset was added, changed or removed: open pull requests are told anew under the name that counts (T1).',
  },
  branch_protection_rule: { needs: 'administration: read', why: 'Classic protection was added, changed or removed: the same.' },
  custom_property_values: {
    needs: 'organization_custom_properties: read',
    why: "Another group of the organization's policy may hold for a repository (T25), and another ruleset.",
  },
  push: {
    needs: 'contents: read',
    why: 'The policy, or what pull requests are judged against, changed; something landed without our success (T4); a tag was pushed.',
  },
  release: { needs: 'contents: read', why: 'A release was made: what is in it is recorded.' },
  repository: { needs: 'metadata: read', why: 'Renamed, transferred, archived, made public or private.' },
  installation: { needs: 'any', why: 'Installed, suspended, removed. Every App gets it.' },
  installation_repositories: { needs: 'any', why: 'Repositories were added or taken away. Every App gets it.' },
};

/** What app.yml asks for, and why GitHub is asked for more than the calls need. */
export const APP_PERMISSIONS: Readonly<Record<string, ApiCall>> = {
  administration: {
    needs: 'administration: read',
    why: 'The events repository_ruleset and branch_protection_rule: GitHub offers them to Apps with this permission only. No call uses it, and no token of a job has it. Without it the sweep notices a changed rule later.',
  },
  checks: { needs: 'checks: write', why: 'The check.' },
  contents: { needs: 'contents: read', why: 'Trees and files.' },
  issues: {
    needs: 'issues: read',
    why: 'The event issue_comment: GitHub offers it to Apps with this permission only. No call uses it; comments on pull requests are read and written by pull_requests.',
  },
  members: { needs: 'members: read', why: 'Who belongs to a team of the approvers, and who left it.' },
  merge_queues: { needs: 'merge_queues: read', why: 'The event merge_group.' },
  metadata: { needs: 'metadata: read', why: 'GitHub asks every App for it.' },
  organization_custom_properties: {
    needs: 'organization_custom_properties: read',
    why: 'The event custom_property_values: GitHub ties it to this permission. No call uses it.',
  },
  pull_requests: { needs: 'pull_requests: write', why: 'The comment and the suggestions.' },
  repository_custom_properties: {
    needs: 'repository_custom_properties: read',
    why: 'Groups of repositories in the policy of an organization. No call uses it yet; asked for at once, as a later wish has to be granted again by every owner.',
  },
  statuses: {
    needs: 'statuses: write',
    why: 'No call uses it: GitHub offers only Apps that hold it as the source of a required check in a ruleset.',
  },
};
